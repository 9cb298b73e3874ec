//! One revision, nothing but pages and what they need, nothing between the objects.

use std::collections::BTreeSet;

use memchr::memmem;
use tacenda_core::Place;

use super::Report;
use crate::engines::content::StreamText;
use crate::file::RawFile;
use crate::file::object::{Dictionary, Object, Parser, Token};

const CHECK: &str = "structure";

/// Keys that hold what nobody sees.
const FORBIDDEN_KEYS: &[&[u8]] = &[
    b"AA",
    b"AF",
    b"AcroForm",
    b"ActualText",
    b"Alt",
    b"Alternates",
    b"Author",
    b"Collection",
    b"CreationDate",
    b"Creator",
    b"DSS",
    b"DA",
    b"DR",
    b"Dests",
    b"EF",
    b"EmbeddedFiles",
    b"Encrypt",
    b"Info",
    b"JS",
    b"JavaScript",
    b"Keywords",
    b"LastModified",
    b"MarkInfo",
    b"Metadata",
    b"ModDate",
    b"Names",
    b"OC",
    b"OCGs",
    b"OCProperties",
    b"OPI",
    b"OpenAction",
    b"Outlines",
    b"PageLabels",
    b"Perms",
    b"PieceInfo",
    b"Prev",
    b"Producer",
    b"RichMedia",
    b"SpiderInfo",
    b"StructParent",
    b"StructParents",
    b"StructTreeRoot",
    b"Subject",
    b"Threads",
    b"Thumb",
    b"Title",
    b"URI",
    b"XFA",
    b"XRefStm",
];

/// Types of objects that have no place in the output.
const FORBIDDEN_TYPES: &[&[u8]] = &[
    b"ObjStm",
    b"XRef",
    b"Metadata",
    b"Filespec",
    b"EmbeddedFile",
    b"Sig",
    b"Outlines",
    b"StructElem",
    b"StructTreeRoot",
    b"OCG",
    b"OCMD",
];

/// Checks the shape of the file.
pub fn check(report: &mut Report, file: &RawFile<'_>, streams: &[StreamText]) {
    let everywhere = Place::file();
    frame(report, file);
    let mut numbers = BTreeSet::new();
    for (number, object) in &file.objects {
        let place = Place::part(format!("object {number}"));
        if !numbers.insert(*number) {
            report.leak(CHECK, place.clone(), "an object number stands twice");
        }
        if object.comments > 0 {
            report.leak(CHECK, place.clone(), "a comment");
        }
        forbidden(report, &place, &object.value, 0);
    }
    let reached = reachable(file);
    for number in numbers.difference(&reached) {
        let place = Place::part(format!("object {number}"));
        report.leak(CHECK, place, "an object that nothing refers to");
    }
    for stream in streams {
        let place = Place::part(format!("object {}", stream.number));
        if stream.comments > 0 {
            report.leak(CHECK, place.clone(), "a comment in a content stream");
        }
        if stream.properties > 0 {
            report.leak(CHECK, place, "marked content with properties");
        }
    }
    for (number, _, decoded) in file.streams() {
        if decoded.left.as_deref() == Some(b"Crypt") {
            let place = Place::part(format!("object {number}"));
            report.leak(CHECK, place, "an encrypted stream");
        }
    }
    if file.trailers.len() != 1 {
        report.leak(
            CHECK,
            everywhere,
            format!("{} trailers", file.trailers.len()),
        );
    }
    report.done(
        CHECK,
        format!("{} objects, one revision", file.objects.len()),
    );
}

/// What stands before, between and behind the objects.
fn frame(report: &mut Report, file: &RawFile<'_>) {
    let bytes = file.bytes;
    let place = Place::file();
    if !bytes.starts_with(b"%PDF-") {
        report.leak(CHECK, place.clone(), "bytes before the header");
    }
    for (word, name) in [(&b"%%EOF"[..], "end marks"), (b"startxref", "startxref")] {
        let outside = memmem::find_iter(bytes, word)
            .filter(|at| !file.objects.iter().any(|(_, o)| o.range.contains(at)))
            .count();
        if outside != 1 {
            report.leak(CHECK, place.clone(), format!("{outside} {name}"));
        }
    }
    if !bytes.trim_ascii_end().ends_with(b"%%EOF") {
        report.leak(CHECK, place.clone(), "bytes behind the end");
    }
    for trailer in &file.trailers {
        let known = |key: &[u8]| matches!(key, b"Size" | b"Root" | b"ID");
        if trailer.0.iter().any(|(key, _)| !known(key)) {
            report.leak(
                CHECK,
                place.clone(),
                "an entry of the trailer is not needed",
            );
        }
    }
    let mut end = None;
    for (number, object) in &file.objects {
        let start = end.unwrap_or(object.range.start);
        let between = &bytes[start.min(object.range.start)..object.range.start];
        if between.iter().any(|b| !b.is_ascii_whitespace()) {
            let place = Place::part(format!("before object {number}"));
            report.leak(CHECK, place, "bytes between objects");
        }
        end = Some(object.range.end);
    }
    if let Some((_, first)) = file.objects.first() {
        header(report, &bytes[..first.range.start]);
    }
    if !is_plain_end(&bytes[end.unwrap_or(0)..]) {
        report.leak(CHECK, place, "bytes behind the last object");
    }
}

/// A cross-reference table, a trailer and the end mark, and nothing else.
fn is_plain_end(bytes: &[u8]) -> bool {
    let table = bytes.trim_ascii_start().strip_prefix(b"xref");
    let Some((table, trailer)) = table.and_then(|rest| split(rest, b"trailer")) else {
        return false;
    };
    let mut parser = Parser::new(trailer, 0);
    let dictionary = matches!(parser.next(), Token::Object(Object::Dictionary(_)));
    let rest = trailer[parser.at..].trim_ascii();
    let offset = rest
        .strip_prefix(b"startxref")
        .and_then(|rest| rest.strip_suffix(b"%%EOF"));
    let digits = |bytes: &[u8], other: &[u8]| {
        bytes
            .iter()
            .all(|b| b.is_ascii_digit() || b.is_ascii_whitespace() || other.contains(b))
    };
    dictionary
        && parser.comments == 0
        && digits(table, b"nf")
        && offset.is_some_and(|offset| digits(offset, b""))
}

fn split<'b>(bytes: &'b [u8], word: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = memmem::find(bytes, word)?;
    Some((&bytes[..at], &bytes[at + word.len()..]))
}

/// The header is a version and a comment of at most eight bytes that marks the file as binary.
fn header(report: &mut Report, bytes: &[u8]) {
    let lines = bytes
        .split(|b| matches!(b, b'\n' | b'\r'))
        .filter(|line| !line.is_empty());
    let fits = |(index, line): (usize, &[u8])| match index {
        0 => line.len() == 8,
        1 => line.len() <= 8 && line.starts_with(b"%") && line[1..].iter().all(|b| *b >= 128),
        _ => false,
    };
    if !lines.enumerate().all(fits) {
        report.leak(CHECK, Place::file(), "bytes before the first object");
    }
}

fn forbidden(report: &mut Report, place: &Place, object: &Object, depth: usize) {
    if depth > 64 {
        return;
    }
    match object {
        Object::Array(items) => {
            for item in items {
                forbidden(report, place, item, depth + 1);
            }
        }
        Object::Dictionary(dict) => {
            for (key, value) in &dict.0 {
                if FORBIDDEN_KEYS.contains(&key.as_slice()) && !names_resources(dict, key) {
                    let key = String::from_utf8_lossy(key);
                    report.leak(CHECK, place.clone(), format!("an entry {key}"));
                }
                forbidden(report, place, value, depth + 1);
            }
            let kind = dict.name(b"Type");
            if FORBIDDEN_TYPES.contains(&kind) {
                let kind = String::from_utf8_lossy(kind);
                report.leak(CHECK, place.clone(), format!("an object of type {kind}"));
            }
            annotation(report, place, dict);
        }
        _ => {}
    }
}

/// Fonts and pictures may be listed under any name, such as `OC` or `DR`; what they stand for is
/// then a reference beside other references.
fn names_resources(dict: &Dictionary, key: &[u8]) -> bool {
    let lists = dict.0.iter().all(|(_, v)| v.reference().is_some());
    lists && dict.get(b"Type").is_none() && key.len() <= 4
}

/// Annotations that are left are links inside the document.
fn annotation(report: &mut Report, place: &Place, dict: &Dictionary) {
    let is_annotation = dict.name(b"Type") == b"Annot" || dict.get(b"Rect").is_some();
    if is_annotation && (dict.name(b"Subtype") != b"Link" || dict.get(b"Contents").is_some()) {
        report.leak(CHECK, place.clone(), "an annotation that is no link");
    }
}

fn reachable(file: &RawFile<'_>) -> BTreeSet<u32> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&Object> = file
        .trailers
        .iter()
        .flat_map(|trailer| trailer.0.iter().map(|(_, value)| value))
        .collect();
    while let Some(object) = waiting.pop() {
        match object {
            Object::Reference(number) if reached.insert(*number) => {
                waiting.extend(file.get(*number));
            }
            Object::Array(items) => waiting.extend(items),
            Object::Dictionary(dict) => waiting.extend(dict.0.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    reached
}
