//! Loading a tokenizer as the transformers library would.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tokenizers::models::ModelWrapper;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::normalizers::NormalizerWrapper;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::processors::bert::BertProcessing;

use crate::NerError;

/// A tokenizer, and what the pipeline needs to know about it.
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    path: PathBuf,
    note: Option<String>,
    /// What stands before every sequence, such as `[CLS]`.
    pub(crate) prefix: Vec<u32>,
    /// What stands after every sequence, such as `[SEP]`.
    pub(crate) suffix: Vec<u32>,
    /// Number of the padding token.
    pub(crate) padding: u32,
    unknown: Option<u32>,
    marks_fragments: bool,
}

/// The parts of `tokenizer_config.json` that change token numbers.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Config {
    do_lower_case: Option<bool>,
    strip_accents: Option<bool>,
    tokenize_chinese_chars: Option<bool>,
    unk_token: Option<serde_json::Value>,
    pad_token: Option<serde_json::Value>,
}

impl Tokenizer {
    /// Reads `tokenizer.json` of the folder, or makes a WordPiece tokenizer from `vocab.txt` and
    /// `tokenizer_config.json`. Where both are there and only `vocab.txt` fits a model of `size`
    /// tokens, that is used and [`Tokenizer::note`] says so.
    ///
    /// # Errors
    /// [`NerError::Pack`] naming the file that is missing, damaged or too large for the model.
    pub fn open(folder: &Path, size: Option<usize>) -> Result<Self, NerError> {
        let config = config(&folder.join("tokenizer_config.json"))?;
        let whole = folder.join("tokenizer.json");
        let words = folder.join("vocab.txt");
        match (whole.is_file(), words.is_file()) {
            (true, false) => Self::ready(
                fitting(from_json(&whole, &config), &whole, size)?,
                whole,
                &config,
            ),
            (false, true) => Self::ready(
                fitting(from_words(&words, &config), &words, size)?,
                words,
                &config,
            ),
            (true, true) => {
                let error = match fitting(from_json(&whole, &config), &whole, size) {
                    Ok(inner) => return Self::ready(inner, whole, &config),
                    Err(error) => error,
                };
                let Ok(inner) = fitting(from_words(&words, &config), &words, size) else {
                    return Err(error);
                };
                let mut this = Self::ready(inner, words, &config)?;
                this.note = Some(format!(
                    "{error}; vocab.txt fits the model and is used instead"
                ));
                Ok(this)
            }
            (false, false) => Err(NerError::pack(
                folder,
                "has neither tokenizer.json nor vocab.txt; copy one of them beside the model",
            )),
        }
    }

    fn ready(
        mut inner: tokenizers::Tokenizer,
        path: PathBuf,
        config: &Config,
    ) -> Result<Self, NerError> {
        let wrong = |reason: String| NerError::pack(&path, reason);
        inner.with_padding(None);
        inner
            .with_truncation(None)
            .map_err(|e| wrong(e.to_string()))?;
        let id = |named: &Option<serde_json::Value>, usual: &[&str]| {
            let named = named.as_ref().and_then(token_text);
            let names = named
                .iter()
                .map(String::as_str)
                .chain(usual.iter().copied());
            names.into_iter().find_map(|name| inner.token_to_id(name))
        };
        let unknown = id(&config.unk_token, &["[UNK]", "<unk>"]);
        let padding = id(&config.pad_token, &["[PAD]", "<pad>"]).unwrap_or(0);
        let (prefix, suffix) = specials(&inner).map_err(wrong)?;
        let marks_fragments = match inner.get_model() {
            ModelWrapper::WordPiece(model) => !model.continuing_subword_prefix.is_empty(),
            ModelWrapper::BPE(model) => model
                .continuing_subword_prefix
                .as_ref()
                .is_some_and(|p| !p.is_empty()),
            _ => false,
        };
        Ok(Self {
            note: None,
            inner,
            path,
            prefix,
            suffix,
            padding,
            unknown,
            marks_fragments,
        })
    }

    /// The file it was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why `tokenizer.json` was passed over.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Number of tokens, added ones included.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.inner.get_vocab_size(true)
    }

    /// Tokens taken up by what stands before and after every sequence.
    pub(crate) fn specials(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }

    /// Numbers, texts and byte offsets of the tokens of `text`, without those around it.
    pub(crate) fn encode(&self, text: &str) -> Result<tokenizers::Encoding, NerError> {
        self.inner
            .encode(text, false)
            .map_err(|e| NerError::Tokenizer {
                path: self.path.clone(),
                reason: e.to_string(),
            })
    }

    /// Whether the transformers library takes this token for a piece of the word before it: with
    /// marked pieces (`##ing`) by comparing lengths, else by the absence of a space.
    pub(crate) fn is_fragment(
        &self,
        id: u32,
        token: &str,
        text: &str,
        start: usize,
        end: usize,
    ) -> bool {
        if Some(id) == self.unknown {
            return false;
        }
        if self.marks_fragments {
            return token.chars().count() != text[start..end].chars().count();
        }
        let Some(before) = text[..start].chars().next_back() else {
            return false;
        };
        before != ' ' && !text[start..].starts_with(' ')
    }
}

fn config(path: &Path) -> Result<Config, NerError> {
    match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|e| NerError::pack(path, format!("is not valid ({e}); copy it again"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(NerError::pack(path, format!("cannot be read ({error})"))),
    }
}

/// The tokenizer, if a model of `size` tokens knows all of its own.
fn fitting(
    inner: Result<tokenizers::Tokenizer, NerError>,
    path: &Path,
    size: Option<usize>,
) -> Result<tokenizers::Tokenizer, NerError> {
    let inner = inner?;
    let count = inner.get_vocab_size(true);
    match size {
        Some(size) if count > size => Err(NerError::pack(
            path,
            format!(
                "has {count} tokens, but config.json says the model knows {size}: they belong to \
                 different models; copy both from the same place"
            ),
        )),
        _ => Ok(inner),
    }
}

/// A token is written as a string or as an object with `content`.
fn token_text(value: &serde_json::Value) -> Option<String> {
    let text = value.as_str().or_else(|| value.get("content")?.as_str());
    text.map(str::to_owned)
}

fn from_json(path: &Path, config: &Config) -> Result<tokenizers::Tokenizer, NerError> {
    let mut inner = tokenizers::Tokenizer::from_file(path)
        .map_err(|e| NerError::pack(path, format!("is no tokenizer ({e}); copy it again")))?;
    // The configuration overrides the normaliser of a BERT tokenizer, as it does in Python.
    if let Some(NormalizerWrapper::BertNormalizer(mut normaliser)) = inner.get_normalizer().cloned()
    {
        if let Some(lower) = config.do_lower_case {
            normaliser.lowercase = lower;
        }
        if let Some(strip) = config.strip_accents {
            normaliser.strip_accents = Some(strip);
        }
        if let Some(chinese) = config.tokenize_chinese_chars {
            normaliser.handle_chinese_chars = chinese;
        }
        inner
            .with_normalizer(Some(normaliser))
            .map_err(|e| NerError::pack(path, e))?;
    }
    Ok(inner)
}

fn from_words(path: &Path, config: &Config) -> Result<tokenizers::Tokenizer, NerError> {
    let wrong = |reason: String| NerError::pack(path, reason);
    let name = path
        .to_str()
        .ok_or_else(|| wrong("has a name that is not Unicode".to_owned()))?;
    let words = WordPiece::read_file(name).map_err(|e| wrong(e.to_string()))?;
    let special = |name: &str| {
        let id = words.get(name).copied();
        id.ok_or_else(|| wrong(format!("has no {name}; it is no BERT vocabulary")))
    };
    let (cls, sep) = (special("[CLS]")?, special("[SEP]")?);
    special("[UNK]")?;
    // Where nothing says whether case matters, the vocabulary does.
    let cased = || {
        words
            .keys()
            .any(|w| !w.starts_with('[') && w.chars().any(char::is_uppercase))
    };
    let lower = config.do_lower_case.unwrap_or_else(|| !cased());
    let chinese = config.tokenize_chinese_chars.unwrap_or(true);
    let known: Vec<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        .into_iter()
        .filter(|name| words.contains_key(*name))
        .map(str::to_owned)
        .collect();
    let model = WordPiece::builder()
        .vocab(words)
        .unk_token("[UNK]".to_owned())
        .build()
        .map_err(|e| wrong(e.to_string()))?;
    let mut inner = tokenizers::Tokenizer::new(model);
    inner
        .with_normalizer(Some(BertNormalizer::new(
            true,
            chinese,
            config.strip_accents,
            lower,
        )))
        .map_err(|e| wrong(e.to_string()))?;
    inner.with_pre_tokenizer(Some(BertPreTokenizer));
    inner.with_post_processor(Some(BertProcessing::new(
        ("[SEP]".to_owned(), sep),
        ("[CLS]".to_owned(), cls),
    )));
    let added = known
        .into_iter()
        .map(|name| tokenizers::AddedToken::from(name, true));
    inner
        .add_special_tokens(added)
        .map_err(|e| wrong(e.to_string()))?;
    Ok(inner)
}

/// What the tokenizer puts before and after a sequence.
fn specials(inner: &tokenizers::Tokenizer) -> Result<(Vec<u32>, Vec<u32>), String> {
    let encode = |add| inner.encode("a", add).map_err(|e| e.to_string());
    let (bare, around) = (encode(false)?, encode(true)?);
    let (bare, around) = (bare.get_ids(), around.get_ids());
    let at = around.windows(bare.len().max(1)).position(|w| w == bare);
    let at = at.ok_or("puts something inside the sequence; such tokenizers are not supported")?;
    Ok((around[..at].to_vec(), around[at + bare.len()..].to_vec()))
}
