//! The text of every content stream, executed or not, decoded with the fonts it names.

use std::collections::HashMap;
use std::ops::Range;

use super::Text;
use super::fontmap::FontMap;
use crate::file::RawFile;
use crate::file::object::{Dictionary, Object, Parser, Token};

/// Text of one stream.
pub struct StreamText {
    /// Its object number.
    pub number: u32,
    pub text: Text,
    /// Whether a page, form, pattern or glyph may execute it.
    pub executed: bool,
    /// Where, in the decoded bytes, strings are shown of which each code has a text in its font:
    /// what they hold is in `text`, and their bytes mean nothing else.
    pub explained: Vec<Range<usize>>,
    /// Comments, and marked content with properties of its own.
    pub comments: usize,
    pub properties: usize,
}

/// Reads every stream that may hold operators.
pub fn texts(file: &RawFile<'_>) -> Vec<StreamText> {
    let resources = resources_of_contents(file);
    let mut fonts: HashMap<u32, FontMap> = HashMap::new();
    let mut out = Vec::new();
    for (number, dict, decoded) in file.streams() {
        if decoded.left.is_some() || is_data(dict) {
            continue;
        }
        let executed = resources.contains_key(&number)
            || dict.name(b"Subtype") == b"Form"
            || dict.get(b"PatternType").is_some();
        let own = file.dictionary(dict, b"Resources");
        let named = own
            .or_else(|| resources.get(&number).copied())
            .and_then(|r| file.dictionary(r, b"Font"));
        let mut stream = read(file, number, &decoded.bytes, named, &mut fonts);
        stream.executed = executed;
        if !executed {
            // A table that looks like content.
            (stream.comments, stream.properties) = (0, 0);
        }
        out.push(stream);
    }
    out
}

/// Streams that hold samples, programs and tables rather than operators.
fn is_data(dict: &Dictionary) -> bool {
    dict.name(b"Subtype") == b"Image"
        || matches!(dict.name(b"Type"), b"Metadata" | b"XRef" | b"ObjStm")
        || [
            &b"Length1"[..],
            b"FunctionType",
            b"ShadingType",
            b"N",
            b"CMapName",
        ]
        .iter()
        .any(|key| dict.get(key).is_some())
        || matches!(
            dict.name(b"Subtype"),
            b"Type1C" | b"CIDFontType0C" | b"OpenType"
        )
}

/// The resources of pages by the numbers of their content streams, and of Type 3 fonts by the
/// numbers of their procedures.
fn resources_of_contents<'f>(file: &'f RawFile<'_>) -> HashMap<u32, &'f Dictionary> {
    let mut out = HashMap::new();
    for (_, object) in &file.objects {
        let Some(dict) = object.dictionary() else {
            continue;
        };
        let Some(resources) = file.dictionary(dict, b"Resources") else {
            continue;
        };
        let contents = match dict.get(b"Contents") {
            Some(Object::Reference(number)) => match file.get(*number) {
                Some(Object::Array(items)) => items.iter().filter_map(Object::reference).collect(),
                _ => vec![*number],
            },
            Some(Object::Array(items)) => items.iter().filter_map(Object::reference).collect(),
            _ => Vec::new(),
        };
        let procedures = file
            .dictionary(dict, b"CharProcs")
            .into_iter()
            .flat_map(|procedures| procedures.0.iter().filter_map(|(_, p)| p.reference()));
        for number in contents.into_iter().chain(procedures) {
            out.insert(number, resources);
        }
    }
    out
}

fn read(
    file: &RawFile<'_>,
    number: u32,
    data: &[u8],
    named: Option<&Dictionary>,
    fonts: &mut HashMap<u32, FontMap>,
) -> StreamText {
    let mut parser = Parser::new(data, 0);
    let mut operands: Vec<Object> = Vec::new();
    let mut out = Text::default();
    let mut font: Option<u32> = None;
    let mut properties = 0;
    let mut explained = Vec::new();
    let mut from = 0;
    loop {
        let operator = match parser.next() {
            Token::Object(object) => {
                operands.push(object);
                continue;
            }
            Token::Keyword(from, to) => &data[from..to],
            Token::Comment => continue,
            Token::End => break,
        };
        match operator {
            b"Tf" => {
                font = operands.iter().rev().find_map(|o| match o {
                    Object::Name(name) => named?.get(name)?.reference(),
                    _ => None,
                });
                if let Some(number) = font
                    && let Some(Object::Dictionary(dict)) = file.get(number)
                {
                    fonts
                        .entry(number)
                        .or_insert_with(|| FontMap::new(file, dict));
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                let map = font.and_then(|number| fonts.get(&number));
                show(&operands, map, &mut out);
                if map.is_some_and(|map| explains(map, &operands)) {
                    explained.push(from..parser.at);
                }
            }
            b"Td" | b"TD" | b"Tm" | b"T*" | b"ET" | b"Do" | b"BT" => out.stretch(),
            b"BDC" | b"DP" => {
                properties += usize::from(!matches!(operands.last(), Some(Object::Name(_)) | None));
            }
            b"ID" => skip_samples(&mut parser),
            _ => {}
        }
        operands.clear();
        from = parser.at;
    }
    StreamText {
        number,
        text: out,
        executed: false,
        explained,
        comments: parser.comments,
        properties,
    }
}

fn show(operands: &[Object], font: Option<&FontMap>, out: &mut Text) {
    for bytes in strings(operands) {
        match font {
            Some(font) => font.text(bytes, &mut out.text),
            None => out.text.extend(bytes.iter().map(|&b| char::from(b))),
        }
    }
}

/// Whether what an operator shows is all that its operands hold, and the font explains it.
fn explains(font: &FontMap, operands: &[Object]) -> bool {
    match operands {
        [Object::String(bytes)] => font.explains(bytes),
        [Object::Array(items)] => items.iter().all(|item| match item {
            Object::String(bytes) => font.explains(bytes),
            other => matches!(other, Object::Number(_)),
        }),
        _ => false,
    }
}

/// The strings that an operator shows.
fn strings(operands: &[Object]) -> impl Iterator<Item = &[u8]> {
    let shown = match operands.last() {
        Some(Object::Array(items)) => items.as_slice(),
        Some(string) => std::slice::from_ref(string),
        None => &[],
    };
    shown.iter().filter_map(|item| match item {
        Object::String(bytes) => Some(bytes.as_slice()),
        _ => None,
    })
}

/// Passes over the samples of an inline image.
fn skip_samples(parser: &mut Parser<'_>) {
    let rest = &parser.data[parser.at..];
    let end = memchr::memmem::find_iter(rest, b"EI").find(|&at| {
        let before = at == 0 || rest[at - 1].is_ascii_whitespace();
        let after = rest.get(at + 2).is_none_or(u8::is_ascii_whitespace);
        let text = rest[at + 2..].iter().take(12).all(|b| b.is_ascii());
        before && after && text
    });
    parser.at += end.map_or(rest.len(), |at| at + 2);
}

/// Whether some form leads back to itself.
pub fn has_cycle(file: &RawFile<'_>) -> bool {
    let edges: HashMap<u32, Vec<u32>> = file
        .streams()
        .filter_map(|(number, dict, _)| {
            let objects = file.dictionary(file.dictionary(dict, b"Resources")?, b"XObject")?;
            let to = objects
                .0
                .iter()
                .filter_map(|(_, o)| o.reference())
                .collect();
            Some((number, to))
        })
        .collect();
    // Forms are done once everything they lead to is done; what never gets done is a cycle.
    let mut open: std::collections::HashSet<u32> = edges.keys().copied().collect();
    loop {
        let done: Vec<u32> = open
            .iter()
            .filter(|number| edges[number].iter().all(|to| !open.contains(to)))
            .copied()
            .collect();
        if done.is_empty() {
            return !open.is_empty();
        }
        for number in done {
            open.remove(&number);
        }
    }
}
