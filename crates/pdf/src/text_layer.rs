//! Text that can be searched and copied over a picture of a page: one word at a time, at whole
//! points, in a font without outlines. So nothing finer than a word's place is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, dictionary};
use tacenda_core::{PageLayout, Rect};

use crate::font::{FontCut, to_unicode};
use crate::output::{Output, plain_stream};

/// A word and its place in display space.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Word {
    text: String,
    place: Rect,
}

/// Codes of one font: 0 is left free.
const CODES: usize = 255;

/// The words of a page of `text` whose boxes touch none of `covered`. A word goes as a whole.
pub(crate) fn words(text: &str, layout: &PageLayout, covered: &[Rect]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = None;
    for char_box in &layout.boxes {
        let span = char_box.span;
        let Some(piece) = text.get(span.range()) else {
            continue;
        };
        if piece.trim().is_empty() {
            end = None;
            continue;
        }
        match words.last_mut() {
            Some(word) if end == Some(span.start()) => {
                word.text.push_str(piece);
                word.place = word.place.hull(char_box.rect);
            }
            _ => words.push(Word {
                text: piece.to_owned(),
                place: char_box.rect,
            }),
        }
        end = Some(span.end());
    }
    words.retain(|word| !covered.iter().any(|area| area.overlaps(word.place)));
    words
}

/// Appends the operators that write `words` invisibly on a page `height` points high, and
/// returns the fonts they need.
pub(crate) fn write(
    out: &mut Output,
    content: &mut Vec<u8>,
    words: &[Word],
    height: f64,
) -> Dictionary {
    let mut codes: BTreeMap<char, (usize, u8)> = BTreeMap::new();
    for c in words.iter().flat_map(|word| word.text.chars()) {
        codes.entry(c).or_insert((0, 0));
    }
    let mut fonts: Vec<FontCut> = Vec::new();
    for (index, (&c, code)) in codes.iter_mut().enumerate() {
        let (font, place) = (index / CODES, index % CODES + 1);
        if font == fonts.len() {
            fonts.push(FontCut::default());
        }
        let byte = u8::try_from(place).unwrap_or(u8::MAX);
        *code = (font, byte);
        fonts[font].codes.insert(byte.into(), (1, c.to_string()));
    }
    if words.is_empty() {
        return Dictionary::new();
    }
    let mut s = String::from("BT 3 Tr\n");
    for word in words {
        let size = f64::from(word.place.y1 - word.place.y0)
            .round()
            .clamp(1.0, 500.0);
        let x = f64::from(word.place.x0).round();
        let y = (height - f64::from(word.place.y1) + 0.2 * size).round();
        // Writing to a string cannot fail.
        let _ = write!(s, "1 0 0 1 {x} {y} Tm");
        let mut font = None;
        for c in word.text.chars() {
            let (wanted, code) = codes[&c];
            if font != Some(wanted) {
                s.push_str(if font.is_some() { "> Tj" } else { "" });
                let _ = write!(s, " /T{wanted} {size} Tf <");
                font = Some(wanted);
            }
            let _ = write!(s, "{code:02X}");
        }
        s.push_str("> Tj\n");
    }
    s.push_str("ET\n");
    content.extend_from_slice(s.as_bytes());
    let mut dict = Dictionary::new();
    for (index, font) in fonts.iter().enumerate() {
        let made = type3(out, font);
        dict.set(format!("T{index}"), out.add(made));
    }
    dict
}

/// A Type 3 font whose every glyph is half an em of nothing.
fn type3(out: &mut Output, font: &FontCut) -> Dictionary {
    let last = font.codes.keys().next_back().copied().unwrap_or(1);
    let count = last as usize;
    let glyph = out.add(plain_stream(Dictionary::new(), b"500 0 d0\n".to_vec()));
    let map = out.add(plain_stream(Dictionary::new(), to_unicode(font)));
    let mut differences = vec![Object::Integer(1)];
    differences.extend(vec![Object::Name(b"g".to_vec()); count]);
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type3",
        "FontBBox" => vec![0.into(), 0.into(), 500.into(), 1000.into()],
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
        "CharProcs" => dictionary! { "g" => glyph },
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => differences },
        "FirstChar" => 1,
        "LastChar" => i64::from(last),
        "Widths" => vec![Object::Integer(500); count],
        "Resources" => Dictionary::new(),
        "ToUnicode" => map,
    }
}
