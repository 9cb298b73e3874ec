//! Underlines and strikes of affected lines: they move along with the letters they belong to, or
//! their ends would tell how wide the removed text was.

use std::collections::BTreeMap;

use tacenda_pdf_content::kurbo::Rect;
use tacenda_pdf_content::lexer::Lexer;
use tacenda_pdf_content::{Content, PathUse, Subpath};

use crate::edit::{Change, Changes};
use crate::label::number;
use crate::line::{Layout, Moved};

/// The thickest rule, in ems.
const THICKEST: f64 = 0.15;

/// Where rules of a line stand, in ems from the baseline: from underline to strike.
const LOWEST: f64 = -0.35;
const HIGHEST: f64 = 0.45;

/// How far a rule may reach beyond its segment, in ems. What is longer belongs to the page.
const BEYOND: f64 = 0.6;

/// The end of a rule is that of a letter if it is nearer than this, in ems.
const SNAP: f64 = 0.25;

/// Adds the changes for rules of the lines that were set anew.
pub(crate) fn changes(content: &Content, layout: &Layout, changes: &mut Changes) {
    let document = &content.source.document;
    let mut by_page: BTreeMap<u32, Vec<&Moved>> = BTreeMap::new();
    for moved in &layout.moved {
        by_page.entry(moved.page).or_default().push(moved);
    }
    for path in &content.table.paths {
        let run = content.table.run(path.run);
        let stream = document.get_object(run.stream).ok();
        let (Some(data), Some(lines)) = (
            stream.and_then(|o| o.as_stream().ok()),
            by_page.get(&run.page),
        ) else {
            continue;
        };
        for subpath in &path.subpaths {
            let moved = lines.iter().find(|moved| belongs(subpath, path, moved));
            let new = moved.and_then(|moved| {
                let bytes = data.content.get(subpath.op.clone())?;
                redrawn(bytes, subpath.bounds, moved)
            });
            if let Some(operators) = new {
                changes
                    .entry(path.run)
                    .or_default()
                    .entry(subpath.op.start)
                    .or_insert_with(|| Change {
                        operators,
                        ..Change::nothing(subpath.op.end)
                    });
            }
        }
    }
}

fn belongs(subpath: &Subpath, path: &PathUse, moved: &Moved) -> bool {
    let Rect { x0, y0, x1, y1 } = subpath.bounds;
    let em = moved.em;
    let (from, to) = moved.reach();
    let middle = (y0 + y1) / 2.0 - moved.baseline;
    y1 - y0 + path.line_width <= THICKEST * em
        && x1 - x0 > 2.0 * (y1 - y0)
        && (LOWEST * em..=HIGHEST * em).contains(&middle)
        && x0 >= from - BEYOND * em
        && x1 <= to + BEYOND * em
}

/// The operators of the rule in its new place; `None` if it stays.
fn redrawn(bytes: &[u8], page: Rect, moved: &Moved) -> Option<Vec<u8>> {
    let (left, right) = (place(page.x0, moved), place(page.x1, moved));
    let still = |a: f64, b: f64| (a - b).abs() < 0.01;
    if still(left, page.x0) && still(right, page.x1) {
        return None;
    }
    let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    let mut meet = |x: f64, y: f64| {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    };
    let mut lines = 0;
    for op in Lexer::new(bytes) {
        match op.name {
            b"re" => {
                let [x, y, w, h] = op.numbers()?;
                meet(x, y);
                meet(x + w, y + h);
            }
            b"m" | b"l" => {
                let [x, y] = op.numbers()?;
                meet(x, y);
                lines += 1;
            }
            b"h" => {}
            _ => return None,
        }
    }
    let across = high.0 - low.0;
    if page.width() < 1e-6 || across < 1e-9 {
        return None;
    }
    // The path is upright: one scale and one offset lead to page space.
    let user = |x: f64| low.0 + (x - page.x0) * across / page.width();
    let (x0, x1) = (user(left), user(right.max(left)));
    let new = if lines == 2 {
        format!(
            "{} {} m {} {} l",
            number(x0),
            number(low.1),
            number(x1),
            number(high.1)
        )
    } else {
        format!(
            "{} {} {} {} re",
            number(x0),
            number(low.1),
            number(x1 - x0),
            number(high.1 - low.1)
        )
    };
    Some(new.into_bytes())
}

/// Where a point of the old line is on the new one.
fn place(x: f64, moved: &Moved) -> f64 {
    let edges = moved
        .pieces
        .iter()
        .flat_map(|p| [(p.from, p.new_from), (p.to, p.new_to)]);
    let nearest = edges.min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()));
    let inside = moved.pieces.iter().find(|p| p.from <= x && x <= p.to);
    match (nearest, inside) {
        (Some((old, new)), _) if (old - x).abs() < SNAP * moved.em => new,
        (_, Some(piece)) => piece.new_from + (x - piece.from).min(piece.new_to - piece.new_from),
        (Some((old, new)), None) => new + (x - old),
        (None, None) => x,
    }
}
