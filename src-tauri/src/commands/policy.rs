//! Policies: look at them, change them, import and export them.

use std::path::Path;
use std::sync::Arc;

use tacenda_engine::Rules;
use tacenda_policy::{Policy, Preset};
use tauri::{AppHandle, State};

use super::{Answer, dialogs, on_project, work};
use crate::dto::{PolicyEdit, PolicyView};
use crate::error::CommandError;
use crate::policies::{edited, view};
use crate::shell::{OWN, Shell};

/// The policy of the open project; without one, that for new projects.
#[tauri::command]
pub async fn policy(shell: State<'_, Arc<Shell>>) -> Answer<PolicyView> {
    work(&shell, |shell| {
        Ok(match shell.project() {
            Ok(project) => view(project.rules().policy()),
            Err(_) => view(shell.new_rules()?.policy()),
        })
    })
    .await
}

/// A policy that comes with the program, or the user's own.
#[tauri::command]
pub async fn preset(shell: State<'_, Arc<Shell>>, id: String) -> Answer<PolicyView> {
    work(&shell, move |shell| {
        if id == OWN {
            return read(&std::fs::read_to_string(shell.own_policy())?);
        }
        let preset = Preset::named(&id);
        let preset = preset.ok_or_else(|| CommandError::new("policy", "no such policy"))?;
        Ok(view(&preset.policy()))
    })
    .await
}

/// Reads a policy file; an error names line and reason.
#[tauri::command]
pub async fn read_policy(shell: State<'_, Arc<Shell>>, toml: String) -> Answer<PolicyView> {
    work(&shell, move |_| read(&toml)).await
}

/// The policy after changes in the form. Nothing is kept yet.
#[tauri::command]
pub async fn edit_policy(shell: State<'_, Arc<Shell>>, edit: PolicyEdit) -> Answer<PolicyView> {
    work(&shell, move |_| {
        let policy = edited(&edit)?;
        // Read again, as a file would be: entries of lists are checked there.
        read(&policy.to_toml())
    })
    .await
}

/// Makes it the policy of the open project.
#[tauri::command]
pub async fn save_policy(shell: State<'_, Arc<Shell>>, toml: String) -> Answer<PolicyView> {
    on_project(&shell, move |shell, project| {
        let policy = Policy::parse(&toml)?;
        project.set_rules(Rules::of(policy.clone())?)?;
        shell.tell_project();
        Ok(view(&policy))
    })
    .await
}

/// Makes it the policy of new projects.
#[tauri::command]
pub async fn keep_policy(shell: State<'_, Arc<Shell>>, toml: String) -> Answer<()> {
    work(&shell, move |shell| {
        Rules::of(Policy::parse(&toml)?)?;
        write(&shell.own_policy(), &toml)?;
        let mut settings = shell.kept().settings;
        settings.policy = OWN.into();
        Ok(shell.save_settings(settings)?)
    })
    .await
}

/// Asks for a policy file and gives its text. `None`: the dialog was closed.
#[tauri::command]
pub async fn import_policy(app: AppHandle, shell: State<'_, Arc<Shell>>) -> Answer<Option<String>> {
    work(&shell, move |_| {
        let Some(path) = dialogs::file(&app, dialogs::POLICY) else {
            return Ok(None);
        };
        let text = std::fs::read(path)?;
        let text = String::from_utf8(text);
        let text = text.map_err(|_| CommandError::new("policy", "the file is not UTF-8 text"))?;
        Ok(Some(text))
    })
    .await
}

/// Asks where and writes a policy file there. `None`: the dialog was closed.
#[tauri::command]
pub async fn export_policy(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
    toml: String,
) -> Answer<Option<String>> {
    work(&shell, move |_| {
        Policy::parse(&toml)?;
        let Some(path) = dialogs::new_file(&app, dialogs::POLICY, "policy.toml") else {
            return Ok(None);
        };
        write(&path, &toml)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

fn read(toml: &str) -> Answer<PolicyView> {
    let policy = Policy::parse(toml)?;
    Rules::of(policy.clone())?;
    let mut view = view(&policy);
    // The file as it was written, with its comments.
    view.toml = toml.to_owned();
    Ok(view)
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("toml.part");
    std::fs::write(&part, text)?;
    std::fs::rename(part, path)
}
