//! The desktop shell: a window around the engine. It opens dialogs, converts and passes on.
//!
//! `tacenda-desktop [FILE…]` opens a project or documents, `--sample` the bundled sample.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(test)]
mod bindings;
mod commands;
mod convert;
mod detection;
mod dto;
mod error;
mod events;
mod menu;
mod painting;
mod policies;
mod samples;
mod scanning;
mod scheme;
mod segments;
mod settings;
mod shell;
mod views;

use std::path::PathBuf;
use std::sync::Arc;

use tauri::{DragDropEvent, Manager, WindowEvent};

use crate::dto::ShellEvent;
use crate::shell::Shell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tacenda_engine::worker::serve_if_asked();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            let path = app.path();
            let shell = Shell::new(path.app_config_dir()?, path.app_data_dir()?, asked_for())?;
            let shell = Arc::new(shell);
            app.manage(Arc::clone(&shell));
            if let Some(window) = app.get_webview_window("main") {
                painting::fit(&window)?;
            }
            std::thread::spawn(move || {
                loop {
                    std::thread::sleep(events::BATCH);
                    shell.events.flush();
                }
            });
            Ok(())
        })
        .register_asynchronous_uri_scheme_protocol("page", |context, request, responder| {
            let shell = Arc::clone(context.app_handle().state::<Arc<Shell>>().inner());
            tauri::async_runtime::spawn_blocking(move || {
                responder.respond(scheme::answer(&shell, &request));
            });
        })
        .on_menu_event(|app, event| {
            let shell = app.state::<Arc<Shell>>();
            shell.events.tell(ShellEvent::Menu {
                command: event.id().0.clone(),
            });
            shell.events.flush();
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                dropped(window.state::<Arc<Shell>>().inner(), event);
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::project::start,
            commands::project::subscribe,
            commands::project::set_menu,
            commands::project::new_project,
            commands::project::open_project,
            commands::project::open_sample,
            commands::project::open_waiting,
            commands::project::add_files,
            commands::project::add_folder,
            commands::project::add_paths,
            commands::project::add_locked,
            commands::project::choose_folder,
            commands::documents::scan,
            commands::documents::stop,
            commands::documents::open,
            commands::documents::findings,
            commands::documents::page,
            commands::documents::between,
            commands::documents::segment,
            commands::review::finding,
            commands::review::decide,
            commands::review::decide_alike,
            commands::review::add,
            commands::review::search,
            commands::review::redact_search,
            commands::review::set_note,
            commands::review::set_threshold,
            commands::review::undo,
            commands::review::redo,
            commands::review::history,
            commands::review::seen,
            commands::review::acknowledge,
            commands::review::done,
            commands::export::inspect,
            commands::export::export,
            commands::export::stop_export,
            commands::policy::policy,
            commands::policy::preset,
            commands::policy::read_policy,
            commands::policy::edit_policy,
            commands::policy::save_policy,
            commands::policy::keep_policy,
            commands::policy::import_policy,
            commands::policy::export_policy,
            commands::settings::choices,
            commands::settings::thresholds,
            commands::settings::add_model,
            commands::settings::remove_model,
            commands::settings::test_device,
            commands::settings::save_settings,
        ])
        .run(tauri::generate_context!())?;
    Ok(())
}

/// Files named on the command line.
fn asked_for() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for argument in std::env::args_os().skip(1) {
        if argument == "--sample" {
            paths.extend(samples::agreement());
        } else if !argument.to_string_lossy().starts_with("--") {
            paths.push(std::path::absolute(&argument).unwrap_or_else(|_| argument.into()));
        }
    }
    paths
}

/// Files that were dropped join the open project, or wait for one.
fn dropped(shell: &Arc<Shell>, event: &DragDropEvent) {
    let over = matches!(
        event,
        DragDropEvent::Enter { .. } | DragDropEvent::Over { .. }
    );
    shell.events.tell(ShellEvent::Hover { over });
    let DragDropEvent::Drop { paths, .. } = event else {
        return;
    };
    let (shell, paths) = (Arc::clone(shell), paths.clone());
    std::thread::spawn(move || match shell.project() {
        Ok(project) => scanning::add(&shell, &project, &paths),
        Err(_) => {
            shell.wait_for_project(paths);
            shell.events.tell(ShellEvent::Waiting);
        }
    });
}
