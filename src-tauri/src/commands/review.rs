//! Decisions and marks.

use std::sync::Arc;

use tacenda_core::{Area, EntityType, FindingId, Rect, Replacement};
use tacenda_engine::Project;
use tacenda_engine::project::{self as engine, DocumentId, Reach};
use tauri::State;

use super::{Answer, on_project};
use crate::convert::{self, decision, percent, small};
use crate::dto::*;
use crate::error::CommandError;
use crate::segments::Segments;
use crate::shell::Shell;

/// Everything about one finding.
#[tauri::command]
pub async fn finding(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    id: i64,
) -> Answer<FindingDetail> {
    on_project(&shell, move |shell, project| {
        detail(shell, project, DocumentId(document), FindingId(id))
    })
    .await
}

/// Occurrences listed at most.
const LISTED: usize = 60;

/// Other spellings proposed at most.
const VARIANTS: usize = 24;

fn detail(
    shell: &Shell,
    project: &Project,
    document: DocumentId,
    id: FindingId,
) -> Answer<FindingDetail> {
    let found = project.finding(id)?;
    let parts = Parts::of(shell, project, document, found.row.page)?;
    let alike = project.alike(id, Reach::Document)?;
    let rows = project.rows(&alike[..alike.len().min(LISTED)])?;
    let occurrences = rows.iter().map(|row| OccurrenceView {
        id: row.id.0,
        leaf: parts.leaf(row),
        text: row.value.clone(),
    });
    let evidence = found.evidence.into_iter().map(|e| EvidenceView {
        source: e.source,
        label: e.label,
        score: percent(e.score),
        validated: e.validated,
        context: e.context,
        explanation: e.explanation,
    });
    let reach = |spellings: &[String]| -> Answer<ReachView> {
        let count = |scope| reached(shell, project, id, scope, spellings).map(|ids| ids.len());
        Ok(ReachView {
            leaf: small(count(AlikeScope::Leaf)?),
            document: small(count(AlikeScope::Document)?),
            project: small(count(AlikeScope::Project)?),
        })
    };
    let same = reach(&[])?;
    let mut variants = Vec::new();
    for variant in project.variants(id)?.into_iter().take(VARIANTS) {
        let with = reach(std::slice::from_ref(&variant.text))?;
        variants.push(VariantView {
            reason: variant.reason,
            count: ReachView {
                leaf: with.leaf - same.leaf,
                document: with.document - same.document,
                project: with.project - same.project,
            },
            text: variant.text,
        });
    }
    Ok(FindingDetail {
        id: id.0,
        evidence: evidence.collect(),
        occurrences: occurrences.collect(),
        alike: AlikeView { same, variants },
        decided: found.log.last().map(|(_, _, who, at)| DecidedView {
            who: who.clone(),
            at: at.clone(),
        }),
        note: found.note.unwrap_or_default(),
        replacement: match project.becomes(id)? {
            Replacement::Box => None,
            Replacement::Text(text) => Some(text),
        },
        before: found.row.before,
        text: found.row.value,
        after: found.row.after,
    })
}

/// Where things stand in the window: on pages, or in parts of a text without pages.
struct Parts(Option<Arc<Segments>>);

impl Parts {
    fn of(shell: &Shell, project: &Project, document: DocumentId, page: u32) -> Answer<Self> {
        Ok(Self(match page {
            0 => Some(shell.segments(project, document)?),
            _ => None,
        }))
    }

    fn leaf(&self, row: &engine::FindingRow) -> u32 {
        match &self.0 {
            Some(segments) => segments.of_block(row.block),
            None => row.page,
        }
    }
}

/// What is alike within reach. A text without pages is decided on part by part.
fn reached(
    shell: &Shell,
    project: &Project,
    id: FindingId,
    scope: AlikeScope,
    spellings: &[String],
) -> Answer<Vec<FindingId>> {
    let reach = match scope {
        AlikeScope::Leaf => Reach::Page,
        AlikeScope::Document => Reach::Document,
        AlikeScope::Project => Reach::Project,
    };
    let ids = project.alike_or(id, reach, spellings)?;
    let own = project.rows(&[id])?.pop();
    let Some(own) = own.filter(|row| scope == AlikeScope::Leaf && row.page == 0) else {
        return Ok(ids);
    };
    let parts = Parts::of(shell, project, own.document, own.page)?;
    let rows = project.rows(&ids)?;
    let here = rows
        .iter()
        .filter(|row| parts.leaf(row) == parts.leaf(&own));
    Ok(here.map(|row| row.id).collect())
}

/// Decides on findings: one act, one step of undo.
#[tauri::command]
pub async fn decide(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    gaps: Vec<i64>,
    decision: DecisionView,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let ids = from_gaps(&gaps);
        let note = match ids.as_slice() {
            // A decision keeps the note that stands beside it.
            [only] => project.finding(*only)?.note,
            _ => None,
        };
        let delta = project.decide(&ids, &word(&decision, note)?)?;
        view(shell, project, document, delta)
    })
    .await
}

/// Decides on everything that reads the same within reach, and on the same person or body written
/// as one of `variants`.
#[tauri::command]
pub async fn decide_alike(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    id: i64,
    scope: AlikeScope,
    variants: Vec<String>,
    decision: DecisionView,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let ids = reached(shell, project, FindingId(id), scope, &variants)?;
        let delta = project.decide(&ids, &word(&decision, None)?)?;
        view(shell, project, document, delta)
    })
    .await
}

/// Marks something by hand, accepted as `entity`.
#[tauri::command]
pub async fn add(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    selection: Selection,
    purpose: SelectionUse,
    entity: String,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let id = DocumentId(document);
        let entity = named(&entity)?;
        let delta = match (selection, purpose) {
            (Selection::Area { page, rect }, SelectionUse::Redact) => {
                project.mark_areas(id, &[area(page, rect)])?
            }
            (Selection::Area { page, rect }, SelectionUse::KeepOnly) => {
                project.mark_all_but(id, area(page, rect))?
            }
            (_, SelectionUse::KeepOnly) => {
                return Err(CommandError::new(
                    "failed",
                    "draw a box around what is to stay",
                ));
            }
            (Selection::Between { page, from, to }, _) => {
                project.mark_between(id, page, from.into(), to.into(), entity)?
            }
            (
                Selection::Text {
                    from_block,
                    from,
                    to_block,
                    to,
                },
                _,
            ) => {
                let range = engine::TextRange {
                    from_block: from_block as usize,
                    from: from as usize,
                    to_block: to_block as usize,
                    to: to as usize,
                };
                project.mark_text(id, range, entity)?
            }
            (Selection::Leaf { leaf }, _) => mark_leaf(shell, project, id, leaf, entity)?,
        };
        added(shell, project, document, delta)
    })
    .await
}

fn mark_leaf(
    shell: &Shell,
    project: &Project,
    id: DocumentId,
    leaf: u32,
    entity: EntityType,
) -> Answer<engine::Delta> {
    let paged = project
        .documents()
        .iter()
        .any(|d| d.id == id && d.pages > 0);
    if paged {
        return Ok(project.mark_pages(id, &[leaf])?);
    }
    let none = || CommandError::new("failed", "no such part");
    let (from, count) = shell.segments(project, id)?.blocks(leaf).ok_or_else(none)?;
    let last = project
        .text(id, from, count)?
        .blocks
        .pop()
        .ok_or_else(none)?;
    let range = engine::TextRange {
        from_block: from,
        from: 0,
        to_block: last.index,
        to: last
            .runs
            .iter()
            .map(|run| run.text.encode_utf16().count())
            .sum(),
    };
    Ok(project.mark_text(id, range, entity)?)
}

/// What a search would mark.
#[tauri::command]
pub async fn search(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    query: String,
    mode: SearchMode,
) -> Answer<SearchView> {
    on_project(&shell, move |shell, project| {
        let id = DocumentId(document);
        let found = project.search(&query, matching(&query, mode), Some(id))?;
        let paged = found.hits.first().is_none_or(|hit| hit.page > 0);
        let segments = (!paged).then(|| shell.segments(project, id)).transpose()?;
        let hits = found.hits.into_iter().map(|hit| SearchHit {
            leaf: match &segments {
                Some(segments) => segments.of_block(hit.block),
                None => hit.page,
            },
            before: hit.text.0,
            text: hit.text.1,
            after: hit.text.2,
        });
        Ok(SearchView {
            total: small(found.new),
            hits: hits.take(100).collect(),
        })
    })
    .await
}

/// Marks every hit that no finding covers yet.
#[tauri::command]
pub async fn redact_search(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    query: String,
    mode: SearchMode,
    entity: String,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let within = Some(DocumentId(document));
        let entity = named(&entity)?;
        let deltas = project.mark_found(&query, matching(&query, mode), within, &entity)?;
        let changed = deltas.iter().map(|delta| delta.changed.len()).sum();
        let last = deltas
            .into_iter()
            .last()
            .unwrap_or_else(|| project.undo_state());
        let mut view = added(shell, project, document, last)?;
        view.changed = small(changed);
        Ok(view)
    })
    .await
}

/// A note to another reviewer, beside the decision that stands.
#[tauri::command]
pub async fn set_note(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    id: i64,
    text: String,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let found = project.finding(FindingId(id))?;
        let state = DecisionView {
            state: decision(found.row.standing),
            entity: None,
            reason: found.row.reason,
            who: None,
        };
        let note = Some(text).filter(|text| !text.trim().is_empty());
        let delta = project.decide(&[FindingId(id)], &word(&state, note)?)?;
        view(shell, project, document, delta)
    })
    .await
}

/// Another threshold for a type: nothing is searched again.
#[tauri::command]
pub async fn set_threshold(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    entity: String,
    percent: u8,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        project.set_threshold(&named(&entity)?, f32::from(percent.min(100)) / 100.0)?;
        let mut view = view(shell, project, document, project.undo_state())?;
        // It holds for the whole project.
        view.documents = shell.document_views(project, None);
        view.reload = true;
        Ok(view)
    })
    .await
}

/// Takes back the last act.
#[tauri::command]
pub async fn undo(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let delta = project.undo()?;
        view(shell, project, document, delta)
    })
    .await
}

/// Does it again.
#[tauri::command]
pub async fn redo(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        let delta = project.redo()?;
        view(shell, project, document, delta)
    })
    .await
}

/// Lines of the history given at most, the newest first.
const LINES: usize = 300;

/// Who did what and when.
#[tauri::command]
pub async fn history(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<Vec<HistoryView>> {
    on_project(&shell, move |_, project| {
        let all = project.history(0, usize::MAX);
        let about = |entry: &&engine::HistoryEntry| entry.document.is_none_or(|d| d == document);
        let line = |entry: &engine::HistoryEntry| {
            // Such as "3 accepted".
            let (count, what) = entry.summary.split_once(' ').unwrap_or_default();
            HistoryView {
                at: entry.at.clone(),
                who: entry.reviewer.clone(),
                what: match (entry.kind.as_str(), what) {
                    ("decide", "accepted" | "rejected" | "undecided") => what.to_owned(),
                    (kind, _) => kind.to_owned(),
                },
                count: count.parse().unwrap_or(0),
            }
        };
        Ok(all
            .iter()
            .rev()
            .filter(about)
            .take(LINES)
            .map(line)
            .collect())
    })
    .await
}

/// Somebody has looked at pages.
#[tauri::command]
pub async fn seen(shell: State<'_, Arc<Shell>>, document: i64, leaves: Vec<u32>) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        project.pages_seen(DocumentId(document), &leaves)?;
        view(shell, project, document, project.undo_state())
    })
    .await
}

/// Calls the review of a document done.
#[tauri::command]
pub async fn done(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        project.mark_done(DocumentId(document))?;
        view(shell, project, document, project.undo_state())
    })
    .await
}

/// Somebody has looked at a notice.
#[tauri::command]
pub async fn acknowledge(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    notice: i64,
) -> Answer<Delta> {
    on_project(&shell, move |shell, project| {
        project.notice_seen(notice)?;
        view(shell, project, document, project.undo_state())
    })
    .await
}

fn from_gaps(gaps: &[i64]) -> Vec<FindingId> {
    let mut at: i64 = 0;
    let next = |gap: &i64| {
        at = at.saturating_add(*gap);
        FindingId(at)
    };
    gaps.iter().map(next).collect()
}

fn to_gaps(mut ids: Vec<i64>) -> Vec<i64> {
    ids.sort_unstable();
    let before: Vec<i64> = std::iter::once(0).chain(ids.iter().copied()).collect();
    ids.iter()
        .zip(before)
        .map(|(id, before)| id - before)
        .collect()
}

fn word(decision: &DecisionView, note: Option<String>) -> Answer<engine::Word> {
    convert::word(decision, note).map_err(|text| CommandError::new("failed", text))
}

fn named(entity: &str) -> Answer<EntityType> {
    EntityType::named(entity)
        .ok_or_else(|| CommandError::new("failed", format!("{entity} is no type")))
}

fn area(page: u32, [x0, y0, x1, y1]: [f32; 4]) -> Area {
    Area {
        page,
        rect: Rect::between(x0, y0, x1, y1),
    }
}

fn matching(query: &str, mode: SearchMode) -> engine::Matching {
    match mode {
        SearchMode::Text => engine::Matching::Words,
        SearchMode::Regex => engine::Matching::Expression,
        SearchMode::Fuzzy => {
            let edits = query.chars().count() / 5;
            engine::Matching::Fuzzy(u8::try_from(edits.clamp(1, 3)).unwrap_or(3))
        }
    }
}

/// What an act changed in the document in view, and the figures of all it concerned.
fn view(shell: &Shell, project: &Project, document: i64, delta: engine::Delta) -> Answer<Delta> {
    let changed = project.shown_in(DocumentId(document), &delta.changed);
    let mut groups: std::collections::BTreeMap<DecisionView, Vec<i64>> = Default::default();
    for row in project.rows(&changed)? {
        let decision = DecisionView {
            state: decision(row.standing),
            entity: (row.standing == engine::Standing::Accepted)
                .then(|| row.entity.as_str().into()),
            reason: row.reason,
            who: row.reviewer,
        };
        groups.entry(decision).or_default().push(row.id.0);
    }
    let mut documents = delta.documents.clone();
    documents.push(DocumentId(document));
    let gone =
        delta.documents.contains(&DocumentId(document)) && changed.len() < delta.changed.len();
    let group = |(decision, ids)| DecisionGroup {
        gaps: to_gaps(ids),
        decision,
    };
    Ok(Delta {
        documents: shell.document_views(project, Some(&documents)),
        groups: groups.into_iter().map(group).collect(),
        // What a reviewer marked disappears when the mark is taken back.
        reload: gone,
        focus: None,
        changed: small(delta.changed.len()),
        history: convert::history(&delta),
    })
}

/// As [`view`], after something new was marked.
fn added(shell: &Shell, project: &Project, document: i64, delta: engine::Delta) -> Answer<Delta> {
    let focus = delta.changed.first().map(|id| id.0);
    let mut view = view(shell, project, document, delta)?;
    view.groups.clear();
    view.reload = focus.is_some();
    view.focus = focus;
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_as_gaps() {
        for ids in [vec![], vec![5], vec![1, 4, 9], vec![9999, 10000]] {
            let back: Vec<i64> = from_gaps(&to_gaps(ids.clone()))
                .iter()
                .map(|id| id.0)
                .collect();
            assert_eq!(back, ids);
        }
    }

    #[test]
    fn ten_thousand_ids_stay_below_64_kilobytes() {
        let gaps = to_gaps((1..=10_000).collect());
        assert!(serde_json::to_string(&gaps).expect("JSON").len() < 64 * 1024);
    }
}
