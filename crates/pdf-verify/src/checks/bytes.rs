//! Every decoded stream, string and name.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use tacenda_core::Place;

use super::Report;
use super::code;
use super::names::is_standard;
use crate::engines::content::StreamText;
use crate::file::RawFile;
use crate::file::object::{Dictionary, Object};
use crate::terms::{Bytes, Terms};

const CHECK: &str = "raw_streams";

/// Searches all objects, reachable or not, for values in every spelling.
pub fn check(report: &mut Report, file: &RawFile<'_>, contents: &[StreamText], terms: &Terms) {
    let executed: BTreeSet<u32> = contents
        .iter()
        .filter(|stream| stream.executed)
        .map(|stream| stream.number)
        .collect();
    let explained: HashMap<u32, &[Range<usize>]> = contents
        .iter()
        .map(|stream| (stream.number, stream.explained.as_slice()))
        .collect();
    let mut strings = 0;
    for (number, object) in &file.objects {
        let place = Place::part(format!("object {number}"));
        let mut search = |what: &str, bytes: &[u8]| {
            strings += 1;
            report.hits(CHECK, &place, what, &terms.in_bytes(bytes, Bytes::Text));
        };
        visit(&object.value, &mut search);
    }
    for trailer in &file.trailers {
        let place = Place::part("trailer");
        visit(&Object::Dictionary(trailer.clone()), &mut |what, bytes| {
            report.hits(CHECK, &place, what, &terms.in_bytes(bytes, Bytes::Text));
        });
    }
    let mut streams = 0;
    for (number, dict, decoded) in file.streams() {
        streams += 1;
        let binary = decoded.left.is_some() || is_binary(dict);
        let is_code = !binary && (executed.contains(&number) || code::is_cmap(&decoded.bytes));
        let kind = if binary || is_code {
            Bytes::Binary
        } else {
            Bytes::Text
        };
        let place = Place::part(format!("object {number}"));
        let data = if is_code && code::is_cmap(&decoded.bytes) {
            code::without_cmap_words(&decoded.bytes).into()
        } else {
            std::borrow::Cow::Borrowed(decoded.bytes.as_slice())
        };
        let hits = terms.in_bytes(&data, kind);
        report.hits(CHECK, &place, "a stream", &hits);
        if is_code {
            let mut hits = terms.in_bytes(&code::without_numbers(&data), Bytes::Text);
            if hits.iter().any(|hit| terms.is_short(hit)) {
                let known = explained.get(&number).copied().unwrap_or_default();
                let rest = code::without(&data, known);
                let left = terms.in_bytes(&code::without_numbers(&rest), Bytes::Text);
                hits.retain(|hit| !terms.is_short(hit) || left.contains(hit));
            }
            report.hits(CHECK, &place, "a stream", &hits);
        }
        if decoded.left.as_deref() == Some(b"DCTDecode") && jpeg_metadata(&decoded.bytes) {
            report.leak(CHECK, place, "a picture carries metadata");
        }
    }
    report.done(
        CHECK,
        format!(
            "{} objects, {streams} streams, {strings} strings and names, {} values",
            file.objects.len(),
            terms.forbidden()
        ),
    );
}

fn visit(object: &Object, search: &mut impl FnMut(&str, &[u8])) {
    match object {
        Object::String(bytes) => search("a string", bytes),
        Object::Name(name) if !is_standard(name) => search("a name", name),
        Object::Array(items) => items.iter().for_each(|item| visit(item, search)),
        Object::Dictionary(dict) => {
            for (key, value) in &dict.0 {
                if !is_standard(key) {
                    search("a key", key);
                }
                let typeface = matches!(key.as_slice(), b"BaseFont" | b"FontName" | b"FontFamily");
                let collection = matches!(key.as_slice(), b"Registry" | b"Ordering");
                match value {
                    Object::Name(name) if typeface && is_known_typeface(name) => {}
                    Object::String(text) if collection && is_collection(text) => {}
                    value => visit(value, search),
                }
            }
        }
        _ => {}
    }
}

/// Registries and orderings of the character collections that the format knows (ISO 32000-1,
/// 9.7.3 and table 118).
fn is_collection(text: &[u8]) -> bool {
    matches!(
        text,
        b"Adobe" | b"Identity" | b"UCS" | b"Japan1" | b"GB1" | b"CNS1" | b"Korea1" | b"KR"
    )
}

fn is_binary(dict: &Dictionary) -> bool {
    dict.name(b"Subtype") == b"Image"
        || dict.get(b"Length1").is_some()
        || dict.get(b"N").is_some()
        || dict.get(b"FunctionType").is_some()
        || dict.get(b"ShadingType").is_some()
        || matches!(
            dict.name(b"Subtype"),
            b"Type1C" | b"CIDFontType0C" | b"OpenType"
        )
}

/// Whether a JPEG holds APP1 (Exif, XMP), APP13 (IPTC) or a comment (ITU-T T.81, B.1.1.3).
fn jpeg_metadata(data: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = data.get(at..at + 4) {
        match marker {
            0xe1 | 0xed | 0xfe => return true,
            0xda | 0xd9 => return false,
            _ => at += 2 + (usize::from(*high) << 8 | usize::from(*low)),
        }
    }
    false
}

/// Families whose names are also names of people and places. A font is named after its design.
fn is_known_typeface(name: &[u8]) -> bool {
    const FAMILIES: &[&str] = &[
        "times",
        "roman",
        "arial",
        "helvetica",
        "courier",
        "georgia",
        "verdana",
        "calibri",
        "cambria",
        "candara",
        "garamond",
        "palatino",
        "tahoma",
        "trebuchet",
        "consolas",
        "symbol",
        "dingbats",
        "century",
        "bookman",
        "franklin",
        "frutiger",
        "futura",
        "gill",
        "optima",
        "univers",
        "myriad",
        "minion",
        "liberation",
        "dejavu",
        "carlito",
        "caladea",
        "lucida",
        "monaco",
        "geneva",
        "chicago",
        "sylfaen",
        "nimbus",
        "rockwell",
        "baskerville",
        "bodoni",
        "didot",
        "caslon",
        "avenir",
        "segoe",
        "noto",
        "roboto",
        "lato",
        "opensans",
    ];
    let name = String::from_utf8_lossy(name).to_lowercase();
    FAMILIES.iter().any(|family| name.contains(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_of_a_jpeg_is_seen() {
        assert!(jpeg_metadata(
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x04ab\xff\xda\x00\x02"
        ));
        assert!(!jpeg_metadata(
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02\xff\xe1"
        ));
        assert!(!jpeg_metadata(b"\xff\xd8"));
    }
}
