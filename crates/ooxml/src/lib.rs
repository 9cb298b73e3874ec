//! Word documents, spreadsheets and presentations (Office Open XML, ECMA-376), redacted in place.
//!
//! A file is a zip package of parts. Each XML part is read in one pass into *flows* (paragraphs,
//! field instructions, attributes that hold text), which together are the document's canonical
//! text; every character knows the bytes that say it. Redaction changes those bytes and copies
//! all others, so that a file's look and structure stay as they were.

mod embedded;
mod format;
mod hidden;
mod identity;
mod inventory;
mod legacy;
mod opened;
mod package;
mod redact;
mod scan;
mod tracked;
mod verify;
mod written;
mod xml;

pub use format::{DocxFormat, PptxFormat, XlsxFormat};
pub use identity::identity;
pub use written::{Report, clean_text_docx, receipt_docx};
