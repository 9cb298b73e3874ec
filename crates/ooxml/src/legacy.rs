//! Compound files: documents of Office 97 to 2003, and encrypted ones of any age.

use tacenda_core::{FormatError, FormatKind};

/// Whether the bytes are a compound file (MS-CFB).
pub(crate) fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Which program's file a compound file is.
pub(crate) fn kind(bytes: &[u8], file_name: &str) -> FormatKind {
    let holds = |name: &str| holds(bytes, name);
    if holds("WordDocument") {
        FormatKind::Docx
    } else if holds("Workbook") || holds("Book") {
        FormatKind::Xlsx
    } else if holds("PowerPoint Document") {
        FormatKind::Pptx
    } else {
        kind_by_name(file_name).unwrap_or(FormatKind::Docx)
    }
}

/// The kind that a file name promises.
pub(crate) fn kind_by_name(file_name: &str) -> Option<FormatKind> {
    let extension = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "docx" | "docm" | "dotx" | "dotm" | "doc" | "dot" => Some(FormatKind::Docx),
        "xlsx" | "xlsm" | "xltx" | "xltm" | "xls" | "xlsb" => Some(FormatKind::Xlsx),
        "pptx" | "pptm" | "potx" | "potm" | "ppsx" | "ppsm" | "ppt" => Some(FormatKind::Pptx),
        _ => None,
    }
}

/// Why a compound file cannot be read.
pub(crate) fn refusal(bytes: &[u8]) -> FormatError {
    let message = if holds(bytes, "EncryptedPackage") {
        "the document is encrypted, which is not supported; open it in its own program, remove the password and save it anew"
    } else if holds(bytes, "DataSpaces") {
        "the document is protected by rights management, which is not supported; save it without protection"
    } else {
        "this is a document of Office 97 to 2003; open it in its own program and save it as DOCX, XLSX, PPTX or PDF"
    };
    FormatError::Unsupported(message.into())
}

/// Whether a stream of this name is listed; the directory writes names in UTF-16.
fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|w| w == wide)
}
