//! What a field or note says, and how that stands in its rectangle.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, StringFormat, decode_text_string};
use unicode_normalization::UnicodeNormalization;

use super::inherited;
use crate::decode::{decoded, deref, dict_at, resolved};

/// Field flags (ISO 32000-1, tables 226, 228 and 230).
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const PUSH_BUTTON: i64 = 1 << 16;
const COMBO: i64 = 1 << 17;
const FILE_SELECT: i64 = 1 << 20;
const COMB: i64 = 1 << 24;

/// Longest text of a field that is drawn, in bytes.
const MOST: usize = 100_000;

/// The text of a field, and how it stands in it.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) setting: Setting,
    /// Lines that are marked as chosen.
    pub(super) chosen: Vec<usize>,
}

#[derive(Clone, Copy)]
pub(super) enum Setting {
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

pub(super) enum Value {
    Text(Text),
    /// It has text that is not drawn.
    Unknown,
}

pub(super) fn value_of(
    document: &Document,
    annotation: &Dictionary,
    has_own: bool,
) -> Option<Value> {
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

pub(super) fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
