//! What can be decided about.

use crate::act::{self, NewAct, NewDecision};
use crate::{Store, StoreError};

/// A finding to be added.
#[derive(Clone, PartialEq, Debug)]
pub struct NewFinding {
    /// `scan`, `link`, `search` or `manual`.
    pub origin: String,
    /// Where: JSON list of [start, end] in bytes of the canonical text; empty for a region.
    pub extent: String,
    /// For a region of a page: JSON [x0, y0, x1, y1] in points.
    pub area: Option<String>,
    /// Page from 1; 0 for formats without pages.
    pub page: i64,
    /// Its type.
    pub entity: String,
    /// Confidence from 0 to 1.
    pub score: f64,
    /// 1 for a near-miss.
    pub near_miss: i64,
    /// The same for findings of the same value.
    pub alike: String,
    /// JSON, encoded by the caller.
    pub evidence: String,
}

/// A finding in the project.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingRow {
    /// Its number in the project.
    pub id: i64,
    /// The document.
    pub document: i64,
    /// As recorded.
    pub finding: NewFinding,
}

impl Store {
    /// Adds findings of one document, all or nothing. Returns their numbers, in order.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn add_findings(
        &self,
        document: i64,
        findings: &[NewFinding],
    ) -> Result<Vec<i64>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(|e| self.failed(&e))?;
        let ids = insert_all(&mut tx, document, findings)
            .await
            .map_err(|e| self.failed(&e))?;
        tx.commit().await.map_err(|e| self.failed(&e))?;
        Ok(ids)
    }

    /// Adds findings of one document together with the act that added them and one decision on
    /// each (whose `finding` is filled in), all or nothing. Returns the act's number and theirs.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn add_decided(
        &self,
        act: &NewAct,
        document: i64,
        findings: &[(NewFinding, NewDecision)],
    ) -> Result<(i64, Vec<i64>), StoreError> {
        let failed = |e: sqlx::Error| self.failed(&e);
        let mut tx = self.pool.begin().await.map_err(failed)?;
        let seq = act::insert(&mut tx, act).await.map_err(failed)?;
        let only: Vec<NewFinding> = findings.iter().map(|(f, _)| f.clone()).collect();
        let ids = insert_all(&mut tx, document, &only).await.map_err(failed)?;
        for (id, (_, d)) in ids.iter().zip(findings) {
            sqlx::query!(
                "INSERT INTO decision (act_seq, finding_id, verdict, entity, reason, note)
                 VALUES (?, ?, ?, ?, ?, ?)",
                seq,
                id,
                d.verdict,
                d.entity,
                d.reason,
                d.note
            )
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        Ok((seq, ids))
    }

    /// Deletes the findings of a document on which nobody ever decided, before it is scanned
    /// anew. Manual findings stay.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like.
    pub async fn drop_undecided(&self, document: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "DELETE FROM finding WHERE document_id = ? AND origin IN ('scan', 'link')
             AND id NOT IN (SELECT finding_id FROM decision)",
            document
        )
        .execute(&self.pool)
        .await
        .map(|_| ())
        .map_err(|e| self.failed(&e))
    }

    /// Every finding, in order of its number.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn findings(&self) -> Result<Vec<FindingRow>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT id AS "id!", document_id, origin, extent, area, page, entity, score,
                      near_miss, alike, evidence
               FROM finding ORDER BY id"#
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))?;
        Ok(rows
            .into_iter()
            .map(|r| FindingRow {
                id: r.id,
                document: r.document_id,
                finding: NewFinding {
                    origin: r.origin,
                    extent: r.extent,
                    area: r.area,
                    page: r.page,
                    entity: r.entity,
                    score: r.score,
                    near_miss: r.near_miss,
                    alike: r.alike,
                    evidence: r.evidence,
                },
            })
            .collect())
    }
}

async fn insert_all(
    connection: &mut sqlx::SqliteConnection,
    document: i64,
    findings: &[NewFinding],
) -> Result<Vec<i64>, sqlx::Error> {
    let mut ids = Vec::with_capacity(findings.len());
    for f in findings {
        let done = sqlx::query!(
            "INSERT INTO finding (document_id, origin, extent, area, page, entity, score,
                                  near_miss, alike, evidence)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            document,
            f.origin,
            f.extent,
            f.area,
            f.page,
            f.entity,
            f.score,
            f.near_miss,
            f.alike,
            f.evidence
        )
        .execute(&mut *connection)
        .await?;
        ids.push(done.last_insert_rowid());
    }
    Ok(ids)
}
