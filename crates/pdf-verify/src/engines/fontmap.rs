//! What the codes of a font mean, from the file's own tables.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::file::RawFile;
use crate::file::object::{Dictionary, Object, Parser, Token};

/// Codes of one font.
pub struct FontMap {
    /// Bytes of a code.
    width: usize,
    codes: HashMap<u32, String, RandomState>,
    /// `ToUnicode` names the identity: codes are characters.
    identity: bool,
}

impl FontMap {
    /// Reads `ToUnicode`, and the names of `Differences` where that says nothing.
    pub fn new(file: &RawFile<'_>, font: &Dictionary) -> Self {
        let composite = font.name(b"Subtype") == b"Type0";
        let mut codes = HashMap::default();
        if !composite {
            differences(file, font, &mut codes);
        }
        let stream = font
            .get(b"ToUnicode")
            .and_then(Object::reference)
            .and_then(|number| file.stream(number));
        if let Some(stream) = stream {
            to_unicode(&stream.bytes, &mut codes);
        }
        Self {
            width: if composite { 2 } else { 1 },
            codes,
            identity: matches!(font.name(b"ToUnicode"), b"Identity-H" | b"Identity-V"),
        }
    }

    /// Whether a string is made of codes of two bytes, each of which the font gives a text.
    pub fn explains(&self, string: &[u8]) -> bool {
        let known = |code: &[u8]| {
            let number = code.iter().fold(0, |n, &b| n << 8 | u32::from(b));
            code.len() == 2 && self.codes.contains_key(&number)
        };
        self.width == 2 && string.chunks(2).all(known)
    }

    /// The text of a string; a simple code without a meaning is taken for Latin-1.
    pub fn text(&self, string: &[u8], out: &mut String) {
        for code in string.chunks(self.width) {
            let number = code.iter().fold(0, |n, &b| n << 8 | u32::from(b));
            match self.codes.get(&number) {
                Some(text) => out.push_str(text),
                None if self.identity => out.extend(char::from_u32(number)),
                None if self.width == 1 => out.push(char::from(code[0])),
                None => {}
            }
        }
    }
}

fn differences(
    file: &RawFile<'_>,
    font: &Dictionary,
    codes: &mut HashMap<u32, String, RandomState>,
) {
    let Some(encoding) = file.dictionary(font, b"Encoding") else {
        return;
    };
    let Some(Object::Array(items)) = encoding.get(b"Differences").map(|d| file.resolve(d)) else {
        return;
    };
    let mut code = 0;
    for item in items {
        match file.resolve(item) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "casts of floats saturate"
            )]
            Object::Number(n) => code = *n as u32,
            Object::Name(name) => {
                if let Some(text) = glyph_name(name) {
                    codes.insert(code, text);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// Names of single letters and digits, and `uniXXXX`: those of which values are made.
fn glyph_name(name: &[u8]) -> Option<String> {
    const DIGITS: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let name = std::str::from_utf8(name).ok()?;
    if name.len() == 1 {
        return Some(name.to_owned());
    }
    if let Some(digit) = DIGITS.iter().position(|d| *d == name) {
        return Some(digit.to_string());
    }
    let code = name.strip_prefix("uni").filter(|code| code.len() == 4)?;
    char::from_u32(u32::from_str_radix(code, 16).ok()?).map(String::from)
}

/// `bfchar` and `bfrange` sections (ISO 32000-1, 9.10.3).
fn to_unicode(data: &[u8], codes: &mut HashMap<u32, String, RandomState>) {
    let mut parser = Parser::new(data, 0);
    let mut operands: Vec<Object> = Vec::new();
    loop {
        match parser.next() {
            Token::Object(object) => operands.push(object),
            Token::Keyword(from, to) => {
                match &data[from..to] {
                    b"endbfchar" => {
                        for pair in operands.chunks_exact(2) {
                            if let (Some(code), Some(text)) = (number(&pair[0]), utf16(&pair[1], 0))
                            {
                                codes.insert(code, text);
                            }
                        }
                    }
                    b"endbfrange" => operands
                        .chunks_exact(3)
                        .for_each(|range| add_range(range, codes)),
                    _ => {}
                }
                operands.clear();
            }
            Token::Comment => {}
            Token::End => return,
        }
    }
}

fn add_range(range: &[Object], codes: &mut HashMap<u32, String, RandomState>) {
    let (Some(first), Some(last)) = (number(&range[0]), number(&range[1])) else {
        return;
    };
    for (offset, code) in (first..=last.min(first.saturating_add(0xffff))).enumerate() {
        let text = match &range[2] {
            Object::Array(items) => items.get(offset).and_then(|item| utf16(item, 0)),
            other => utf16(other, offset),
        };
        if let Some(text) = text {
            codes.insert(code, text);
        }
    }
}

fn number(object: &Object) -> Option<u32> {
    match object {
        Object::String(bytes) if bytes.len() <= 4 => {
            Some(bytes.iter().fold(0, |n, &b| n << 8 | u32::from(b)))
        }
        _ => None,
    }
}

/// The UTF-16 text of a string whose last unit is `offset` further.
fn utf16(object: &Object, offset: usize) -> Option<String> {
    let Object::String(bytes) = object else {
        return None;
    };
    let mut units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |n, &b| n << 8 | u16::from(b)))
        .collect();
    let last = units.last_mut()?;
    *last = last.checked_add(u16::try_from(offset).ok()?)?;
    Some(String::from_utf16_lossy(&units))
}
