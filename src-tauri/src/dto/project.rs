//! The project, its documents and what happens to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CodeView, DecisionGroup, SettingsView};

/// What the window needs to draw its first screen.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct StartView {
    /// The project that is already open, after the window was loaded anew.
    pub project: Option<ProjectView>,
    /// The user's choices.
    pub settings: SettingsView,
    /// Projects opened before, newest first.
    pub recent: Vec<RecentView>,
    /// Files wait for a project, such as after `tacenda-desktop FILE`: ask for them with
    /// `open_waiting`.
    pub waiting: bool,
    /// The program's version.
    pub version: String,
}

/// A project that was open before.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct RecentView {
    /// File name without folders and extension.
    pub name: String,
    /// The whole path; handed back to open it, never taken apart.
    pub path: String,
}

/// How a project file is locked.
#[derive(Deserialize, TS, Clone)]
#[serde(rename_all = "camelCase", tag = "kind", content = "text")]
pub enum KeyChoice {
    /// A random key in the system's key store.
    System,
    /// A passphrase that only the user knows.
    Passphrase(String),
}

/// The open project.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ProjectView {
    /// File name without folders and extension.
    pub name: String,
    /// The whole path.
    pub path: String,
    /// In the order in which they were added.
    pub documents: Vec<DocumentView>,
    /// Name of the policy in force.
    pub policy: String,
    /// Its exemption codes.
    pub codes: Vec<CodeView>,
    /// Whether there is something to undo and redo.
    pub history: HistoryState,
}

/// What undo and redo would do.
#[derive(Serialize, TS, Clone, Copy, Debug, Default)]
#[serde(rename_all = "camelCase")]
pub struct HistoryState {
    /// There is an act to undo.
    pub can_undo: bool,
    /// There is an undone act to do again.
    pub can_redo: bool,
}

/// Where a document stands.
#[derive(Serialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum DocumentState {
    /// Added, nothing done yet.
    Waiting,
    /// Being searched.
    Scanning,
    /// Searched.
    Ready,
    /// Searched, decided, and called done by a reviewer.
    Done,
    /// The search was stopped by the user.
    Stopped,
    /// It could not be read or searched; `problem` says why.
    Failed,
}

/// One document in the list on the left.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Identifies it in this project.
    #[ts(type = "number")]
    pub id: i64,
    /// File name without folders.
    pub name: String,
    /// `pdf`, `docx`, `txt`, `md` …; empty when the file is of no known format.
    pub kind: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Why it failed, with the remedy.
    pub problem: Option<String>,
    /// How much of it is searched, 0 to 1.
    pub progress: f32,
    /// How many pages (or segments of text) it has.
    pub leaves: u32,
    /// How many of them were seen by a reviewer.
    pub seen: u32,
    /// Findings by decision.
    pub counts: Counts,
    /// Notices, and how many of them were not acknowledged.
    pub notices: u32,
    /// See `notices`.
    pub notices_unseen: u32,
    /// A redacted copy was saved after the last decision.
    pub exported: bool,
}

/// Findings by decision.
#[derive(Serialize, TS, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Waiting for a decision.
    pub undecided: u32,
    /// To be removed.
    pub accepted: u32,
    /// Left in the document.
    pub rejected: u32,
    /// Near-misses without a decision; not counted in `undecided`.
    pub near: u32,
}

/// What one act changed. The window applies it and asks for nothing more.
#[derive(Serialize, TS, Clone, Debug, Default)]
#[serde(rename_all = "camelCase")]
pub struct Delta {
    /// Documents whose figures changed, as they are now.
    pub documents: Vec<DocumentView>,
    /// Findings of the document in view whose decision changed.
    pub groups: Vec<DecisionGroup>,
    /// Findings of the document in view that are new or gone: load the list again.
    pub reload: bool,
    /// The finding to show after this, where the act made one.
    #[ts(type = "number | null")]
    pub focus: Option<i64>,
    /// How many findings were changed, over all documents.
    pub changed: u32,
    /// What undo and redo would do now.
    pub history: HistoryState,
}

/// One line of the history.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who: a reviewer's name or `policy`.
    pub who: String,
    /// What: a stable name such as `accepted`, `rejected`, `undo`, `export`.
    pub what: String,
    /// How many findings.
    pub count: u32,
}

/// What the shell tells the window without being asked. Sent in batches.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ShellEvent {
    /// The list of documents is another one.
    Project {
        /// As it is now.
        project: ProjectView,
    },
    /// A document changed: progress, state, figures.
    Document {
        /// As it is now.
        document: DocumentView,
        /// Seconds left of its search, where that can be told.
        seconds_left: Option<u32>,
    },
    /// Files wait for a project: they were dropped while none was open.
    Waiting,
    /// Files hover over the window (`true`) or left it.
    Hover {
        /// Whether they are over it.
        over: bool,
    },
    /// An entry of the native menu was chosen.
    Menu {
        /// Id of the command.
        command: String,
    },
    /// A file that was added is encrypted: ask for its password and add it with `add_locked`.
    Locked {
        /// File name without folders.
        name: String,
        /// The whole path; handed back, never taken apart.
        path: String,
    },
    /// Something the user should know, outside any dialog.
    Problem {
        /// What happened and what to do.
        message: String,
    },
}

/// One entry of the native menu, made from the window's list of commands.
#[derive(Deserialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct MenuEntry {
    /// Title of the menu it stands in.
    pub menu: String,
    /// Id of the command.
    pub command: String,
    /// Text with its key.
    pub label: String,
}
