//! Findings as a reviewer sees them: filtered, sorted, page by page of the list.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use tacenda_core::{CanonicalText, Decision, EntityType, Evidence, Extent, FindingId, Needle};

use super::content::unknown;
use super::engine::Project;
use super::state::{DocumentId, Item, Origin, Spot, State};
use crate::EngineError;
use crate::rules::value;

/// Characters of text shown on each side of a value.
const AROUND: usize = 40;

/// Longest value shown in a list, in characters.
const LONGEST: usize = 120;

/// Where a finding stands with its reviewers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// No decision.
    Undecided,
    /// To be removed.
    Accepted,
    /// To stay.
    Rejected,
}

/// Whether near-misses are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NearMiss {
    /// Only findings, and near-misses that somebody accepted.
    #[default]
    Hidden,
    /// Both.
    Shown,
    /// Only near-misses.
    Only,
}

/// Which findings are meant. Empty lists and `None` mean all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// In this document.
    pub document: Option<DocumentId>,
    /// On this page (from 1).
    pub page: Option<u32>,
    /// Of these types.
    pub types: Vec<EntityType>,
    /// Standing so.
    pub standing: Vec<Standing>,
    /// Near-misses or not.
    pub near_miss: NearMiss,
    /// With at least this score.
    pub min_score: Option<f32>,
    /// With less than this score.
    pub max_score: Option<f32>,
    /// With evidence from a source that begins so: `ner:`, `pattern:`, `list:`, `link:`,
    /// `manual`.
    pub source: Option<String>,
    /// Whose value contains this, across case, accents and punctuation.
    pub text: Option<String>,
    /// Last decided by this reviewer.
    pub reviewer: Option<String>,
}

/// Order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As they stand in the documents.
    #[default]
    Place,
    /// By type, then place.
    Type,
    /// Least sure first, then place.
    Score,
    /// By value, then place: the same values stand together.
    Value,
    /// Undecided first, then place.
    Standing,
}

/// A part of a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    /// Which.
    pub filter: Filter,
    /// How ordered.
    pub order: Order,
    /// How many to leave out from the beginning.
    pub offset: usize,
    /// How many to give at most. 150 rows are below 64 KB.
    pub limit: usize,
}

/// Part of a list of findings.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingPage {
    /// How many the filter gives in all.
    pub total: usize,
    /// How many of each type among them.
    pub types: BTreeMap<EntityType, usize>,
    /// The part asked for.
    pub rows: Vec<FindingRow>,
}

/// A finding in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingRow {
    /// Its id.
    pub id: FindingId,
    /// The document.
    pub document: DocumentId,
    /// Page from 1; 0 for formats without pages.
    pub page: u32,
    /// Which block of the text view it begins in.
    pub block: usize,
    /// The type it would be removed as.
    pub entity: EntityType,
    /// From 0 to 1.
    pub score: f32,
    /// Below its type's threshold.
    pub near_miss: bool,
    /// How it came about.
    pub origin: Origin,
    /// Which kind of source speaks for it most: `ner`, `pattern`, `list`, `link`, `manual`.
    pub source: String,
    /// Where it stands.
    pub standing: Standing,
    /// Exemption code or reason given.
    pub reason: Option<String>,
    /// Who decided last.
    pub reviewer: Option<String>,
    /// The words before it.
    pub before: String,
    /// The value; empty for a region of a page.
    pub value: String,
    /// The words after it.
    pub after: String,
}

/// Everything about one finding.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingDetail {
    /// As in the list.
    pub row: FindingRow,
    /// Why it was flagged, strongest first.
    pub evidence: Vec<Evidence>,
    /// The detectors' own type.
    pub proposed: EntityType,
    /// Note of the last decision.
    pub note: Option<String>,
    /// Others of the same value in this document.
    pub alike_in_document: usize,
    /// Others of the same value in the project, this document included.
    pub alike_in_project: usize,
    /// Its decisions, oldest first: act, standing, reviewer, time.
    pub log: Vec<(i64, Standing, String, String)>,
}

impl Project {
    /// A part of the list of findings.
    ///
    /// # Errors
    /// [`EngineError::Store`] when a text cannot be loaded.
    pub fn findings(&self, query: &Query) -> Result<FindingPage, EngineError> {
        let (total, types, ids) = {
            let state = self.state();
            let mut ids = matching(&state, &query.filter);
            sort(&state, &mut ids, query.order);
            let mut types = BTreeMap::new();
            for id in &ids {
                *types
                    .entry(state.findings[id].effective().clone())
                    .or_insert(0) += 1;
            }
            let total = ids.len();
            let part: Vec<_> = ids
                .into_iter()
                .skip(query.offset)
                .take(query.limit)
                .collect();
            (total, types, part)
        };
        Ok(FindingPage {
            total,
            types,
            rows: self.rows(&ids)?,
        })
    }

    /// The ids of all findings that a filter gives, in an order: for moving to the next one.
    #[must_use]
    pub fn finding_ids(&self, filter: &Filter, order: Order) -> Vec<FindingId> {
        let state = self.state();
        let mut ids = matching(&state, filter);
        sort(&state, &mut ids, order);
        ids
    }

    /// Those of `ids` that stand in a document and can be seen there.
    #[must_use]
    pub fn shown_in(&self, document: DocumentId, ids: &[FindingId]) -> Vec<FindingId> {
        let state = self.state();
        let here = |id: &FindingId| {
            state
                .findings
                .get(id)
                .is_some_and(|item| item.document == document && item.is_shown())
        };
        ids.iter().copied().filter(here).collect()
    }

    /// How many findings a filter gives: the preview of a bulk decision.
    #[must_use]
    pub fn count(&self, filter: &Filter) -> usize {
        matching(&self.state(), filter).len()
    }

    /// Everything about one finding.
    ///
    /// # Errors
    /// [`EngineError::Unknown`].
    pub fn finding(&self, id: FindingId) -> Result<FindingDetail, EngineError> {
        let row = self.rows(&[id])?.pop().ok_or_else(|| no_finding(id))?;
        let state = self.state();
        let item = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
        let others = |test: &dyn Fn(&Item) -> bool| {
            let same = state.findings.iter().filter(|(other, _)| **other != id);
            same.filter(|(_, o)| o.is_shown() && o.alike == item.alike && test(o))
                .count()
        };
        let has_value = !item.alike.is_empty();
        let log = item.log.iter().map(|entry| {
            let (reviewer, at) = state
                .history
                .act(entry.act)
                .map(|act| (act.reviewer.clone(), act.at.clone()))
                .unwrap_or_default();
            (entry.act, standing(&entry.decision), reviewer, at)
        });
        Ok(FindingDetail {
            evidence: item.evidence.clone(),
            proposed: item.entity.clone(),
            note: item.note().map(str::to_owned),
            alike_in_document: if has_value {
                others(&|o| o.document == item.document)
            } else {
                0
            },
            alike_in_project: if has_value { others(&|_| true) } else { 0 },
            log: log.collect(),
            row,
        })
    }

    /// Rows in the order of `ids`; ids that are gone are left out.
    ///
    /// # Errors
    /// [`EngineError::Store`] when a text cannot be loaded.
    pub fn rows(&self, ids: &[FindingId]) -> Result<Vec<FindingRow>, EngineError> {
        let mut rows = Vec::with_capacity(ids.len());
        for &id in ids {
            let found = {
                let state = self.state();
                state
                    .findings
                    .get(&id)
                    .map(|item| (item.document, blank_row(&state, id, item), spot(item)))
            };
            let Some((document, mut row, extent)) = found else {
                continue;
            };
            if let Some(extent) = extent {
                let content = self.content(document).map_err(|_| unknown(document))?;
                fill(&mut row, &content.document.text, &extent);
                row.block = super::text_view::block_at(&content.blocks, extent.hull().start());
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

fn spot(item: &Item) -> Option<Extent> {
    match &item.spot {
        Spot::Text(extent) => Some(extent.clone()),
        Spot::Area(_) => None,
    }
}

fn blank_row(state: &State, id: FindingId, item: &Item) -> FindingRow {
    FindingRow {
        reviewer: item
            .log
            .last()
            .and_then(|entry| state.history.act(entry.act))
            .map(|act| act.reviewer.clone()),
        id,
        document: item.document,
        page: item.page,
        block: 0,
        entity: item.effective().clone(),
        score: item.score,
        near_miss: item.near_miss,
        origin: item.origin,
        source: item.evidence.first().map_or_else(String::new, |e| {
            e.source.split(':').next().unwrap_or_default().to_owned()
        }),
        standing: standing(item.decision()),
        reason: match item.decision() {
            Decision::Accept { reason, .. } | Decision::Reject { reason } => reason.clone(),
            Decision::Undecided => None,
        },
        before: String::new(),
        value: String::new(),
        after: String::new(),
    }
}

fn fill(row: &mut FindingRow, text: &CanonicalText, extent: &Extent) {
    let all = text.as_str();
    let hull = extent.hull();
    let before: Vec<char> = all
        .get(..hull.start())
        .unwrap_or("")
        .chars()
        .rev()
        .take(AROUND)
        .collect();
    row.before = before.into_iter().rev().map(one_line).collect();
    row.value = value(text, extent)
        .chars()
        .take(LONGEST)
        .map(one_line)
        .collect();
    row.after = all
        .get(hull.end()..)
        .unwrap_or("")
        .chars()
        .take(AROUND)
        .map(one_line)
        .collect();
}

fn one_line(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

pub fn standing(decision: &Decision) -> Standing {
    match decision {
        Decision::Accept { .. } => Standing::Accepted,
        Decision::Reject { .. } => Standing::Rejected,
        Decision::Undecided => Standing::Undecided,
    }
}

/// The findings that a filter gives, by id.
pub fn matching(state: &State, filter: &Filter) -> Vec<FindingId> {
    let text = filter.text.as_deref().filter(|t| !t.trim().is_empty());
    let needle = text.map(|t| Needle::new(t).map_or_else(|| t.to_owned(), |n| n.as_str().into()));
    let by_reviewer = |item: &Item, reviewer: &str| {
        let last = item.log.last().map(|entry| entry.act);
        let act = last.and_then(|seq| state.history.act(seq));
        act.is_some_and(|act| act.reviewer == reviewer)
    };
    let fits = |item: &Item| {
        let near = match filter.near_miss {
            NearMiss::Hidden => !item.near_miss || standing(item.decision()) == Standing::Accepted,
            NearMiss::Shown => true,
            NearMiss::Only => item.near_miss,
        };
        near && item.is_shown()
            && filter.document.is_none_or(|d| d == item.document)
            && filter.page.is_none_or(|p| p == item.page)
            && (filter.types.is_empty() || filter.types.contains(item.effective()))
            && (filter.standing.is_empty() || filter.standing.contains(&standing(item.decision())))
            && filter.min_score.is_none_or(|s| item.score >= s)
            && filter.max_score.is_none_or(|s| item.score < s)
            && filter.source.as_ref().is_none_or(|s| {
                item.evidence
                    .iter()
                    .any(|e| e.source.starts_with(s.as_str()))
            })
            && needle
                .as_ref()
                .is_none_or(|n| item.alike.contains(n.as_str()))
            && filter
                .reviewer
                .as_ref()
                .is_none_or(|r| by_reviewer(item, r))
    };
    let findings = state.findings.iter();
    findings
        .filter(|(_, item)| fits(item))
        .map(|(&id, _)| id)
        .collect()
}

fn sort(state: &State, ids: &mut [FindingId], order: Order) {
    let place = |id: &FindingId| {
        let item = &state.findings[id];
        (item.document, item.position(), *id)
    };
    ids.sort_by(|a, b| {
        let (x, y) = (&state.findings[a], &state.findings[b]);
        let first = match order {
            Order::Place => Ordering::Equal,
            Order::Type => x.effective().cmp(y.effective()),
            Order::Score => x.score.total_cmp(&y.score),
            Order::Value => x.alike.cmp(&y.alike),
            Order::Standing => standing(x.decision()).cmp(&standing(y.decision())),
        };
        first.then_with(|| place(a).cmp(&place(b)))
    });
}

pub fn no_finding(id: FindingId) -> EngineError {
    EngineError::Unknown(format!("finding {}", id.0))
}
