//! What stands under boxes, and distances that tell how wide the removed text was.

use hayro::kurbo::Rect;
use tacenda_core::{Place, RedactionPlan, Replacement};

use super::Report;
use crate::engines::render::{Drawn, Page};

/// Differences between samples up to this are the noise of JPEG.
const NOISE: u32 = 48;

/// The areas of the plan on a page, in display space.
pub fn areas_on(plan: &RedactionPlan, page: usize) -> Vec<Rect> {
    plan.areas
        .iter()
        .filter(|area| area.page as usize == page)
        .map(|area| {
            let r = area.rect;
            Rect::new(r.x0.into(), r.y0.into(), r.x1.into(), r.y1.into())
        })
        .collect()
}

/// Nothing is drawn in an area but its box, and no text was newly covered.
pub fn geometry(
    report: &mut Report,
    number: u32,
    areas: &[Rect],
    before: Option<&Page>,
    after: &Page,
) {
    const CHECK: &str = "geometry";
    let place = Place::page(number);
    for area in areas {
        let inside = after
            .glyphs
            .iter()
            .filter(|g| !g.text.trim().is_empty() && area.contains(g.centre()))
            .count();
        if inside > 0 {
            report.leak(
                CHECK,
                place.clone(),
                format!("{inside} characters in a marked area"),
            );
        }
    }
    for (area, spread) in &after.spoiled {
        if *spread > NOISE {
            let detail = format!(
                "a picture still shows something in marked area {}",
                area + 1
            );
            report.leak(CHECK, place.clone(), detail);
        }
    }
    let covered = covered(after);
    if covered.is_empty() {
        return;
    }
    // What was covered in the source already is not this export's doing.
    let known: Vec<&Drawn> = before.map(|page| self::covered(page)).unwrap_or_default();
    let new = covered
        .iter()
        .filter(|glyph| {
            !known
                .iter()
                .any(|k| k.text == glyph.text && (k.origin - glyph.origin).hypot() < 0.5 * glyph.em)
        })
        .count();
    if new > 0 {
        report.leak(CHECK, place, format!("{new} characters under a box"));
    }
}

/// Whether a page must be compared with its source.
pub fn needs_source(plan: &RedactionPlan, page: &Page) -> bool {
    !covered(page).is_empty() || !labels(plan, page).is_empty()
}

/// Glyphs over which a box was drawn later.
fn covered(page: &Page) -> Vec<&Drawn> {
    page.glyphs
        .iter()
        .filter(|glyph| {
            let centre = glyph.centre();
            !glyph.text.trim().is_empty()
                && page
                    .boxes
                    .iter()
                    .any(|(rect, order)| *order > glyph.order && rect.contains(centre))
        })
        .collect()
}

/// Text that followed a removed value closely has moved: its place says nothing of the value's
/// width.
pub fn width(report: &mut Report, number: u32, plan: &RedactionPlan, before: &Page, after: &Page) {
    const CHECK: &str = "width";
    for label in labels(plan, after) {
        let follower = after
            .glyphs
            .iter()
            .filter(|g| !g.text.trim().is_empty())
            .filter(|g| {
                (g.origin.y - label.baseline).abs() < 0.1 * g.em && g.origin.x >= label.end - 0.1
            })
            .min_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
        let Some(follower) = follower else { continue };
        let same = |g: &&Drawn| {
            g.text == follower.text
                && (g.origin.x - follower.origin.x).abs() < 0.02
                && (g.origin.y - follower.origin.y).abs() < 0.02
        };
        let Some(source) = before.glyphs.iter().find(same) else {
            continue;
        };
        if held_by_margin(&label, follower, before, after) {
            continue;
        }
        // In the source something stood close before it, and it was not what stands there now.
        let close_before = before.glyphs.iter().any(|g| {
            !g.text.trim().is_empty()
                && (g.origin.y - source.origin.y).abs() < 0.1 * source.em
                && g.end.x <= source.origin.x + 0.1 * source.em
                && source.origin.x - g.end.x < 0.8 * source.em
        });
        if close_before {
            let detail = "text behind a removed value stands where it stood before";
            report.leak(CHECK, Place::page(number), detail);
        }
    }
}

/// Whether the text behind a replacement stands where it does because its line ends at the right
/// margin, as other lines do, while the text before the replacement has moved: so it is in lines
/// that are justified or aligned to the right.
fn held_by_margin(label: &Label, follower: &Drawn, before: &Page, after: &Page) -> bool {
    const ALIGNED: f64 = 0.6;
    let text = |g: &&Drawn| !g.text.trim().is_empty();
    let on_line = |g: &&Drawn| (g.origin.y - label.baseline).abs() < 0.1 * g.em;
    let end = after
        .glyphs
        .iter()
        .filter(text)
        .filter(on_line)
        .map(|g| g.end.x)
        .fold(follower.end.x, f64::max);
    let mut lines: Vec<f64> = before
        .glyphs
        .iter()
        .filter(text)
        .filter(|g| !on_line(g) && (g.end.x - end).abs() < ALIGNED)
        .map(|g| g.origin.y)
        .collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 0.5 * follower.em);
    let beyond = before
        .glyphs
        .iter()
        .filter(text)
        .any(|g| on_line(&g) && g.origin.x > end);
    let Some(last) = after
        .glyphs
        .iter()
        .filter(text)
        .filter(|g| on_line(g) && g.end.x <= label.start)
        .max_by(|a, b| a.end.x.total_cmp(&b.end.x))
    else {
        return false;
    };
    let moved = !before.glyphs.iter().any(|g| {
        g.text == last.text
            && (g.origin.x - last.origin.x).abs() < 0.02
            && (g.origin.y - last.origin.y).abs() < 0.02
    });
    lines.len() >= 2 && !beyond && moved
}

/// A replacement on a page.
struct Label {
    /// Its left end.
    start: f64,
    /// Its right end.
    end: f64,
    baseline: f64,
}

/// The labels of the plan, found by their text.
fn labels(plan: &RedactionPlan, page: &Page) -> Vec<Label> {
    let texts: std::collections::BTreeSet<&str> = plan
        .redactions
        .iter()
        .filter_map(|r| match &r.replacement {
            Replacement::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let mut joined = String::new();
    let mut starts = Vec::new();
    for (index, glyph) in page.glyphs.iter().enumerate() {
        starts.extend(glyph.text.bytes().map(|_| index));
        joined.push_str(&glyph.text);
    }
    let mut out = Vec::new();
    for text in texts {
        for (at, _) in joined.match_indices(text) {
            let (first, last) = (
                &page.glyphs[starts[at]],
                &page.glyphs[starts[at + text.len() - 1]],
            );
            if (first.origin.y - last.origin.y).abs() < 0.1 * first.em {
                out.push(Label {
                    start: first.origin.x,
                    end: last.end.x,
                    baseline: last.origin.y,
                });
            }
        }
    }
    out
}
