//! Opening a package within limits.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use tacenda_core::{FormatError, Place};
use zip::ZipArchive;

/// A part may be this long, in bytes, once decompressed.
const PART_LIMIT: u64 = 256 << 20;
/// All parts together may be this long, in bytes.
const TOTAL_LIMIT: u64 = 1 << 30;
/// A part that is longer than [`RATIO_FLOOR`] may be at most this many times its packed length.
const RATIO_LIMIT: u64 = 200;
/// Shorter parts than this, in bytes, may be packed as tightly as they like.
const RATIO_FLOOR: u64 = 8 << 20;
/// More entries than this are no document.
const ENTRY_LIMIT: usize = 10_000;
/// More packages inside a file than this are no document.
const PACKAGE_LIMIT: usize = 1_000;

/// What a file may still unpack to, with all packages inside it.
#[derive(Clone, Debug)]
pub(crate) struct Allowance {
    /// Bytes of parts.
    bytes: u64,
    /// Packages.
    packages: usize,
}

impl Allowance {
    /// For a file that nothing was read of.
    pub(crate) fn new() -> Self {
        Self {
            bytes: TOTAL_LIMIT,
            packages: PACKAGE_LIMIT,
        }
    }
}

/// A file in the package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    /// Its name without a leading slash, such as `word/document.xml`.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// All parts in file order; names are unique, case ignored.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Package {
    /// In file order.
    pub(crate) parts: Vec<Part>,
}

/// Whether `bytes` start as a zip file does.
pub(crate) fn looks_like_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl Package {
    /// Unpacks a zip file.
    ///
    /// # Errors
    /// [`FormatError::Damaged`] for what is no sound zip file or has two entries of one name;
    /// [`FormatError::Limit`] for zip bombs.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, FormatError> {
        Self::open_within(bytes, &mut Allowance::new())
    }

    /// Unpacks a zip file and takes what it needs from `allowance`.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub(crate) fn open_within(
        bytes: &[u8],
        allowance: &mut Allowance,
    ) -> Result<Self, FormatError> {
        let Some(packages) = allowance.packages.checked_sub(1) else {
            return Err(limit(
                Place::file(),
                format!("more than {PACKAGE_LIMIT} documents inside one another"),
            ));
        };
        allowance.packages = packages;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| {
            damaged(
                Place::file(),
                format!("it is not a complete zip file ({e})"),
            )
        })?;
        if archive.len() > ENTRY_LIMIT {
            return Err(limit(
                Place::file(),
                format!("{} entries, {ENTRY_LIMIT} allowed", archive.len()),
            ));
        }
        if archive.has_duplicate_names() {
            return Err(damaged(
                Place::file(),
                "two entries have one name, and programs differ in which they show".into(),
            ));
        }
        let mut names = BTreeSet::new();
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let Some(part) = unpack(&mut archive, index, allowance.bytes)? else {
                continue;
            };
            allowance.bytes -= part.bytes.len() as u64;
            if !names.insert(part.name.to_ascii_lowercase()) {
                return Err(damaged(
                    Place::part(part.name),
                    "two entries have this name, and programs differ in which they show".into(),
                ));
            }
            parts.push(part);
        }
        Ok(Self { parts })
    }

    /// The index of the part of this name, case ignored.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.parts
            .iter()
            .position(|p| p.name.eq_ignore_ascii_case(name))
    }
}

fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    room: u64,
) -> Result<Option<Part>, FormatError> {
    let entry_place = || Place::part(format!("entry {}", index + 1));
    let mut file = archive
        .by_index(index)
        .map_err(|e| damaged(entry_place(), format!("it cannot be unpacked ({e})")))?;
    let name = file
        .name()
        .map_err(|_| damaged(entry_place(), "its name is not text".into()))?
        .trim_start_matches('/')
        .to_owned();
    if file.is_dir() || name.ends_with('/') {
        return Ok(None);
    }
    let place = || Place::part(name.clone());
    if file.encrypted() {
        return Err(FormatError::Unsupported(format!(
            "{name} is encrypted inside the file; open it in its own program and save it without a password"
        )));
    }
    let packed = file.compressed_size();
    let allowed = PART_LIMIT
        .min(room)
        .min(RATIO_FLOOR.max(packed.saturating_mul(RATIO_LIMIT)));
    let mut bytes = Vec::with_capacity(usize::try_from(file.size().min(1 << 20)).unwrap_or(0));
    (&mut file)
        .take(allowed + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| damaged(place(), format!("it cannot be unpacked ({e})")))?;
    if bytes.len() as u64 > allowed {
        return Err(limit(
            place(),
            format!("it unpacks to more than {allowed} bytes from {packed}"),
        ));
    }
    Ok(Some(Part { name, bytes }))
}

fn damaged(place: Place, reason: String) -> FormatError {
    FormatError::Damaged { place, reason }
}

fn limit(place: Place, reason: String) -> FormatError {
    FormatError::Limit { place, reason }
}
