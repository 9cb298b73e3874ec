//! Unpacking a written file, with every package inside it.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use tacenda_core::{FormatError, Place};

use super::unreadable;

/// A file of this many bytes unpacked is no document that was written here.
const LIMIT: u64 = 1 << 30;
/// Packages are not written deeper inside one another than this.
const DEPTH_LIMIT: usize = 8;

/// One entry of the file or of a package inside it.
pub(super) struct Entry {
    /// The name of the package that holds it, with a slash; empty for the file itself.
    pub(super) package: String,
    /// Its name after that of the package.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

impl Entry {
    /// Whether it is a package itself, whose entries follow it.
    pub(super) fn is_package(&self) -> bool {
        self.bytes.starts_with(b"PK\x03\x04") || self.bytes.starts_with(b"PK\x05\x06")
    }

    /// Its name inside its package.
    pub(super) fn inner_name(&self) -> &str {
        self.name.strip_prefix(&self.package).unwrap_or(&self.name)
    }
}

/// Every entry in file order, each package followed by its own entries.
///
/// # Errors
/// [`FormatError`] when an entry cannot be unpacked or two have one name; also for packages inside
/// the file, unless the file is the `source`, of which such packages are not kept.
pub(super) fn unpack(bytes: &[u8], source: bool) -> Result<Vec<Entry>, FormatError> {
    let mut unpacking = Unpacking {
        room: LIMIT,
        source,
        entries: Vec::new(),
    };
    unpacking.package(bytes, "", 0)?;
    Ok(unpacking.entries)
}

struct Unpacking {
    room: u64,
    source: bool,
    entries: Vec<Entry>,
}

impl Unpacking {
    fn package(&mut self, bytes: &[u8], package: &str, depth: usize) -> Result<(), FormatError> {
        let broken = |e: zip::result::ZipError| FormatError::Damaged {
            place: match package.strip_suffix('/') {
                Some(name) => Place::part(name),
                None => Place::file(),
            },
            reason: e.to_string(),
        };
        if depth > DEPTH_LIMIT {
            return Err(unreadable(package, "packages are nested too deep"));
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut seen = BTreeSet::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).map_err(broken)?;
            let inner = file.name().map_err(broken)?.into_owned();
            if file.is_dir() {
                continue;
            }
            let name = format!("{package}{}", inner.trim_start_matches('/'));
            if !seen.insert(name.to_lowercase()) {
                return Err(unreadable(&name, "its name stands twice"));
            }
            let mut bytes = Vec::new();
            let read = (&mut file)
                .take(self.room)
                .read_to_end(&mut bytes)
                .map_err(|e| unreadable(&name, e.to_string()))?;
            self.room -= read as u64;
            if self.room == 0 {
                return Err(unreadable(&name, "it is too long"));
            }
            self.entry(
                Entry {
                    package: package.to_owned(),
                    name,
                    bytes,
                },
                depth,
            )?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry, depth: usize) -> Result<(), FormatError> {
        let at = self.entries.len();
        self.entries.push(entry);
        if !self.entries[at].is_package() {
            return Ok(());
        }
        let inner = format!("{}/", self.entries[at].name);
        let bytes = std::mem::take(&mut self.entries[at].bytes);
        let unpacked = self.package(&bytes, &inner, depth + 1);
        self.entries[at].bytes = bytes;
        match unpacked {
            Err(_) if self.source && self.room > 0 => {
                self.entries.truncate(at + 1);
                Ok(())
            }
            done => done,
        }
    }
}
