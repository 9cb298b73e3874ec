//! Form fields and notes that have text and no appearance of their own, drawn as a viewer draws
//! them (ISO 32000-1, 12.7.3.3). What a reader of the page sees must be read and can be redacted,
//! and what stands in a field is no part of an export but through this.

use std::collections::HashSet;
use std::fmt::Write as _;

use hayro_font::kurbo::{Rect, Size};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, decode_text_string, dictionary};
use unicode_normalization::UnicodeNormalization;

use super::letters::Letters;
use crate::decode::{decoded, deref, dict_at, numbers_at, resolved};
use crate::helvetica;
use crate::lexer::Lexer;

/// Longest way up from a field to its oldest ancestor.
const MAX_ANCESTORS: usize = 32;

/// Field flags (ISO 32000-1, tables 226, 228 and 230).
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const PUSH_BUTTON: i64 = 1 << 16;
const COMBO: i64 = 1 << 17;
const FILE_SELECT: i64 = 1 << 20;
const COMB: i64 = 1 << 24;

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

/// Longest text of a field that is drawn, in bytes, and of all fields of a file.
const MOST: usize = 100_000;
pub const MOST_IN_FILE: usize = 1_000_000;

/// What a viewer shows of a field or note by itself.
pub enum Drawn {
    Form(Box<Made>),
    /// The field is empty.
    Nothing,
    /// Text that cannot be drawn here.
    Unknown,
}

/// An appearance made for an annotation.
pub struct Made {
    /// A form XObject without its `Type` and `Subtype`.
    pub form: Stream,
    /// What stands for the characters that Helvetica lacks: to be the `ToUnicode` of the font
    /// [`OTHER`] of its resources.
    pub others: Option<Stream>,
    /// How many characters those are.
    pub lacking: usize,
}

/// The name of the font whose letters are all drawn as question marks.
pub const OTHER: &str = "Other";

/// Whether the file asks every viewer to draw its fields anew, whatever appearance they have.
pub fn all_drawn_anew(document: &Document) -> bool {
    let form = document
        .catalog()
        .ok()
        .and_then(|catalogue| dict_at(document, catalogue, b"AcroForm"));
    form.and_then(|form| resolved(document, form, b"NeedAppearances"))
        .is_some_and(|asked| matches!(asked, Object::Boolean(true)))
}

/// What a viewer draws for an annotation that has no appearance, or for a field to draw anew that
/// has one (`has_own`). `None` where it is not for the viewer to draw. `room` is how many more bytes
/// may be drawn in this file.
pub fn drawn(
    document: &Document,
    annotation: &Dictionary,
    has_own: bool,
    room: &mut usize,
) -> Option<Drawn> {
    Some(match value_of(document, annotation, has_own)? {
        Value::Unknown => Drawn::Unknown,
        Value::Text(text) if text.text.trim().is_empty() => Drawn::Nothing,
        Value::Text(text) => {
            let Some(left) = room.checked_sub(text.text.len()) else {
                return Some(Drawn::Unknown);
            };
            *room = left;
            made(document, annotation, &text)
                .map_or(Drawn::Unknown, |made| Drawn::Form(Box::new(made)))
        }
    })
}

fn made(document: &Document, annotation: &Dictionary, text: &Text) -> Option<Made> {
    let rect = numbers_at::<4>(document, annotation, b"Rect")?;
    let rect = Rect::new(rect[0], rect[1], rect[2], rect[3]).abs();
    let style = dict_at(document, annotation, b"MK");
    let turns = style
        .and_then(|mk| resolved(document, mk, b"R"))
        .and_then(|r| r.as_i64().ok())
        .map_or(0, |degrees| (degrees / 90).rem_euclid(4));
    let size = match turns % 2 {
        0 => rect.size(),
        _ => Size::new(rect.height(), rect.width()),
    };
    let look = Look::of(document, annotation);
    let mut content = frame(document, annotation, style, size);
    text.mark(&mut content, &look, size);
    content.push_str("q BT ");
    content.push_str(&look.colour);
    let mut letters = Letters::new();
    text.set(&mut content, &look, size, &mut letters)?;
    content.push_str("ET Q\n");
    let turn: [i64; 6] = match turns {
        0 => [1, 0, 0, 1, 0, 0],
        1 => [0, 1, -1, 0, 0, 0],
        2 => [-1, 0, 0, -1, 0, 0],
        _ => [0, -1, 1, 0, 0, 0],
    };
    let helvetica = |encoding: Object| {
        dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => encoding,
        }
    };
    let mut fonts = dictionary! {
        "Helv" => helvetica("WinAnsiEncoding".into()),
        "ZaDb" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "ZapfDingbats" },
    };
    let others = letters.others();
    if others.is_some() {
        fonts.set(OTHER, helvetica(letters.question_marks()));
    }
    let corner = |n: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "read as f32")]
        Object::Real(n as f32)
    };
    let dict = dictionary! {
        "BBox" => vec![0.into(), 0.into(), corner(size.width), corner(size.height)],
        "Matrix" => turn.map(Object::from).to_vec(),
        "Resources" => dictionary! { "Font" => fonts },
    };
    Some(Made {
        form: Stream::new(dict, content.into_bytes()),
        others,
        lacking: letters.lacking(),
    })
}

/// The value of `key` in the field or the nearest ancestor that has one.
pub fn inherited<'d>(
    document: &'d Document,
    field: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Object> {
    let mut node = field;
    for _ in 0..MAX_ANCESTORS {
        if let Some(value) = resolved(document, node, key) {
            return Some(value);
        }
        node = dict_at(document, node, b"Parent")?;
    }
    None
}

/// The text of a field, and how it stands in it.
struct Text {
    text: String,
    setting: Setting,
    /// Lines that are marked as chosen.
    chosen: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Setting {
    Line,
    /// One character in each of so many cells.
    Cells(usize),
    /// Wrapped at words.
    Lines,
    /// The choices of a list, one below the other.
    Choices,
    /// In the middle of a button.
    Caption,
    /// The mark of a box that is ticked: a code of ZapfDingbats.
    Tick,
}

enum Value {
    Text(Text),
    /// It has text that is not drawn.
    Unknown,
}

fn value_of(document: &Document, annotation: &Dictionary, has_own: bool) -> Option<Value> {
    let name = |key: &[u8]| inherited(document, annotation, key).and_then(|o| o.as_name().ok());
    let number = |key: &[u8]| {
        let value = inherited(document, annotation, key);
        value.and_then(|o| o.as_i64().ok()).unwrap_or(0)
    };
    let of = |text: String, setting: Setting| {
        let chosen = Vec::new();
        Value::Text(Text {
            text,
            setting,
            chosen,
        })
    };
    // A value that is there and is no text cannot be drawn; none at all is an empty field.
    let text = |value: Option<&Object>, setting: Setting| match value {
        None => of(String::new(), setting),
        Some(value) => string(document, value).map_or(Value::Unknown, |text| of(text, setting)),
    };
    if name(b"Subtype") == Some(b"FreeText") {
        let contents = resolved(document, annotation, b"Contents")?;
        return Some(text(Some(contents), Setting::Lines));
    }
    let flags = number(b"Ff");
    let value = inherited(document, annotation, b"V");
    Some(match name(b"FT")? {
        b"Tx" if flags & PASSWORD == 0 => {
            let cells = usize::try_from(number(b"MaxLen")).unwrap_or(0);
            let comb = flags & (COMB | MULTILINE | FILE_SELECT) == COMB && cells > 0;
            text(
                value,
                match flags {
                    _ if comb => Setting::Cells(cells),
                    f if f & MULTILINE != 0 => Setting::Lines,
                    _ => Setting::Line,
                },
            )
        }
        b"Ch" => {
            let Some(choices) = choices(document, annotation) else {
                return Some(Value::Unknown);
            };
            if flags & COMBO == 0 {
                return Some(list(document, value, &choices));
            }
            let stored = value.and_then(|value| string(document, value));
            let chosen = choices.iter().find(|c| stored.as_ref() == Some(&c.value));
            match chosen {
                Some(choice) => of(choice.seen.clone(), Setting::Line),
                None => text(value, Setting::Line),
            }
        }
        b"Btn" if !has_own => {
            let caption =
                dict_at(document, annotation, b"MK").and_then(|mk| resolved(document, mk, b"CA"));
            if flags & PUSH_BUTTON != 0 {
                return Some(text(caption, Setting::Caption));
            }
            // A value further up belongs to all buttons of a group.
            let state = resolved(document, annotation, b"AS")
                .or_else(|| resolved(document, annotation, b"V"))?;
            let is_ticked = state.as_name().is_ok_and(|state| state != b"Off");
            let code = match caption.and_then(|caption| caption.as_str().ok()) {
                Some(&[code @ b'!'..=b'~']) => code,
                _ => b'4',
            };
            let mark = is_ticked.then(|| String::from(char::from(code)));
            of(mark.unwrap_or_default(), Setting::Tick)
        }
        _ => return None,
    })
}

/// The list of all choices, with those that are chosen marked.
fn list(document: &Document, value: Option<&Object>, choices: &[Choice]) -> Value {
    let values: HashSet<String> = match value {
        Some(Object::Array(items)) => {
            let items = items.iter().map(|item| deref(document, item));
            items.filter_map(|item| string(document, item)).collect()
        }
        value => value
            .and_then(|value| string(document, value))
            .into_iter()
            .collect(),
    };
    let all = choices.iter().enumerate();
    let chosen = all.filter(|(_, choice)| values.contains(&choice.value));
    let chosen = chosen.map(|(line, _)| line).collect();
    let seen: Vec<String> = choices
        .iter()
        .map(|choice| on_one_line(&choice.seen))
        .collect();
    Value::Text(Text {
        text: seen.join("\n"),
        setting: Setting::Choices,
        chosen,
    })
}

/// A choice of a list: what is stored, and what is seen.
struct Choice {
    value: String,
    seen: String,
}

/// The choices of a list; `None` where they are too much to draw, or no text.
fn choices(document: &Document, field: &Dictionary) -> Option<Vec<Choice>> {
    let items = inherited(document, field, b"Opt").and_then(|o| o.as_array().ok());
    let (mut all, mut size) = (Vec::new(), 0);
    for item in items.into_iter().flatten() {
        let choice = match deref(document, item) {
            Object::Array(pair) => Choice {
                value: string(document, deref(document, pair.first()?))?,
                seen: string(document, deref(document, pair.get(1)?))?,
            },
            one => {
                let seen = string(document, one)?;
                let value = seen.clone();
                Choice { value, seen }
            }
        };
        size += choice.value.len() + choice.seen.len() + 1;
        if size > 2 * MOST {
            return None;
        }
        all.push(choice);
    }
    Some(all)
}

/// The text of a string or stream as it is drawn: in composed characters, with plain spaces, and
/// without what has no shape. `None` when it is none, or too long.
fn string(document: &Document, object: &Object) -> Option<String> {
    let text = match object {
        Object::Stream(stream) => {
            let bytes = decoded(document, stream)?;
            decode_text_string(&Object::String(bytes, StringFormat::Literal)).ok()?
        }
        other => decode_text_string(other).ok()?,
    };
    if text.len() > MOST {
        return None;
    }
    let composed = text.nfc().filter_map(|c| match c {
        '\r' | '\n' => Some(c),
        c if c.is_whitespace() => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        c => Some(c),
    });
    Some(composed.collect())
}

fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Size and colour of the text (`DA`; ISO 32000-1, 12.7.3.3).
struct Look {
    /// In points; `None` leaves it to the viewer.
    size: Option<f64>,
    colour: String,
    /// 0 left, 1 middle, 2 right.
    quadding: i64,
}

impl Look {
    fn of(document: &Document, annotation: &Dictionary) -> Self {
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

fn colour(parts: &[f64], operator: &str) -> String {
    let mut made = String::new();
    for part in parts {
        let _ = write!(made, "{:.3} ", part.clamp(0.0, 1.0));
    }
    made + operator + " "
}

/// Background and border.
fn frame(
    document: &Document,
    annotation: &Dictionary,
    style: Option<&Dictionary>,
    size: Size,
) -> String {
    let of = |key: &[u8], operators: [&str; 3]| {
        let parts = style.and_then(|mk| resolved(document, mk, key)?.as_array().ok())?;
        let parts: Vec<f64> = parts
            .iter()
            .filter_map(|part| deref(document, part).as_float().ok().map(f64::from))
            .collect();
        let operator = match parts.len() {
            1 => operators[0],
            3 => operators[1],
            4 => operators[2],
            _ => return None,
        };
        Some(colour(&parts, operator))
    };
    let mut made = String::new();
    // Writing to a string cannot fail.
    if let Some(colour) = of(b"BG", ["g", "rg", "k"]) {
        let (w, h) = (size.width, size.height);
        let _ = writeln!(made, "q {colour}0 0 {w:.2} {h:.2} re f Q");
    }
    if let Some(colour) = of(b"BC", ["G", "RG", "K"]) {
        let line = dict_at(document, annotation, b"BS")
            .and_then(|bs| resolved(document, bs, b"W")?.as_float().ok())
            .map_or(1.0, f64::from)
            .clamp(0.0, 10.0);
        if line > 0.0 {
            let (w, h) = (size.width - line, size.height - line);
            let half = line / 2.0;
            let _ = writeln!(
                made,
                "q {colour}{line:.2} w {half:.2} {half:.2} {w:.2} {h:.2} re S Q"
            );
        }
    }
    made
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
    fn mark(&self, out: &mut String, look: &Look, size: Size) {
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
    fn set(&self, out: &mut String, look: &Look, size: Size, letters: &mut Letters) -> Option<()> {
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

#[cfg(test)]
mod tests;
