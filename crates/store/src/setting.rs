//! Settings of a project.

use crate::{Store, StoreError};

impl Store {
    /// The value of a setting.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        sqlx::query_scalar!("SELECT value FROM setting WHERE name = ?", name)
            .fetch_optional(&self.pool)
            .await
            .map_err(|e| self.failed(&e))
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO setting (name, value) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value
        )
        .execute(&self.pool)
        .await
        .map(|_| ())
        .map_err(|e| self.failed(&e))
    }
}
