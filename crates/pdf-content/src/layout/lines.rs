//! Glyphs to lines.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Line, Piece};
use crate::{GlyphTable, TextId};

/// The lines of pieces that run the same way, in stream order.
pub fn lines(pieces: Vec<Piece>, table: &GlyphTable) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut drawn = Drawn::with_room_for(pieces.len());
    for piece in pieces {
        let text = table.glyph(piece.glyph).text;
        let blank = table.texts[text.0 as usize].trim().is_empty() && text.0 != 0;
        if !blank && let Some((line, at)) = drawn.find(text, &piece) {
            let first: &mut Piece = &mut lines[line].pieces[at];
            first.again.push(piece.glyph);
            continue;
        }
        let same = lines.last().is_some_and(|line| continues(line, &piece));
        if !blank {
            let (line, at) = match lines.last() {
                Some(line) if same => (lines.len() - 1, line.pieces.len()),
                _ => (lines.len(), 0),
            };
            drawn.add(text, &piece, line, at);
        }
        match lines.last_mut() {
            Some(line) if same => line.push(piece),
            _ => lines.push(Line::new(piece)),
        }
    }
    lines
}

impl Line {
    fn new(piece: Piece) -> Self {
        Self {
            u: piece.u,
            v: piece.v,
            em: piece.em,
            pieces: vec![piece],
        }
    }

    fn push(&mut self, piece: Piece) {
        self.u = (self.u.0.min(piece.u.0), self.u.1.max(piece.u.1));
        if piece.em > self.em {
            self.v = piece.v;
            self.em = piece.em;
        }
        self.pieces.push(piece);
    }
}

/// Whether a piece goes on where the line ends: on its baseline, give or take a superscript, and
/// not back at its beginning.
fn continues(line: &Line, piece: &Piece) -> bool {
    let big = line.em.max(piece.em);
    let small = line.em.min(piece.em);
    let raised = if small < 0.8 * big { 0.6 } else { 0.3 };
    let end = line.pieces.last().map_or(line.u.1, |p| p.u.1);
    (piece.v - line.v).abs() < raised * big && piece.u.0 > end - 1.1 * big
}

/// Where each character was drawn, to recognise what is drawn twice: bold by double printing,
/// shadows, a text layer over the same text.
struct Drawn(HashMap<(TextId, i32, i32), Place, RandomState>);

/// Line and index in it, and where it starts.
type Place = (usize, usize, f64, f64);

impl Drawn {
    fn with_room_for(pieces: usize) -> Self {
        Self(HashMap::with_capacity_and_hasher(
            pieces,
            RandomState::default(),
        ))
    }

    /// The first drawing of the same text within a tenth of an em.
    fn find(&self, text: TextId, piece: &Piece) -> Option<(usize, usize)> {
        let reach = 0.12 * piece.em;
        let (x, y) = cell(piece);
        let near = |dx: i32, dy: i32| {
            let &(line, at, u, v) = self.0.get(&(text, x + dx, y + dy))?;
            ((u - piece.u.0).abs() < reach && (v - piece.v).abs() < reach).then_some((line, at))
        };
        near(0, 0).or_else(|| {
            // A neighbouring cell can only hold it if the piece is near the border.
            let side = |value: f64| {
                let part = value / CELL - (value / CELL).floor();
                if part < 0.5 { -1 } else { 1 }
            };
            let (dx, dy) = (side(piece.u.0), side(piece.v));
            near(dx, 0).or_else(|| near(0, dy)).or_else(|| near(dx, dy))
        })
    }

    fn add(&mut self, text: TextId, piece: &Piece, line: usize, at: usize) {
        let (x, y) = cell(piece);
        self.0
            .entry((text, x, y))
            .or_insert((line, at, piece.u.0, piece.v));
    }
}

/// Edge of a cell in points.
const CELL: f64 = 2.0;

fn cell(piece: &Piece) -> (i32, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let index = |value: f64| (value / CELL).floor().clamp(-1e8, 1e8) as i32;
    (index(piece.u.0), index(piece.v))
}
