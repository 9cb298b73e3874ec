//! The one error that crosses the door.

use serde::Serialize;
use tacenda_engine::{EngineError, Values};
use ts_rs::TS;

/// An error as the window gets it: a stable code that it may act on, and a text for people. Nobody
/// matches on the text.
#[derive(Serialize, TS, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct CommandError {
    /// `passphraseNeeded`, `wrongPassphrase`, `noProject`, `internal`, or the engine's own code.
    pub code: String,
    /// What happened and what to do.
    pub message: String,
    /// The line of a policy file that is wrong, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub line: Option<u32>,
    /// The removed values that the check found in the written file.
    #[serde(skip)]
    pub left: Values,
}

impl CommandError {
    /// An error with one of the codes above.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            line: None,
            left: Values::default(),
        }
    }

    /// There is no open project.
    #[must_use]
    pub fn no_project() -> Self {
        Self::new("noProject", "no project is open; open or make one first")
    }
}

impl From<EngineError> for CommandError {
    fn from(error: EngineError) -> Self {
        let new = Self::new(error.code(), error.to_string());
        match error {
            EngineError::Verify { left, .. } => Self { left, ..new },
            _ => new,
        }
    }
}

impl From<tacenda_policy::PolicyError> for CommandError {
    fn from(error: tacenda_policy::PolicyError) -> Self {
        Self {
            line: u32::try_from(error.line).ok(),
            ..Self::new("policy", error.to_string())
        }
    }
}

impl From<tacenda_ner::NerError> for CommandError {
    fn from(error: tacenda_ner::NerError) -> Self {
        Self::new("detector", error.to_string())
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Self::new("failed", error.to_string())
    }
}
