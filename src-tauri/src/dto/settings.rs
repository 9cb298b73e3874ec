//! The user's choices and what can be chosen from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The user's choices, kept outside projects.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsView {
    /// `system`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// `en`, `de`; empty follows the system.
    pub language: String,
    /// Text size in percent.
    pub text_size: u32,
    /// The name that decisions are recorded under.
    pub reviewer: String,
    /// Id of the model pack.
    pub model: String,
    /// Device as the command line names it: `auto`, `cpu`, `cuda:0` …
    pub device: String,
    /// Whether another device may be used when that one cannot.
    pub fallback: bool,
    /// Policy for new projects.
    pub policy: String,
    /// Contracts, records or open analysis: which columns and reasons are offered.
    pub role: String,
    /// The newcomer's guide was seen or closed.
    pub guided: bool,
}

impl Default for SettingsView {
    fn default() -> Self {
        Self {
            theme: "system".into(),
            language: String::new(),
            text_size: 100,
            reviewer: String::new(),
            model: tacenda_ner::resources::BUNDLED.into(),
            device: "auto".into(),
            fallback: true,
            policy: "legal-contract".into(),
            role: "contracts".into(),
            guided: false,
        }
    }
}

/// What can be chosen from.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ChoicesView {
    /// Models.
    pub models: Vec<ModelView>,
    /// Devices.
    pub devices: Vec<ChoiceView>,
    /// Policies.
    pub policies: Vec<ChoiceView>,
    /// Types that can be given to a finding.
    pub entities: Vec<String>,
}

/// A model.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ModelView {
    /// Stable id.
    pub id: String,
    /// What kind of model it is; why it cannot be used where that is so.
    pub detail: String,
    /// Whether it can be used.
    pub usable: bool,
    /// Whether the user added it, so that it can be removed.
    pub added: bool,
    /// Licence as the folder states it.
    pub licence: Option<String>,
    /// What to know about its results.
    pub note: Option<String>,
    /// What its labels count as: label and type.
    pub labels: Vec<(String, String)>,
}

/// What the comparison of a device with the processor showed.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct SelfTestView {
    /// The device that ran.
    pub used: String,
    /// Whether both found the same.
    pub agrees: bool,
    /// Entities that both found.
    pub same: u32,
    /// Entities that only the processor found.
    pub missed: u32,
    /// Entities that only the device found.
    pub added: u32,
}

/// Something that can be chosen.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is, and why it cannot be used where that is so.
    pub detail: String,
    /// Whether it can be used here.
    pub usable: bool,
}

/// A type's threshold.
#[derive(Serialize, Deserialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ThresholdView {
    /// Entity type.
    pub entity: String,
    /// In percent.
    pub percent: u8,
}
