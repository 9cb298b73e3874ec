//! Values without text, and the data of streams.

use lopdf::{Dictionary, Object, Stream, StringFormat};
use tacenda_pdf_content::decoded;

use super::{Copier, Kind, as_dict, set};
use crate::output::compressed;

/// Deepest nesting of plain arrays: masks, dashes and tilings need two.
const MAX_NESTING: usize = 4;

/// Parameters of filters (ISO 32000-1, tables 8, 11, 12 and 13), globals of JBIG2 apart.
const FILTER_PARAMETERS: &[&[u8]] = &[
    b"Predictor",
    b"Colors",
    b"BitsPerComponent",
    b"Columns",
    b"EarlyChange",
    b"K",
    b"EndOfLine",
    b"EncodedByteAlign",
    b"Rows",
    b"EndOfBlock",
    b"BlackIs1",
    b"DamagedRowsBeforeError",
    b"ColorTransform",
];

impl<'a> Copier<'a> {
    /// A number, boolean or name, or arrays of them. Strings and dictionaries are no plain values.
    pub(crate) fn plain(&self, object: &'a Object) -> Option<Object> {
        self.plain_at(object, 0)
    }

    fn plain_at(&self, object: &'a Object, depth: usize) -> Option<Object> {
        match self.deref(object) {
            Object::Array(items) if depth < MAX_NESTING => {
                let items = items
                    .iter()
                    .map(|o| self.plain_at(o, depth + 1).unwrap_or(Object::Null));
                Some(Object::Array(items.collect()))
            }
            value @ (Object::Boolean(_) | Object::Integer(_) | Object::Name(_)) => {
                Some(value.clone())
            }
            Object::Real(n) => Some(if n.is_finite() {
                Object::Real(*n)
            } else {
                Object::Integer(0)
            }),
            _ => None,
        }
    }

    /// Copies the plain values of `keys`.
    pub(crate) fn plain_keys(&self, from: &'a Dictionary, keys: &[&[u8]]) -> Dictionary {
        let mut to = Dictionary::new();
        for key in keys {
            set(
                &mut to,
                key,
                from.get(key).ok().and_then(|value| self.plain(value)),
            );
        }
        to
    }

    /// A stream with the keys of `dict` and the data of `from`, still encoded where its filters
    /// are known to leave no room for anything else, else decoded and compressed anew. `None` if
    /// that cannot be done.
    pub(crate) fn with_data(&mut self, mut dict: Dictionary, from: &'a Stream) -> Option<Object> {
        if from.dict.get(b"F").is_ok() {
            return None;
        }
        let filters = self.filters(from)?;
        let image_filter = filters.iter().any(|f| is_image_filter(f));
        if !image_filter {
            // Decoding and packing anew leaves out what stood behind the compressed data.
            let content = decoded(self.src, from)?;
            return Some(compressed(dict, content).into());
        }
        let parameters = self.filter_parameters(from, filters.len());
        let names = filters.into_iter().map(Object::Name).collect::<Vec<_>>();
        dict.set("Filter", names);
        set(&mut dict, b"DecodeParms", parameters);
        Some(Stream::new(dict, from.content.clone()).into())
    }

    /// The names of the filters in order, abbreviations spelled out. `None` for a malformed
    /// list.
    pub(crate) fn filters(&self, stream: &'a Stream) -> Option<Vec<Vec<u8>>> {
        let Some(filter) = self.value(&stream.dict, b"Filter") else {
            return Some(Vec::new());
        };
        let names: Vec<&Object> = match filter {
            Object::Array(items) => items.iter().map(|o| self.deref(o)).collect(),
            other => vec![other],
        };
        names
            .into_iter()
            .map(|o| o.as_name().ok().map(|name| full_name(name).to_vec()))
            .collect()
    }

    fn filter_parameters(&mut self, stream: &'a Stream, count: usize) -> Option<Object> {
        let given = self
            .value(&stream.dict, b"DecodeParms")
            .or_else(|| self.value(&stream.dict, b"DP"))?;
        let items: Vec<&'a Object> = match given {
            Object::Array(items) => items.iter().map(|o| self.deref(o)).collect(),
            other => vec![other],
        };
        let mut out: Vec<Object> = Vec::new();
        for item in items.into_iter().take(count) {
            let Some(from) = as_dict(item) else {
                out.push(Object::Null);
                continue;
            };
            let mut to = self.plain_keys(from, FILTER_PARAMETERS);
            if let Ok(globals) = from.get(b"JBIG2Globals") {
                let globals = self.shared(Kind::Globals, globals, |this, object| {
                    let stream = object.as_stream().ok()?;
                    this.with_data(Dictionary::new(), stream)
                });
                set(&mut to, b"JBIG2Globals", globals);
            }
            out.push(to.into());
        }
        out.resize(count, Object::Null);
        Some(Object::Array(out))
    }
}

/// A string of bytes that are data, not text.
pub(crate) fn data_string(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
}

pub(crate) fn is_image_filter(name: &[u8]) -> bool {
    matches!(
        name,
        b"DCTDecode" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode"
    )
}

/// Abbreviated filter names (ISO 32000-1, table 94) spelled out.
pub(crate) fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        other => other,
    }
}
