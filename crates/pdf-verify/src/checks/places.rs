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

/// Glyphs over which a box was drawn later.
pub fn covered(page: &Page) -> Vec<&Drawn> {
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
