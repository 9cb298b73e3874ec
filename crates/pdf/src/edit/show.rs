//! Text-showing operators with some of their glyphs.

use tacenda_pdf_content::kurbo::{Affine, Point};
use tacenda_pdf_content::lexer::{Op, Value};
use tacenda_pdf_content::{GlyphId, GlyphTable, Show};

use super::state::{TextState, precise};
use crate::label::number;
use crate::line::{Layout, Measure, Target};
use crate::removal::Removal;

/// The farthest a glyph is moved within one operator, in ems; beyond, a new position is set.
const FARTHEST: f64 = 1.0;

/// Deviations up to this many ems are rounding.
const ROUNDING: f64 = 0.002;

/// Appends the survivors of `show`, each in its place. Returns whether there were any.
pub(super) fn survivors(
    out: &mut Vec<u8>,
    emitted: &mut TextState,
    wanted: &TextState,
    (table, removal, layout): (&GlyphTable, &Removal, &Layout),
    show: &Show,
    op: &Op<'_>,
    base: Affine,
) -> bool {
    let vertical = table.font(show.font).vertical;
    let Some(measure) = Measure::of(show, vertical) else {
        return false;
    };
    // The origin of a vertical glyph is off its baseline position by a constant of the font.
    let shift = if vertical {
        table
            .glyphs
            .get(show.glyphs.start as usize)
            .map_or(0.0, |g| {
                measure.along(origin(g.origin)) - measure.along(measure.start)
            })
    } else {
        0.0
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for index in show.glyphs.clone() {
        let id = GlyphId(index);
        if removal.has(id) {
            continue;
        }
        let glyph = table.glyph(id);
        let Some(code) = code_bytes(op, glyph.element, glyph.bytes()) else {
            continue;
        };
        let target = layout.targets.get(&id).copied().unwrap_or_else(|| Target {
            origin: measure.on_baseline(origin(glyph.origin)) - measure.direction * shift,
            squeeze: 1.0,
        });
        let em = measure.em * target.squeeze;
        let advance = f64::from(glyph.width).abs() * em;
        match pieces.last_mut() {
            Some(piece)
                if piece.squeeze.to_bits() == target.squeeze.to_bits()
                    && piece.reach(&measure, target.origin).abs() <= FARTHEST * em =>
            {
                piece.push(&measure, target.origin, code, advance, em);
            }
            _ => pieces.push(Piece::new(target, code, advance)),
        }
    }
    // Shows of composite vertical fonts move along y, all others along x.
    for piece in &pieces {
        let mut state = wanted.clone();
        state.character = 0.0;
        state.word = 0.0;
        if piece.squeeze.to_bits() != 1f64.to_bits() && !vertical {
            state.scale = (wanted.scale * piece.squeeze * 1000.0).round() / 1000.0;
        }
        emitted.lead_to(&state, out);
        let at = show.ctm.inverse() * piece.start;
        let [a, b, c, d, _, _] = show.tm.as_coeffs();
        let matrix = base * Affine::new([a, b, c, d, at.x, at.y]);
        set_matrix(out, matrix);
        piece.write(out, vertical);
    }
    !pieces.is_empty()
}

/// Appends `Tm`.
pub(super) fn set_matrix(out: &mut Vec<u8>, matrix: Affine) {
    let [a, b, c, d, e, f] = matrix.as_coeffs();
    let linear = [a, b, c, d].map(precise).join(" ");
    out.extend_from_slice(format!("{linear} {} {} Tm\n", number(e), number(f)).as_bytes());
}

fn origin([x, y]: [f32; 2]) -> Point {
    Point::new(x.into(), y.into())
}

/// The bytes of a code in the operand it stands in.
fn code_bytes<'o>(op: &'o Op<'_>, element: u32, bytes: std::ops::Range<usize>) -> Option<&'o [u8]> {
    let operand = op.operands.last()?;
    let string = match &operand.value {
        Value::Array(items) => items.get(element as usize)?.string()?,
        _ => operand.string()?,
    };
    string.get(bytes)
}

/// Glyphs that one operator shows.
struct Piece {
    start: Point,
    squeeze: f64,
    /// Where the next glyph would stand, as a distance from the start.
    pen: f64,
    parts: Vec<Part>,
}

enum Part {
    Codes(Vec<u8>),
    /// As in `TJ`: thousandths of an em, backwards.
    Move(i64),
}

impl Piece {
    fn new(target: Target, code: &[u8], advance: f64) -> Self {
        Self {
            start: target.origin,
            squeeze: target.squeeze,
            pen: advance,
            parts: vec![Part::Codes(code.to_vec())],
        }
    }

    /// How far beyond the pen `place` is.
    fn reach(&self, measure: &Measure, place: Point) -> f64 {
        let across = (place - self.start).cross(measure.direction).abs();
        if across > ROUNDING * measure.em {
            return f64::INFINITY;
        }
        measure.direction.dot(place - self.start) - self.pen
    }

    fn push(&mut self, measure: &Measure, place: Point, code: &[u8], advance: f64, em: f64) {
        let reach = self.reach(measure, place) / em;
        #[expect(clippy::cast_possible_truncation, reason = "at most one em")]
        if reach.abs() > ROUNDING {
            let thousandths = (-reach * 1000.0).round() as i64;
            self.parts.push(Part::Move(thousandths));
            #[expect(clippy::cast_precision_loss, reason = "at most one em")]
            let moved = thousandths as f64;
            self.pen -= moved / 1000.0 * em;
        }
        match self.parts.last_mut() {
            Some(Part::Codes(codes)) => codes.extend_from_slice(code),
            _ => self.parts.push(Part::Codes(code.to_vec())),
        }
        self.pen += advance;
    }

    fn write(&self, out: &mut Vec<u8>, vertical: bool) {
        let single = self.parts.len() == 1;
        if !single {
            out.push(b'[');
        }
        for part in &self.parts {
            match part {
                Part::Codes(codes) => {
                    out.push(b'<');
                    for byte in codes {
                        out.extend_from_slice(format!("{byte:02X}").as_bytes());
                    }
                    out.push(b'>');
                }
                Part::Move(n) => {
                    // Positive numbers move left, or up in vertical writing.
                    let n = if vertical { -n } else { *n };
                    out.extend_from_slice(n.to_string().as_bytes());
                }
            }
        }
        out.extend_from_slice(if single { b" Tj\n" } else { b"] TJ\n" });
    }
}
