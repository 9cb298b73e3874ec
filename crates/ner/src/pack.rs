//! A folder with a model in it.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use tacenda_core::{EntityType, Sha256};

use crate::calibration::{Calibration, Platt};
use crate::labels::LabelMap;
use crate::tags::TagSet;
use crate::tokenizer::Tokenizer;
use crate::{Aggregation, NerError, WindowSize};

/// Name of the product's own settings file in a model folder.
pub const SETTINGS: &str = "tacenda-pack.json";

/// Name of the file that says what the labels of a model are that calls them `LABEL_0`…:
/// `{"LABEL_0": "O", "LABEL_1": "B-PER"}`.
pub const LABELS: &str = "labels.json";

/// A model folder whose small files were read and fit together. The model file itself is read
/// when a detector is opened.
pub struct ModelPack {
    /// The folder.
    pub folder: PathBuf,
    /// The model file.
    pub model: PathBuf,
    /// Short name: from the settings file, else the folder's name.
    pub id: String,
    /// Digest of the model file.
    pub hash: Sha256,
    /// Architecture as its configuration names it, such as `BertForTokenClassification`.
    pub architecture: String,
    /// Licence, as the folder states it.
    pub licence: Option<String>,
    /// Its labels in order of their number.
    pub tags: TagSet,
    /// What its labels count as.
    pub labels: LabelMap,
    /// How words and entities are put together.
    pub aggregation: Aggregation,
    /// What its scores mean.
    pub calibration: Calibration,
    /// How long texts are cut.
    pub windows: WindowSize,
    pub(crate) tokenizer: Tokenizer,
    /// Whether the model computes its own quantisation from each batch: then windows run one by
    /// one, since a neighbour in the batch would change the result.
    pub(crate) batch_sensitive: bool,
}

/// What a user may set for a pack, in [`SETTINGS`].
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackSettings {
    /// Short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Licence of the weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// For models that call their labels `LABEL_0`…: what each is, such as `B-PER`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// What each kind counts as: `PER` → `PERSON`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// `none`, `simple`, `first`, `average`, `max` or `run`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation: Option<String>,
    /// How the scores of each kind become probabilities.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub calibration: BTreeMap<String, Platt>,
    /// Tokens of a window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<usize>,
    /// Tokens that windows share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap: Option<usize>,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    architectures: Vec<String>,
    #[serde(default)]
    id2label: BTreeMap<String, String>,
    #[serde(default)]
    max_position_embeddings: Option<usize>,
    #[serde(default)]
    vocab_size: Option<usize>,
    #[serde(default)]
    model_type: String,
}

impl ModelPack {
    /// Reads the small files of a model folder and the digest of its model file.
    ///
    /// # Errors
    /// [`NerError::Pack`] naming the file that is missing, damaged or does not fit the others.
    pub fn open(folder: &Path) -> Result<Self, NerError> {
        let mut settings = PackSettings::read(folder)?;
        settings
            .names
            .extend(json::<BTreeMap<String, String>>(&folder.join(LABELS))?.unwrap_or_default());
        let model = model_file(folder)?;
        let path = folder.join("config.json");
        let config: Config = json(&path)?.ok_or_else(|| {
            NerError::pack(&path, "is missing; copy it from where the model came from")
        })?;
        let labels = label_names(&path, &config, &settings)?;
        let tokenizer = Tokenizer::open(folder, config.vocab_size)?;
        let tags = TagSet::new(&labels);
        let mut map = LabelMap::usual(tags.kinds());
        for (kind, name) in &settings.labels {
            let entity = EntityType::named(name).ok_or_else(|| {
                let reason = format!("maps {kind} to {name:?}; a type is written like PERSON");
                NerError::pack(folder.join(SETTINGS), reason)
            })?;
            map.set(kind, entity);
        }
        let aggregation = match &settings.aggregation {
            None => Aggregation::default(),
            Some(name) => Aggregation::named(name).ok_or_else(|| {
                let reason = format!(
                    "has aggregation {name:?}; use none, simple, first, average, max or run"
                );
                NerError::pack(folder.join(SETTINGS), reason)
            })?,
        };
        let most = longest(&config).saturating_sub(tokenizer.specials()).max(1);
        let read = ModelFile::read(&model)?;
        let windows = WindowSize {
            tokens: settings.window.unwrap_or(126).clamp(1, most),
            overlap: settings.overlap.unwrap_or(24),
            whole: most,
            least: if read.quantises_at_run_time { 64 } else { 12 },
        };
        Ok(Self {
            id: settings.id.clone().unwrap_or_else(|| folder_name(folder)),
            licence: settings.licence.clone().or_else(|| stated_licence(folder)),
            architecture: config
                .architectures
                .first()
                .cloned()
                .unwrap_or(config.model_type),
            folder: folder.to_owned(),
            hash: read.hash,
            batch_sensitive: read.quantises_at_run_time,
            model,
            tags,
            labels: map,
            aggregation,
            calibration: Calibration(settings.calibration),
            windows,
            tokenizer,
        })
    }

    /// What a user should know about the folder: a file that was passed over.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.tokenizer.note()
    }

    /// What stands in records: the id with the start of the model's digest.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("{}@{:.12}", self.id, self.hash.to_string())
    }
}

impl PackSettings {
    /// Reads the settings of a folder; the default where there are none.
    ///
    /// # Errors
    /// [`NerError::Pack`] when the file cannot be read or has an unknown field.
    pub fn read(folder: &Path) -> Result<Self, NerError> {
        Ok(json(&folder.join(SETTINGS))?.unwrap_or_default())
    }

    /// Writes the settings into a folder, replacing those that were there.
    ///
    /// # Errors
    /// [`NerError::Pack`] when the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), NerError> {
        let path = folder.join(SETTINGS);
        let text = serde_json::to_string_pretty(self).map_err(|e| NerError::pack(&path, e))?;
        let fresh = folder.join(format!("{SETTINGS}.new"));
        std::fs::write(&fresh, text + "\n")
            .and_then(|()| std::fs::rename(&fresh, &path))
            .map_err(|e| NerError::pack(&path, format!("cannot be written ({e})")))
    }
}

/// `Ok(None)` when there is no such file.
fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Option<T>, NerError> {
    match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|e| NerError::pack(path, format!("is not valid ({e})"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(NerError::pack(path, format!("cannot be read ({error})"))),
    }
}

/// `model.onnx`, also where exporters put it below `onnx/`.
fn model_file(folder: &Path) -> Result<PathBuf, NerError> {
    if !folder.is_dir() {
        return Err(NerError::pack(folder, "is no folder"));
    }
    ["model.onnx", "onnx/model.onnx"]
        .iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            NerError::pack(
                folder,
                "has no model.onnx; export the model to ONNX and put it there",
            )
        })
}

fn label_names(
    path: &Path,
    config: &Config,
    settings: &PackSettings,
) -> Result<Vec<String>, NerError> {
    let mut by_number = BTreeMap::new();
    for (number, label) in &config.id2label {
        let number: usize = number.parse().map_err(|_| {
            NerError::pack(
                path,
                format!("has {number:?} in id2label; a number is needed"),
            )
        })?;
        by_number.insert(number, settings.names.get(label).unwrap_or(label).clone());
    }
    if by_number.is_empty() {
        let numbered = settings.names.iter().filter_map(|(key, name)| {
            let number = key.strip_prefix("LABEL_").unwrap_or(key).parse().ok()?;
            Some((number, name.clone()))
        });
        by_number.extend(numbered);
    }
    let count = by_number.len();
    if count < 2 || by_number.keys().last() != Some(&(count - 1)) {
        let reason = format!(
            "must list every label in id2label, from 0 on; add it, or name them in {LABELS}"
        );
        return Err(NerError::pack(path, reason));
    }
    Ok(by_number.into_values().collect())
}

/// The most tokens of a sequence. RoBERTa and its relatives count positions from two on.
fn longest(config: &Config) -> usize {
    let positions = config.max_position_embeddings.unwrap_or(512);
    match config.model_type.as_str() {
        "roberta" | "xlm-roberta" | "camembert" | "mpnet" => positions.saturating_sub(2),
        _ => positions,
    }
}

fn folder_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.file_name()
        .map_or_else(|| "model".to_owned(), |n| n.to_string_lossy().into_owned())
}

/// The `license:` line of a model card, else what a licence file is known to be, else its first
/// line.
fn stated_licence(folder: &Path) -> Option<String> {
    let card = std::fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    if let Some(line) = card
        .lines()
        .take(60)
        .find_map(|l| l.strip_prefix("license:"))
    {
        return Some(line.trim().to_owned());
    }
    let names = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"];
    let text = names
        .iter()
        .find_map(|n| std::fs::read_to_string(folder.join(n)).ok())?;
    let known = [
        ("Attribution 4.0 International", "CC BY 4.0"),
        ("Attribution-ShareAlike 4.0 International", "CC BY-SA 4.0"),
        ("Apache License", "Apache-2.0"),
        ("Permission is hereby granted, free of charge", "MIT"),
    ];
    let named = known
        .iter()
        .find(|(words, _)| text.contains(words))
        .map(|(_, name)| *name);
    let first = || text.lines().map(str::trim).find(|line| !line.is_empty());
    named.or_else(first).map(str::to_owned)
}

struct ModelFile {
    hash: Sha256,
    quantises_at_run_time: bool,
}

impl ModelFile {
    /// Digests the file and looks for the name of the operator that quantises each batch anew.
    fn read(path: &Path) -> Result<Self, NerError> {
        const OPERATOR: &[u8] = b"DynamicQuantize";
        let unreadable = |e: std::io::Error| NerError::pack(path, format!("cannot be read ({e})"));
        let mut file = std::fs::File::open(path).map_err(unreadable)?;
        let mut digest = sha2::Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        let (mut kept, mut found) = (0, false);
        loop {
            let count = file.read(&mut buffer[kept..]).map_err(unreadable)?;
            if count == 0 {
                break;
            }
            digest.update(&buffer[kept..kept + count]);
            let filled = kept + count;
            found = found || memchr::memmem::find(&buffer[..filled], OPERATOR).is_some();
            // The name may lie across two reads.
            kept = filled.min(OPERATOR.len() - 1);
            buffer.copy_within(filled - kept..filled, 0);
        }
        Ok(Self {
            hash: Sha256(digest.finalize().into()),
            quantises_at_run_time: found,
        })
    }
}
