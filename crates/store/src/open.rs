//! Creating and opening a project file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::StoreError;
use crate::key::{Key, Lock};

/// Forward-only; never edited once released.
static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// An open project file.
///
/// There is one connection: every write is durable (WAL, synchronous FULL) before its call
/// returns, and a reader never waits for more than one statement.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: SqlitePool,
    path: PathBuf,
}

impl Store {
    /// Makes a new, empty project file.
    ///
    /// # Errors
    /// [`StoreError::Exists`]; [`StoreError::KeyStore`]; [`StoreError::NotWritten`].
    pub async fn create(path: &Path, lock: &Lock) -> Result<Self, StoreError> {
        // Claims the name, so that two programs cannot make the same project at once.
        match std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
        {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::Exists(path.to_owned()));
            }
            Err(error) => {
                return Err(StoreError::NotWritten {
                    path: path.to_owned(),
                    reason: error.to_string(),
                });
            }
        }
        let made = async {
            let key = Key::create(lock)?;
            let store = Self::connect(path, &key).await?;
            store.migrate().await?;
            Ok(store)
        }
        .await;
        if made.is_err() {
            // It holds nothing yet.
            let _ = std::fs::remove_file(path);
        }
        made
    }

    /// Opens an existing project file and brings it to the current format.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::WrongKey`], [`StoreError::NoKey`],
    /// [`StoreError::Newer`], [`StoreError::Damaged`], [`StoreError::Busy`].
    pub async fn open(path: &Path, lock: &Lock) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let key = Key::of_file(path, lock)?;
        let store = Self::connect(path, &key).await?;
        store.refuse_newer().await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends all work on the file and folds its journal into it.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn connect(path: &Path, key: &Key) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .pragma("key", key.pragma())
            // Page checks that fail would be printed to standard error.
            .pragma("cipher_log_level", "NONE")
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Sorting and temporary tables must not reach the disk unencrypted.
            .pragma("temp_store", "MEMORY")
            // What is deleted is gone.
            .pragma("secure_delete", "ON")
            // The statement log would hold the key.
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await
            .map_err(|error| failed(path, &error))?;
        let store = Self {
            pool,
            path: path.to_owned(),
        };
        store.require_encryption().await?;
        Ok(store)
    }

    /// Plain SQLite ignores the key and would write plain text.
    async fn require_encryption(&self) -> Result<(), StoreError> {
        let version: Option<String> = sqlx::query_scalar("PRAGMA cipher_version")
            .fetch_optional(&self.pool)
            .await
            .map_err(|e| self.failed(&e))?;
        match version {
            Some(version) if !version.is_empty() => Ok(()),
            _ => Err(StoreError::NoEncryption),
        }
    }

    async fn refuse_newer(&self) -> Result<(), StoreError> {
        let known = MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0);
        let found: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(&self.pool)
            .await
            .map_err(|error| match &error {
                // A database, opened by the right key, that is none of ours.
                sqlx::Error::Database(e) if e.message().contains("no such table") => {
                    StoreError::WrongKey(self.path.clone())
                }
                _ => self.failed(&error),
            })?;
        match found {
            Some(found) if found > known => Err(StoreError::Newer {
                path: self.path.clone(),
                found,
                known,
            }),
            _ => Ok(()),
        }
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        MIGRATIONS
            .run(&self.pool)
            .await
            .map_err(|error| match error {
                sqlx::migrate::MigrateError::Execute(error) => self.failed(&error),
                other => StoreError::Database {
                    path: self.path.clone(),
                    reason: other.to_string(),
                },
            })
    }

    pub(crate) fn failed(&self, error: &sqlx::Error) -> StoreError {
        failed(&self.path, error)
    }
}

/// SQLite's primary result codes (sqlite.org/rescode.html).
fn failed(path: &Path, error: &sqlx::Error) -> StoreError {
    let path = path.to_owned();
    let code = match error {
        sqlx::Error::Database(error) => error.code().and_then(|c| c.parse::<i64>().ok()),
        _ => None,
    };
    match code.map(|code| code & 0xff) {
        Some(26) => StoreError::WrongKey(path),
        Some(11) => StoreError::Damaged(path),
        Some(5 | 6) => StoreError::Busy(path),
        Some(8 | 10 | 13 | 14) => StoreError::NotWritten {
            path,
            reason: error.to_string(),
        },
        _ => StoreError::Database {
            path,
            reason: error.to_string(),
        },
    }
}
