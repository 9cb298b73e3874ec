//! Documents: what they are, their source bytes, what reading gave, their pages' layouts.

use crate::notice::NewNotice;
use crate::{Store, StoreError};

/// A document to be added.
pub struct NewDocument {
    /// The file's name without folders.
    pub name: String,
    /// Where it was read from.
    pub path: String,
    /// Its format.
    pub kind: String,
    /// SHA-256 of the source, 32 bytes.
    pub sha256: Vec<u8>,
    /// SHA-256 of the canonical text, 32 bytes.
    pub text_sha256: Vec<u8>,
    /// Length of the canonical text in bytes.
    pub text_bytes: i64,
    /// Number of pages.
    pub pages: i64,
    /// Opens the source, if it is encrypted.
    pub password: Option<String>,
    /// When: RFC 3339.
    pub added_at: String,
    /// The file itself.
    pub source: Vec<u8>,
    /// Encoding of `reading` and `layouts`.
    pub codec: i64,
    /// What reading gave, encoded by the caller.
    pub reading: Vec<u8>,
    /// The pages' layouts in order, encoded by the caller.
    pub layouts: Vec<Vec<u8>>,
    /// What reading had to say.
    pub notices: Vec<NewNotice>,
}

/// A document in the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentRow {
    /// Its number in the project.
    pub id: i64,
    /// The file's name without folders.
    pub name: String,
    /// Where it was read from.
    pub path: String,
    /// Its format.
    pub kind: String,
    /// SHA-256 of the source.
    pub sha256: Vec<u8>,
    /// Length of the source in bytes.
    pub bytes: i64,
    /// SHA-256 of the canonical text.
    pub text_sha256: Vec<u8>,
    /// Length of the canonical text in bytes.
    pub text_bytes: i64,
    /// Number of pages.
    pub pages: i64,
    /// Opens the source, if it is encrypted.
    pub password: Option<String>,
    /// How far it is: `read`, `scanning`, `scanned`, `failed`, `done`.
    pub state: String,
    /// What went wrong, for `failed`.
    pub problem: String,
    /// JSON list of the ids of the detectors that scanned it.
    pub detectors: String,
}

/// What reading gave, as it was encoded.
pub struct ReadingBlob {
    /// Its encoding.
    pub codec: i64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Adds a document with everything that reading gave, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn add_document(&self, d: &NewDocument) -> Result<i64, StoreError> {
        let failed = |e: sqlx::Error| self.failed(&e);
        let mut tx = self.pool.begin().await.map_err(failed)?;
        let length = i64::try_from(d.source.len()).unwrap_or(i64::MAX);
        let id = sqlx::query!(
            "INSERT INTO document (name, path, kind, sha256, bytes, text_sha256, text_bytes, pages,
                                   password, state, added_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'read', ?)",
            d.name,
            d.path,
            d.kind,
            d.sha256,
            length,
            d.text_sha256,
            d.text_bytes,
            d.pages,
            d.password,
            d.added_at
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?
        .last_insert_rowid();
        sqlx::query!(
            "INSERT INTO content (document_id, source, codec, reading) VALUES (?, ?, ?, ?)",
            id,
            d.source,
            d.codec,
            d.reading
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        insert_layouts(&mut tx, id, &d.layouts)
            .await
            .map_err(failed)?;
        for notice in &d.notices {
            crate::notice::insert(&mut tx, id, notice)
                .await
                .map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        Ok(id)
    }

    /// The documents of the project, in the order in which they were added.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn documents(&self) -> Result<Vec<DocumentRow>, StoreError> {
        sqlx::query_as!(
            DocumentRow,
            r#"SELECT id AS "id!", name, path, kind, sha256, bytes, text_sha256, text_bytes, pages,
                      password, state, problem, detectors
               FROM document WHERE removed_at IS NULL ORDER BY id"#
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))
    }

    /// Takes a document out of the project. Its source, text and findings are deleted; the record
    /// of what was done stays.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn remove_document(&self, id: i64, at: &str) -> Result<(), StoreError> {
        let failed = |e: sqlx::Error| self.failed(&e);
        let mut tx = self.pool.begin().await.map_err(failed)?;
        sqlx::query!("DELETE FROM content WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!("DELETE FROM layout WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!("DELETE FROM notice WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!("DELETE FROM page_seen WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!("DELETE FROM finding WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!(
            "UPDATE document SET removed_at = ?, password = NULL WHERE id = ?",
            at,
            id
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    /// Says how far a document is.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn set_state(
        &self,
        id: i64,
        state: &str,
        problem: &str,
        detectors: &str,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE document SET state = ?, problem = ?, detectors = ? WHERE id = ?",
            state,
            problem,
            detectors,
            id
        )
        .execute(&self.pool)
        .await
        .map(|_| ())
        .map_err(|e| self.failed(&e))
    }

    /// The source bytes of a document.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`]; [`StoreError::Damaged`] and the like.
    pub async fn source(&self, id: i64) -> Result<Vec<u8>, StoreError> {
        sqlx::query_scalar!("SELECT source FROM content WHERE document_id = ?", id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|e| self.failed(&e))?
            .ok_or_else(|| no_document(id))
    }

    /// What reading a document gave.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`]; [`StoreError::Damaged`] and the like.
    pub async fn reading(&self, id: i64) -> Result<ReadingBlob, StoreError> {
        sqlx::query_as!(
            ReadingBlob,
            "SELECT codec, reading AS bytes FROM content WHERE document_id = ?",
            id
        )
        .fetch_optional(&self.pool)
        .await
        .map_err(|e| self.failed(&e))?
        .ok_or_else(|| no_document(id))
    }

    /// Replaces what reading gave, after the source was read anew.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn replace_reading(
        &self,
        id: i64,
        reading: &ReadingBlob,
        layouts: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let failed = |e: sqlx::Error| self.failed(&e);
        let mut tx = self.pool.begin().await.map_err(failed)?;
        sqlx::query!(
            "UPDATE content SET codec = ?, reading = ? WHERE document_id = ?",
            reading.codec,
            reading.bytes,
            id
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        sqlx::query!("DELETE FROM layout WHERE document_id = ?", id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        insert_layouts(&mut tx, id, layouts).await.map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    /// The layout of page `page` (from 1), as it was encoded; `None` when it has none.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn layout(&self, id: i64, page: i64) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar!(
            "SELECT boxes FROM layout WHERE document_id = ? AND page = ?",
            id,
            page
        )
        .fetch_optional(&self.pool)
        .await
        .map_err(|e| self.failed(&e))
    }
}

async fn insert_layouts(
    connection: &mut sqlx::SqliteConnection,
    id: i64,
    layouts: &[Vec<u8>],
) -> Result<(), sqlx::Error> {
    for (page, boxes) in (1_i64..).zip(layouts) {
        sqlx::query!(
            "INSERT INTO layout (document_id, page, boxes) VALUES (?, ?, ?)",
            id,
            page,
            boxes
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

fn no_document(id: i64) -> StoreError {
    StoreError::NoRecord(format!("document {id}"))
}
