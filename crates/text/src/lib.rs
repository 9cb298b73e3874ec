//! Plain text and Markdown, in any encoding, redacted in place.
//!
//! [`TextFormat`] decodes a file character by character and remembers which bytes each character
//! came from. Redaction cuts those bytes and puts the replacement there in the file's own
//! encoding; every other byte (byte order mark, line ends, undecodable bytes) is copied as it is.
//! Nothing redacted means a byte-identical file.

mod decode;
mod format;
mod lines;
mod verify;

#[cfg(test)]
mod tests;

pub use format::TextFormat;
