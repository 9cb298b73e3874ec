//! Projects: make, open, add to.

use std::path::PathBuf;
use std::sync::Arc;

use tacenda_engine::project::{DocumentState, Lock, key_store_is_available};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::{Answer, dialogs, on_project, work};
use crate::dto::{KeyChoice, MenuEntry, ProjectView, ShellEvent, StartView};
use crate::error::CommandError;
use crate::settings::stem;
use crate::shell::Shell;
use crate::{menu, samples, scanning};

/// What the first screen needs.
#[tauri::command]
pub async fn start(shell: State<'_, Arc<Shell>>) -> Answer<StartView> {
    work(&shell, |shell| {
        let kept = shell.kept();
        Ok(StartView {
            project: shell.project_view().ok(),
            recent: kept.recent_views(),
            settings: kept.settings,
            waiting: shell.is_waiting(),
            version: env!("CARGO_PKG_VERSION").into(),
        })
    })
    .await
}

/// Sends what happens to `events` from now on.
#[tauri::command]
pub fn subscribe(shell: State<'_, Arc<Shell>>, events: Channel<Vec<ShellEvent>>) {
    shell.events.subscribe(events);
}

/// Shows the native menu.
#[tauri::command]
pub fn set_menu(app: AppHandle, entries: Vec<MenuEntry>) -> Answer<()> {
    menu::show(&app, &entries).map_err(|e| CommandError::new("failed", e.to_string()))
}

/// Asks where, and makes a project there. `None`: the dialog was closed.
#[tauri::command]
pub async fn new_project(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    key: KeyChoice,
) -> Answer<Option<ProjectView>> {
    work(&shell, move |shell| {
        let lock = lock(&key)?;
        let Some(path) = dialogs::new_file(&app, dialogs::PROJECT, "Project.tacenda") else {
            return Ok(None);
        };
        shell.create(&path.with_extension("tacenda"), &lock)?;
        shell.project_view().map(Some)
    })
    .await
}

/// Opens a project; without a path asks for it. `None`: the dialog was closed.
#[tauri::command]
pub async fn open_project(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    path: Option<String>,
    key: KeyChoice,
) -> Answer<Option<ProjectView>> {
    work(&shell, move |shell| {
        let asked = || dialogs::file(&app, dialogs::PROJECT);
        let Some(path) = path.map(PathBuf::from).or_else(asked) else {
            return Ok(None);
        };
        open_with(shell, path, &key)?;
        shell.project_view().map(Some)
    })
    .await
}

/// Makes the sample document wait for a project (see [`open_waiting`]).
#[tauri::command]
pub async fn open_sample(shell: State<'_, Arc<Shell>>, key: KeyChoice) -> Answer<ProjectView> {
    work(&shell, move |shell| {
        shell.wait_for_project(vec![samples::agreement()?]);
        take_waiting(shell, &key)
    })
    .await
}

/// Opens the files that wait: a project as it is, others in a project of their own in the
/// program's data folder.
#[tauri::command]
pub async fn open_waiting(shell: State<'_, Arc<Shell>>, key: KeyChoice) -> Answer<ProjectView> {
    work(&shell, move |shell| take_waiting(shell, &key)).await
}

/// Asks for files and adds them. `None`: the dialog was closed.
#[tauri::command]
pub async fn add_files(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
) -> Answer<Option<ProjectView>> {
    on_project(&shell, move |shell, project| {
        let paths = dialogs::files(&app);
        if paths.is_empty() {
            return Ok(None);
        }
        scanning::add(shell, project, &paths);
        shell.project_view().map(Some)
    })
    .await
}

/// Asks for a folder and adds what is in it. `None`: the dialog was closed.
#[tauri::command]
pub async fn add_folder(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
) -> Answer<Option<ProjectView>> {
    on_project(&shell, move |shell, project| {
        let Some(folder) = dialogs::folder(&app, None) else {
            return Ok(None);
        };
        scanning::add(shell, project, &[folder]);
        shell.project_view().map(Some)
    })
    .await
}

/// Adds an encrypted file (see [`ShellEvent::Locked`]).
#[tauri::command]
pub async fn add_locked(
    shell: State<'_, Arc<Shell>>,
    path: PathBuf,
    password: String,
) -> Answer<ProjectView> {
    on_project(&shell, move |shell, project| {
        scanning::add_locked(shell, project, &path, &password)?;
        shell.project_view()
    })
    .await
}

/// Asks for a folder, beginning in `start`. `None`: the dialog was closed.
#[tauri::command]
pub async fn choose_folder(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    start: PathBuf,
) -> Answer<Option<String>> {
    work(&shell, move |_| {
        let folder = dialogs::folder(&app, Some(&start));
        Ok(folder.map(|path| path.to_string_lossy().into_owned()))
    })
    .await
}

/// Adds files and folders by path.
#[tauri::command]
pub async fn add_paths(shell: State<'_, Arc<Shell>>, paths: Vec<PathBuf>) -> Answer<ProjectView> {
    on_project(&shell, move |shell, project| {
        scanning::add(shell, project, &paths);
        shell.project_view()
    })
    .await
}

/// `TACENDA_PASSPHRASE`, for scripts and machines without a key store.
fn passphrase() -> Option<String> {
    std::env::var("TACENDA_PASSPHRASE")
        .ok()
        .filter(|text| !text.is_empty())
}

fn lock(key: &KeyChoice) -> Answer<Lock> {
    match key {
        KeyChoice::Passphrase(text) => Ok(Lock::Passphrase(text.clone())),
        KeyChoice::System if passphrase().is_some() => {
            Ok(Lock::Passphrase(passphrase().unwrap_or_default()))
        }
        KeyChoice::System if key_store_is_available() => Ok(Lock::KeyStore),
        KeyChoice::System => Err(CommandError::new(
            "passphraseNeeded",
            "this computer has no key store that is unlocked; protect the project with a passphrase",
        )),
    }
}

/// A key that does not fit is asked for again. What was not searched to its end, because the
/// program was ended meanwhile, is searched now.
fn open_with(shell: &Arc<Shell>, path: PathBuf, key: &KeyChoice) -> Answer<()> {
    let lock = match key {
        KeyChoice::System => passphrase().map_or(Lock::KeyStore, Lock::Passphrase),
        KeyChoice::Passphrase(text) => Lock::Passphrase(text.clone()),
    };
    shell.open_file(&path, &lock).map_err(|error| {
        let code = match (key, error.code.as_str()) {
            (KeyChoice::System, "wrong_key" | "no_key" | "key_store") => "passphraseNeeded",
            (KeyChoice::Passphrase(_), "wrong_key") => "wrongPassphrase",
            (_, other) => other,
        };
        CommandError::new(code, error.message)
    })?;
    let project = shell.project()?;
    for document in project.documents() {
        if matches!(
            document.state,
            DocumentState::Read | DocumentState::Scanning
        ) {
            scanning::start(shell, &project, document.id);
        }
    }
    Ok(())
}

fn take_waiting(shell: &Arc<Shell>, key: &KeyChoice) -> Answer<ProjectView> {
    let waiting = shell.take_waiting();
    let Some(first) = waiting.first().cloned() else {
        return shell.project_view();
    };
    if let Err(error) = open_or_create(shell, &first, key) {
        shell.wait_for_project(waiting);
        return Err(error);
    }
    let project = shell.project()?;
    let is_project = |path: &PathBuf| path.extension().is_some_and(|e| e == "tacenda");
    let documents: Vec<_> = waiting
        .into_iter()
        .filter(|path| !is_project(path))
        .collect();
    scanning::add(shell, &project, &documents);
    shell.project_view()
}

fn open_or_create(shell: &Arc<Shell>, first: &std::path::Path, key: &KeyChoice) -> Answer<()> {
    if first.extension().is_some_and(|e| e == "tacenda") {
        if !first.exists() {
            return shell.create(first, &lock(key)?);
        }
        return open_with(shell, first.to_owned(), key);
    }
    let lock = lock(key)?;
    let folder = shell.data.join("projects");
    let name = stem(first);
    let free = (1..)
        .map(|n| {
            if n == 1 {
                name.clone()
            } else {
                format!("{name} {n}")
            }
        })
        .map(|name| folder.join(format!("{name}.tacenda")))
        .find(|path| !path.exists());
    shell.create(
        &free.unwrap_or_else(|| folder.join("Project.tacenda")),
        &lock,
    )
}
