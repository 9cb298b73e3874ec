//! Findings and decisions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A decision's kind.
#[derive(Serialize, Deserialize, TS, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "camelCase")]
pub enum DecisionState {
    /// None yet, or taken back.
    Undecided,
    /// Remove it.
    Accepted,
    /// Leave it.
    Rejected,
}

/// A decision as the window shows and asks for it.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// Its kind.
    pub state: DecisionState,
    /// The type it is labelled as, where the reviewer chose another.
    pub entity: Option<String>,
    /// Exemption code or reason.
    pub reason: Option<String>,
    /// Who decided last; not read when it comes from the window.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub who: Option<String>,
}

/// Findings that now have the same decision.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DecisionGroup {
    /// Ascending ids, each but the first as the distance from the one before: a bulk of 10,000
    /// stays under 64 KB.
    #[ts(type = "number[]")]
    pub gaps: Vec<i64>,
    /// What they have.
    pub decision: DecisionView,
}

/// One row of the list.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct FindingRow {
    /// Identifies it in its document.
    #[ts(type = "number")]
    pub id: i64,
    /// Page, or segment of text, from 1.
    pub leaf: u32,
    /// The type proposed.
    pub entity: String,
    /// What stands there, cut to about 80 characters.
    pub text: String,
    /// Confidence in percent.
    pub score: u8,
    /// Who found it first: `ner`, `pattern`, `list`, `link`, `manual`.
    pub source: String,
    /// Below its type's threshold.
    pub near: bool,
    /// Findings of one person or company share this number.
    pub group: u32,
    /// What was decided.
    pub decision: DecisionView,
}

/// A part of the list, never more than about 48 KB.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct FindingChunk {
    /// Findings in the document by now.
    pub total: u32,
    /// Where the next part starts; none at the end.
    pub next: Option<u32>,
    /// In order of their place in the document.
    pub rows: Vec<FindingRow>,
}

/// Everything about one finding.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct FindingDetail {
    /// Identifies it in its document.
    #[ts(type = "number")]
    pub id: i64,
    /// Text in front of it, about 60 characters.
    pub before: String,
    /// What stands there.
    pub text: String,
    /// Text behind it, about 60 characters.
    pub after: String,
    /// What an export would put there; none for a solid box.
    pub replacement: Option<String>,
    /// Why it was flagged, strongest first.
    pub evidence: Vec<EvidenceView>,
    /// Where the same stands, itself included; at most 200.
    pub occurrences: Vec<OccurrenceView>,
    /// How many are alike in each scope, itself included.
    pub alike: AlikeView,
    /// Who decided, and when (RFC 3339, UTC).
    pub decided: Option<DecidedView>,
    /// A note to another reviewer.
    pub note: String,
}

/// Who decided and when.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DecidedView {
    /// A reviewer's name or `policy`.
    pub who: String,
    /// RFC 3339 in UTC.
    pub at: String,
}

/// One reason.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// Such as `ner:tacenda-en`, `pattern:us_ssn`.
    pub source: String,
    /// What that source called it.
    pub label: String,
    /// Its score in percent.
    pub score: u8,
    /// A checksum or other rule was applied and passed.
    pub validated: bool,
    /// The word nearby that raised the score.
    pub context: Option<String>,
    /// The rule in one sentence.
    pub explanation: String,
}

/// The same value somewhere.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct OccurrenceView {
    /// The finding there.
    #[ts(type = "number")]
    pub id: i64,
    /// Page or segment.
    pub leaf: u32,
    /// How it is written there.
    pub text: String,
}

/// How many findings are alike.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct AlikeView {
    /// Findings that read the same, itself included.
    pub same: ReachView,
    /// Other ways to write the same person or body (surname alone, initials …).
    pub variants: Vec<VariantView>,
}

/// How many findings there are within each reach.
#[derive(Serialize, TS, Clone, Copy, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ReachView {
    /// On the same page; for a text without pages in the same part.
    pub leaf: u32,
    /// In the document.
    pub document: u32,
    /// In the project.
    pub project: u32,
}

/// Another way to write the same name.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct VariantView {
    /// As written.
    pub text: String,
    /// Why it is taken for the same.
    pub reason: String,
    /// How many findings read so.
    pub count: ReachView,
}

/// How far "all alike" reaches.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum AlikeScope {
    /// The same page or segment.
    Leaf,
    /// The document.
    Document,
    /// All documents of the project.
    Project,
}

/// How a search reads its query.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum SearchMode {
    /// As written, case and spaces aside.
    Text,
    /// A regular expression (linear time).
    Regex,
    /// With up to a fifth of the characters different.
    Fuzzy,
}

/// What a search found.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// How many in all.
    pub total: u32,
    /// The first 100.
    pub hits: Vec<SearchHit>,
}

/// One hit.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// Page or segment.
    pub leaf: u32,
    /// Text in front.
    pub before: String,
    /// The hit.
    pub text: String,
    /// Text behind.
    pub after: String,
}
