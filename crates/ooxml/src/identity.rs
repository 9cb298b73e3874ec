//! The engine's own promise, as a function that tests and corpus runs can call.

use tacenda_core::{FormatError, FormatKind, Place};

use crate::opened::Opened;
use crate::package::{Package, Part, write};
use crate::scan::{Host, Map};
use crate::xml::{Edit, splice};

/// Replaces every character of every text by itself, packs the file, unpacks it again, and
/// compares: every part must have the bytes that it had. Returns the length of the XML that was
/// read, in bytes.
///
/// # Errors
/// [`FormatError::Internal`] names the first part that differs; any other for bad input.
pub fn identity(bytes: &[u8], kind: FormatKind) -> Result<usize, FormatError> {
    compare(&Opened::read(bytes, kind)?)
}

/// Compares a package and those inside it.
fn compare(opened: &Opened) -> Result<usize, FormatError> {
    let mut parts = opened.package.parts.clone();
    let mut length = 0;
    for embedded in &opened.embedded {
        length += compare(&embedded.opened)?;
    }
    for (&index, source) in &opened.sources {
        length += source.text.len();
        let original = &opened.package.parts[index].bytes;
        let mut edits = Vec::new();
        for placed in opened.placed.iter().filter(|p| p.part == index) {
            let piece = placed.piece;
            let raw = source.text.get(piece.from..piece.to).unwrap_or_default();
            let said = &opened.document.text.as_str()[piece.at..piece.at + piece.len];
            if piece.map == Map::Exact && raw != said {
                return Err(differs(&opened.package.parts[index].name));
            }
            if piece.host != Host::Target {
                edits.push(Edit::put(piece.from, piece.to, raw));
            }
        }
        let mut bytes = splice(&source.text, edits).into_bytes();
        if bytes != source.text.as_bytes() {
            return Err(differs(&opened.package.parts[index].name));
        }
        if source.marked {
            bytes.splice(0..0, *b"\xef\xbb\xbf");
        }
        // A part in another encoding stays as it is unless something in it changes.
        if std::str::from_utf8(original).is_ok() {
            parts[index].bytes = bytes;
        }
    }
    let written = Package::open(&write(&parts)?)?;
    for part in &opened.package.parts {
        let same = |p: &&Part| p.name == part.name && p.bytes == part.bytes;
        if !written.parts.iter().any(|p| same(&p)) {
            return Err(differs(&part.name));
        }
    }
    Ok(length)
}

fn differs(part: &str) -> FormatError {
    FormatError::Internal(format!("{} came out differently", Place::part(part)))
}
