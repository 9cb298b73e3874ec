//! Form fields and notes that have text and no appearance of their own, drawn as a viewer draws
//! them (ISO 32000-1, 12.7.3.3). What a reader of the page sees must be read and can be redacted,
//! and what stands in a field is no part of an export but through this.

mod set;
mod value;

use std::fmt::Write as _;

use hayro_font::kurbo::{Rect, Size};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use self::set::{Look, colour};
use self::value::{Text, Value, value_of};
use super::letters::Letters;
use crate::decode::{deref, dict_at, numbers_at, resolved};

/// Longest way up from a field to its oldest ancestor.
const MAX_ANCESTORS: usize = 32;

/// Longest text of all fields of a file that is drawn, in bytes.
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

#[cfg(test)]
mod tests;
