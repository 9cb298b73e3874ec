//! Searches: one after the other, behind the window.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tacenda_core::CancelToken;
use tacenda_engine::project::{Added, DocumentId, ScanEvent};
use tacenda_engine::{EngineError, Progress, Project, Source};

use crate::dto::ShellEvent;
use crate::shell::Shell;

/// One model works at a time: two would only share the processor.
static TURN: Mutex<()> = Mutex::new(());

/// The window is told no more often than this.
const PACE: Duration = Duration::from_millis(120);

/// Adds files and folders and starts to search what is new.
pub fn add(shell: &Arc<Shell>, project: &Project, paths: &[PathBuf]) {
    let outcome = project.add_paths(paths, &CancelToken::new(), &mut |_| {});
    let locked = |error: &EngineError| error.code() == "password_needed";
    for (path, _) in outcome.failed.iter().filter(|(_, error)| locked(error)) {
        shell.events.tell(ShellEvent::Locked {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            path: path.to_string_lossy().into_owned(),
        });
    }
    let failed: Vec<_> = outcome
        .failed
        .iter()
        .filter(|(_, error)| !locked(error))
        .map(|(path, error)| said(path, error))
        .collect();
    for problems in failed.chunks(8) {
        shell.tell_problem(problems.join("\n"));
    }
    for added in outcome.added {
        if let Added::New(id) = added {
            start(shell, project, id);
        }
    }
    shell.tell_project();
}

/// Adds an encrypted file and starts to search it.
///
/// # Errors
/// `wrong_password` when the password does not open it.
pub fn add_locked(
    shell: &Arc<Shell>,
    project: &Project,
    path: &std::path::Path,
    password: &str,
) -> Result<(), EngineError> {
    let source = Source::read(path)?;
    if let Added::New(id) = project.add(&source, Some(password), &CancelToken::new())? {
        start(shell, project, id);
    }
    shell.tell_project();
    Ok(())
}

/// Errors of the engine mostly name the file; where not, it is put in front.
fn said(path: &std::path::Path, error: &EngineError) -> String {
    let text = error.to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if text.contains(&*name) {
        text
    } else {
        format!("{name}: {text}")
    }
}

/// Starts to search a document, unless that goes on already.
pub fn start(shell: &Arc<Shell>, project: &Project, id: DocumentId) {
    let Some(cancel) = shell.begin_scan(id) else {
        return;
    };
    let (shell, project) = (Arc::clone(shell), project.clone());
    shell.tell_document(&project, id, Some(0.0), None);
    std::thread::spawn(move || {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let done = scan(&shell, &project, id, &cancel);
        drop(turn);
        shell.end_scan(id);
        if let Err(message) = done {
            shell.tell_problem(message);
        }
        shell.tell_document(&project, id, None, None);
        if shell.is_idle() {
            link(&shell, &project);
        }
    });
}

/// Once everything is searched, what was found in one document is looked for in the others.
fn link(shell: &Shell, project: &Project) {
    match project.link_documents() {
        Ok(0) => {}
        Ok(_) => project
            .documents()
            .iter()
            .for_each(|document| shell.tell_document(project, document.id, None, None)),
        Err(error) => shell.tell_problem(error.to_string()),
    }
}

fn scan(
    shell: &Shell,
    project: &Project,
    id: DocumentId,
    cancel: &CancelToken,
) -> Result<(), String> {
    if cancel.is_cancelled() {
        return Ok(());
    }
    let detection = shell.detection(project).map_err(|e| e.message)?;
    project
        .set_detection(detection)
        .map_err(|e| e.to_string())?;
    let began = Instant::now();
    let mut told = began;
    let mut events = |event: ScanEvent| {
        if let ScanEvent::Progress(progress) = event
            && told.elapsed() >= PACE
        {
            told = Instant::now();
            let (part, left) = estimate(progress, began.elapsed());
            shell.tell_document(project, id, Some(part), left);
        }
    };
    match project.scan(id, cancel, &mut events) {
        Ok(_) | Err(EngineError::Stopped) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The part that is done, and the seconds left once that can be told.
fn estimate(progress: Progress, elapsed: Duration) -> (f32, Option<u32>) {
    #[expect(clippy::cast_precision_loss, reason = "a figure for a progress bar")]
    let part = progress.done as f32 / progress.total.max(1) as f32;
    let left = (part > 0.05).then(|| elapsed.as_secs_f32() * (1.0 - part) / part);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "seconds, not negative, saturating"
    )]
    let seconds = left.map(|left| left.ceil().max(0.0) as u32);
    (part.min(1.0), seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_follows_from_what_is_done() {
        let quarter = Progress {
            done: 25,
            total: 100,
        };
        assert_eq!(estimate(quarter, Duration::from_secs(10)), (0.25, Some(30)));
        let none = Progress { done: 0, total: 0 };
        assert_eq!(estimate(none, Duration::from_secs(10)), (0.0, None));
    }
}
