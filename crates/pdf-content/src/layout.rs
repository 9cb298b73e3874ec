//! Glyphs in reading order, as text.
//!
//! Producers write text in the order in which it is read, save for parts of lines that are filled
//! in later and for some that write at random. So lines are taken in stream order, stray parts
//! are put into the line they stand on, and only pages that jump about are ordered by place.
//! The lines of a page depend on nothing but the page: [`lines_of`] may run for several at once.

mod lines;
mod order;
mod write;

use std::ops::Range;

use hayro_font::kurbo::{Affine, Point, Vec2};
use tacenda_core::{Block, Mark, Page, PageLayout};

use crate::{Glyph, GlyphId, GlyphMap, GlyphTable, PageInfo, ShowId};

/// A glyph as layout sees it: `u` runs along the text, `v` down the lines, both in points.
#[derive(Clone, Debug)]
pub struct Piece {
    pub glyph: GlyphId,
    /// Where it starts and ends along the line.
    pub u: (f64, f64),
    /// Its baseline.
    pub v: f64,
    /// Its size in points.
    pub em: f64,
    /// Extra space behind every glyph that is no word gap (`Tc`), in points.
    pub tracking: f64,
    /// The same character drawn again in the same place.
    pub again: Vec<GlyphId>,
}

/// Pieces on one baseline.
#[derive(Clone, Debug)]
pub struct Line {
    pub pieces: Vec<Piece>,
    pub u: (f64, f64),
    pub v: f64,
    pub em: f64,
}

/// The text of a document under construction.
#[derive(Debug, Default)]
pub struct Layout {
    pub text: String,
    pub map: GlyphMap,
    pub pages: Vec<Page>,
    pub layouts: Vec<PageLayout>,
    pub blocks: Vec<Block>,
    pub marks: Vec<Mark>,
}

impl Layout {
    /// Adds a page with its lines, as [`lines_of`] gives them.
    pub fn page(&mut self, page: &PageInfo, table: &GlyphTable, lines: &[Vec<Line>]) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let mut writer = write::Writer::new(self, page, table);
        for lines in lines {
            writer.lines(lines);
        }
        let layout = writer.finish();
        self.layouts.push(layout);
        if self.text.len() > start && self.text.ends_with("\n\n") {
            self.text.truncate(self.text.len() - 2);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "points need no more than f32"
        )]
        self.pages.push(Page {
            number: page.number,
            start,
            end: self.text.len(),
            width: page.width() as f32,
            height: page.height() as f32,
        });
    }
}

/// The lines of a page whose glyphs are `glyphs` of the table, in reading order, those that run
/// the same way together.
pub fn lines_of(page: &PageInfo, table: &GlyphTable, glyphs: Range<u32>) -> Vec<Vec<Line>> {
    by_direction(page, table, glyphs)
        .into_iter()
        .map(|pieces| order::ordered(lines::lines(pieces, table)))
        .collect()
}

/// How a show operator's text runs on the displayed page.
struct Direction {
    /// Display space to (u, v).
    turn: Affine,
    degrees: i32,
    em: f64,
    tracking: f64,
}

fn direction(page: &PageInfo, table: &GlyphTable, show: ShowId) -> Direction {
    let show = table.show(show);
    let vertical = table.font(show.font).vertical;
    let matrix = page.to_display() * show.ctm * show.tm;
    let [a, b, c, d, _, _] = matrix.as_coeffs();
    let across = Vec2::new(a, b) * show.size * show.scale;
    let up = Vec2::new(c, d) * show.size;
    let along = if vertical { -up } else { across };
    let angle = along.atan2();
    let exact = if angle.is_finite() {
        angle.to_degrees()
    } else {
        0.0
    };
    let quarter = (exact / 90.0).round() * 90.0;
    // Scans that stand a little askew still read as straight lines.
    let degrees = if (exact - quarter).abs() < 4.0 {
        quarter
    } else {
        exact.round()
    };
    let tracking = show.char_spacing * along.hypot() / show.size.abs().max(1e-6);
    #[expect(clippy::cast_possible_truncation, reason = "at most 180")]
    Direction {
        turn: Affine::rotate(-degrees.to_radians()),
        degrees: (degrees as i32).rem_euclid(360),
        em: up.hypot().clamp(0.01, 1e4),
        tracking: if vertical { 0.0 } else { tracking },
    }
}

/// The glyphs of a page, those that run the same way together; upright text first.
fn by_direction(page: &PageInfo, table: &GlyphTable, glyphs: Range<u32>) -> Vec<Vec<Piece>> {
    let mut groups: std::collections::BTreeMap<i32, Vec<Piece>> = std::collections::BTreeMap::new();
    let display = page.to_display();
    let mut current: Option<(ShowId, Direction)> = None;
    for index in glyphs {
        let glyph = &table.glyphs[index as usize];
        let direction = match &current {
            Some((show, direction)) if *show == glyph.show => direction,
            _ => {
                &current
                    .insert((glyph.show, direction(page, table, glyph.show)))
                    .1
            }
        };
        let vertical = table.font(table.show(glyph.show).font).vertical;
        let (from, to) = ends(glyph, vertical);
        let from = direction.turn * display * from;
        let to = direction.turn * display * to;
        if !(from.is_finite() && to.is_finite()) {
            continue;
        }
        groups.entry(direction.degrees).or_default().push(Piece {
            glyph: GlyphId(index),
            u: (from.x.min(to.x), from.x.max(to.x)),
            v: from.y,
            em: direction.em,
            tracking: direction.tracking,
            again: Vec::new(),
        });
    }
    groups.into_values().collect()
}

/// Where the advance of a glyph starts and ends, in page space.
fn ends(glyph: &Glyph, vertical: bool) -> (Point, Point) {
    let [lower_left, lower_right, _, upper_left] = glyph.quad.0;
    let [x, y] = glyph.origin;
    let origin = Point::new(x.into(), y.into());
    let step = if vertical {
        [lower_left[0] - upper_left[0], lower_left[1] - upper_left[1]]
    } else {
        [
            lower_right[0] - lower_left[0],
            lower_right[1] - lower_left[1],
        ]
    };
    let end = origin + Vec2::new(step[0].into(), step[1].into());
    (origin, end)
}

#[cfg(test)]
mod tests;
