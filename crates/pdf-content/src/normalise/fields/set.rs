//! Sets the text of a field in its rectangle.

use std::fmt::Write as _;

use hayro_font::kurbo::Size;
use lopdf::{Dictionary, Document};

use super::super::letters::Letters;
use super::inherited;
use super::value::{Setting, Text, on_one_line};
use crate::decode::{dict_at, resolved};
use crate::helvetica;
use crate::lexer::Lexer;

/// Space between the edge and the text, in points.
const INSET: f64 = 2.0;

/// Helvetica above and below the baseline, in ems, and from line to line.
const ASCENT: f64 = 0.718;
const DESCENT: f64 = 0.207;
const LEADING: f64 = 1.15;

/// Sizes in points where a field leaves the choice to the viewer.
const LARGEST: f64 = 12.0;
const SMALLEST: f64 = 4.0;

/// The smallest size that is tried to make text fit.
const LEAST: f64 = 1.0;

/// Size and colour of the text (`DA`; ISO 32000-1, 12.7.3.3).
pub(super) struct Look {
    /// In points; `None` leaves it to the viewer.
    size: Option<f64>,
    pub(super) colour: String,
    /// 0 left, 1 middle, 2 right.
    quadding: i64,
}

impl Look {
    pub(super) fn of(document: &Document, annotation: &Dictionary) -> Self {
        let form = document
            .catalog()
            .ok()
            .and_then(|catalogue| dict_at(document, catalogue, b"AcroForm"));
        let value = |key: &[u8]| {
            inherited(document, annotation, key)
                .or_else(|| form.and_then(|form| resolved(document, form, key)))
        };
        let mut look = Self {
            size: None,
            colour: "0 g ".into(),
            quadding: value(b"Q").and_then(|q| q.as_i64().ok()).unwrap_or(0),
        };
        let default = value(b"DA").and_then(|da| da.as_str().ok());
        for op in Lexer::new(default.unwrap_or_default()) {
            match op.name {
                b"Tf" => {
                    let size = op.number_from_end(0).map(f64::abs);
                    look.size = size.filter(|size| (1.0..=300.0).contains(size));
                }
                b"g" => look.set_colour(op.numbers::<1>().as_ref(), "g"),
                b"rg" => look.set_colour(op.numbers::<3>().as_ref(), "rg"),
                b"k" => look.set_colour(op.numbers::<4>().as_ref(), "k"),
                _ => {}
            }
        }
        look
    }

    fn set_colour<const N: usize>(&mut self, parts: Option<&[f64; N]>, operator: &str) {
        if let Some(parts) = parts {
            self.colour = colour(parts, operator);
        }
    }
}

pub(super) fn colour(parts: &[f64], operator: &str) -> String {
    let mut made = String::new();
    for part in parts {
        let _ = write!(made, "{:.3} ", part.clamp(0.0, 1.0));
    }
    made + operator + " "
}

impl Text {
    /// The size and the lines of a text of several lines. All of it is shown, however small: what is
    /// not seen is not reviewed.
    fn lines(&self, look: &Look, size: Size) -> (f64, Vec<String>) {
        let room = (size.width - 2.0 * INSET).max(1.0);
        let broken = |em: f64| match self.setting {
            Setting::Choices => self.text.lines().map(str::to_owned).collect(),
            _ => wrapped(&self.text, room / em),
        };
        let mut em = look.size.unwrap_or(LARGEST);
        let mut lines: Vec<String> = broken(em);
        let widest = |lines: &[String]| {
            let widths = lines.iter().map(|line| helvetica::width(line.trim_end()));
            widths.fold(0.0, f64::max)
        };
        while em > LEAST && (rows(size, em) < lines.len() || widest(&lines) * em > room + 0.01) {
            em *= 0.9;
            lines = broken(em);
        }
        (em, lines)
    }

    /// Appends what marks the chosen lines.
    pub(super) fn mark(&self, out: &mut String, look: &Look, size: Size) {
        if self.chosen.is_empty() {
            return;
        }
        let (em, _) = self.lines(look, size);
        for &line in &self.chosen {
            let line = f64::from(u32::try_from(line).unwrap_or(u32::MAX));
            let y = first_line(size, em) - (line * LEADING + DESCENT) * em;
            let (width, height) = (size.width - INSET, em * (ASCENT + DESCENT));
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "q 0.75 0.85 0.95 rg 1 {y:.2} {width:.2} {height:.2} re f Q"
            );
        }
    }

    /// Appends the operators that set the text. `None` where it has more different letters than can
    /// be told apart.
    pub(super) fn set(
        &self,
        out: &mut String,
        look: &Look,
        size: Size,
        letters: &mut Letters,
    ) -> Option<()> {
        let room = (size.width - 2.0 * INSET).max(1.0);
        let middle = |em: f64| (size.height - em * (ASCENT + DESCENT)) / 2.0 + em * DESCENT;
        match self.setting {
            Setting::Cells(cells) if self.text.chars().count() <= cells => {
                let text = on_one_line(&self.text);
                let cell = size.width / f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
                let em = look.size.unwrap_or((size.height * 0.7).min(cell * 1.3));
                let em = em.max(LEAST);
                let mut left = 0.0;
                for c in text.chars() {
                    let c = String::from(c);
                    let x = left + start(&c, em, cell, 1);
                    letters.line(out, &c, em, x, middle(em))?;
                    left += cell;
                }
            }
            Setting::Line | Setting::Caption | Setting::Cells(_) => {
                let text = on_one_line(&self.text);
                let high = (size.height * 0.7).clamp(SMALLEST, LARGEST);
                let fits = room / helvetica::width(&text).max(1e-6);
                let em = look.size.unwrap_or(high).min(fits).max(LEAST);
                let quadding = match self.setting {
                    Setting::Caption => 1,
                    _ => look.quadding,
                };
                let x = INSET + start(&text, em, room, quadding);
                letters.line(out, &text, em, x, middle(em))?;
            }
            Setting::Lines | Setting::Choices => {
                let (em, lines) = self.lines(look, size);
                let mut y = first_line(size, em);
                for line in lines {
                    let x = INSET + start(&line, em, room, look.quadding);
                    letters.line(out, &line, em, x, y)?;
                    y -= em * LEADING;
                }
            }
            Setting::Tick => {
                let em = size.width.min(size.height) * 0.8;
                let code = self.text.bytes().next().unwrap_or(b'4');
                // Most marks of ZapfDingbats are about 0.8 ems wide and 0.7 high.
                let (x, y) = (
                    (size.width - 0.8 * em) / 2.0,
                    (size.height - 0.7 * em) / 2.0,
                );
                let _ = write!(
                    out,
                    "/ZaDb {em:.2} Tf 1 0 0 1 {x:.2} {y:.2} Tm <{code:02X}> Tj "
                );
            }
        }
        Some(())
    }
}

/// How many lines have room.
fn rows(size: Size, em: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let rows = ((size.height - INSET) / (em * LEADING)) as usize;
    rows.max(1)
}

/// The baseline of the first of several lines.
fn first_line(size: Size, em: f64) -> f64 {
    size.height - INSET - em * ASCENT
}

/// How far from the left edge of its room a line starts.
fn start(text: &str, em: f64, room: f64, quadding: i64) -> f64 {
    let free = room - helvetica::width(text) * em;
    match quadding {
        1 => free.max(0.0) / 2.0,
        2 => free.max(0.0),
        _ => 0.0,
    }
}

/// `text` in lines of at most `room` ems, broken at its own line ends, between words, and inside
/// words that are wider.
fn wrapped(text: &str, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split(['\r', '\n']) {
        let (mut line, mut width) = (String::new(), 0.0);
        for word in paragraph.split_inclusive(' ') {
            let more = helvetica::width(word.trim_end());
            if width > 0.0 && width + more > room {
                lines.push(std::mem::take(&mut line));
                width = 0.0;
            }
            if more <= room {
                line.push_str(word);
                width += helvetica::width(word);
                continue;
            }
            for c in word.chars() {
                let more = helvetica::width(c.encode_utf8(&mut [0; 4]));
                if width > 0.0 && width + more > room {
                    lines.push(std::mem::take(&mut line));
                    width = 0.0;
                }
                line.push(c);
                width += more;
            }
        }
        lines.push(line);
    }
    lines
}
