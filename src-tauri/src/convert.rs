//! From the engine's types to those of the window.

use std::path::{Path, PathBuf};

use tacenda_core::{BlockKind, EntityType, MarkKind, Notice, Rect, Severity, Treatment};
use tacenda_engine::ExportReceipt;
use tacenda_engine::project as engine;

use crate::dto::*;

pub fn decision(standing: engine::Standing) -> DecisionState {
    match standing {
        engine::Standing::Undecided => DecisionState::Undecided,
        engine::Standing::Accepted => DecisionState::Accepted,
        engine::Standing::Rejected => DecisionState::Rejected,
    }
}

/// How a decision of the window is said to the engine.
pub fn word(decision: &DecisionView, note: Option<String>) -> Result<engine::Word, String> {
    let named = |name: &String| EntityType::named(name).ok_or(format!("{name} is no type"));
    let choice = match (
        decision.state,
        decision.entity.as_ref().map(named).transpose()?,
    ) {
        (DecisionState::Accepted, None) => engine::Choice::Accept,
        (DecisionState::Accepted, Some(entity)) => engine::Choice::AcceptAs(entity),
        (DecisionState::Rejected, _) => engine::Choice::Reject,
        (DecisionState::Undecided, _) => engine::Choice::Clear,
    };
    Ok(engine::Word {
        choice,
        reason: decision.reason.clone(),
        note,
    })
}

pub fn percent(score: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100"
    )]
    let percent = (score * 100.0).round().clamp(0.0, 100.0) as u8;
    percent
}

/// Corners one after the other, in tenths of points.
pub fn corners(rects: &[Rect]) -> Vec<f32> {
    let tenth = |v: f32| (v * 10.0).round() / 10.0;
    rects
        .iter()
        .flat_map(|r| [r.x0, r.y0, r.x1, r.y1].map(tenth))
        .collect()
}

pub fn history(delta: &engine::Delta) -> HistoryState {
    HistoryState {
        can_undo: delta.can_undo,
        can_redo: delta.can_redo,
    }
}

pub fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub fn counts(of: engine::DocumentCounts) -> Counts {
    Counts {
        undecided: small(of.undecided),
        accepted: small(of.accepted),
        rejected: small(of.rejected),
        near: small(of.near_misses),
    }
}

pub fn notice(view: engine::NoticeView) -> NoticeView {
    let Notice {
        code,
        place,
        detail,
    } = view.notice;
    NoticeView {
        id: view.id,
        code: code.as_str().into(),
        severity: match code.severity() {
            Severity::Info => "info",
            Severity::Attention => "attention",
            Severity::Blocking => "blocking",
        }
        .into(),
        leaf: place.page,
        place: place.to_string(),
        message: code.message().into(),
        detail,
        seen: view.seen_by.is_some(),
    }
}

pub fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Removed => "removed",
        Treatment::Searched => "searched",
        Treatment::Kept => "kept",
        Treatment::Choice => "choice",
    }
}

fn mark(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Inserted => "inserted",
        MarkKind::Deleted => "deleted",
        MarkKind::MovedFrom => "movedFrom",
        MarkKind::MovedTo => "movedTo",
        MarkKind::Hidden => "hidden",
        MarkKind::FieldCode => "fieldCode",
        MarkKind::Link => "link",
        MarkKind::Bold => "bold",
        MarkKind::Italic => "italic",
    }
}

/// A block with the offsets of its findings and marks in UTF-16 code units.
pub fn block(from: engine::TextBlock) -> BlockView {
    let mut text = String::new();
    let mut at = 0;
    let mut hits: Vec<HitView> = Vec::new();
    let mut marks: Vec<MarkView> = Vec::new();
    for run in from.runs {
        let end = at + small(run.text.encode_utf16().count());
        if let Some((id, _)) = run.finding {
            match hits.last_mut() {
                Some(last) if last.id == id.0 && last.end == at => last.end = end,
                _ => hits.push(HitView {
                    id: id.0,
                    start: at,
                    end,
                }),
            }
        }
        for kind in run.marks {
            marks.push(MarkView {
                kind: mark(kind).into(),
                start: at,
                end,
            });
        }
        text.push_str(&run.text);
        at = end;
    }
    let (kind, level, cell, label) = match from.style {
        BlockKind::Paragraph => (BlockKindView::Paragraph, 0, None, None),
        BlockKind::Heading(level) => (BlockKindView::Heading, level, None, None),
        BlockKind::ListItem(level) => (BlockKindView::ListItem, level, None, None),
        BlockKind::Cell { table, row, column } => {
            (BlockKindView::Cell, 0, Some([table, row, column]), None)
        }
        BlockKind::Comment { author } => (BlockKindView::Comment, 0, None, Some(author)),
        BlockKind::Property { name } => (BlockKindView::Property, 0, None, Some(name)),
    };
    BlockView {
        block: small(from.index),
        kind,
        level,
        cell,
        label,
        section: from.section,
        text,
        hits,
        marks,
    }
}

/// A receipt, with where the file is and what was saved beside it.
pub fn receipt(path: &Path, beside: Vec<PathBuf>, receipt: ExportReceipt) -> ReceiptView {
    let mut removals: Vec<TypeCount> = receipt
        .redactions
        .iter()
        .map(|(entity, &count)| TypeCount {
            entity: entity.clone(),
            count: small(count),
        })
        .collect();
    if receipt.areas > 0 {
        removals.push(TypeCount {
            entity: EntityType::MANUAL.as_str().into(),
            count: small(receipt.areas),
        });
    }
    let check = |(name, detail): (String, String)| CheckView { name, detail };
    let shown = |path: &Path| path.to_string_lossy().into_owned();
    ReceiptView {
        path: shown(path),
        beside: beside.iter().map(|path| shown(path)).collect(),
        sha256_in: receipt.sha256_in,
        sha256_out: receipt.sha256_out,
        removals,
        checks: receipt.checks.into_iter().map(check).collect(),
        notices: receipt.notices.into_iter().map(said).collect(),
        at: receipt.at,
    }
}

/// A receipt's notice in words.
fn said(notice: tacenda_engine::ReceiptNotice) -> String {
    let known = tacenda_core::NoticeCode::ALL
        .iter()
        .find(|code| code.as_str() == notice.code);
    let message = known.map_or(notice.code.as_str(), |code| code.message());
    format!("{}: {message} {}", notice.place, notice.detail)
}

#[cfg(test)]
mod tests {
    use tacenda_core::FindingId;

    use super::*;

    #[test]
    fn offsets_of_a_block_count_utf16_and_pieces_of_one_finding_join() {
        let run = |text: &str, finding: Option<i64>, marks: Vec<MarkKind>| engine::TextRun {
            text: text.into(),
            finding: finding.map(|id| (FindingId(id), engine::Standing::Undecided)),
            marks,
        };
        let view = block(engine::TextBlock {
            index: 3,
            section: None,
            style: BlockKind::Paragraph,
            runs: vec![
                run("😀 ", None, vec![]),
                run("Zoë", Some(7), vec![]),
                run(" Roe", Some(7), vec![MarkKind::Deleted]),
            ],
        });
        assert_eq!(view.text, "😀 Zoë Roe");
        let [hit] = view.hits.as_slice() else {
            panic!("one finding")
        };
        assert_eq!((hit.id, hit.start, hit.end), (7, 3, 10));
        assert_eq!((view.marks[0].start, view.marks[0].end), (6, 10));
    }
}
