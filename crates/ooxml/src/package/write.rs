//! Packing parts.

use std::io::{Cursor, Write};

use tacenda_core::FormatError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Part;

/// Packs `parts` in their order, the content types first. The same parts always give the same
/// bytes: no times, no comments, no extra fields.
///
/// # Errors
/// [`FormatError::Internal`] when a part cannot be packed.
pub(crate) fn write(parts: &[Part]) -> Result<Vec<u8>, FormatError> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let first = |p: &&Part| p.name == "[Content_Types].xml";
    let ordered = parts
        .iter()
        .filter(first)
        .chain(parts.iter().filter(|p| !first(p)));
    for part in ordered {
        let method = if already_packed(&part.name) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        zip.start_file(part.name.as_str(), options.compression_method(method))
            .map_err(|e| internal(&e))?;
        zip.write_all(&part.bytes).map_err(|e| internal(&e))?;
    }
    Ok(zip.finish().map_err(|e| internal(&e))?.into_inner())
}

fn already_packed(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    ["png", "jpg", "jpeg", "gif"]
        .iter()
        .any(|e| extension.eq_ignore_ascii_case(e))
}

fn internal(error: &dyn std::error::Error) -> FormatError {
    FormatError::Internal(format!("packing: {error}"))
}
