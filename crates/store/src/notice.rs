//! Notices about documents, and what reviewers have looked at.

use crate::{Store, StoreError};

/// A notice about a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewNotice {
    /// The stable name.
    pub code: String,
    /// Page from 1.
    pub page: Option<i64>,
    /// Part of the file.
    pub part: Option<String>,
    /// Figures.
    pub detail: String,
}

/// A notice in the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeRow {
    /// Its number in the project.
    pub id: i64,
    /// The document.
    pub document: i64,
    /// As recorded.
    pub notice: NewNotice,
    /// Who has looked at it.
    pub seen_by: Option<String>,
}

impl Store {
    /// The notices of all documents, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn notices(&self) -> Result<Vec<NoticeRow>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT id AS "id!", document_id, code, page, part, detail, seen_by
               FROM notice ORDER BY id"#
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))?;
        Ok(rows
            .into_iter()
            .map(|r| NoticeRow {
                id: r.id,
                document: r.document_id,
                notice: NewNotice {
                    code: r.code,
                    page: r.page,
                    part: r.part,
                    detail: r.detail,
                },
                seen_by: r.seen_by,
            })
            .collect())
    }

    /// Marks a notice as looked at.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn notice_seen(&self, id: i64, reviewer: &str, at: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE notice SET seen_by = ?, seen_at = ? WHERE id = ? AND seen_by IS NULL",
            reviewer,
            at,
            id
        )
        .execute(&self.pool)
        .await
        .map(|_| ())
        .map_err(|e| self.failed(&e))
    }

    /// Marks pages (from 1) as looked at.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn pages_seen(
        &self,
        document: i64,
        pages: &[i64],
        reviewer: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await.map_err(|e| self.failed(&e))?;
        for page in pages {
            sqlx::query!(
                "INSERT OR IGNORE INTO page_seen (document_id, page, reviewer, at)
                 VALUES (?, ?, ?, ?)",
                document,
                page,
                reviewer,
                at
            )
            .execute(&mut *tx)
            .await
            .map_err(|e| self.failed(&e))?;
        }
        tx.commit().await.map_err(|e| self.failed(&e))
    }

    /// Every page that was looked at, as (document, page).
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn seen_pages(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        let rows =
            sqlx::query!("SELECT document_id, page FROM page_seen ORDER BY document_id, page")
                .fetch_all(&self.pool)
                .await
                .map_err(|e| self.failed(&e))?;
        Ok(rows.into_iter().map(|r| (r.document_id, r.page)).collect())
    }
}

pub(crate) async fn insert(
    connection: &mut sqlx::SqliteConnection,
    document: i64,
    notice: &NewNotice,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO notice (document_id, code, page, part, detail) VALUES (?, ?, ?, ?, ?)",
        document,
        notice.code,
        notice.page,
        notice.part,
        notice.detail
    )
    .execute(connection)
    .await
    .map(|_| ())
}
