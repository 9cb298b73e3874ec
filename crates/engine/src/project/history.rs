//! What was done, and what can be taken back.

use tacenda_store::NewAct;

/// One line of a project's history. Holds no document text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryEntry {
    /// Ascending, never used twice.
    pub seq: i64,
    /// Stable name: `decide`, `add`, `undo`, `redo`, `scan`, `export`, `open` …
    pub kind: String,
    /// Who.
    pub reviewer: String,
    /// When: RFC 3339.
    pub at: String,
    /// The document concerned, if one.
    pub document: Option<i64>,
    /// Figures.
    pub summary: String,
}

/// The record, and what of it can be undone and redone. Both follow from the record alone, so
/// they survive closing the program.
#[derive(Default)]
pub struct History {
    pub entries: Vec<HistoryEntry>,
    undo: Vec<i64>,
    redo: Vec<i64>,
}

impl History {
    pub fn push(&mut self, seq: i64, act: NewAct) {
        match (act.kind.as_str(), act.reverts) {
            ("undo", Some(reverted)) => {
                self.undo.retain(|&done| done != reverted);
                self.redo.push(reverted);
            }
            ("redo", Some(repeated)) => {
                self.redo.retain(|&undone| undone != repeated);
                self.undo.push(repeated);
            }
            ("decide" | "add", _) => {
                self.undo.push(seq);
                self.redo.clear();
            }
            _ => {}
        }
        self.entries.push(HistoryEntry {
            seq,
            kind: act.kind,
            reviewer: act.reviewer,
            at: act.at,
            document: act.document,
            summary: act.summary,
        });
    }

    /// The act with this number.
    pub fn act(&self, seq: i64) -> Option<&HistoryEntry> {
        let at = self.entries.binary_search_by_key(&seq, |act| act.seq);
        at.ok().map(|at| &self.entries[at])
    }

    /// The act that undo takes back.
    pub fn to_undo(&self) -> Option<i64> {
        self.undo.last().copied()
    }

    /// The act that redo does again.
    pub fn to_redo(&self) -> Option<i64> {
        self.redo.last().copied()
    }
}
