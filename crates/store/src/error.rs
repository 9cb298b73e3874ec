//! What can go wrong with a project file.

use std::path::PathBuf;

/// Why a project file could not be used. Holds no document text and no key.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is nothing at the path.
    #[error("{0} does not exist")]
    Missing(PathBuf),
    /// A new project would overwrite a file.
    #[error("{0} exists already; choose another name, or open it")]
    Exists(PathBuf),
    /// The key does not fit, or the file is something else.
    #[error(
        "{0} does not open: the passphrase or key is wrong, the file is damaged at its beginning, \
         or it is no Tacenda project"
    )]
    WrongKey(PathBuf),
    /// The system's key store cannot be used.
    #[error("the system's key store cannot be used ({0}); unlock it, or use a passphrase")]
    KeyStore(String),
    /// The key store has no key for this file, or is locked.
    #[error(
        "the system's key store gives no key for {0}; unlock it, or open the project with the \
         passphrase it was made with"
    )]
    NoKey(PathBuf),
    /// The file was made by a newer version.
    #[error(
        "{path} was made by a newer version of Tacenda (format {found}, this one knows {known}); \
         update Tacenda to open it"
    )]
    Newer {
        /// The project file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format known.
        known: i64,
    },
    /// Part of the file cannot be read any more.
    #[error("{0} is damaged; restore it from a copy")]
    Damaged(PathBuf),
    /// Another program holds the file.
    #[error("{0} is in use by another program; close it there and try again")]
    Busy(PathBuf),
    /// There is no space left, or the file cannot be written.
    #[error("{path} cannot be written ({reason}); nothing of this step was saved")]
    NotWritten {
        /// The project file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// The database library is not the encrypting one: nothing is ever stored then.
    #[error("this build cannot encrypt project files; install a proper build")]
    NoEncryption,
    /// A record that should be there is not.
    #[error("the project has no {0}")]
    NoRecord(String),
    /// Anything else from the database.
    #[error("{path}: {reason}")]
    Database {
        /// The project file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
}

impl StoreError {
    /// A stable name for scripts and for the window.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "project_missing",
            Self::Exists(_) => "project_exists",
            Self::WrongKey(_) => "wrong_key",
            Self::KeyStore(_) => "key_store",
            Self::NoKey(_) => "no_key",
            Self::Newer { .. } => "project_newer",
            Self::Damaged(_) => "project_damaged",
            Self::Busy(_) => "project_busy",
            Self::NotWritten { .. } => "project_not_written",
            Self::NoEncryption => "no_encryption",
            Self::NoRecord(_) => "unknown",
            Self::Database { .. } => "database",
        }
    }
}
