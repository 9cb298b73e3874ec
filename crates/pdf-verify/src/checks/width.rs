//! Distances that tell how wide the removed text was.

use std::collections::BTreeSet;

use hayro::kurbo::Rect;
use tacenda_core::{Needle, Place, RedactionPlan, Replacement};

use super::Report;
use super::places::is_same_box;
use crate::engines::render::{Drawn, Page};

/// Places nearer than this, in points, are one.
const SAME: f64 = 0.01;

/// Edges nearer than this, in points, are aligned.
const ALIGNED: f64 = 0.6;

/// Baselines nearer than this, in ems, are one line.
const LINE: f64 = 0.1;

/// What stood nearer than this before a glyph, in ems, decided where the glyph stood.
const CLOSE: f64 = 1.5;

/// A step from one glyph to the next that differs less than this from none, in ems, is natural.
const NATURAL: f64 = 0.02;

/// A space that is made by moving, in ems.
const SPACE: f64 = 0.25;

/// No space is wider than this, in ems: that of typewriter fonts.
const SPACE_MOST: f64 = 0.65;

/// So many letters do not stand in their old places by chance.
const RUN: usize = 3;

/// No wider room than this, in ems, is left between a replacement and what follows: the edge of its
/// frame and a space.
const ADJACENT: f64 = 0.6;

/// The same without the space that is drawn there: in typewriter fonts it is wider.
const EDGE: f64 = 0.3;

/// A wider step than this, in ems, begins another column.
const COLUMN: f64 = 2.0;

/// Edges nearer than this, in points, were put in one place by whoever set the page.
const EXACT: f64 = 0.05;

/// The width of a box, in ems: the same for whatever it replaces.
const BOX: f64 = 4.0;

/// A replacement on a page.
pub struct Gap {
    /// Its left end.
    start: f64,
    /// Its right end.
    end: f64,
    /// The lines it stands in: baselines from here to there.
    rows: (f64, f64),
    /// Whether it is a box, whose width is the same everywhere.
    is_box: bool,
}

impl Gap {
    fn on_line(&self, glyph: &Drawn) -> bool {
        (self.rows.0..=self.rows.1).contains(&glyph.origin.y)
    }
}

/// The replacements of the plan on a page: labels by their text, and boxes that are not in the
/// source.
pub fn gaps(plan: &RedactionPlan, areas: &[Rect], before: &Page, after: &Page) -> Vec<Gap> {
    let mut gaps = labels(plan, after);
    if has_boxes(plan) {
        gaps.extend(boxes(areas, before, after));
    }
    gaps
}

/// Whether a page of the output must be compared with its source to know its distances.
pub fn needs_source(plan: &RedactionPlan, after: &Page) -> bool {
    (has_boxes(plan) && !after.boxes.is_empty()) || !labels(plan, after).is_empty()
}

/// The removed values as they are looked for before a letter.
pub fn values(plan: &RedactionPlan) -> Vec<Needle> {
    let terms = plan.terms.iter();
    terms.filter_map(|term| Needle::new(&term.text)).collect()
}

/// Text that followed a removed value closely has moved: its place says nothing of the value's
/// width.
pub fn check(
    report: &mut Report,
    number: u32,
    values: &[Needle],
    gaps: &[Gap],
    before: &Page,
    after: &Page,
) {
    for gap in gaps {
        let follower = letters(after)
            .filter(|g| gap.on_line(g) && g.origin.x >= gap.end - 0.1)
            .min_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
        let Some(follower) = follower else { continue };
        let Some(source) = letters(before).find(|g| same(g, follower)) else {
            continue;
        };
        // In the source something stood close before it, and it was not what stands there now.
        let close_before = letters(before).any(|g| {
            (g.origin.y - source.origin.y).abs() < LINE * source.em
                && g.end.x <= source.origin.x + LINE * source.em
                && source.origin.x - g.end.x < CLOSE * source.em
        });
        let unmoved = is_unmoved(gap, follower, source, before, after, values);
        let explained = || {
            is_met_by_box(gap, follower, before, after)
                || held_by_margin(gap, follower, before, after)
        };
        if close_before && unmoved && !explained() {
            let detail = "text behind a removed value stands where it stood before";
            report.leak("width", Place::page(number), detail);
        }
    }
}

/// Whether the text before a glyph of the source is a removed value, or ends or begins with one:
/// lines and columns cut values.
fn follows_value(glyph: &Drawn, before: &Page, values: &[Needle]) -> bool {
    let mut line: Vec<&Drawn> = letters(before)
        .filter(|g| (g.origin.y - glyph.origin.y).abs() < LINE * glyph.em)
        .filter(|g| g.origin.x < glyph.origin.x - SAME)
        .collect();
    line.sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
    let text: String = line.iter().map(|g| g.text.as_str()).collect();
    let Some(text) = Needle::new(&text) else {
        return false;
    };
    values.iter().any(|value| {
        text.as_str().ends_with(value.as_str()) || value.as_str().ends_with(text.as_str())
    })
}

/// Whether a letter stands in its old place because it was left there. Among many letters one may
/// come to stand where it stood, or where another of its kind did, by chance: so the letters after
/// it are asked too, or what stands before it in the source and in the output.
fn is_unmoved(
    gap: &Gap,
    follower: &Drawn,
    source: &Drawn,
    before: &Page,
    after: &Page,
    values: &[Needle],
) -> bool {
    let tail = tail(gap, follower, after);
    let next: Vec<&&Drawn> = tail
        .iter()
        .filter(|g| !g.text.trim().is_empty())
        .take(RUN)
        .collect();
    let all = next.iter().all(|g| letters(before).any(|old| same(old, g)));
    let behind_value = follows_value(source, before, values);
    (all && (next.len() == RUN || behind_value))
        || (behind_value && !is_adjacent(gap, follower, after))
}

/// Whether a letter stands where a box of the width that all have puts it, and what stands before
/// the box decides where that begins: then the value was as wide as any box by chance.
fn is_met_by_box(gap: &Gap, follower: &Drawn, before: &Page, after: &Page) -> bool {
    let em = follower.em;
    let natural = |step: f64| step.abs() < NATURAL * em || (step - SPACE * em).abs() < NATURAL * em;
    let in_front = after.glyphs.iter().filter(|g| gap.on_line(g));
    let in_front = in_front.filter(|g| g.end.x <= gap.start + NATURAL * em);
    let begins = match in_front.map(|g| g.end.x).reduce(f64::max) {
        Some(end) => natural(gap.start - end),
        None => {
            let line = letters(before).filter(|g| gap.on_line(g));
            let start = line.map(|g| g.origin.x).reduce(f64::min);
            start.is_some_and(|start| (gap.start - start).abs() < NATURAL * em)
        }
    };
    let behind = follower.origin.x - gap.end;
    gap.is_box
        && begins
        && (gap.end - gap.start - BOX * em).abs() < NATURAL * em
        && (natural(behind) || natural(behind - space_behind(gap, follower, after)))
}

/// Whether a letter stands directly behind the replacement, so that the replacement's own width sets
/// its place.
fn is_adjacent(gap: &Gap, follower: &Drawn, after: &Page) -> bool {
    let room = follower.origin.x - gap.end;
    let beyond_space = room - space_behind(gap, follower, after);
    room < ADJACENT * follower.em || beyond_space < EDGE * follower.em
}

/// The width of a space that is drawn between a replacement and a letter.
fn space_behind(gap: &Gap, follower: &Drawn, after: &Page) -> f64 {
    let between = |g: &&Drawn| {
        g.text == " "
            && gap.on_line(g)
            && g.origin.x > gap.end - SAME
            && g.end.x < follower.origin.x + SAME
    };
    let space = after.glyphs.iter().filter(between);
    let space = space.map(|g| g.end.x - g.origin.x).fold(0.0, f64::max);
    space.min(SPACE_MOST * follower.em)
}

/// Whether the text behind a replacement stands where it does for reasons that have nothing to do
/// with what was removed. All of this must hold:
///
/// * the line ends where other lines end, and in the source nothing stood beyond that. One line is
///   enough that ends exactly there and begins where no other does: it was set from its end;
/// * what stands before the replacement, if only spaces, has moved: the line was set from its end.
///   Where nothing does, the replacement stands directly before the text and does not begin where
///   the line did, and no other line began there: one that was set from its start tells by its end
///   how wide it was;
/// * the text behind is set without stretched spaces. In a justified line their width is the room
///   that all words left, the removed one among them.
fn held_by_margin(gap: &Gap, follower: &Drawn, before: &Page, after: &Page) -> bool {
    let tail = tail(gap, follower, after);
    let end = tail.iter().map(|g| g.end.x).fold(follower.end.x, f64::max);
    let goes_on = |g: &Drawn| {
        letters(before).any(|next| {
            (next.origin.y - g.origin.y).abs() < LINE * g.em
                && next.origin.x > g.origin.x + SAME
                && next.origin.x < g.end.x + COLUMN * g.em
        })
    };
    let ending: Vec<&Drawn> = letters(before)
        .filter(|g| !gap.on_line(g) && (g.end.x - end).abs() < ALIGNED && !goes_on(g))
        .collect();
    let exact = |g: &&&Drawn| (g.end.x - end).abs() < EXACT;
    let is_set_from_end = ending.iter().filter(exact).any(|g| {
        !another_begins_at(column_start(g, before), before, |other| {
            on_line_of(g, other)
        })
    });
    let mut lines: Vec<f64> = ending.iter().map(|g| g.origin.y).collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 0.5 * follower.em);
    let beyond = letters(before).any(|g| gap.on_line(g) && g.origin.x > end);
    let in_front: Vec<&Drawn> = after
        .glyphs
        .iter()
        .filter(|g| gap.on_line(g) && g.end.x <= gap.start)
        .collect();
    let last = |letter: bool| {
        let found = in_front
            .iter()
            .filter(|g| !letter || !g.text.trim().is_empty());
        found.max_by(|a, b| a.end.x.total_cmp(&b.end.x))
    };
    let stays = |g: &&&Drawn| before.glyphs.iter().any(|old| same(old, g));
    let moved = if in_front.is_empty() {
        is_adjacent(gap, follower, after) && set_from_end(gap, follower.em, before)
    } else {
        [last(true), last(false)]
            .iter()
            .flatten()
            .all(|g| !stays(g))
    };
    (lines.len() >= 2 || is_set_from_end) && !beyond && moved && is_natural(&tail)
}

/// Whether a line of the source began neither where its replacement does now, give or take the edge
/// of the frame, nor where another line began.
fn set_from_end(gap: &Gap, em: f64, before: &Page) -> bool {
    let line = letters(before).filter(|g| gap.on_line(g));
    let Some(start) = line.map(|g| g.origin.x).reduce(f64::min) else {
        return false;
    };
    (start - gap.start).abs() >= EDGE * em && !another_begins_at(start, before, |g| gap.on_line(g))
}

/// Whether a line or column begins at `start`, those that `own` names apart.
fn another_begins_at(start: f64, page: &Page, own: impl Fn(&Drawn) -> bool) -> bool {
    let first = |g: &Drawn| {
        !letters(page).any(|other| {
            on_line_of(g, other)
                && other.origin.x < g.origin.x - SAME
                && other.end.x > g.origin.x - COLUMN * g.em
        })
    };
    letters(page).any(|g| !own(g) && (g.origin.x - start).abs() < ALIGNED && first(g))
}

/// Where the line or column begins that a letter stands in.
fn column_start(glyph: &Drawn, page: &Page) -> f64 {
    let mut line: Vec<&Drawn> = letters(page)
        .filter(|g| on_line_of(glyph, g) && g.origin.x <= glyph.origin.x)
        .collect();
    line.sort_by(|a, b| b.origin.x.total_cmp(&a.origin.x));
    let begins = |pair: &[&Drawn]| pair[0].origin.x - pair[1].end.x >= COLUMN * pair[0].em;
    let at = line.windows(2).position(begins);
    let first = line.get(at.unwrap_or(line.len().saturating_sub(1)));
    first.map_or(glyph.origin.x, |g| g.origin.x)
}

fn on_line_of(glyph: &Drawn, other: &Drawn) -> bool {
    (other.origin.y - glyph.origin.y).abs() < LINE * glyph.em
}

/// What stands behind a replacement up to the end of the line or column, from left to right,
/// spaces included.
fn tail<'p>(gap: &Gap, follower: &Drawn, after: &'p Page) -> Vec<&'p Drawn> {
    let mut line: Vec<&Drawn> = after
        .glyphs
        .iter()
        .filter(|g| gap.on_line(g) && g.origin.x >= follower.origin.x - SAME)
        .collect();
    line.sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
    let end = line
        .windows(2)
        .position(|pair| pair[1].origin.x - pair[0].end.x > COLUMN * pair[0].em);
    line.truncate(end.map_or(line.len(), |at| at + 1));
    line
}

/// Whether every glyph follows at the end of the one before it, or one plain space further.
fn is_natural(line: &[&Drawn]) -> bool {
    line.windows(2).all(|pair| {
        let step = (pair[1].origin.x - pair[0].end.x) / pair[0].em.max(pair[1].em);
        step.abs() < NATURAL || (step - SPACE).abs() < NATURAL
    })
}

fn letters(page: &Page) -> impl Iterator<Item = &Drawn> {
    page.glyphs.iter().filter(|g| !g.text.trim().is_empty())
}

fn same(a: &Drawn, b: &Drawn) -> bool {
    let step = a.origin - b.origin;
    a.text == b.text && step.x.abs() < SAME && step.y.abs() < SAME
}

fn has_boxes(plan: &RedactionPlan) -> bool {
    plan.redactions
        .iter()
        .any(|r| r.replacement == Replacement::Box)
}

/// Boxes that the source does not have, marked areas apart. What stands upright covers text that
/// runs up or down the page.
fn boxes<'p>(
    areas: &'p [Rect],
    before: &'p Page,
    after: &'p Page,
) -> impl Iterator<Item = Gap> + 'p {
    after
        .boxes
        .iter()
        .map(|(rect, _)| rect)
        .filter(|rect| rect.width() > rect.height())
        .filter(move |rect| !before.boxes.iter().any(|(old, _)| is_same_box(old, rect)))
        .filter(move |rect| !areas.iter().any(|area| is_same_box(area, rect)))
        .map(|rect| Gap {
            start: rect.x0,
            end: rect.x1,
            rows: (rect.center().y, rect.y1),
            is_box: true,
        })
}

/// The labels of the plan, found by their text.
fn labels(plan: &RedactionPlan, page: &Page) -> Vec<Gap> {
    let texts: BTreeSet<&str> = plan
        .redactions
        .iter()
        .filter_map(|r| match &r.replacement {
            Replacement::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
        .collect();
    if texts.is_empty() {
        return Vec::new();
    }
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
            let reach = LINE * first.em;
            if (first.origin.y - last.origin.y).abs() < reach {
                out.push(Gap {
                    start: first.origin.x,
                    end: last.end.x,
                    rows: (last.origin.y - reach, last.origin.y + reach),
                    is_box: false,
                });
            }
        }
    }
    out
}
