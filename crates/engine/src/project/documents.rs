//! Adding documents, and how they stand.

use std::path::{Path, PathBuf};

use tacenda_core::{CancelToken, Decision, FormatKind, Severity};
use tacenda_store::{NewDocument, NewNotice};

use super::content::{encode, unknown};
use super::engine::Project;
use super::state::{DocumentEntry, DocumentId, DocumentState, State};
use crate::{EngineError, Source};

/// What became of a file that was to be added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Added {
    /// It is a new document.
    New(DocumentId),
    /// The same bytes are in the project already.
    Already(DocumentId),
}

impl Added {
    /// The document in either case.
    #[must_use]
    pub fn id(self) -> DocumentId {
        match self {
            Self::New(id) | Self::Already(id) => id,
        }
    }
}

/// How far adding is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddProgress {
    /// Files done, well or not.
    pub done: usize,
    /// Files in all.
    pub total: usize,
    /// The one being read now.
    pub path: PathBuf,
}

/// What adding files and folders gave.
#[derive(Debug, Default)]
pub struct AddOutcome {
    /// Documents, in order of their paths.
    pub added: Vec<Added>,
    /// Files and folders that could not be added, and why. The others were added all the same.
    pub failed: Vec<(PathBuf, EngineError)>,
    /// Whether it was cancelled before the end.
    pub stopped: bool,
}

/// How a document stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// The file's name without folders.
    pub name: String,
    /// Where it was read from.
    pub path: String,
    /// What it is.
    pub kind: FormatKind,
    /// Number of pages; 0 for formats without.
    pub pages: u32,
    /// How far it is.
    pub state: DocumentState,
    /// Its findings by decision.
    pub counts: DocumentCounts,
    /// Pages that somebody has looked at.
    pub pages_seen: u32,
    /// Notices that want attention.
    pub notices: usize,
    /// Those that nobody has looked at.
    pub notices_unseen: usize,
    /// How often it was exported.
    pub exports: usize,
    /// Whether nothing was decided since the last export.
    pub export_is_current: bool,
}

/// Findings by decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DocumentCounts {
    /// Without a decision, near-misses left out.
    pub undecided: usize,
    /// To be removed.
    pub accepted: usize,
    /// To stay.
    pub rejected: usize,
    /// Near-misses without a decision.
    pub near_misses: usize,
}

impl Project {
    /// Reads a file and adds it.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Store`]; [`EngineError::Stopped`].
    pub fn add(
        &self,
        source: &Source,
        password: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Added, EngineError> {
        if let Some(known) = self.known(source) {
            return Ok(Added::Already(known));
        }
        let mut session = self
            .inner()
            .engine
            .isolation
            .open(source, password, cancel)?;
        let kind = session.kind();
        let reading = session.read(cancel)?;
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let notices = reading.notices.iter().map(|notice| NewNotice {
            code: notice.code.as_str().into(),
            page: notice.place.page.map(i64::from),
            part: notice.place.part.clone(),
            detail: notice.detail.clone(),
        });
        let mut new = NewDocument {
            name: source.name.clone(),
            path: source.path.to_string_lossy().into_owned(),
            kind: kind.extension().into(),
            sha256: source.sha256.0.to_vec(),
            text_sha256: reading.document.text.digest().0.to_vec(),
            text_bytes: number(reading.document.text.len()),
            pages: number(reading.document.pages.len()),
            password: password.map(str::to_owned),
            added_at: self.now(),
            source: source.bytes.to_vec(),
            codec: 0,
            notices: notices.collect(),
            reading: Vec::new(),
            layouts: Vec::new(),
        };
        let text_sha256 = reading.document.text.digest();
        let pages = u32::try_from(reading.document.pages.len()).unwrap_or(u32::MAX);
        let encoded = encode(reading)?;
        new.codec = encoded.reading.codec;
        new.reading = encoded.reading.bytes;
        new.layouts = encoded.layouts;
        let store = &self.inner().store;
        let id = DocumentId(self.wait(store.add_document(&new))?);
        let notices = self.wait(store.notices())?;
        {
            let mut state = self.state();
            state.notices = notices;
            let entry = DocumentEntry {
                name: new.name,
                path: new.path,
                kind,
                sha256: source.sha256,
                text_sha256,
                pages,
                password: new.password,
                state: DocumentState::Read,
                detectors: Vec::new(),
                seen_pages: std::collections::BTreeSet::new(),
                exports: 0,
                exported: None,
            };
            state.documents.insert(id, entry);
        }
        self.note(
            "add_document",
            Some(id.0),
            format!("sha256 {}", source.sha256),
        )?;
        Ok(Added::New(id))
    }

    /// Adds files, and folders with everything below them. What cannot be added is named in the
    /// outcome; the others go on.
    pub fn add_paths(
        &self,
        paths: &[PathBuf],
        cancel: &CancelToken,
        progress: &mut dyn FnMut(AddProgress),
    ) -> AddOutcome {
        let mut outcome = AddOutcome::default();
        let mut files = Vec::new();
        for path in paths {
            collect(path, &mut files, &mut outcome.failed);
        }
        let total = files.len();
        for (done, path) in files.into_iter().enumerate() {
            if cancel.is_cancelled() {
                outcome.stopped = true;
                break;
            }
            progress(AddProgress {
                done,
                total,
                path: path.clone(),
            });
            let added = Source::read(&path).and_then(|source| self.add(&source, None, cancel));
            match added {
                Ok(added) => outcome.added.push(added),
                Err(EngineError::Stopped) => outcome.stopped = true,
                Err(error) => outcome.failed.push((path, error)),
            }
        }
        outcome
    }

    /// Takes a document out of the project with its findings and its source. The record of what
    /// was done stays.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn remove(&self, id: DocumentId) -> Result<(), EngineError> {
        if !self.state().documents.contains_key(&id) {
            return Err(unknown(id));
        }
        let at = self.now();
        self.wait(self.inner().store.remove_document(id.0, &at))?;
        self.forget(id);
        self.inner().renderers.forget(id);
        {
            let mut state = self.state();
            state.documents.remove(&id);
            state.findings.retain(|_, item| item.document != id);
            state.notices.retain(|notice| notice.document != id.0);
        }
        self.note("remove_document", Some(id.0), String::new())
    }

    /// How the documents stand, in the order in which they were added.
    #[must_use]
    pub fn documents(&self) -> Vec<DocumentSummary> {
        let state = self.state();
        let mut counts: std::collections::BTreeMap<DocumentId, DocumentCounts> =
            std::collections::BTreeMap::new();
        let mut decided: std::collections::BTreeMap<DocumentId, i64> =
            std::collections::BTreeMap::new();
        for item in state.findings.values() {
            if let Some(entry) = item.log.last() {
                let last = decided.entry(item.document).or_default();
                *last = entry.act.max(*last);
            }
        }
        for item in state.findings.values().filter(|item| item.is_shown()) {
            let of = counts.entry(item.document).or_default();
            match item.decision() {
                Decision::Accept { .. } => of.accepted += 1,
                Decision::Reject { .. } => of.rejected += 1,
                Decision::Undecided if item.near_miss => of.near_misses += 1,
                Decision::Undecided => of.undecided += 1,
            }
        }
        let documents = state.documents.iter();
        documents
            .map(|(&id, entry)| {
                summary(
                    &state,
                    id,
                    entry,
                    counts.get(&id).copied().unwrap_or_default(),
                    decided.get(&id).copied().unwrap_or_default(),
                )
            })
            .collect()
    }

    fn known(&self, source: &Source) -> Option<DocumentId> {
        let state = self.state();
        let mut documents = state.documents.iter();
        documents
            .find(|(_, entry)| entry.sha256 == source.sha256)
            .map(|(&id, _)| id)
    }
}

fn summary(
    state: &State,
    id: DocumentId,
    entry: &DocumentEntry,
    counts: DocumentCounts,
    decided: i64,
) -> DocumentSummary {
    let wanting: Vec<_> = state
        .notices
        .iter()
        .filter(|n| n.document == id.0 && super::seen::severity(n) >= Severity::Attention)
        .collect();
    DocumentSummary {
        id,
        name: entry.name.clone(),
        path: entry.path.clone(),
        kind: entry.kind,
        pages: entry.pages,
        state: entry.state.clone(),
        counts,
        pages_seen: u32::try_from(entry.seen_pages.len()).unwrap_or(u32::MAX),
        notices: wanting.len(),
        notices_unseen: wanting.iter().filter(|n| n.seen_by.is_none()).count(),
        exports: entry.exports,
        export_is_current: entry.exported.is_some_and(|act| act > decided),
    }
}

/// The files below `path`, in order of name. Links are not followed below a folder: they could
/// lead back into it.
fn collect(path: &Path, files: &mut Vec<PathBuf>, failed: &mut Vec<(PathBuf, EngineError)>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(source) => {
            let path = path.to_owned();
            failed.push((path.clone(), EngineError::Unreadable { path, source }));
            return;
        }
    };
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    below.sort();
    for path in below.into_iter().filter(|path| !path.is_symlink()) {
        collect(&path, files, failed);
    }
}
