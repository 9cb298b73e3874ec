//! Export: what will happen, how far it is, what came of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an export of a document would do, shown before it is done.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct InspectView {
    /// The document.
    #[ts(type = "number")]
    pub document: i64,
    /// Removals by type.
    pub removals: Vec<TypeCount>,
    /// Findings that have no decision and would stay in the file.
    pub undecided: u32,
    /// Hidden data and what happens to it.
    pub hidden: Vec<HiddenView>,
    /// Notices that block the export or were not acknowledged.
    pub notices: u32,
    /// A choice about unknown parts is needed.
    pub needs_choice: bool,
    /// Folder of the source: where the new file goes unless the user says otherwise.
    pub folder: String,
}

/// A type and how many.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct TypeCount {
    /// Entity type.
    pub entity: String,
    /// How many.
    pub count: u32,
}

/// Hidden data.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct HiddenView {
    /// Stable name of its kind.
    pub kind: String,
    /// Where, in words.
    pub place: String,
    /// How many.
    pub count: u32,
    /// `removed`, `searched`, `kept` or `choice`.
    pub treatment: String,
}

/// Choices for an export.
#[derive(Deserialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Which documents.
    #[ts(type = "number[]")]
    pub documents: Vec<i64>,
    /// What happens to findings without a decision.
    pub undecided: UndecidedChoice,
    /// How pages are written.
    pub pages: PageChoice,
    /// What happens to tracked changes.
    pub tracked_changes: TrackedChoice,
    /// What happens to comments.
    pub comments: CommentChoice,
    /// What happens to parts that hold text and have no known place.
    pub unknown_parts: UnknownChoice,
    /// Folder to write into; for each document its own when empty.
    pub folder: String,
    /// Save the receipt as a Word document beside the file.
    pub receipt_document: bool,
    /// Save the text that is left as a Word document beside the file.
    pub text_document: bool,
}

/// What happens to findings without a decision.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum UndecidedChoice {
    /// No export while there are any.
    Refuse,
    /// They stay in the document.
    Keep,
    /// They are removed.
    Redact,
}

/// How pages are written.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum PageChoice {
    /// Text stays text.
    Native,
    /// Every page becomes a picture.
    Pictures,
}

/// What happens to tracked changes.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum TrackedChoice {
    /// They stay, redacted.
    Keep,
    /// Accepted.
    Accept,
    /// Rejected.
    Reject,
}

/// What happens to comments.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum CommentChoice {
    /// They stay, redacted.
    Keep,
    /// They go.
    Remove,
}

/// What happens to parts that hold text and have no known place.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum UnknownChoice {
    /// No export.
    Refuse,
    /// They go.
    Remove,
}

/// How an export goes. The last event is always `Finished`.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ExportEvent {
    /// A document is being worked on.
    Step {
        /// Which.
        #[ts(type = "number")]
        document: i64,
        /// `write`, `verify` or `save`.
        step: String,
    },
    /// A document is done.
    Done {
        /// What came of it.
        outcome: ExportOutcome,
    },
    /// Nothing more comes.
    Finished,
}

/// What came of one document's export.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ExportOutcome {
    /// Written and checked.
    Saved {
        /// Which.
        #[ts(type = "number")]
        document: i64,
        /// The receipt.
        receipt: ReceiptView,
    },
    /// Not written.
    Refused {
        /// Which.
        #[ts(type = "number")]
        document: i64,
        /// Why, and what to do.
        message: String,
        /// The removed values that could still be found, if that is why.
        left: Vec<String>,
    },
}

/// The record of an export. Holds no removed value.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// Where the file is.
    pub path: String,
    /// What was saved beside it.
    pub beside: Vec<String>,
    /// SHA-256 of the source, in hexadecimal digits.
    pub sha256_in: String,
    /// SHA-256 of the written file.
    pub sha256_out: String,
    /// Removals by type.
    pub removals: Vec<TypeCount>,
    /// Checks passed: name and what was looked at.
    pub checks: Vec<CheckView>,
    /// Notices of the writer, in words.
    pub notices: Vec<String>,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// A check that the written file passed.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Stable name.
    pub name: String,
    /// What was looked at.
    pub detail: String,
}
