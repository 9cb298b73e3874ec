//! Documents: search them, show them.

use std::sync::Arc;

use tacenda_core::EntityType;
use tacenda_engine::project::{DocumentId, Filter, NearMiss, Order, Query};
use tauri::State;

use super::{Answer, on_project, work};
use crate::convert::{self, decision, percent, small};
use crate::dto::{
    BoxView, DecisionView, DocumentDetail, DocumentRef, FindingChunk, FindingRow, LeafKind,
    PageView, SegmentView, Side,
};
use crate::error::CommandError;
use crate::scanning;
use crate::shell::Shell;

/// Starts to search a document (again).
#[tauri::command]
pub async fn scan(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<()> {
    on_project(&shell, move |shell, project| {
        scanning::start(shell, project, DocumentId(document));
        Ok(())
    })
    .await
}

/// Stops the search of a document.
#[tauri::command]
pub async fn stop(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<()> {
    work(&shell, move |shell| {
        shell.stop_scan(DocumentId(document));
        Ok(())
    })
    .await
}

/// Opens a document for review.
#[tauri::command]
pub async fn open(shell: State<'_, Arc<Shell>>, document: i64) -> Answer<DocumentDetail> {
    on_project(&shell, move |shell, project| {
        let id = DocumentId(document);
        let summary = project.documents().into_iter().find(|d| d.id == id);
        let summary = summary.ok_or_else(|| CommandError::new("failed", "no such document"))?;
        let leaves = if summary.pages == 0 {
            LeafKind::Segments {
                lengths: shell.segments(project, id)?.lengths.clone(),
            }
        } else {
            let sizes = project.page_sizes(id)?;
            LeafKind::Pages {
                sizes: sizes.into_iter().flat_map(|(w, h)| [w, h]).collect(),
            }
        };
        Ok(DocumentDetail {
            document: DocumentRef {
                id: document,
                kind: summary.kind.extension().into(),
            },
            leaves,
            notices: project
                .notices(id)
                .into_iter()
                .map(convert::notice)
                .collect(),
            seen: project.seen_pages(id),
        })
    })
    .await
}

/// Rows given at once, below 64 KB.
const ROWS: usize = 150;

/// Part of the list of findings, from row `from` on.
#[tauri::command]
pub async fn findings(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    from: u32,
) -> Answer<FindingChunk> {
    on_project(&shell, move |shell, project| {
        let id = DocumentId(document);
        let filter = Filter {
            document: Some(id),
            near_miss: NearMiss::Shown,
            ..Filter::default()
        };
        let page = project.findings(&Query {
            filter,
            order: Order::Place,
            offset: from as usize,
            limit: ROWS,
        })?;
        let groups = project.groups()?;
        let segments = match page.rows.iter().any(|row| row.page == 0) {
            true => Some(shell.segments(project, id)?),
            false => None,
        };
        let end = from as usize + page.rows.len();
        let rows = page.rows.into_iter().map(|row| FindingRow {
            id: row.id.0,
            leaf: match &segments {
                Some(segments) => segments.of_block(row.block),
                None => row.page,
            },
            text: cut(&row.value),
            score: percent(row.score),
            source: row.source,
            near: row.near_miss,
            group: groups.get(&row.id).copied().unwrap_or_default(),
            decision: DecisionView {
                state: decision(row.standing),
                entity: None,
                reason: row.reason,
                who: row.reviewer,
            },
            entity: row.entity.as_str().into(),
        });
        Ok(FindingChunk {
            total: small(page.total),
            rows: rows.collect(),
            next: (end < page.total).then(|| small(end)),
        })
    })
    .await
}

/// Characters of a value shown in the list.
const SHOWN: usize = 80;

fn cut(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// Where things stand on a page.
#[tauri::command]
pub async fn page(shell: State<'_, Arc<Shell>>, document: i64, page: u32) -> Answer<PageView> {
    on_project(&shell, move |_, project| {
        let view = project.page(DocumentId(document), page)?;
        let boxes = view.findings.into_iter().map(|(id, _, rects)| BoxView {
            id: id.0,
            rects: convert::corners(&rects),
        });
        Ok(PageView {
            page,
            boxes: boxes.collect(),
        })
    })
    .await
}

/// Boxes around what lies between two points of a page.
#[tauri::command]
pub async fn between(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    page: u32,
    from: [f32; 2],
    to: [f32; 2],
) -> Answer<Vec<f32>> {
    on_project(&shell, move |_, project| {
        let id = DocumentId(document);
        let selection = project.select(id, page, from.into(), to.into())?;
        Ok(convert::corners(&selection.rects))
    })
    .await
}

/// A segment of text, as it is or as it would be exported.
#[tauri::command]
pub async fn segment(
    shell: State<'_, Arc<Shell>>,
    document: i64,
    segment: u32,
    side: Side,
) -> Answer<SegmentView> {
    on_project(&shell, move |shell, project| {
        let id = DocumentId(document);
        let blocks = shell.segments(project, id)?.blocks(segment);
        let (from, count) = blocks.ok_or_else(|| CommandError::new("failed", "no such part"))?;
        let text = match side {
            Side::Source => project.text(id, from, count)?,
            Side::Redacted => shell.preview(project, id)?.text(from, count),
        };
        Ok(SegmentView {
            segment,
            blocks: text.blocks.into_iter().map(convert::block).collect(),
        })
    })
    .await
}

/// The types that a finding can be given.
pub fn entities() -> Vec<String> {
    EntityType::GENERAL
        .iter()
        .map(|entity| entity.as_str().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_between_characters() {
        assert_eq!(cut("short"), "short");
        let cut = cut(&"é".repeat(100));
        assert_eq!(cut.chars().count(), SHOWN + 1);
    }
}
