//! From a part's bytes to text whose offsets the rest of the crate uses.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use tacenda_core::{FormatError, Place};

/// A part's XML as UTF-8, without a byte order mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Source {
    /// The text; offsets count its bytes.
    pub(crate) text: String,
    /// Whether the part's own bytes were a UTF-8 byte order mark and `text`.
    pub(crate) marked: bool,
}

/// Decodes a part by its byte order mark or XML declaration (XML 1.0, appendix F); a declaration
/// of another encoding than UTF-8 is rewritten in the text.
///
/// # Errors
/// [`FormatError::Damaged`] for bytes that are no text in that encoding.
pub(crate) fn decode(part: &str, bytes: &[u8]) -> Result<Source, FormatError> {
    let damaged = |reason: &str| FormatError::Damaged {
        place: Place::part(part),
        reason: reason.into(),
    };
    let (encoding, mark) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
        [0xff, 0xfe, ..] => (UTF_16LE, 2),
        [0xfe, 0xff, ..] => (UTF_16BE, 2),
        [b'<', 0, ..] => (UTF_16LE, 0),
        [0, b'<', ..] => (UTF_16BE, 0),
        _ => (declared(bytes).unwrap_or(UTF_8), 0),
    };
    if encoding == UTF_8 {
        let text = std::str::from_utf8(&bytes[mark..]).map_err(|_| damaged("it is not UTF-8"))?;
        return Ok(Source {
            text: text.to_owned(),
            marked: mark == 3,
        });
    }
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .ok_or_else(|| damaged("it is not in the encoding that it declares"))?;
    Ok(Source {
        text: redeclare(&text),
        marked: false,
    })
}

/// The encoding that the XML declaration names, where it is a known one.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let end = head.windows(2).take(200).position(|w| w == b"?>")?;
    let head = std::str::from_utf8(&head[..end]).ok()?;
    let (_, value) = head.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    let label = value.get(1..)?.split(quote).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read byte by byte cannot be one of UTF-16.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

/// The same text with its XML declaration naming UTF-8.
fn redeclare(text: &str) -> String {
    match text.strip_prefix("<?xml").and_then(|t| t.split_once("?>")) {
        Some((_, rest)) => format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{rest}"),
        None => text.to_owned(),
    }
}
