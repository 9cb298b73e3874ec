//! What a project holds in memory.

use std::collections::{BTreeMap, BTreeSet};

use tacenda_core::{
    Decision, EntityType, Evidence, Extent, Finding, FindingId, FormatKind, Rect, Sha256, Span,
};
use tacenda_policy::{LabelRegistry, LabelRow};
use tacenda_store::{
    DecisionRow, DocumentRow, FindingRow, NewDecision, NewFinding, NoticeRow, Store, StoreError,
};

use super::history::History;

/// Identifies a document for as long as the project lives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocumentId(pub i64);

/// How far a document is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DocumentState {
    /// Read, not scanned.
    Read,
    /// Being scanned.
    Scanning,
    /// Scanned by these detectors.
    Scanned,
    /// The scan failed: why and what to do.
    Failed(String),
    /// Somebody called its review done.
    Done,
}

impl DocumentState {
    /// The stable name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Scanning => "scanning",
            Self::Scanned => "scanned",
            Self::Failed(_) => "failed",
            Self::Done => "done",
        }
    }
}

/// How a finding came about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// A scan.
    Scan,
    /// Another spelling or occurrence of something found.
    Link,
    /// A search by a reviewer.
    Search,
    /// Marked by hand.
    Manual,
}

impl Origin {
    const ALL: [Self; 4] = [Self::Scan, Self::Link, Self::Search, Self::Manual];

    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Link => "link",
            Self::Search => "search",
            Self::Manual => "manual",
        }
    }
}

pub struct DocumentEntry {
    pub name: String,
    pub path: String,
    pub kind: FormatKind,
    pub sha256: Sha256,
    pub text_sha256: Sha256,
    pub pages: u32,
    pub password: Option<String>,
    pub state: DocumentState,
    pub detectors: Vec<String>,
    pub seen_pages: BTreeSet<u32>,
    pub exports: usize,
    /// The act of the last export.
    pub exported: Option<i64>,
}

/// Where a finding is.
#[derive(Clone, PartialEq, Debug)]
pub enum Spot {
    /// A stretch of text.
    Text(Extent),
    /// A region of a page.
    Area(Rect),
}

pub struct Item {
    pub document: DocumentId,
    pub origin: Origin,
    pub spot: Spot,
    /// From 1; 0 for formats without pages.
    pub page: u32,
    pub entity: EntityType,
    pub score: f32,
    pub near_miss: bool,
    pub alike: String,
    pub evidence: Vec<Evidence>,
    /// Oldest first; the last counts.
    pub log: Vec<Entry>,
}

/// One decision on one finding.
#[derive(Clone)]
pub struct Entry {
    pub act: i64,
    pub decision: Decision,
    pub note: Option<String>,
}

impl Item {
    pub fn decision(&self) -> &Decision {
        self.log
            .last()
            .map_or(&Decision::Undecided, |entry| &entry.decision)
    }

    pub fn note(&self) -> Option<&str> {
        self.log.last()?.note.as_deref()
    }

    /// The type it would be redacted as.
    pub fn effective(&self) -> &EntityType {
        match self.decision() {
            Decision::Accept { entity, .. } => entity,
            _ => &self.entity,
        }
    }

    /// What a reviewer made is there only as long as a decision stands on it.
    pub fn is_shown(&self) -> bool {
        let by_hand = matches!(self.origin, Origin::Manual | Origin::Search);
        !(by_hand && *self.decision() == Decision::Undecided)
    }

    /// For ordering within a document.
    pub fn position(&self) -> (u32, usize, usize) {
        match &self.spot {
            Spot::Text(extent) => (self.page, extent.hull().start(), extent.hull().end()),
            Spot::Area(_) => (self.page, usize::MAX, 0),
        }
    }

    pub fn to_finding(&self) -> Option<Finding> {
        match &self.spot {
            Spot::Text(extent) => Some(Finding {
                extent: extent.clone(),
                entity: self.entity.clone(),
                score: self.score,
                near_miss: self.near_miss,
                evidence: self.evidence.clone(),
            }),
            Spot::Area(_) => None,
        }
    }
}

#[derive(Default)]
pub struct State {
    pub documents: BTreeMap<DocumentId, DocumentEntry>,
    pub findings: BTreeMap<FindingId, Item>,
    pub notices: Vec<NoticeRow>,
    pub labels: LabelRegistry,
    pub history: History,
}

impl State {
    pub async fn load(store: &Store) -> Result<Self, StoreError> {
        let mut state = Self::default();
        for row in store.documents().await? {
            state.documents.insert(DocumentId(row.id), entry(row));
        }
        for (document, page) in store.seen_pages().await? {
            if let Some(entry) = state.documents.get_mut(&DocumentId(document)) {
                entry.seen_pages.extend(u32::try_from(page));
            }
        }
        for export in store.exports().await? {
            if let Some(entry) = state.documents.get_mut(&DocumentId(export.document)) {
                entry.exports += 1;
                entry.exported = entry.exported.max(Some(export.act));
            }
        }
        for row in store.findings().await? {
            let id = FindingId(row.id);
            if let Some(item) = item(row) {
                state.findings.insert(id, item);
            }
        }
        for row in store.decisions().await? {
            let (id, entry) = decision(row);
            if let Some(item) = state.findings.get_mut(&id) {
                item.log.push(entry);
            }
        }
        state.notices = store.notices().await?;
        let labels = store.labels().await?.into_iter().filter_map(|row| {
            Some(LabelRow {
                entity: EntityType::named(&row.entity)?,
                key: row.alike,
                number: u32::try_from(row.number).ok()?,
            })
        });
        state.labels = LabelRegistry::from_rows(labels);
        for row in store.acts().await? {
            state.history.push(row.seq, row.act);
        }
        Ok(state)
    }
}

fn entry(row: DocumentRow) -> DocumentEntry {
    let digest = |bytes: Vec<u8>| Sha256(bytes.try_into().unwrap_or_default());
    DocumentEntry {
        name: row.name,
        path: row.path,
        kind: kind(&row.kind),
        sha256: digest(row.sha256),
        text_sha256: digest(row.text_sha256),
        pages: u32::try_from(row.pages).unwrap_or(0),
        password: row.password,
        state: match row.state.as_str() {
            "scanned" => DocumentState::Scanned,
            "failed" => DocumentState::Failed(row.problem),
            "done" => DocumentState::Done,
            // A scan that was going on when the program ended has to be started again.
            _ => DocumentState::Read,
        },
        detectors: serde_json::from_str(&row.detectors).unwrap_or_default(),
        seen_pages: BTreeSet::new(),
        exports: 0,
        exported: None,
    }
}

fn kind(extension: &str) -> FormatKind {
    use FormatKind::{Docx, Markdown, Pdf, Pptx, Text, Xlsx};
    [Text, Markdown, Pdf, Docx, Xlsx, Pptx]
        .into_iter()
        .find(|kind| kind.extension() == extension)
        .unwrap_or(Text)
}

/// A finding as the store keeps it. Regions have no evidence but the reviewer.
pub fn new_finding(
    origin: Origin,
    spot: &Spot,
    page: u32,
    alike: String,
    finding: &FindingParts<'_>,
) -> NewFinding {
    let (extent, area) = match spot {
        Spot::Text(extent) => {
            let parts: Vec<_> = extent
                .parts()
                .iter()
                .map(|p| (p.start(), p.end()))
                .collect();
            (json(&parts), None)
        }
        Spot::Area(r) => ("[]".to_owned(), Some(json(&[r.x0, r.y0, r.x1, r.y1]))),
    };
    NewFinding {
        origin: origin.as_str().into(),
        extent,
        area,
        page: i64::from(page),
        entity: finding.entity.to_string(),
        score: f64::from(finding.score),
        near_miss: i64::from(finding.near_miss),
        alike,
        evidence: json(finding.evidence),
    }
}

/// What a finding says beside its place.
pub struct FindingParts<'a> {
    pub entity: &'a EntityType,
    pub score: f32,
    pub near_miss: bool,
    pub evidence: &'a [Evidence],
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("numbers, texts and lists always have a JSON form")
}

/// `None` for a row that makes no sense, which only a damaged file has.
pub fn item(row: FindingRow) -> Option<Item> {
    let f = row.finding;
    let spot = match &f.area {
        Some(area) => {
            let [x0, y0, x1, y1]: [f32; 4] = serde_json::from_str(area).ok()?;
            Spot::Area(Rect::between(x0, y0, x1, y1))
        }
        None => {
            let parts: Vec<(usize, usize)> = serde_json::from_str(&f.extent).ok()?;
            let spans = parts.into_iter().map(|(start, end)| Span::new(start, end));
            Spot::Text(Extent::new(spans.collect::<Option<_>>()?)?)
        }
    };
    Some(Item {
        document: DocumentId(row.document),
        origin: Origin::ALL.into_iter().find(|o| o.as_str() == f.origin)?,
        spot,
        page: u32::try_from(f.page).ok()?,
        entity: EntityType::named(&f.entity)?,
        #[expect(clippy::cast_possible_truncation, reason = "it was stored from an f32")]
        score: f.score as f32,
        near_miss: f.near_miss != 0,
        alike: f.alike,
        evidence: serde_json::from_str(&f.evidence).ok()?,
        log: Vec::new(),
    })
}

fn decision(row: DecisionRow) -> (FindingId, Entry) {
    let d = row.decision;
    let decision = match (
        d.verdict.as_str(),
        d.entity.as_deref().and_then(EntityType::named),
    ) {
        ("accept", Some(entity)) => Decision::Accept {
            entity,
            reason: d.reason,
        },
        ("reject", _) => Decision::Reject { reason: d.reason },
        _ => Decision::Undecided,
    };
    let entry = Entry {
        act: row.act,
        decision,
        note: d.note,
    };
    (FindingId(d.finding), entry)
}

/// A decision as the store keeps it.
pub fn new_decision(finding: FindingId, decision: &Decision, note: Option<&str>) -> NewDecision {
    let (verdict, entity, reason) = match decision {
        Decision::Accept { entity, reason } => ("accept", Some(entity.to_string()), reason.clone()),
        Decision::Reject { reason } => ("reject", None, reason.clone()),
        Decision::Undecided => ("undecided", None, None),
    };
    NewDecision {
        finding: finding.0,
        verdict: verdict.into(),
        entity,
        reason,
        note: note.map(str::to_owned),
    }
}
