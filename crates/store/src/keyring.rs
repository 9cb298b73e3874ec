//! Secrets in the system's key store: the Secret Service on Linux.
//!
//! On other systems there is no store yet: projects there are locked by a passphrase.

use std::sync::Once;

use keyring_core::{Entry, Error};

use crate::StoreError;

const SERVICE: &str = "Tacenda";

/// Whether the system has a key store that can be used now.
#[must_use]
pub fn is_available() -> bool {
    entry("availability")
        .is_ok_and(|entry| matches!(entry.get_secret(), Ok(_) | Err(Error::NoEntry)))
}

/// Keeps `key` and makes sure that it can be read again: a project whose key is lost is lost.
pub(crate) fn keep(account: &str, key: &[u8; 32]) -> Result<(), StoreError> {
    let entry = entry(account)?;
    entry.set_secret(key).map_err(failed)?;
    match entry.get_secret() {
        Ok(kept) if kept == key => Ok(()),
        Ok(_) => Err(StoreError::KeyStore("it gives back another key".into())),
        Err(error) => Err(failed(error)),
    }
}

/// The key kept for `account`; `None` when there is none or the store is locked, which look the
/// same from here.
pub(crate) fn find(account: &str) -> Result<Option<[u8; 32]>, StoreError> {
    match entry(account)?.get_secret() {
        Ok(secret) => secret
            .try_into()
            .map(Some)
            .map_err(|_| StoreError::KeyStore("the key kept there has a wrong length".into())),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

fn entry(account: &str) -> Result<Entry, StoreError> {
    use_system_store();
    Entry::new(SERVICE, account).map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: Error) -> StoreError {
    StoreError::KeyStore(error.to_string())
}

/// Leaves a store that a test has set.
fn use_system_store() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[cfg(target_os = "linux")]
        if keyring_core::get_default_store().is_none()
            && let Ok(store) = zbus_secret_service_keyring_store::Store::new()
        {
            keyring_core::set_default_store(store);
        }
    });
}
