//! What reviewers have looked at, and how the whole project stands.

use tacenda_core::{Notice, NoticeCode, Place, Severity};
use tacenda_store::NoticeRow;

use super::content::unknown;
use super::documents::DocumentCounts;
use super::engine::Project;
use super::state::{DocumentId, DocumentState};
use crate::EngineError;

/// A notice about a document, with who has looked at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeView {
    /// Its id in the project.
    pub id: i64,
    /// The document.
    pub document: DocumentId,
    /// What it says.
    pub notice: Notice,
    /// Who has looked at it.
    pub seen_by: Option<String>,
}

/// The project at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Overview {
    /// Documents.
    pub documents: usize,
    /// Of these, called done.
    pub done: usize,
    /// Pages in all.
    pub pages: u32,
    /// Pages that somebody has looked at.
    pub pages_seen: u32,
    /// Findings by decision.
    pub counts: DocumentCounts,
    /// Notices that want attention and that nobody has looked at.
    pub notices_unseen: usize,
    /// Exports made.
    pub exports: usize,
}

impl Project {
    /// The notices about a document.
    #[must_use]
    pub fn notices(&self, id: DocumentId) -> Vec<NoticeView> {
        let state = self.state();
        let of_document = state.notices.iter().filter(|row| row.document == id.0);
        of_document
            .filter_map(|row| {
                Some(NoticeView {
                    id: row.id,
                    document: id,
                    notice: notice(row)?,
                    seen_by: row.seen_by.clone(),
                })
            })
            .collect()
    }

    /// Somebody has looked at a notice.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn notice_seen(&self, id: i64) -> Result<(), EngineError> {
        let (reviewer, at) = (self.reviewer(), self.now());
        let mut state = self.state();
        self.wait(self.inner().store.notice_seen(id, &reviewer, &at))?;
        if let Some(row) = state.notices.iter_mut().find(|row| row.id == id) {
            row.seen_by.get_or_insert(reviewer);
        }
        Ok(())
    }

    /// The pages (from 1) that somebody has looked at, or the parts of a text without pages.
    #[must_use]
    pub fn seen_pages(&self, id: DocumentId) -> Vec<u32> {
        let state = self.state();
        let entry = state.documents.get(&id);
        entry.map_or(Vec::new(), |d| d.seen_pages.iter().copied().collect())
    }

    /// Somebody has looked at pages (from 1), or at parts of a text without pages, which the
    /// caller numbers.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn pages_seen(&self, id: DocumentId, pages: &[u32]) -> Result<(), EngineError> {
        let (reviewer, at) = (self.reviewer(), self.now());
        let mut state = self.state();
        let entry = state.documents.get_mut(&id).ok_or_else(|| unknown(id))?;
        let known = 1..=if entry.pages == 0 {
            u32::MAX
        } else {
            entry.pages
        };
        let fresh: Vec<u32> = pages
            .iter()
            .copied()
            .filter(|page| known.contains(page) && !entry.seen_pages.contains(page))
            .collect();
        if fresh.is_empty() {
            return Ok(());
        }
        let rows: Vec<i64> = fresh.iter().copied().map(i64::from).collect();
        self.wait(self.inner().store.pages_seen(id.0, &rows, &reviewer, &at))?;
        entry.seen_pages.extend(fresh);
        Ok(())
    }

    /// Calls the review of a document done.
    ///
    /// # Errors
    /// [`EngineError::Unseen`] while findings are undecided, notices that want attention have not
    /// been looked at, or it was not scanned; [`EngineError::Store`].
    pub fn mark_done(&self, id: DocumentId) -> Result<(), EngineError> {
        let documents = self.documents();
        let document = documents
            .iter()
            .find(|d| d.id == id)
            .ok_or_else(|| unknown(id))?;
        let missing = match (
            &document.state,
            document.counts.undecided,
            document.notices_unseen,
        ) {
            (DocumentState::Scanned | DocumentState::Done, 0, 0) => None,
            (DocumentState::Scanned | DocumentState::Done, 0, notices) => {
                Some(format!("{notices} notices were not looked at"))
            }
            (DocumentState::Scanned | DocumentState::Done, undecided, _) => {
                Some(format!("{undecided} findings have no decision"))
            }
            _ => Some("it was not scanned to the end".into()),
        };
        if let Some(missing) = missing {
            let name = &document.name;
            return Err(EngineError::Unseen(format!(
                "{name} cannot be called done: {missing}"
            )));
        }
        let detectors = self.state().documents.get(&id).map(|d| d.detectors.clone());
        self.set_state(id, DocumentState::Done, &detectors.unwrap_or_default())?;
        self.note("done", Some(id.0), String::new())
    }

    /// The project at a glance.
    #[must_use]
    pub fn overview(&self) -> Overview {
        let mut all = Overview::default();
        for document in self.documents() {
            all.documents += 1;
            all.done += usize::from(document.state == DocumentState::Done);
            all.pages += document.pages;
            all.pages_seen += document.pages_seen;
            all.counts.undecided += document.counts.undecided;
            all.counts.accepted += document.counts.accepted;
            all.counts.rejected += document.counts.rejected;
            all.counts.near_misses += document.counts.near_misses;
            all.notices_unseen += document.notices_unseen;
            all.exports += document.exports;
        }
        all
    }
}

/// `None` for a code that this version does not know.
pub fn notice(row: &NoticeRow) -> Option<Notice> {
    let code = NoticeCode::ALL
        .iter()
        .find(|code| code.as_str() == row.notice.code)?;
    let place = Place {
        page: row.notice.page.and_then(|page| u32::try_from(page).ok()),
        part: row.notice.part.clone(),
    };
    Some(Notice::new(*code, place, row.notice.detail.clone()))
}

/// A notice of an unknown code wants attention.
pub fn severity(row: &NoticeRow) -> Severity {
    notice(row).map_or(Severity::Attention, |notice| notice.code.severity())
}
