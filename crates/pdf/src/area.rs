//! What else goes with a marked area: pixels, pictures, paths and clips. And the pixels under
//! removed text on scans, where the picture says the same as the text layer over it.

use std::collections::BTreeMap;

use tacenda_core::{Notice, NoticeCode, Place};
use tacenda_pdf_content::kurbo::Rect;
use tacenda_pdf_content::{Content, ImageSource, ImageUse, PathUse, Visibility};

use crate::edit::{Change, Changes};
use crate::image::{Outcome, paint_over};
use crate::rebuild::{Category, Extra};
use crate::removal::{Cause, Removal};

/// A picture that covers this share of the page is taken for a scan of it.
const SCAN: f64 = 0.6;

/// A path that is partly in an area goes with it if it is not larger than this many times the
/// area's height: letters drawn as outlines, not rules and backgrounds.
const OUTLINE: f64 = 3.0;

/// The changes for everything that is not text.
pub(crate) fn changes(content: &Content, removal: &Removal) -> (Changes, Vec<Notice>) {
    let mut changes = Changes::new();
    let mut notices = Vec::new();
    let letters = letters(content, removal);
    for image in &content.table.images {
        let page = content.table.run(image.run).page;
        let bounds = image.quad().bounds();
        let marked = removal
            .areas
            .get(&page)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let under = letters.get(&page).map(Vec::as_slice).unwrap_or_default();
        let scan = is_scan(content, page, bounds);
        let areas: Vec<Rect> = marked
            .iter()
            .copied()
            .chain(
                under
                    .iter()
                    .filter(|(_, visible)| scan || *visible != Visibility::Shown)
                    .map(|(rect, _)| *rect),
            )
            .filter(|area| overlap(*area, bounds))
            .collect();
        if !areas.is_empty() {
            let change = image_change(content, image, bounds, &areas, page, &mut notices);
            if let Some(change) = change {
                changes
                    .entry(image.run)
                    .or_default()
                    .insert(image.op.start, change);
            }
        }
    }
    for path in &content.table.paths {
        let page = content.table.run(path.run).page;
        for area in removal.areas.get(&page).into_iter().flatten() {
            path_changes(&mut changes, path, *area);
        }
    }
    notices.sort();
    notices.dedup();
    (changes, notices)
}

/// The boxes of removed text by page.
fn letters(content: &Content, removal: &Removal) -> BTreeMap<u32, Vec<(Rect, Visibility)>> {
    let table = &content.table;
    let mut letters: BTreeMap<u32, Vec<(Rect, Visibility)>> = BTreeMap::new();
    for (&id, cause) in &removal.glyphs {
        if matches!(cause, Cause::Redaction(_)) {
            let glyph = table.glyph(id);
            let show = table.show(glyph.show);
            let bounds = glyph.quad.bounds();
            let margin = 0.1 * bounds.height().min(bounds.width() * 4.0);
            letters
                .entry(table.run(show.run).page)
                .or_default()
                .push((bounds.inflate(margin, margin), show.visible));
        }
    }
    for list in letters.values_mut() {
        list.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0).then(a.0.y0.total_cmp(&b.0.y0)));
    }
    letters
}

fn is_scan(content: &Content, page: u32, bounds: Rect) -> bool {
    content
        .source
        .pages
        .iter()
        .find(|p| p.number == page)
        .is_some_and(|p| p.crop_box.intersect(bounds).area() > SCAN * p.crop_box.area())
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

fn inside(inner: Rect, outer: Rect) -> bool {
    outer.inflate(0.5, 0.5).contains_rect(inner)
}

/// What becomes of a picture under `areas`; `None` if it can stay.
fn image_change(
    content: &Content,
    image: &ImageUse,
    bounds: Rect,
    areas: &[Rect],
    page: u32,
    notices: &mut Vec<Notice>,
) -> Option<Change> {
    let gone = Some(Change::nothing(image.op.end));
    let ImageSource::XObject { object, .. } = &image.source else {
        // Inline images are small: they go as a whole.
        return gone;
    };
    if areas.iter().any(|area| inside(bounds, *area)) {
        return gone;
    }
    match paint_over(&content.source.document, *object, image.ctm, areas) {
        Outcome::Unchanged => None,
        Outcome::Painted(painted) => {
            let name = format!("TacendaI{}", image.op.start).into_bytes();
            let operators = [b"/", &name[..], b" Do"].concat();
            Some(Change {
                until: image.op.end,
                operators,
                paints: true,
                resources: vec![(Category::XObject, name, Extra::Image(painted))],
            })
        }
        Outcome::Unreadable => {
            notices.push(Notice::new(
                NoticeCode::PartRemoved,
                Place::page(page),
                "a picture that could not be read lay under a removal",
            ));
            gone
        }
    }
}

/// Takes subpaths out of a path. A clip that loses all of them clips everything.
fn path_changes(changes: &mut Changes, path: &PathUse, area: Rect) {
    let taken: Vec<_> = path
        .subpaths
        .iter()
        .filter(|subpath| goes(subpath.bounds, path.line_width, area))
        .collect();
    for (index, subpath) in taken.iter().enumerate() {
        // A lone move keeps the path from being empty, paints nothing and clips everything.
        let operators = if index == 0 {
            b"0 0 m".to_vec()
        } else {
            Vec::new()
        };
        let run = changes.entry(path.run).or_default();
        run.insert(
            subpath.op.start,
            Change {
                until: subpath.op.end,
                operators,
                paints: false,
                resources: Vec::new(),
            },
        );
    }
}

fn goes(bounds: Rect, line_width: f64, area: Rect) -> bool {
    let outer = bounds.inflate(line_width / 2.0, line_width / 2.0);
    if inside(outer, area) {
        return true;
    }
    let size = OUTLINE * area.height().min(area.width());
    overlap(outer, area)
        && outer.width() < size
        && outer.height() < size
        && outer.intersect(area).area() > 0.0
}
