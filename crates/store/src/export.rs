//! Receipts, and the labels that exports have used.

use crate::act::{self, NewAct};
use crate::{Store, StoreError};

/// A label that was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LabelRow {
    /// Type of the label.
    pub entity: String,
    /// Whose it is.
    pub alike: String,
    /// From 1.
    pub number: i64,
}

/// A receipt in the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportRow {
    /// The act.
    pub act: i64,
    /// The document.
    pub document: i64,
    /// Where it was saved.
    pub target: String,
    /// JSON, encoded by the caller.
    pub receipt: String,
}

impl Store {
    /// Labels given so far.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn labels(&self) -> Result<Vec<LabelRow>, StoreError> {
        sqlx::query_as!(
            LabelRow,
            "SELECT entity, alike, number FROM label ORDER BY entity, number"
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))
    }

    /// Keeps labels; those known already stay as they are.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn keep_labels(&self, labels: &[LabelRow]) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await.map_err(|e| self.failed(&e))?;
        for label in labels {
            sqlx::query!(
                "INSERT OR IGNORE INTO label (entity, alike, number) VALUES (?, ?, ?)",
                label.entity,
                label.alike,
                label.number
            )
            .execute(&mut *tx)
            .await
            .map_err(|e| self.failed(&e))?;
        }
        tx.commit().await.map_err(|e| self.failed(&e))
    }

    /// Records that a document was exported.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn record_export(
        &self,
        act: &NewAct,
        document: i64,
        target: &str,
        receipt: &str,
    ) -> Result<i64, StoreError> {
        let failed = |e: sqlx::Error| self.failed(&e);
        let mut tx = self.pool.begin().await.map_err(failed)?;
        let seq = act::insert(&mut tx, act).await.map_err(failed)?;
        sqlx::query!(
            "INSERT INTO export (act_seq, document_id, target, receipt) VALUES (?, ?, ?, ?)",
            seq,
            document,
            target,
            receipt
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(seq)
    }

    /// Every receipt, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn exports(&self) -> Result<Vec<ExportRow>, StoreError> {
        sqlx::query_as!(
            ExportRow,
            "SELECT act_seq AS act, document_id AS document, target, receipt FROM export ORDER BY id"
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))
    }
}
