//! Undoing the filters of a stream.

use lopdf::{Dictionary, Document, Object, Stream};

/// Most bytes one stream may decode to: far above real content streams, and a small crafted file
/// cannot fill the memory.
const MAX_DECODED: usize = 256 << 20;

/// The decoded bytes of `stream`. `None` when a filter is unknown or is meant for pictures, or
/// the result would be too large; damaged data give what could be decoded.
#[must_use]
pub fn decoded(document: &Document, stream: &Stream) -> Option<Vec<u8>> {
    if stream.dict.get(b"Filter").is_err() && stream.dict.get(b"F").is_err() {
        return Some(stream.content.clone());
    }
    let mut dict = Dictionary::new();
    if let Some(filter) = resolved(document, &stream.dict, b"Filter") {
        dict.set("Filter", map_names(document, filter));
    }
    if let Some(params) = resolved(document, &stream.dict, b"DecodeParms")
        .or_else(|| resolved(document, &stream.dict, b"DP"))
    {
        let params = match params {
            Object::Array(items) => Object::Array(
                items
                    .iter()
                    .map(|item| deref(document, item).clone())
                    .collect(),
            ),
            other => other.clone(),
        };
        dict.set("DecodeParms", params);
    }
    let plain = Stream {
        dict,
        content: stream.content.clone(),
        allows_compression: false,
        start_position: None,
    };
    plain.decompressed_content_with_limit(MAX_DECODED).ok()
}

/// The object itself, or what it refers to; null when that does not exist.
pub(crate) fn deref<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document
        .dereference(object)
        .map_or(&Object::Null, |(_, object)| object)
}

/// The value of `key`, references followed; `None` when absent or null.
pub(crate) fn resolved<'d>(
    document: &'d Document,
    dict: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Object> {
    let value = deref(document, dict.get(key).ok()?);
    (!value.is_null()).then_some(value)
}

/// The value of `key` as a dictionary, or the dictionary of a stream.
pub(crate) fn dict_at<'d>(
    document: &'d Document,
    dict: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    match resolved(document, dict, key)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The value of `key` as an array of numbers of exactly this length.
pub(crate) fn numbers_at<const N: usize>(
    document: &Document,
    dict: &Dictionary,
    key: &[u8],
) -> Option<[f64; N]> {
    let array = resolved(document, dict, key)?.as_array().ok()?;
    let mut out = [0.0; N];
    if array.len() < N {
        return None;
    }
    for (slot, item) in out.iter_mut().zip(array) {
        *slot = f64::from(deref(document, item).as_float().ok()?);
    }
    out.iter().all(|n| n.is_finite()).then_some(out)
}

fn map_names(document: &Document, filter: &Object) -> Object {
    match filter {
        Object::Name(name) => Object::Name(full_name(name).to_vec()),
        Object::Array(items) => Object::Array(
            items
                .iter()
                .map(|item| match deref(document, item) {
                    Object::Name(name) => Object::Name(full_name(name).to_vec()),
                    _ => Object::Null,
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

/// Abbreviations are for inline images only (ISO 32000-1, table 94), but are found elsewhere.
fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        other => other,
    }
}
