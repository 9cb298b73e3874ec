//! What stands in marked areas and under boxes.

use hayro::kurbo::Rect;
use tacenda_core::{Place, RedactionPlan};

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
    let is_known = |glyph: &Drawn| {
        let mut same = known.iter().filter(|k| k.text == glyph.text).peekable();
        // It may have moved along its line, if only boxes of the source are above it.
        let moved = same.peek().is_some() && only_under_known(glyph, before, after);
        same.any(|k| {
            let step = k.origin - glyph.origin;
            step.hypot() < 0.5 * glyph.em || (moved && step.y.abs() < 0.1 * glyph.em)
        })
    };
    let new = covered.iter().filter(|glyph| !is_known(glyph)).count();
    if new > 0 {
        report.leak(CHECK, place, format!("{new} characters under a box"));
    }
}

/// Whether every box above a glyph is one that the source has in the same place.
fn only_under_known(glyph: &Drawn, before: Option<&Page>, after: &Page) -> bool {
    let known = |rect: &Rect| {
        before.is_some_and(|page| page.boxes.iter().any(|(old, _)| is_same_box(old, rect)))
    };
    let mut above = above(glyph, after);
    above.all(known)
}

/// Whether two boxes are one.
pub fn is_same_box(a: &Rect, b: &Rect) -> bool {
    let sides = [a.x0 - b.x0, a.y0 - b.y0, a.x1 - b.x1, a.y1 - b.y1];
    sides.iter().all(|side| side.abs() < 0.1)
}

/// Boxes drawn over a glyph later.
fn above<'p>(glyph: &'p Drawn, page: &'p Page) -> impl Iterator<Item = &'p Rect> {
    let centre = glyph.centre();
    page.boxes
        .iter()
        .filter(move |(rect, order)| *order > glyph.order && rect.contains(centre))
        .map(|(rect, _)| rect)
}

/// Glyphs over which a box was drawn later.
pub fn covered(page: &Page) -> Vec<&Drawn> {
    page.glyphs
        .iter()
        .filter(|glyph| !glyph.text.trim().is_empty() && above(glyph, page).next().is_some())
        .collect()
}
