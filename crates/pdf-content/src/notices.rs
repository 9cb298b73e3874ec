//! What a reader of the pages must be told.

use std::collections::{BTreeMap, BTreeSet};

use hayro_font::kurbo::Rect;
use tacenda_core::{HiddenItem, HiddenKind, Notice, NoticeCode, Place, Treatment};

use crate::{GlyphTable, ImageUse, PageInfo, Source, TextId, Visibility};

/// Smallest picture, in samples, that could hold readable text.
const READABLE: (u32, u32) = (100, 30);

/// Share of a page that a picture covers for the page to be called a picture.
const WHOLE_PAGE: f64 = 0.5;

/// Fewest paths on a page without text that suggest letters drawn as outlines.
const OUTLINES: usize = 40;

/// Notices about what the walk met.
pub fn notices(source: &Source, table: &GlyphTable) -> Vec<Notice> {
    let mut out = unmapped(table);
    out.extend(table.incomplete.iter().map(|&page| {
        Notice::new(
            NoticeCode::LimitReached,
            Place::page(page),
            "too many drawing operators, or nested too deeply",
        )
    }));
    out.extend(pictures(source, table));
    out
}

fn unmapped(table: &GlyphTable) -> Vec<Notice> {
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for glyph in table.glyphs.iter().filter(|g| g.text == TextId(0)) {
        let font = table.show(glyph.show).font;
        *counts.entry((table.page_of(glyph), font.0)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((page, font), count)| {
            let name = &table.fonts[font as usize].name;
            let name = if name.is_empty() { "no name" } else { name };
            Notice::new(
                NoticeCode::UnmappedFont,
                Place::page(page),
                format!("{count} characters in font {name}"),
            )
        })
        .collect()
}

fn pictures(source: &Source, table: &GlyphTable) -> Vec<Notice> {
    let mut with_text: BTreeSet<u32> = BTreeSet::new();
    for glyph in &table.glyphs {
        if !table.text(glyph).trim().is_empty() {
            with_text.insert(table.page_of(glyph));
        }
    }
    let mut images: BTreeMap<u32, Vec<&ImageUse>> = BTreeMap::new();
    for image in &table.images {
        images
            .entry(table.run(image.run).page)
            .or_default()
            .push(image);
    }
    let mut paths: BTreeMap<u32, usize> = BTreeMap::new();
    for path in &table.paths {
        *paths.entry(table.run(path.run).page).or_default() += 1;
    }
    let none = Vec::new();
    source
        .pages
        .iter()
        .filter_map(|page| {
            let images = images.get(&page.number).unwrap_or(&none);
            let drawn = paths.get(&page.number).copied().unwrap_or(0);
            notice(page, images, drawn, with_text.contains(&page.number))
        })
        .collect()
}

fn notice(page: &PageInfo, images: &[&ImageUse], paths: usize, text: bool) -> Option<Notice> {
    let place = Place::page(page.number);
    let readable = images
        .iter()
        .filter(|i| i.width >= READABLE.0 && i.height >= READABLE.1)
        .count();
    let covered: f64 = images
        .iter()
        .map(|i| area(i.quad().bounds().intersect(page.crop_box)))
        .sum();
    if !text && (covered > WHOLE_PAGE * area(page.crop_box) || paths >= OUTLINES) {
        return Some(Notice::new(NoticeCode::ImageOnlyPage, place, ""));
    }
    (readable > 0).then(|| {
        let detail = match readable {
            1 => "1 picture".to_owned(),
            n => format!("{n} pictures"),
        };
        Notice::new(NoticeCode::Image, place, detail)
    })
}

fn area(rect: Rect) -> f64 {
    rect.width().max(0.0) * rect.height().max(0.0)
}

/// Pages that hold text nobody sees.
pub fn hidden_text(table: &GlyphTable) -> Vec<HiddenItem> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for show in &table.shows {
        if show.visible != Visibility::Shown {
            let glyphs = show.glyphs.end - show.glyphs.start;
            *counts.entry(table.run(show.run).page).or_default() += glyphs;
        }
    }
    counts
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(page, count)| HiddenItem {
            kind: HiddenKind::HiddenText,
            place: Place::page(page),
            count,
            treatment: Treatment::Searched,
        })
        .collect()
}
