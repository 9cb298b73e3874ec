//! The packs on this machine.

use std::path::{Path, PathBuf};

use crate::{ModelPack, NerError, PackSettings};

/// Folders of packs: the user's own, which can change, and those that come with the product.
#[derive(Clone, Debug)]
pub struct PackStore {
    own: PathBuf,
    bundled: PathBuf,
}

/// A folder in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredPack {
    /// Name it is asked for by.
    pub id: String,
    /// Where it is.
    pub folder: PathBuf,
    /// Whether it comes with the product.
    pub origin: Origin,
}

/// Where a pack comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It comes with the product and cannot be removed.
    Bundled,
    /// The user added it.
    Added,
}

impl PackStore {
    /// A store over the user's folder `own` (made when the first pack is added) and the product's
    /// folder `bundled`.
    #[must_use]
    pub fn new(own: impl Into<PathBuf>, bundled: impl Into<PathBuf>) -> Self {
        Self {
            own: own.into(),
            bundled: bundled.into(),
        }
    }

    /// All packs, the bundled ones first, in order of name. Nothing is checked.
    #[must_use]
    pub fn list(&self) -> Vec<StoredPack> {
        let mut packs = folders(&self.bundled, Origin::Bundled);
        packs.extend(folders(&self.own, Origin::Added));
        packs
    }

    /// The pack called `id`; a bundled one wins.
    ///
    /// # Errors
    /// [`NerError::UnknownPack`] with the names there are.
    pub fn find(&self, id: &str) -> Result<StoredPack, NerError> {
        let packs = self.list();
        let known = packs
            .iter()
            .map(|p| p.id.clone())
            .collect::<Vec<_>>()
            .join(", ");
        let found = packs.into_iter().find(|p| p.id == id);
        found.ok_or_else(|| NerError::UnknownPack {
            id: id.to_owned(),
            known,
        })
    }

    /// Opens the pack called `id`, or the folder at that path.
    ///
    /// # Errors
    /// As [`ModelPack::open`].
    pub fn open(&self, id: &str) -> Result<ModelPack, NerError> {
        if let Ok(stored) = self.find(id) {
            return ModelPack::open(&stored.folder);
        }
        let path = Path::new(id);
        if path.is_dir() {
            return ModelPack::open(path);
        }
        ModelPack::open(&self.find(id)?.folder)
    }

    /// Checks a folder and copies the files a model needs into the store, all or none.
    ///
    /// # Errors
    /// [`NerError::Pack`] when it is no usable pack, its name is taken or a file cannot be copied.
    pub fn add(&self, folder: &Path) -> Result<StoredPack, NerError> {
        let pack = ModelPack::open(folder)?;
        let id: String = pack
            .id
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        let id = id.trim_start_matches('.').to_owned();
        if id.is_empty() || self.find(&id).is_ok() {
            let reason = format!(
                "would be called {id:?}, which is taken; set another \"id\" in {}",
                crate::SETTINGS
            );
            return Err(NerError::pack(folder, reason));
        }
        let target = self.own.join(&id);
        let part = self.own.join(format!(".{id}.part"));
        let copied = copy(&pack, &part).and_then(|()| std::fs::rename(&part, &target));
        if let Err(error) = copied {
            let _ = std::fs::remove_dir_all(&part);
            return Err(NerError::pack(
                target,
                format!("cannot be written ({error})"),
            ));
        }
        let mut settings = PackSettings::read(&target)?;
        settings.id = Some(id.clone());
        settings.write(&target)?;
        Ok(StoredPack {
            id,
            folder: target,
            origin: Origin::Added,
        })
    }

    /// Removes a pack that the user added.
    ///
    /// # Errors
    /// [`NerError::UnknownPack`], or [`NerError::Pack`] when it is bundled or cannot be deleted.
    pub fn remove(&self, id: &str) -> Result<(), NerError> {
        let stored = self.find(id)?;
        if stored.origin == Origin::Bundled {
            return Err(NerError::pack(
                stored.folder,
                "comes with Tacenda and cannot be removed",
            ));
        }
        std::fs::remove_dir_all(&stored.folder)
            .map_err(|e| NerError::pack(&stored.folder, format!("cannot be deleted ({e})")))
    }
}

fn folders(parent: &Path, origin: Origin) -> Vec<StoredPack> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut packs: Vec<StoredPack> = entries
        .filter(|e| e.path().is_dir() && !e.file_name().to_string_lossy().starts_with('.'))
        .map(|e| {
            let name = e.file_name().to_string_lossy().into_owned();
            let set = PackSettings::read(&e.path()).ok().and_then(|s| s.id);
            StoredPack {
                id: set.unwrap_or(name),
                folder: e.path(),
                origin,
            }
        })
        .collect();
    packs.sort_by(|a, b| a.id.cmp(&b.id));
    packs
}

/// Small files beside the model that are of use: configuration, tokenizer, licence, card.
fn wanted(name: &str) -> bool {
    let text = [".json", ".txt", ".md"]
        .iter()
        .any(|end| name.ends_with(end));
    text || name.starts_with("LICENSE") || name.starts_with("LICENCE")
}

fn copy(pack: &ModelPack, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    let small = std::fs::read_dir(&pack.folder)?.flatten();
    for entry in small.filter(|e| e.path().is_file() && wanted(&e.file_name().to_string_lossy())) {
        std::fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    std::fs::copy(&pack.model, to.join("model.onnx"))?;
    // Models over two gigabytes keep their weights in files beside them.
    let beside = pack.model.parent().unwrap_or(&pack.folder);
    for entry in std::fs::read_dir(beside)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("model.onnx") && name != "model.onnx" || name.ends_with(".data") {
            std::fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}
