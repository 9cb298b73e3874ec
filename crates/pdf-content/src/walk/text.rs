//! Text operators (ISO 32000-1, 9.4).

use std::ops::Range;
use std::sync::Arc;

use hayro_font::kurbo::{Affine, Point, Rect};

use super::machine::{Frame, Machine};
use crate::lexer::{Op, Operand, Value};
use crate::{Glyph, Quad, Show, ShowId, ShowKind, Visibility};

impl<'d> Machine<'d, '_> {
    /// Executes a text operator. `false` when it is none.
    pub fn text_operator(&mut self, f: &mut Frame<'d>, op: &Op<'_>) -> bool {
        let text = &mut f.state.text;
        match op.name {
            b"BT" => {
                f.tm = Affine::IDENTITY;
                f.line = Affine::IDENTITY;
            }
            b"ET" => {}
            b"Tc" => text.char_spacing = op.number_from_end(0).unwrap_or(text.char_spacing),
            b"Tw" => text.word_spacing = op.number_from_end(0).unwrap_or(text.word_spacing),
            b"Tz" => text.scale = op.number_from_end(0).map_or(text.scale, |n| n / 100.0),
            b"TL" => text.leading = op.number_from_end(0).unwrap_or(text.leading),
            b"Ts" => text.rise = op.number_from_end(0).unwrap_or(text.rise),
            b"Tr" => {
                if let Some(mode) = op.number_from_end(0).filter(|m| (0.0..=7.0).contains(m)) {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "between 0 and 7"
                    )]
                    let mode = mode as u8;
                    text.mode = mode;
                }
            }
            b"Tf" => self.set_font(f, op),
            b"Td" => {
                if let Some([x, y]) = op.numbers() {
                    move_line(f, x, y);
                }
            }
            b"TD" => {
                if let Some([x, y]) = op.numbers() {
                    text.leading = -y;
                    move_line(f, x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = op.numbers() {
                    f.line = Affine::new(matrix);
                    f.tm = f.line;
                }
            }
            b"T*" => next_line(f),
            b"Tj" => self.show(f, op, ShowKind::Tj),
            b"TJ" => self.show(f, op, ShowKind::TJ),
            b"'" => {
                next_line(f);
                self.show(f, op, ShowKind::Quote);
            }
            b"\"" => {
                text.word_spacing = op.number_from_end(2).unwrap_or(text.word_spacing);
                text.char_spacing = op.number_from_end(1).unwrap_or(text.char_spacing);
                next_line(f);
                self.show(f, op, ShowKind::DoubleQuote);
            }
            _ => return false,
        }
        true
    }

    fn set_font(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let Some([name, size]) = op.operands.last_chunk::<2>() else {
            return;
        };
        let (Some(name), Some(size)) = (name.name(), size.number()) else {
            return;
        };
        let font = self.resource(f, b"Font", name);
        f.state.text.font = Some(self.font(font));
        f.state.text.font_name = Arc::from(name);
        f.state.text.size = size;
    }

    fn show(&mut self, f: &mut Frame<'d>, op: &Op<'_>, kind: ShowKind) {
        let Some(operand) = op.operands.last() else {
            return;
        };
        let font = match f.state.text.font {
            Some(font) => font,
            None => self.font(None),
        };
        let id = ShowId(u32::try_from(self.table.shows.len()).unwrap_or(u32::MAX));
        let visible = if f.is_off() {
            Visibility::LayerOff
        } else if f.state.paints_no_text() {
            Visibility::Invisible
        } else {
            Visibility::Shown
        };
        let first = self.glyph_count();
        let tm = f.tm;
        let index = self.table.shows.len();
        let text = &f.state.text;
        self.table.shows.push(Show {
            run: f.run,
            kind,
            op: op.range.clone(),
            glyphs: first..first,
            font,
            font_name: text.font_name.clone(),
            size: text.size,
            char_spacing: text.char_spacing,
            word_spacing: text.word_spacing,
            scale: text.scale,
            leading: text.leading,
            rise: text.rise,
            mode: text.mode,
            ctm: f.state.ctm,
            tm,
            tm_end: tm,
            line: f.line,
            visible,
            mcid: f.mcid(),
        });
        match &operand.value {
            Value::Array(items) => self.elements(f, id, items),
            Value::String(string) => self.string(f, id, 0, string),
            _ => {}
        }
        let glyphs = first..self.glyph_count();
        let show = &mut self.table.shows[index];
        show.tm_end = f.tm;
        show.glyphs = glyphs.clone();
        self.procedures(f, glyphs, font);
    }

    fn glyph_count(&self) -> u32 {
        u32::try_from(self.table.glyphs.len()).unwrap_or(u32::MAX)
    }

    fn elements(&mut self, f: &mut Frame<'d>, show: ShowId, items: &[Operand<'_>]) {
        let font = self.table.show(show).font;
        let vertical = self.fonts.infos[font.0 as usize].vertical;
        for (element, item) in (0..).zip(items) {
            match &item.value {
                Value::String(string) => self.string(f, show, element, string),
                Value::Number(n) => {
                    let text = &f.state.text;
                    let back = n / 1000.0 * text.size;
                    f.tm *= if vertical {
                        Affine::translate((0.0, -back))
                    } else {
                        Affine::translate((-back * text.scale, 0.0))
                    };
                }
                _ => {}
            }
        }
    }

    fn string(&mut self, f: &mut Frame<'d>, show: ShowId, element: u32, bytes: &[u8]) {
        let font = self.table.show(show).font;
        let info = &self.fonts.infos[font.0 as usize];
        let (vertical, ascent, descent) = (info.vertical, info.ascent, info.descent);
        let text = &f.state.text;
        let em = Affine::new([text.size * text.scale, 0.0, 0.0, text.size, 0.0, text.rise]);
        let mut at = 0;
        while at < bytes.len() {
            let (code, len, meaning) = self.fonts.read(font, bytes, at);
            let to_page = f.state.ctm * f.tm * em;
            let bounds = if vertical {
                let half = f64::from(meaning.shift.0).abs().max(0.25);
                Rect::new(-half, f64::from(meaning.width), half, 0.0)
            } else {
                Rect::new(0.0, descent.into(), meaning.width.into(), ascent.into())
            };
            let origin = to_page * Point::ORIGIN;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "points need no more than f32"
            )]
            self.table.glyphs.push(Glyph {
                show,
                element,
                start: u32::try_from(at).unwrap_or(u32::MAX),
                len,
                code,
                text: meaning.text,
                width: meaning.width,
                origin: [origin.x as f32, origin.y as f32],
                quad: Quad::of(bounds, to_page),
            });
            // Word spacing is for the single-byte code 32 alone (ISO 32000-1, 9.3.3).
            let word = if len == 1 && code == 32 {
                text.word_spacing
            } else {
                0.0
            };
            let advance = f64::from(meaning.width) * text.size + text.char_spacing + word;
            f.tm *= if vertical {
                Affine::translate((0.0, advance))
            } else {
                Affine::translate((advance * text.scale, 0.0))
            };
            at += usize::from(len);
        }
    }

    /// Looks into the glyph procedures of a Type 3 font, which may show text themselves.
    fn procedures(&mut self, f: &Frame<'d>, glyphs: Range<u32>, font: crate::FontId) {
        if self.fonts.infos[font.0 as usize].subtype == "Type3" {
            for index in glyphs {
                let glyph = self.table.glyphs[index as usize];
                self.procedure(f, &glyph, font);
            }
        }
    }
}

fn move_line(f: &mut Frame<'_>, x: f64, y: f64) {
    f.line *= Affine::translate((x, y));
    f.tm = f.line;
}

fn next_line(f: &mut Frame<'_>) {
    move_line(f, 0.0, -f.state.text.leading);
}
