//! The key of a project file.
//!
//! A project is encrypted with a raw 256-bit key (SQLCipher 4: AES-256 with HMAC-SHA512 a page).
//! The key is derived from a passphrase with Argon2id (RFC 9106) and the file's own salt, or is
//! random and kept in the system's key store under that salt. The salt is the first 16 bytes of
//! the file, where SQLCipher puts it; it is no secret.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};

use crate::StoreError;
use crate::keyring;

/// How a project file is locked.
#[derive(Clone, PartialEq, Eq)]
pub enum Lock {
    /// By a passphrase that somebody remembers.
    Passphrase(String),
    /// By a random key in the system's key store.
    KeyStore,
}

/// RFC 9106, section 4, second recommended option: 64 MiB, three passes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// Length of SQLCipher's salt in bytes.
const SALT: usize = 16;

/// Key and salt of one file. Never printed.
pub(crate) struct Key {
    key: [u8; 32],
    salt: [u8; SALT],
}

impl Key {
    /// A key for a new file.
    pub(crate) fn create(lock: &Lock) -> Result<Self, StoreError> {
        let mut salt = [0; SALT];
        random(&mut salt)?;
        let key = match lock {
            Lock::Passphrase(passphrase) => derive(passphrase, &salt)?,
            Lock::KeyStore => {
                let mut key = [0; 32];
                random(&mut key)?;
                keyring::keep(&account(&salt), &key)?;
                key
            }
        };
        Ok(Self { key, salt })
    }

    /// The key of an existing file. A key store without an entry is an error: a new key would
    /// not open the file, and the store may only be locked.
    pub(crate) fn of_file(path: &Path, lock: &Lock) -> Result<Self, StoreError> {
        let mut salt = [0; SALT];
        File::open(path)
            .and_then(|mut file| file.read_exact(&mut salt))
            .map_err(|_| StoreError::WrongKey(path.to_owned()))?;
        let key = match lock {
            Lock::Passphrase(passphrase) => derive(passphrase, &salt)?,
            Lock::KeyStore => {
                keyring::find(&account(&salt))?.ok_or_else(|| StoreError::NoKey(path.to_owned()))?
            }
        };
        Ok(Self { key, salt })
    }

    /// As SQLCipher's `PRAGMA key` takes it: raw key and salt in hexadecimal.
    pub(crate) fn pragma(&self) -> String {
        format!("\"x'{}{}'\"", hex(&self.key), hex(&self.salt))
    }
}

fn derive(passphrase: &str, salt: &[u8]) -> Result<[u8; 32], StoreError> {
    let failed = |error: argon2::Error| StoreError::KeyStore(error.to_string());
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(failed)?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(failed)?;
    Ok(key)
}

fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|e| StoreError::KeyStore(e.to_string()))
}

fn account(salt: &[u8]) -> String {
    format!("project {}", hex(salt))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_passphrase_and_salt() {
        let a = derive("correct horse", &[1; 16]).expect("derived");
        assert_eq!(a, derive("correct horse", &[1; 16]).expect("derived"));
        assert_ne!(a, derive("correct horse", &[2; 16]).expect("derived"));
        assert_ne!(a, derive("Correct horse", &[1; 16]).expect("derived"));
    }
}
