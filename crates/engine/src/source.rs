//! The file to be redacted: read once, never written.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tacenda_core::Sha256;

use crate::EngineError;

/// Larger files are refused: they would not fit a project file (SQLite: 2 GB a value) and the
/// memory limit of the parser process.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// The bytes of one file as they were when it was opened. Every later step works on these bytes,
/// not on the path.
#[derive(Clone)]
pub struct Source {
    /// Where it was read from; empty for bytes that have no file.
    pub path: PathBuf,
    /// The file's name without folders.
    pub name: String,
    /// The content.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the content.
    pub sha256: Sha256,
}

impl Source {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`EngineError::Unreadable`] when it is missing, is not a regular file or cannot be read;
    /// [`EngineError::TooLarge`].
    pub fn read(path: &Path) -> Result<Self, EngineError> {
        let unreadable = |source| EngineError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let meta = fs::metadata(path).map_err(unreadable)?;
        if !meta.is_file() {
            // A pipe or device could block for ever or never end.
            return Err(unreadable(std::io::Error::other(
                "it is not a regular file",
            )));
        }
        let too_large = |bytes| EngineError::TooLarge {
            path: path.to_owned(),
            bytes,
            limit: LARGEST_FILE,
        };
        if meta.len() > LARGEST_FILE {
            return Err(too_large(meta.len()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
        let file = File::open(path).map_err(unreadable)?;
        // The file may grow between the two calls.
        file.take(LARGEST_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(too_large(bytes.len() as u64));
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut source = Self::from_bytes(name, bytes);
        source.path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(source)
    }

    /// Bytes that have no file, under a name.
    #[must_use]
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self {
            path: PathBuf::new(),
            name: name.into(),
            sha256: Sha256::of(&bytes),
            bytes,
        }
    }
}
