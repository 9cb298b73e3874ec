//! Dialogs of the system. Each waits for the user; `None` means it was closed.

use std::path::{Path, PathBuf};

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// A kind of file: what the dialog calls it, and its extension.
pub(super) type Kind = (&'static str, &'static str);

pub(super) const PROJECT: Kind = ("Tacenda", "tacenda");
pub(super) const POLICY: Kind = ("TOML", "toml");

/// Asks for a file of a kind.
pub(super) fn file(app: &AppHandle, kind: Kind) -> Option<PathBuf> {
    path(of(app, kind).blocking_pick_file())
}

/// Asks for files of any kind; none when it was closed.
pub(super) fn files(app: &AppHandle) -> Vec<PathBuf> {
    let files = app.dialog().file().blocking_pick_files();
    let paths = files.into_iter().flatten().map(|file| path(Some(file)));
    paths.flatten().collect()
}

/// Asks where a new file goes and what it is called, starting from `name`.
pub(super) fn new_file(app: &AppHandle, kind: Kind, name: &str) -> Option<PathBuf> {
    path(of(app, kind).set_file_name(name).blocking_save_file())
}

/// Asks for a folder, starting in `start` where it is given.
pub(super) fn folder(app: &AppHandle, start: Option<&Path>) -> Option<PathBuf> {
    let dialog = app.dialog().file();
    let dialog = match start {
        Some(start) => dialog.set_directory(start),
        None => dialog,
    };
    path(dialog.blocking_pick_folder())
}

fn of(app: &AppHandle, (name, extension): Kind) -> FileDialogBuilder<tauri::Wry> {
    app.dialog().file().add_filter(name, &[extension])
}

fn path(file: Option<FilePath>) -> Option<PathBuf> {
    file?.into_path().ok()
}
