//! The user's choices.

use std::sync::Arc;

use tauri::State;

use super::{Answer, documents, work};
use crate::detection;
use crate::dto::{ChoicesView, SettingsView, ThresholdView};
use crate::shell::Shell;

/// What can be chosen from.
#[tauri::command]
pub async fn choices(shell: State<'_, Arc<Shell>>) -> Answer<ChoicesView> {
    work(&shell, |shell| {
        let rules = shell.project().ok().map(|project| project.rules());
        let thresholds = documents::entities().into_iter().filter_map(|name| {
            let entity = tacenda_core::EntityType::named(&name)?;
            let percent = crate::convert::percent(rules.as_ref()?.policy().threshold(&entity));
            Some(ThresholdView {
                entity: name,
                percent,
            })
        });
        Ok(ChoicesView {
            thresholds: thresholds.collect(),
            models: detection::models(&shell.data),
            devices: detection::device_choices(),
            policies: detection::policies(),
            entities: documents::entities(),
        })
    })
    .await
}

/// Keeps the user's choices.
#[tauri::command]
pub async fn save_settings(shell: State<'_, Arc<Shell>>, settings: SettingsView) -> Answer<()> {
    work(&shell, move |shell| Ok(shell.save_settings(settings)?)).await
}
