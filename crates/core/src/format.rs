//! What a file format must be able to do.

use std::fmt;
use std::sync::Arc;

use crate::{
    CanonicalText, Document, HiddenItem, Notice, PageLayout, Place, Raster, RedactionPlan,
};

/// The formats that can be opened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum FormatKind {
    /// Plain text.
    Text,
    /// Markdown, treated as text.
    Markdown,
    /// Portable Document Format.
    Pdf,
    /// Word document (OOXML).
    Docx,
    /// Excel workbook (OOXML).
    Xlsx,
    /// PowerPoint presentation (OOXML).
    Pptx,
}

impl FormatKind {
    /// Its usual file name extension, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
        }
    }
}

/// How to read a file.
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ReadOptions {
    /// Opens an encrypted file.
    pub password: Option<String>,
    /// The file's name without folders: may hold a hint (extension), never trusted for more.
    pub file_name: String,
}

/// Everything one reading of a file gives.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Reading {
    /// The content.
    pub document: Document,
    /// One layout for each page of the document, in the same order; empty for formats without
    /// pages.
    pub layouts: Vec<PageLayout>,
    /// What could not be read or will not be covered.
    pub notices: Vec<Notice>,
    /// What the file holds beside its visible text.
    pub hidden: Vec<HiddenItem>,
}

/// A redacted file that nobody has verified yet. Has no way to be saved.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Redacted {
    /// The whole new file.
    pub bytes: Vec<u8>,
    /// What the writer had to do differently or leave out.
    pub notices: Vec<Notice>,
}

/// One check that a written file passed.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Check {
    /// Stable name, such as `text`, `raw_streams`, `structure`, `geometry`.
    pub name: String,
    /// What was looked at, in figures: "3 engines, 12 pages, 41 values".
    pub detail: String,
}

/// A way in which a written file gives something away. Holds no document text.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Leak {
    /// The check that found it.
    pub check: String,
    /// Where.
    pub place: Place,
    /// Which term of the plan (or of a search) it is, from 1; `None` for what no single one gives.
    pub value: Option<usize>,
    /// What kind of leak, without the value: "stands 2 times, 1 allowed".
    pub detail: String,
}

impl Leak {
    /// What the user can do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        if self.value.is_some() {
            "search for the values that you removed, accept what is found and export again"
        } else if self.is_of_place() {
            "use boxes instead of labels (in the policy), or remove the whole line"
        } else {
            "this is a defect of the program; of a PDF, export every page as a picture"
        }
    }

    /// Whether it is about where things stand, which a picture of the page would show as well.
    #[must_use]
    pub fn is_of_place(&self) -> bool {
        matches!(self.check.as_str(), "width" | "geometry")
    }
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): ", self.check, self.place)?;
        if let Some(value) = self.value {
            write!(f, "value {value} ")?;
        }
        f.write_str(&self.detail)
    }
}

/// Why a file could not be read, written or drawn. Names place and remedy; holds no document
/// text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum FormatError {
    /// The file is empty.
    #[error("the file is empty; check that it was copied completely")]
    Empty,
    /// The content is not of this format, or of none that is supported.
    #[error("{0}")]
    Unsupported(String),
    /// A password is needed.
    #[error("the file is encrypted; open it again with its password")]
    PasswordNeeded,
    /// The password does not open it.
    #[error("the password does not open this file; check it and try again")]
    WrongPassword,
    /// The file is damaged beyond reading.
    #[error("{place} is damaged: {reason}; open the file in its own program and save it anew")]
    Damaged {
        /// Where.
        place: Place,
        /// What is wrong.
        reason: String,
    },
    /// A safety limit stopped the reading.
    #[error("{place} is beyond a safety limit: {reason}")]
    Limit {
        /// Where.
        place: Place,
        /// Which limit, in figures.
        reason: String,
    },
    /// The exporter cannot treat this safely.
    #[error("{place} cannot be redacted safely: {reason}")]
    Refused {
        /// Where.
        place: Place,
        /// Why, and what can be done instead.
        reason: String,
    },
    /// The plan was made for another text than the one read from these bytes.
    #[error("the file has changed since it was scanned; scan it again")]
    Changed,
    /// The format has no pages, or the page number is out of range.
    #[error("there is no page {0} to draw")]
    NoSuchPage(u32),
    /// The program failed on this file (a defect, caught).
    #[error("the program failed on this file ({0}); the file was left as it is")]
    Internal(String),
}

/// Why a written file was not accepted.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum VerifyError {
    /// Something can be found again; at least one leak.
    #[error(
        "the check of the written file found {} leak(s), the first: {}; {}",
        .0.len(), .0[0], .0[0].remedy()
    )]
    Leaks(Vec<Leak>),
    /// The written file could not be read back.
    #[error("the written file could not be read back: {0}")]
    Unreadable(FormatError),
}

/// A file format: reads, redacts, verifies and draws. Holds no state between calls, does no I/O.
pub trait Format: Send + Sync {
    /// The kinds it reads.
    fn kinds(&self) -> &'static [FormatKind];

    /// Whether `bytes` look like this format, judged by content; `file_name` only decides
    /// between formats that content cannot tell apart (text and Markdown).
    fn recognise(&self, bytes: &[u8], file_name: &str) -> Option<FormatKind>;

    /// Reads everything readable.
    ///
    /// # Errors
    /// Any [`FormatError`]; never a panic, whatever the bytes.
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, FormatError>;

    /// Writes a copy of `bytes` without what `plan` removes. Reads the source anew: spans are
    /// only valid if the text comes out the same ([`FormatError::Changed`] otherwise).
    ///
    /// # Errors
    /// [`FormatError::Refused`] for what cannot be treated safely; any other for bad input.
    fn redact(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        plan: &RedactionPlan,
    ) -> Result<Redacted, FormatError>;

    /// Checks `output` by another code path than the writer's: re-opens the bytes, reads them
    /// with independent readers and looks for every removed value in every decoded stream, part,
    /// attribute and name, and for traces of its length.
    ///
    /// # Errors
    /// [`VerifyError`] lists every leak found.
    fn verify(
        &self,
        source: &[u8],
        options: &ReadOptions,
        output: &[u8],
        plan: &RedactionPlan,
    ) -> Result<Vec<Check>, VerifyError>;

    /// Searches a finished file for `terms` with the readers that [`Format::verify`] uses, with
    /// no source and no plan: every occurrence of a term is a leak.
    ///
    /// # Errors
    /// [`VerifyError`] lists every leak found.
    fn search(
        &self,
        output: &[u8],
        options: &ReadOptions,
        terms: &[String],
    ) -> Result<Vec<Check>, VerifyError>;

    /// Opens `bytes` for drawing pages.
    ///
    /// # Errors
    /// [`FormatError::NoSuchPage`] for formats without pages; any other for bad input.
    fn pages(
        &self,
        bytes: Arc<[u8]>,
        options: &ReadOptions,
    ) -> Result<Box<dyn PageRenderer>, FormatError>;
}

/// Draws pages of one opened file.
pub trait PageRenderer: Send {
    /// Number of pages.
    fn count(&self) -> u32;

    /// Draws page `page` (from 1) at `scale` pixels per point (1.0 = 72 dpi).
    ///
    /// # Errors
    /// [`FormatError::NoSuchPage`], or any other if the page cannot be drawn.
    fn draw(&mut self, page: u32, scale: f32) -> Result<Raster, FormatError>;
}

impl Reading {
    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> &CanonicalText {
        &self.document.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leak_says_where_and_what_to_do_and_no_value() {
        let leak = |check: &str, value| Leak {
            check: check.into(),
            place: Place::page(3),
            value,
            detail: "stands there".into(),
        };
        let cases = [
            (
                "text",
                Some(2),
                "text (page 3): value 2 stands there",
                "search for",
            ),
            ("width", None, "width (page 3): stands there", "boxes"),
            ("geometry", None, "geometry (page 3): stands there", "boxes"),
            (
                "structure",
                None,
                "structure (page 3): stands there",
                "picture",
            ),
        ];
        for (check, value, text, remedy) in cases {
            let leak = leak(check, value);
            assert_eq!(leak.to_string(), text);
            assert!(leak.remedy().contains(remedy), "{check}: {}", leak.remedy());
            let message = VerifyError::Leaks(vec![leak]).to_string();
            assert!(
                message.contains(text) && message.contains(remedy),
                "{message}"
            );
        }
    }
}
