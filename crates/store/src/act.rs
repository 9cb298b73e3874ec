//! The record: what was done, by whom, when; and the decisions that were part of it.

use crate::{Store, StoreError};

/// Something that somebody does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAct {
    /// Stable name: `decide`, `add`, `undo`, `redo`, `scan`, `export`, `open`…
    pub kind: String,
    /// Who.
    pub reviewer: String,
    /// When: RFC 3339.
    pub at: String,
    /// The document concerned, if one.
    pub document: Option<i64>,
    /// What the history shows, such as figures. Holds no document text.
    pub summary: String,
    /// For undo and redo: the act concerned.
    pub reverts: Option<i64>,
}

/// An act in the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActRow {
    /// Ascending, never used twice.
    pub seq: i64,
    /// As recorded.
    pub act: NewAct,
}

/// A word on one finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewDecision {
    /// The finding.
    pub finding: i64,
    /// `accept`, `reject` or `undecided`.
    pub verdict: String,
    /// The type chosen, for `accept`.
    pub entity: Option<String>,
    /// Exemption code or reason.
    pub reason: Option<String>,
    /// A note for other reviewers.
    pub note: Option<String>,
}

/// A decision in the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionRow {
    /// Ascending.
    pub seq: i64,
    /// The act it was part of.
    pub act: i64,
    /// As recorded.
    pub decision: NewDecision,
}

impl Store {
    /// Records an act with its decisions, all or nothing. Returns the act's number.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`] and the like; then nothing was recorded.
    pub async fn record(&self, act: &NewAct, decisions: &[NewDecision]) -> Result<i64, StoreError> {
        let mut tx = self.pool.begin().await.map_err(|e| self.failed(&e))?;
        let seq = insert(&mut tx, act).await.map_err(|e| self.failed(&e))?;
        for d in decisions {
            sqlx::query!(
                "INSERT INTO decision (act_seq, finding_id, verdict, entity, reason, note)
                 VALUES (?, ?, ?, ?, ?, ?)",
                seq,
                d.finding,
                d.verdict,
                d.entity,
                d.reason,
                d.note
            )
            .execute(&mut *tx)
            .await
            .map_err(|e| self.failed(&e))?;
        }
        tx.commit().await.map_err(|e| self.failed(&e))?;
        Ok(seq)
    }

    /// Every act, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn acts(&self) -> Result<Vec<ActRow>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT seq AS "seq!", kind, reviewer, at, document_id, summary, reverts
               FROM act ORDER BY seq"#
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))?;
        Ok(rows
            .into_iter()
            .map(|r| ActRow {
                seq: r.seq,
                act: NewAct {
                    kind: r.kind,
                    reviewer: r.reviewer,
                    at: r.at,
                    document: r.document_id,
                    summary: r.summary,
                    reverts: r.reverts,
                },
            })
            .collect())
    }

    /// Every decision, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the like.
    pub async fn decisions(&self) -> Result<Vec<DecisionRow>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT seq AS "seq!", act_seq, finding_id, verdict, entity, reason, note
               FROM decision ORDER BY seq"#
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|e| self.failed(&e))?;
        Ok(rows
            .into_iter()
            .map(|r| DecisionRow {
                seq: r.seq,
                act: r.act_seq,
                decision: NewDecision {
                    finding: r.finding_id,
                    verdict: r.verdict,
                    entity: r.entity,
                    reason: r.reason,
                    note: r.note,
                },
            })
            .collect())
    }
}

pub(crate) async fn insert(
    connection: &mut sqlx::SqliteConnection,
    act: &NewAct,
) -> Result<i64, sqlx::Error> {
    let done = sqlx::query!(
        "INSERT INTO act (kind, reviewer, at, document_id, summary, reverts)
         VALUES (?, ?, ?, ?, ?, ?)",
        act.kind,
        act.reviewer,
        act.at,
        act.document,
        act.summary,
        act.reverts
    )
    .execute(connection)
    .await?;
    Ok(done.last_insert_rowid())
}
