//! The user's choices and what can be chosen from.

use std::sync::Arc;

use tauri::{AppHandle, State};

use super::dialogs;
use super::{Answer, documents, on_project, work};
use crate::detection;
use crate::dto::{ChoicesView, SelfTestView, SettingsView, ThresholdView};
use crate::shell::Shell;

/// What can be chosen from.
#[tauri::command]
pub async fn choices(shell: State<'_, Arc<Shell>>) -> Answer<ChoicesView> {
    work(&shell, |shell| Ok(offered(shell))).await
}

fn offered(shell: &Shell) -> ChoicesView {
    ChoicesView {
        models: detection::models(&shell.data),
        devices: detection::device_choices(),
        policies: detection::policies(&shell.own_policy()),
        entities: documents::entities(),
    }
}

/// Score from which on each type is shown, by the policy of the open project.
#[tauri::command]
pub async fn thresholds(shell: State<'_, Arc<Shell>>) -> Answer<Vec<ThresholdView>> {
    on_project(&shell, |_, project| {
        let rules = project.rules();
        let threshold = |name: String| {
            let entity = tacenda_core::EntityType::named(&name)?;
            let percent = crate::convert::percent(rules.policy().threshold(&entity));
            Some(ThresholdView {
                entity: name,
                percent,
            })
        };
        let filter = tacenda_engine::project::Filter {
            near_miss: tacenda_engine::project::NearMiss::Shown,
            ..Default::default()
        };
        let found = project.findings(&tacenda_engine::project::Query {
            filter,
            ..Default::default()
        })?;
        let types = found.types.keys().map(|e| e.as_str().to_owned());
        Ok(types.filter_map(threshold).collect())
    })
    .await
}

/// Asks for a model folder, checks it and adds it. `None`: the dialog was closed.
#[tauri::command]
pub async fn add_model(
    app: AppHandle,
    shell: State<'_, Arc<Shell>>,
) -> Answer<Option<ChoicesView>> {
    work(&shell, move |shell| {
        let Some(folder) = dialogs::folder(&app, None) else {
            return Ok(None);
        };
        detection::add_model(&shell.data, &folder)?;
        Ok(Some(offered(shell)))
    })
    .await
}

/// Removes a model that the user added.
#[tauri::command]
pub async fn remove_model(shell: State<'_, Arc<Shell>>, id: String) -> Answer<ChoicesView> {
    work(&shell, move |shell| {
        detection::remove_model(&shell.data, &id)?;
        Ok(offered(shell))
    })
    .await
}

/// Whether the chosen model finds the same on a device as on the processor.
#[tauri::command]
pub async fn test_device(shell: State<'_, Arc<Shell>>, device: String) -> Answer<SelfTestView> {
    work(&shell, move |shell| {
        let settings = shell.kept().settings;
        Ok(detection::test_device(&settings, &device, &shell.data)?)
    })
    .await
}

/// Keeps the user's choices.
#[tauri::command]
pub async fn save_settings(shell: State<'_, Arc<Shell>>, settings: SettingsView) -> Answer<()> {
    work(&shell, move |shell| Ok(shell.save_settings(settings)?)).await
}
