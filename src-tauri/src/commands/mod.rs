//! What the window can ask for. Each command converts, calls the engine and converts back.

mod dialogs;
pub mod documents;
pub mod export;
pub mod policy;
pub mod project;
pub mod review;
pub mod settings;

use std::sync::Arc;

use tacenda_engine::Project;
use tauri::State;

use crate::error::CommandError;
use crate::shell::Shell;

/// What every command gives.
pub type Answer<T> = Result<T, CommandError>;

/// Runs `work` off the window's thread; a panic there is an error and not a dead window.
async fn work<T: Send + 'static>(
    shell: &State<'_, Arc<Shell>>,
    work: impl FnOnce(&Arc<Shell>) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let shell = Arc::clone(shell.inner());
    let done = tauri::async_runtime::spawn_blocking(move || work(&shell)).await;
    done.unwrap_or_else(|_| {
        Err(CommandError::new(
            "internal",
            "the program failed at this step; nothing was changed",
        ))
    })
}

/// The same with the open project.
async fn on_project<T: Send + 'static>(
    shell: &State<'_, Arc<Shell>>,
    act: impl FnOnce(&Arc<Shell>, &Project) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    work(shell, |shell| {
        let project = shell.project()?;
        act(shell, &project)
    })
    .await
}
