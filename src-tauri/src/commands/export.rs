//! Export: what will happen, and doing it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use tacenda_core::{CancelToken, ExportMode, ExportOptions, TrackedChanges, UnknownParts};
use tacenda_engine::project::{
    Choice, DocumentId, DocumentSummary, ExportChoices, Filter, NearMiss, Query, Standing,
    Undecided, Word,
};
use tacenda_engine::{EngineError, Existing, ExportReceipt, Project, SaveError};
use tauri::State;
use tauri::ipc::Channel;

use super::{Answer, on_project, work};
use crate::convert::{self, small};
use crate::dto::*;
use crate::error::CommandError;
use crate::settings::stem;
use crate::shell::Shell;

/// What an export would do.
#[tauri::command]
pub async fn inspect(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<InspectView> {
    on_project(&shell, move |_, project| {
        let id = DocumentId(document);
        let report = project.inspect(id)?;
        let accepted = project.findings(&Query {
            filter: Filter {
                document: Some(id),
                standing: vec![Standing::Accepted],
                near_miss: NearMiss::Shown,
                ..Filter::default()
            },
            ..Query::default()
        })?;
        let removal = |(entity, count): (tacenda_core::EntityType, usize)| TypeCount {
            entity: entity.as_str().into(),
            count: small(count),
        };
        let hidden = |item: tacenda_core::HiddenItem| HiddenView {
            kind: item.kind.as_str().into(),
            place: item.place.to_string(),
            count: item.count,
            treatment: convert::treatment(item.treatment).into(),
        };
        Ok(InspectView {
            document,
            removals: accepted.types.into_iter().map(removal).collect(),
            undecided: small(report.undecided),
            hidden: report.hidden.into_iter().map(hidden).collect(),
            notices: small(report.unseen),
            needs_choice: !report.choices.is_empty(),
            folder: summary(project, id)?
                .folder()
                .to_string_lossy()
                .into_owned(),
        })
    })
    .await
}

/// Writes, checks and saves; the last event is `Finished`.
#[tauri::command]
pub async fn export(
    shell: State<'_, Arc<Shell>>,
    request: ExportRequest,
    events: Channel<ExportEvent>,
) -> Answer<bool> {
    on_project(&shell, move |shell, project| {
        let cancel = CancelToken::new();
        *shell.export.lock().unwrap_or_else(PoisonError::into_inner) = cancel.clone();
        for &document in &request.documents {
            // A window that is gone needs no events; what was asked for is done all the same.
            let _ = events.send(ExportEvent::Step {
                document,
                step: "write".into(),
            });
            let outcome = match one(project, DocumentId(document), &request, &cancel) {
                Ok(receipt) => ExportOutcome::Saved { document, receipt },
                Err(error) => ExportOutcome::Refused {
                    document,
                    message: error.message,
                    left: error.left.0,
                },
            };
            let _ = events.send(ExportEvent::Done { outcome });
            shell.tell_document(project, DocumentId(document), None, None);
        }
        let _ = events.send(ExportEvent::Finished);
        Ok(true)
    })
    .await
}

/// Stops the export that is running.
#[tauri::command]
pub async fn stop_export(shell: State<'_, Arc<Shell>>) -> Answer<()> {
    work(&shell, |shell| {
        shell
            .export
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .cancel();
        Ok(())
    })
    .await
}

fn one(
    project: &Project,
    id: DocumentId,
    request: &ExportRequest,
    cancel: &CancelToken,
) -> Answer<ReceiptView> {
    let document = summary(project, id)?;
    if request.undecided == UndecidedChoice::Redact {
        let left = Filter {
            document: Some(id),
            standing: vec![Standing::Undecided],
            ..Filter::default()
        };
        project.decide_all(&left, &Word::from(Choice::Accept))?;
    }
    let choices = ExportChoices {
        undecided: match request.undecided {
            UndecidedChoice::Keep => Undecided::Leave,
            UndecidedChoice::Refuse | UndecidedChoice::Redact => Undecided::Refuse,
        },
        style: None,
        options: options(request),
    };
    let folder = match request.folder.as_str() {
        "" => document.folder(),
        named => PathBuf::from(named),
    };
    let name = project.copy_name(id)?;
    let extension = document.kind.extension();
    for n in 1..1000 {
        let number = if n == 1 {
            String::new()
        } else {
            format!(" {n}")
        };
        let target = folder.join(format!("{name} (redacted{number}).{extension}"));
        match project.export(id, &choices, &target, Existing::Keep, cancel) {
            Err(EngineError::Save(SaveError::Exists(_))) => {}
            Ok(receipt) => {
                let beside = beside(project, id, request, &choices, &target, &receipt, cancel)?;
                return Ok(convert::receipt(&target, beside, receipt));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommandError::new(
        "exists",
        "the folder is full of earlier exports; choose another",
    ))
}

/// The Word documents that were asked for: receipt and text, called like the file.
fn beside(
    project: &Project,
    id: DocumentId,
    request: &ExportRequest,
    choices: &ExportChoices,
    file: &Path,
    receipt: &ExportReceipt,
    cancel: &CancelToken,
) -> Answer<Vec<PathBuf>> {
    let mut saved = Vec::new();
    let called = |what: &str| file.with_file_name(format!("{}, {what}.docx", stem(file)));
    if request.receipt_document {
        let target = called("receipt");
        receipt.save_docx(&target, Existing::Keep)?;
        saved.push(target);
    }
    if request.text_document {
        let target = called("text");
        project.export_text(id, choices, &target, Existing::Keep, cancel)?;
        saved.push(target);
    }
    Ok(saved)
}

fn options(request: &ExportRequest) -> ExportOptions {
    ExportOptions {
        mode: match request.pages {
            PageChoice::Native => ExportMode::Native,
            PageChoice::Pictures => ExportMode::Raster,
        },
        tracked_changes: match request.tracked_changes {
            TrackedChoice::Keep => TrackedChanges::Keep,
            TrackedChoice::Accept => TrackedChanges::AcceptAll,
            TrackedChoice::Reject => TrackedChanges::RejectAll,
        },
        unknown_parts: match request.unknown_parts {
            UnknownChoice::Refuse => UnknownParts::Refuse,
            UnknownChoice::Remove => UnknownParts::Remove,
        },
        remove_comments: request.comments == CommentChoice::Remove,
        quick: false,
    }
}

fn summary(project: &Project, id: DocumentId) -> Answer<DocumentSummary> {
    let found = project.documents().into_iter().find(|d| d.id == id);
    found.ok_or_else(|| CommandError::new("failed", "no such document"))
}

trait Folder {
    fn folder(&self) -> PathBuf;
}

impl Folder for DocumentSummary {
    /// Where the source was read from.
    fn folder(&self) -> PathBuf {
        Path::new(&self.path)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default()
    }
}
