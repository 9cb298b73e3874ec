//! Documents as the window shows them.

use tacenda_engine::Project;
use tacenda_engine::project::{DocumentId, DocumentState as State, DocumentSummary};

use crate::convert::{counts, small};
use crate::dto::{DocumentState, DocumentView, ShellEvent};
use crate::shell::Shell;

impl Shell {
    /// Documents of the project: all, or these.
    pub fn document_views(
        &self,
        project: &Project,
        only: Option<&[DocumentId]>,
    ) -> Vec<DocumentView> {
        let wanted = |d: &DocumentSummary| only.is_none_or(|ids| ids.contains(&d.id));
        let summaries = project.documents().into_iter().filter(wanted);
        summaries
            .map(|summary| self.document_view(project, summary, None))
            .collect()
    }

    fn document_view(
        &self,
        project: &Project,
        from: DocumentSummary,
        progress: Option<f32>,
    ) -> DocumentView {
        let scanning = self.is_scanning(from.id);
        let settled = from.counts.undecided == 0 && from.notices_unseen == 0;
        let (state, problem) = match from.state {
            _ if scanning => (DocumentState::Scanning, None),
            State::Failed(why) => (DocumentState::Failed, Some(why)),
            State::Done if settled => (DocumentState::Done, None),
            State::Scanned | State::Done => (DocumentState::Ready, None),
            State::Scanning => (DocumentState::Stopped, None),
            State::Read if self.was_stopped(from.id) => (DocumentState::Stopped, None),
            State::Read => (DocumentState::Waiting, None),
        };
        DocumentView {
            id: from.id.0,
            name: from.name,
            kind: from.kind.extension().into(),
            state,
            problem,
            progress: progress.unwrap_or(if scanning { 0.0 } else { 1.0 }),
            leaves: match from.pages {
                0 => self
                    .segments(project, from.id)
                    .map_or(1, |segments| small(segments.lengths.len())),
                pages => pages,
            },
            seen: from.pages_seen,
            counts: counts(from.counts),
            notices: small(from.notices),
            notices_unseen: small(from.notices_unseen),
            exported: from.export_is_current,
        }
    }

    /// Tells the window how a document stands.
    pub fn tell_document(
        &self,
        project: &Project,
        id: DocumentId,
        progress: Option<f32>,
        left: Option<u32>,
    ) {
        if let Some(summary) = project.documents().into_iter().find(|d| d.id == id) {
            self.events.tell(ShellEvent::Document {
                document: self.document_view(project, summary, progress),
                seconds_left: left,
            });
        }
    }

    /// Tells the window that the list of documents is another one.
    pub fn tell_project(&self) {
        if let Ok(project) = self.project_view() {
            self.events.tell(ShellEvent::Project { project });
        }
    }

    /// Tells the window what went wrong.
    pub fn tell_problem(&self, message: impl Into<String>) {
        self.events.tell(ShellEvent::Problem {
            message: message.into(),
        });
    }
}
