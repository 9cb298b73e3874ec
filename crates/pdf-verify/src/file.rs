//! A file as its bytes say, whatever its cross-reference says.

pub mod filters;
pub mod object;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use memchr::memmem;

use self::filters::Decoded;
use self::object::{Dictionary, Object, Parser, Token, is_space};

/// One indirect object.
pub struct Indirect {
    pub value: Object,
    /// The undecoded bytes, if it is a stream.
    pub stream: Option<Range<usize>>,
    /// From its number to one past `endobj`.
    pub range: Range<usize>,
    /// Comments inside it.
    pub comments: usize,
}

/// Everything between `obj` and `endobj` in a file.
pub struct RawFile<'a> {
    pub bytes: &'a [u8],
    /// In file order, with their numbers. A number may stand several times.
    pub objects: Vec<(u32, Indirect)>,
    /// The dictionaries behind `trailer`.
    pub trailers: Vec<Dictionary>,
    /// Decoded streams by index into `objects`.
    decoded: BTreeMap<usize, Decoded>,
    /// Number to index of its last object.
    last: HashMap<u32, usize>,
}

impl<'a> RawFile<'a> {
    /// Scans the whole file.
    pub fn scan(bytes: &'a [u8]) -> Self {
        let mut objects: Vec<(u32, Indirect)> = Vec::new();
        let mut end = 0;
        for at in memmem::find_iter(bytes, b"obj") {
            // `endobj`, and what looks like an object inside a stream.
            if at < end {
                continue;
            }
            let Some((start, number)) = header(bytes, at).filter(|(start, _)| *start >= end) else {
                continue;
            };
            let object = indirect(bytes, start, at + 3);
            end = object.range.end;
            objects.push((number, object));
        }
        let trailers = memmem::find_iter(bytes, b"trailer")
            .filter(|at| !objects.iter().any(|(_, o)| o.range.contains(at)))
            .filter_map(|at| match Parser::new(bytes, at + 7).next() {
                Token::Object(Object::Dictionary(dict)) => Some(dict),
                _ => None,
            })
            .collect();
        let decoded = objects
            .iter()
            .enumerate()
            .filter_map(|(index, (_, object))| {
                let dict = object.dictionary()?;
                let raw = &bytes[object.stream.clone()?];
                Some((index, filters::decode(dict, raw)))
            })
            .collect();
        let last = objects
            .iter()
            .enumerate()
            .map(|(index, (number, _))| (*number, index))
            .collect();
        Self {
            bytes,
            objects,
            trailers,
            decoded,
            last,
        }
    }

    /// All streams: number, dictionary, decoded data.
    pub fn streams(&self) -> impl Iterator<Item = (u32, &Dictionary, &Decoded)> {
        self.decoded.iter().filter_map(|(&index, decoded)| {
            let (number, object) = &self.objects[index];
            Some((*number, object.dictionary()?, decoded))
        })
    }

    /// The last object with this number.
    pub fn get(&self, number: u32) -> Option<&Object> {
        self.last
            .get(&number)
            .map(|&index| &self.objects[index].1.value)
    }

    /// The decoded data of the last stream with this number.
    pub fn stream(&self, number: u32) -> Option<&Decoded> {
        self.decoded.get(self.last.get(&number)?)
    }

    /// The object itself, or what it refers to.
    pub fn resolve<'s>(&'s self, object: &'s Object) -> &'s Object {
        let mut object = object;
        for _ in 0..32 {
            match object {
                Object::Reference(number) => match self.get(*number) {
                    Some(next) => object = next,
                    None => return &Object::Null,
                },
                _ => return object,
            }
        }
        &Object::Null
    }

    /// The value of `key` as a dictionary.
    pub fn dictionary<'s>(&'s self, dict: &'s Dictionary, key: &[u8]) -> Option<&'s Dictionary> {
        match self.resolve(dict.get(key)?) {
            Object::Dictionary(dict) => Some(dict),
            _ => None,
        }
    }
}

impl Indirect {
    pub fn dictionary(&self) -> Option<&Dictionary> {
        match &self.value {
            Object::Dictionary(dict) => Some(dict),
            _ => None,
        }
    }
}

/// Where the object number before `obj` starts, and the number.
fn header(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    let back = |mut end: usize, test: fn(u8) -> bool| {
        let from = end;
        while end > 0 && test(bytes[end - 1]) {
            end -= 1;
        }
        (end < from).then_some(end)
    };
    let digit = |b: u8| b.is_ascii_digit();
    let generation = back(back(at, is_space)?, digit)?;
    let number_end = back(generation, is_space)?;
    let start = back(number_end, digit)?;
    let number = std::str::from_utf8(&bytes[start..number_end]).ok()?;
    Some((start, number.parse().ok()?))
}

fn indirect(bytes: &[u8], start: usize, at: usize) -> Indirect {
    let mut parser = Parser::new(bytes, at);
    let value = match parser.next() {
        Token::Object(object) => object,
        Token::Keyword(from, _) => {
            parser.at = from;
            Object::Null
        }
        Token::Comment | Token::End => Object::Null,
    };
    let behind = parser.at;
    let mut stream = None;
    if let Token::Keyword(from, to) = parser.next() {
        if &bytes[from..to] == b"stream" {
            let data = stream_data(bytes, to, &value);
            parser.at = data.end;
            stream = Some(data);
            // `endstream`
            parser.next();
        } else {
            parser.at = behind;
        }
    } else {
        parser.at = behind;
    }
    let before_end = parser.at;
    let end = match parser.next() {
        Token::Keyword(from, to) if &bytes[from..to] == b"endobj" => to,
        _ => before_end,
    };
    Indirect {
        value,
        stream,
        range: start..end,
        comments: parser.comments,
    }
}

fn stream_data(bytes: &[u8], keyword_end: usize, value: &Object) -> Range<usize> {
    let rest = &bytes[keyword_end..];
    let start = keyword_end
        + if rest.starts_with(b"\r\n") {
            2
        } else {
            usize::from(rest.starts_with(b"\n") || rest.starts_with(b"\r"))
        };
    let length = match value {
        Object::Dictionary(dict) => dict.get(b"Length").and_then(Object::number),
        _ => None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts of floats saturate"
    )]
    if let Some(length) = length {
        let end = start.saturating_add(length as usize);
        let behind = bytes.get(end..).unwrap_or_default();
        let gap = behind.iter().take(2).take_while(|b| is_space(**b)).count();
        if behind[gap..].starts_with(b"endstream") {
            return start..end;
        }
    }
    let end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |at| start + at);
    start..end
}
