//! Where the files that come with the product are.

use std::path::{Path, PathBuf};

use crate::NerError;

/// Name of the model pack that is used where no other is asked for.
pub const BUNDLED: &str = "tacenda-en";

/// The folder that holds the runtime library (`lib/`) and the bundled models (`models/`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resources {
    root: PathBuf,
}

impl Resources {
    /// Takes `root` for the folder without looking into it.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The ONNX Runtime library under its name on this system.
    #[must_use]
    pub fn runtime_library(&self) -> PathBuf {
        self.root.join("lib").join(if cfg!(windows) {
            "onnxruntime.dll"
        } else if cfg!(target_os = "macos") {
            "libonnxruntime.dylib"
        } else {
            "libonnxruntime.so"
        })
    }

    /// The model pack that comes with the product.
    #[must_use]
    pub fn bundled_pack(&self) -> PathBuf {
        self.models().join(BUNDLED)
    }

    /// The folder of bundled model packs.
    #[must_use]
    pub fn models(&self) -> PathBuf {
        self.root.join("models")
    }
}

/// Looks for the resources: the folder in `TACENDA_RESOURCES`, beside the program, where a
/// package installs them, and in debug builds the source tree.
///
/// # Errors
/// [`NerError::Resources`] with every folder that was looked in.
pub fn locate() -> Result<Resources, NerError> {
    if let Some(named) = std::env::var_os("TACENDA_RESOURCES") {
        return first_complete(vec![PathBuf::from(named)]);
    }
    let mut folders = Vec::new();
    if let Some(beside) = std::env::current_exe()
        .ok()
        .as_deref()
        .and_then(Path::parent)
    {
        folders.push(beside.join("resources"));
        folders.push(beside.join("../lib/tacenda"));
        // A release build that was not installed: <source>/target/release.
        folders.push(beside.join("../../resources"));
        folders.push(beside.join("../lib/tacenda/resources"));
        folders.push(beside.join("../lib/Tacenda/resources"));
        folders.push(beside.join("../Resources"));
        folders.push(beside.join("../Resources/resources"));
    }
    if cfg!(debug_assertions) {
        folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources"));
    }
    first_complete(folders)
}

/// The runtime library to load: the one named in `TACENDA_RUNTIME`, such as a build for a graphics
/// card that the user added, else the one that comes with the product.
#[must_use]
pub fn runtime_library(resources: &Resources) -> PathBuf {
    std::env::var_os("TACENDA_RUNTIME").map_or_else(|| resources.runtime_library(), PathBuf::from)
}

fn first_complete(folders: Vec<PathBuf>) -> Result<Resources, NerError> {
    let found = folders
        .iter()
        .map(Resources::at)
        .find(|r| r.runtime_library().is_file());
    found.ok_or_else(|| NerError::Resources {
        looked: folders
            .iter()
            .map(|f| f.display().to_string())
            .collect::<Vec<_>>()
            .join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_library_is_named_in_the_error() {
        let empty = tempfile::tempdir().expect("a folder");
        let error = first_complete(vec![empty.path().to_owned()]).expect_err("nothing there");
        assert!(
            error
                .to_string()
                .contains(&empty.path().display().to_string())
        );
        let library = Resources::at(empty.path()).runtime_library();
        std::fs::create_dir_all(library.parent().expect("lib")).expect("made");
        std::fs::write(&library, b"x").expect("written");
        let found = first_complete(vec![PathBuf::from("/nowhere"), empty.path().to_owned()]);
        assert_eq!(found, Ok(Resources::at(empty.path())));
    }
}
