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
            model: "rampart".into(),
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
    pub models: Vec<ChoiceView>,
    /// Devices.
    pub devices: Vec<ChoiceView>,
    /// Policies.
    pub policies: Vec<ChoiceView>,
    /// Types that can be given to a finding.
    pub entities: Vec<String>,
    /// Score from which on a type is shown, in percent, for types that have one of their own.
    pub thresholds: Vec<ThresholdView>,
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
