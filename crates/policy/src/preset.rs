//! The policies that come with the program.

use crate::Policy;

/// A policy that comes with the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Preset {
    /// The name on the command line and in a project.
    pub id: &'static str,
    /// Its file.
    pub source: &'static str,
}

macro_rules! presets {
    ($($id:literal),* $(,)?) => {
        &[$(Preset { id: $id, source: include_str!(concat!("../presets/", $id, ".toml")) }),*]
    };
}

impl Preset {
    /// All of them, in the order in which they are offered.
    pub const ALL: &'static [Self] = presets![
        "everything",
        "hipaa-safe-harbor",
        "clinical",
        "frcp-5.2",
        "gdpr-pseudonymisation",
        "foia",
        "legal-contract",
        "open-analysis",
    ];

    /// The preset called `id`.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|preset| preset.id == id).copied()
    }

    /// The policy in its file.
    #[must_use]
    pub fn policy(self) -> Policy {
        Policy::parse(self.source).expect("every preset is parsed by a test")
    }
}

#[cfg(test)]
mod tests;
