//! Unpacking a written file.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use tacenda_core::{FormatError, Place};

use super::unreadable;

/// A file of this many bytes unpacked is no document that was written here.
const LIMIT: u64 = 1 << 30;

/// One entry.
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// Every entry, in file order.
///
/// # Errors
/// [`FormatError`] when an entry cannot be unpacked or two have one name.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<Entry>, FormatError> {
    let broken = |e: zip::result::ZipError| FormatError::Damaged {
        place: Place::file(),
        reason: e.to_string(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    let mut room = LIMIT;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        if file.is_dir() {
            continue;
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(unreadable(&name, "its name stands twice"));
        }
        let mut content = Vec::new();
        let read = (&mut file)
            .take(room)
            .read_to_end(&mut content)
            .map_err(|e| unreadable(&name, e.to_string()))?;
        room -= read as u64;
        if room == 0 {
            return Err(unreadable(&name, "it is too long"));
        }
        entries.push(Entry {
            name,
            bytes: content,
        });
    }
    Ok(entries)
}
