//! Setting affected lines anew, so that no distance tells how wide the removed text was.
//!
//! A *segment* is a stretch of a line without wide gaps: running text, or one cell of a table.
//! In a segment with a removal, every surviving glyph gets the font's own advance, every space
//! between words that was made by moving becomes the same space, and every removal becomes the
//! width of its replacement. So what is written depends on the survivors and on the replacement
//! alone (Bland, Iyer and Levchenko, "Story Beyond the Eye", PETS 2023, shows why).

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use tacenda_core::{RedactionPlan, Replacement};
use tacenda_pdf_content::kurbo::{Point, Rect, Vec2};
use tacenda_pdf_content::{GlyphId, GlyphTable, Show, ShowId};

use crate::label::{self, Label};
use crate::removal::{Cause, Removal};

/// Gaps up to this many ems are kerning and vanish.
const KERN: f64 = 0.15;

/// Every space that was made by moving becomes this wide, in ems.
const SPACE: f64 = 0.25;

/// A gap wider than this, in ems, parts segments left of the first removal.
const TAB_BEFORE: f64 = 1.0;

/// A gap wider than this, in ems, parts segments from the first removal on: justified lines with
/// few words have wide spaces.
const TAB_AFTER: f64 = 2.0;

/// Glyphs whose baselines are nearer than this, in ems, are on one line: superscripts move along
/// with their word.
const BASELINE: f64 = 0.45;

/// Space that always stays free at the right edge of a page, in points.
const PAGE_MARGIN: f64 = 18.0;

/// Edges nearer than this, in points, are aligned.
const ALIGNED: f64 = 0.6;

/// So many lines do not end in one place by chance.
const EDGE_LINES: usize = 3;

/// The narrowest a line is set to make it fit.
const NARROWEST: f64 = 0.5;

/// Where a surviving glyph is to stand.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Target {
    /// Its origin on the baseline, in page space.
    pub(crate) origin: Point,
    /// Horizontal factor.
    pub(crate) squeeze: f64,
}

/// New places of survivors and replacements.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) targets: FxHashMap<GlyphId, Target>,
    pub(crate) labels: Vec<Label>,
    /// Horizontal segments that were set anew.
    pub(crate) moved: Vec<Moved>,
}

impl Layout {
    /// Adds the places of other executions.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.targets.extend(other.targets);
        self.labels.append(&mut other.labels);
        self.moved.append(&mut other.moved);
    }
}

/// A horizontal segment before and after.
pub(crate) struct Moved {
    pub(crate) page: u32,
    /// In page space.
    pub(crate) baseline: f64,
    pub(crate) em: f64,
    /// Letters and replacements from left to right.
    pub(crate) pieces: Vec<Piece>,
}

/// From where to where a piece of a segment reached, and reaches now.
pub(crate) struct Piece {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) new_from: f64,
    pub(crate) new_to: f64,
}

impl Moved {
    /// From where to where the segment reached.
    pub(crate) fn reach(&self) -> (f64, f64) {
        let first = self.pieces.first().map_or(0.0, |p| p.from);
        (first, self.pieces.last().map_or(first, |p| p.to))
    }
}

/// The geometry of a text-showing operator in page space.
#[derive(Clone, Copy)]
pub(crate) struct Measure {
    /// Direction of writing, of length 1.
    pub(crate) direction: Vec2,
    /// Points along the direction for one unit of advance times size.
    pub(crate) em: f64,
    /// Start of the text matrix.
    pub(crate) start: Point,
}

impl Measure {
    pub(crate) fn of(show: &Show, vertical: bool) -> Option<Self> {
        let matrix = show.ctm * show.tm;
        let unit = if vertical {
            Point::new(0.0, -show.size)
        } else {
            Point::new(show.size * show.scale, 0.0)
        };
        let start = matrix * Point::ORIGIN;
        let vector = (matrix * unit) - start;
        let em = vector.hypot();
        (em.is_finite() && em > 1e-6).then(|| Self {
            direction: vector / em,
            em,
            start,
        })
    }

    /// The distance of `point` along the direction from the origin of page space.
    pub(crate) fn along(&self, point: Point) -> f64 {
        self.direction.dot(point.to_vec2())
    }

    /// The foot of `point` on the baseline.
    pub(crate) fn on_baseline(&self, point: Point) -> Point {
        self.start + self.direction * self.direction.dot(point - self.start)
    }
}

/// One glyph on a line.
#[derive(Clone, Copy)]
struct Item {
    id: GlyphId,
    foot: Point,
    /// Distance of the baseline from the origin of page space.
    depth: f64,
    from: f64,
    to: f64,
    em: f64,
    /// Space that the source adds behind it.
    spacing: f64,
    space: bool,
    cause: Option<Cause>,
    /// The item it is printed over, as its offset from that one's start.
    over: Option<(usize, f64)>,
}

/// Sets the affected lines of one execution of a content stream.
pub(crate) fn set_lines(
    layout: &mut Layout,
    table: &GlyphTable,
    shows: &[ShowId],
    removal: &Removal,
    plan: &RedactionPlan,
    page: Rect,
) {
    for (direction, mut items) in by_direction(table, shows, removal) {
        items.sort_by(|a, b| a.depth.total_cmp(&b.depth).then(a.id.cmp(&b.id)));
        let lines = affected_lines(&items);
        let anchors = anchors(&items, &lines);
        let edge = edge(&items, &lines, (direction == (1000, 0)).then_some(page));
        for line in &lines {
            let mut line: Vec<Item> = line.iter().map(|&i| items[i]).collect();
            line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.id.cmp(&b.id)));
            let number = line
                .first()
                .map_or(0, |item| table.page_of(table.glyph(item.id)));
            let mut setter = Setter {
                layout,
                removal,
                plan,
                page: number,
                direction: Vec2::new(f64::from(direction.0), f64::from(direction.1)) / 1000.0,
                edge,
                anchors: &anchors,
                left: if direction == (1000, 0) {
                    let starts = anchors.iter().map(|a| a.0);
                    starts.fold(page.x0 + PAGE_MARGIN, f64::min)
                } else {
                    f64::NEG_INFINITY
                },
                middle: (direction == (1000, 0)).then(|| page.center().x),
            };
            setter.line(&mut line);
        }
    }
}

type Direction = (i32, i32);

fn by_direction(
    table: &GlyphTable,
    shows: &[ShowId],
    removal: &Removal,
) -> Vec<(Direction, Vec<Item>)> {
    let mut groups: std::collections::BTreeMap<Direction, Vec<Item>> = Default::default();
    for &id in shows {
        let show = table.show(id);
        let font = table.font(show.font);
        let Some(measure) = Measure::of(show, font.vertical) else {
            continue;
        };
        #[expect(clippy::cast_possible_truncation, reason = "at most 1000")]
        let direction = (
            (measure.direction.x * 1000.0).round() as i32,
            (measure.direction.y * 1000.0).round() as i32,
        );
        let group = groups.entry(direction).or_default();
        for index in show.glyphs.clone() {
            let id = GlyphId(index);
            let glyph = table.glyph(id);
            let origin = Point::new(glyph.origin[0].into(), glyph.origin[1].into());
            let foot = measure.on_baseline(origin);
            let from = measure.along(foot);
            let space = table.text(glyph) == " ";
            group.push(Item {
                id,
                foot,
                depth: measure.direction.cross(foot.to_vec2()),
                from,
                to: from + f64::from(glyph.width).abs() * measure.em,
                em: measure.em,
                spacing: (show.char_spacing + if space { show.word_spacing } else { 0.0 })
                    * measure.em
                    / show.size.abs().max(1e-6),
                space,
                cause: removal.glyphs.get(&id).copied(),
                over: None,
            });
        }
    }
    groups.into_iter().collect()
}

/// Indices of the items of each line on which something of a redaction is removed. `items` are
/// sorted by depth.
fn affected_lines(items: &[Item]) -> Vec<Vec<usize>> {
    let mut taken = vec![false; items.len()];
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if taken[index] || !matches!(item.cause, Some(Cause::Redaction(_))) {
            continue;
        }
        let reach = BASELINE * item.em;
        let from = items.partition_point(|i| i.depth < item.depth - reach);
        let line: Vec<usize> = (from..items.len())
            .take_while(|&i| items[i].depth <= item.depth + reach)
            .filter(|&i| !taken[i])
            .collect();
        for &i in &line {
            taken[i] = true;
        }
        lines.push(line);
    }
    lines
}

/// How far lines may reach: to the farthest end of any line that is not affected, or as near to
/// the right edge of the page as lines begin to the left one.
fn edge(items: &[Item], lines: &[Vec<usize>], page: Option<Rect>) -> f64 {
    let mut affected = vec![false; items.len()];
    for &index in lines.iter().flatten() {
        affected[index] = true;
    }
    let column = items
        .iter()
        .zip(affected)
        .filter(|(item, affected)| !affected && !item.space)
        .map(|(item, _)| item.to)
        .reduce(f64::max);
    let starts = items.iter().map(|item| item.from).reduce(f64::min);
    let margin = page.zip(starts).map(|(page, start)| {
        let margin = (start - page.x0).max(PAGE_MARGIN);
        page.x1 - margin
    });
    match (column, margin) {
        (Some(column), Some(margin)) => column.max(margin),
        (Some(edge), None) | (None, Some(edge)) => edge,
        (None, None) => f64::INFINITY,
    }
}

struct Setter<'s> {
    layout: &'s mut Layout,
    removal: &'s Removal,
    plan: &'s RedactionPlan,
    page: u32,
    direction: Vec2,
    edge: f64,
    /// Start and end of every segment of other lines.
    anchors: &'s [(f64, f64)],
    /// The middle of the page along the direction.
    middle: Option<f64>,
    /// How far to the left lines may reach.
    left: f64,
}

impl Setter<'_> {
    fn line(&mut self, line: &mut [Item]) {
        let bases = attach(line);
        let segments = segments(line, &bases);
        let mut left = self.left;
        for (index, segment) in segments.iter().enumerate() {
            let last = &line[segment[segment.len() - 1]];
            let end = if segment
                .iter()
                .any(|&i| matches!(line[i].cause, Some(Cause::Redaction(_))))
            {
                let next = segments.get(index + 1).map(|s| line[s[0]].from);
                self.segment(line, segment, left, next)
            } else {
                last.to
            };
            left = left.max(end + 0.5 * last.em);
        }
    }

    /// Sets a segment anew that may reach from `left` to the `next` one. Returns where it ends.
    fn segment(&mut self, line: &[Item], segment: &[usize], left: f64, next: Option<f64>) -> f64 {
        let start = line[segment[0]].from;
        let mut cursor = start;
        let mut places: HashMap<usize, f64> = HashMap::new();
        let mut labels: Vec<(f64, &Item, Replacement)> = Vec::new();
        let mut previous: Option<&Item> = None;
        let mut group: Option<Cause> = None;
        let mut pieces: Vec<Piece> = Vec::new();
        for &index in segment {
            let item = &line[index];
            let same_group = group.is_some() && item.cause == group;
            if let Some(previous) = previous
                && !same_group
            {
                cursor += gap(previous, item);
            }
            let before = cursor;
            match item.cause {
                None => {
                    places.insert(index, cursor);
                    cursor += item.to - item.from;
                    group = None;
                }
                Some(Cause::Area) => {
                    cursor += item.to - item.from;
                    group = None;
                }
                Some(Cause::Redaction(_)) => {
                    if let Some(&redaction) = self.removal.owners.get(&item.id) {
                        let replacement = &self.plan.redactions[redaction].replacement;
                        labels.push((cursor, item, replacement.clone()));
                        cursor += label::width(replacement) * item.em;
                    }
                    group = item.cause;
                }
            }
            match pieces.last_mut() {
                Some(piece) if same_group => {
                    piece.to = item.to;
                    piece.new_to = cursor;
                }
                _ => pieces.push(Piece {
                    from: item.from,
                    to: item.to,
                    new_from: before,
                    new_to: cursor,
                }),
            }
            previous = Some(item);
        }
        let em = line[segment[0]].em;
        let edge = next.map_or(self.edge, |next| (next - 0.5 * em).min(self.edge.max(next)));
        let last = &line[segment[segment.len() - 1]];
        // Spaces at the start are seen by nobody: what is aligned begins behind them.
        let inked = segment.iter().find(|&&i| !line[i].space);
        let lead = inked.map_or(0.0, |&i| line[i].from - start);
        let alignment = self.alignment(start + lead, last, next.is_none());
        let room = match alignment {
            Alignment::Start => edge - start,
            Alignment::Middle(at) => 2.0 * (at - left).min(edge - at),
            Alignment::End(at) => at - left,
        };
        let squeeze = match room / (cursor - start) {
            factor if factor < 1.0 => factor.max(NARROWEST),
            _ => 1.0,
        };
        let width = (cursor - start) * squeeze;
        let first = match alignment {
            Alignment::Start => start,
            // Better over the edge it was set from than off the page or upon its neighbour.
            Alignment::Middle(at) => (at - (width + lead * squeeze) / 2.0).max(left),
            Alignment::End(at) => (at - width).max(left),
        };
        if self.direction.y == 0.0 && self.direction.x > 0.0 {
            for piece in &mut pieces {
                piece.new_from = first + (piece.new_from - start) * squeeze;
                piece.new_to = first + (piece.new_to - start) * squeeze;
            }
            self.layout.moved.push(Moved {
                page: self.page,
                baseline: line[segment[0]].depth,
                em,
                pieces,
            });
        }
        for (index, item) in line.iter().enumerate() {
            let (base, offset) = item.over.unwrap_or((index, 0.0));
            if item.cause.is_none()
                && let Some(place) = places.get(&base)
            {
                let along = first + (place - start + offset) * squeeze;
                self.layout.targets.insert(
                    item.id,
                    Target {
                        origin: item.foot + self.direction * (along - item.from),
                        squeeze,
                    },
                );
            }
        }
        for (place, item, replacement) in labels {
            let along = first + (place - start) * squeeze;
            self.layout.labels.push(Label {
                page: self.page,
                origin: item.foot + self.direction * (along - item.from),
                direction: self.direction,
                em: item.em,
                width: label::width(&replacement) * item.em,
                squeeze,
                replacement,
            });
        }
        first + width
    }
}

/// What a segment keeps in its place.
#[derive(Clone, Copy)]
enum Alignment {
    Start,
    Middle(f64),
    End(f64),
}

impl Setter<'_> {
    /// How a segment from `start` up to the item `last` was aligned; `outer` if nothing stands
    /// beyond it. Centred and right-aligned lines begin where their width says, so that must be
    /// forgotten: the new place comes from the lines or the page they were aligned to, and from
    /// nothing of their own.
    fn alignment(&self, start: f64, last: &Item, outer: bool) -> Alignment {
        let end = last.to;
        let near = |a: f64, b: f64| (a - b).abs() < ALIGNED;
        let middle = (start + end) / 2.0;
        let votes = |place: &dyn Fn(&(f64, f64)) -> f64, own: f64| {
            let mut aligned = self.anchors.iter().map(place).filter(|at| near(*at, own));
            aligned.next().map(|first| (first, 1 + aligned.count()))
        };
        if votes(&|a| a.0, start).is_some() {
            return Alignment::Start;
        }
        let centre = votes(&|a| (a.0 + a.1) / 2.0, middle);
        let page = self.middle.filter(|at| near(*at, middle));
        let centred = centre.map_or(0, |c| c.1) + usize::from(page.is_some());
        let ending: Vec<(f64, f64)> = (self.anchors.iter().copied())
            .filter(|a| near(a.1, end))
            .collect();
        // Lines that begin where others do were set from their start, and end anywhere by chance.
        let ragged = |a: &(f64, f64)| {
            let starts = self.anchors.iter().filter(|b| near(a.0, b.0));
            starts.count() == 1
        };
        let is_edge = ending.len() >= EDGE_LINES || ending.iter().any(ragged);
        if let (Some(&(_, right)), lines, true) = (ending.first(), ending.len(), is_edge) {
            // What stays behind the removal keeps its place then. Inside a row a line may end
            // there by chance, and so may one that is centred, and that place would tell the width.
            if (last.cause.is_some() || outer) && lines > centred {
                return Alignment::End(right);
            }
        }
        centre
            .map(|c| c.0)
            .or(page)
            .map_or(Alignment::Start, Alignment::Middle)
    }
}

/// The segments of lines that are not affected.
fn anchors(items: &[Item], lines: &[Vec<usize>]) -> Vec<(f64, f64)> {
    let mut affected = vec![false; items.len()];
    for &index in lines.iter().flatten() {
        affected[index] = true;
    }
    let free: Vec<&Item> = (items.iter().zip(affected))
        .filter(|(item, affected)| !affected && !item.space)
        .map(|(item, _)| item)
        .collect();
    let mut anchors = Vec::new();
    for line in free.chunk_by(|a, b| (a.depth - b.depth).abs() < BASELINE * a.em) {
        let mut line: Vec<&Item> = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<(f64, f64)> = None;
        for item in line {
            match &mut open {
                Some((_, end)) if item.from - *end < TAB_BEFORE * item.em => {
                    *end = end.max(item.to);
                }
                _ => anchors.extend(open.replace((item.from, item.to))),
            }
        }
        anchors.extend(open);
    }
    anchors
}

/// Finds glyphs printed over others (accents, double printing), which move along with them.
/// Returns the others in order.
fn attach(line: &mut [Item]) -> Vec<usize> {
    let mut bases: Vec<usize> = Vec::new();
    for index in 0..line.len() {
        let item = line[index];
        let over = bases.iter().rev().take(2).copied().find(|&base| {
            let base = &line[base];
            if base.cause.is_some() && item.cause.is_none() {
                return false;
            }
            let shared = item.to.min(base.to) - item.from.max(base.from);
            let width = (item.to - item.from).min(base.to - base.from);
            if item.to - item.from < 0.01 * item.em {
                item.from < base.to - 0.05 * item.em
            } else {
                width > 0.0 && shared > 0.5 * width
            }
        });
        match over {
            Some(base) => line[index].over = Some((base, item.from - line[base].from)),
            None => bases.push(index),
        }
    }
    bases
}

/// Parts the bases of a line at wide gaps.
fn segments(line: &[Item], bases: &[usize]) -> Vec<Vec<usize>> {
    let mut segments: Vec<Vec<usize>> = Vec::new();
    let mut removed = false;
    for &index in bases {
        let item = &line[index];
        let wide = segments.last().and_then(|s| s.last()).is_none_or(|&last| {
            let limit = if removed { TAB_AFTER } else { TAB_BEFORE };
            item.from - line[last].to - line[last].spacing > limit * item.em.max(line[last].em)
        });
        if wide {
            segments.push(Vec::new());
            removed = false;
        }
        removed |= matches!(item.cause, Some(Cause::Redaction(_)));
        if let Some(segment) = segments.last_mut() {
            segment.push(index);
        }
    }
    segments
}

/// The space between two neighbours when set anew.
fn gap(left: &Item, right: &Item) -> f64 {
    let em = left.em.max(right.em);
    let found = right.from - left.to - left.spacing;
    if left.space || right.space || found < KERN * em {
        0.0
    } else {
        SPACE * em
    }
}
