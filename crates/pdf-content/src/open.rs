//! Opening: repair, decryption, limits.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, Error, LoadOptions};
use tacenda_core::{FormatError, HiddenItem, Notice, Place};

use crate::{PageInfo, cover, hidden, normalise, salvage};

/// An opened file in normalised form.
#[derive(Clone, Debug)]
pub struct Source {
    /// The object graph, changed by [`normalise`]. Decrypted.
    pub document: Document,
    /// Its pages in order; at least one.
    pub pages: Vec<PageInfo>,
    /// What could not be read, or differs in the export.
    pub notices: Vec<Notice>,
    /// What the file holds beside its pages.
    pub hidden: Vec<HiddenItem>,
}

/// Most pages a file may have.
const MAX_PAGES: usize = 50_000;

/// Opens, decrypts and normalises a file.
///
/// # Errors
/// [`FormatError::Empty`], [`FormatError::Unsupported`] when it is no PDF,
/// [`FormatError::PasswordNeeded`], [`FormatError::WrongPassword`], [`FormatError::Damaged`]
/// (no page counts as damaged), [`FormatError::Limit`].
pub fn open(bytes: &[u8], password: Option<&str>) -> Result<Source, FormatError> {
    on_large_stack(|| open_here(bytes, password))
}

/// [`open`] on the thread it is called on.
pub(crate) fn open_here(bytes: &[u8], password: Option<&str>) -> Result<Source, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    if !looks_like_pdf(bytes) {
        return Err(FormatError::Unsupported(
            "this is not a PDF file; check its name and where it came from".into(),
        ));
    }
    let mut document = load(bytes, password)?;
    cover::refuse_covers(&document)?;
    salvage::fill_empty_streams(&mut document, bytes);
    let hidden = hidden::inspect(&document, bytes);
    let (pages, notices) = normalise(&mut document);
    match pages.len() {
        0 => Err(damaged("it has no page that can be read")),
        n if n > MAX_PAGES => Err(FormatError::Limit {
            place: Place::file(),
            reason: format!("{n} pages, at most {MAX_PAGES}"),
        }),
        _ => Ok(Source {
            document,
            pages,
            notices,
            hidden,
        }),
    }
}

/// Whether `%PDF-` stands in the first kilobyte, where viewers look for it.
#[must_use]
pub fn looks_like_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1029)];
    head.windows(5).any(|window| window == b"%PDF-")
}

fn load(bytes: &[u8], password: Option<&str>) -> Result<Document, FormatError> {
    let options = |force_reconstruct| LoadOptions {
        password: password.map(str::to_owned),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(bytes, options(false)) {
        Ok(document) => document,
        Err(Error::InvalidPassword | Error::Decryption(_)) => {
            return Err(if password.is_some() {
                FormatError::WrongPassword
            } else {
                FormatError::PasswordNeeded
            });
        }
        Err(Error::UnsupportedSecurityHandler(_)) => {
            return Err(FormatError::Unsupported(
                "this PDF is protected by a system that only its own viewer knows; ask its sender \
                 for a copy without protection"
                    .into(),
            ));
        }
        Err(error) => return Err(damaged(in_plain_words(&error))),
    };
    if document.is_encrypted() {
        return Err(if password.is_some() {
            FormatError::WrongPassword
        } else {
            FormatError::PasswordNeeded
        });
    }
    if document.page_iter().next().is_some() {
        return Ok(document);
    }
    // The cross-reference data reads but leads to no page: scan for the objects themselves.
    Document::load_mem_with_options(bytes, options(true))
        .ok()
        .filter(|d| !d.is_encrypted() && d.page_iter().next().is_some())
        .ok_or_else(|| damaged("it has no page that can be read"))
}

/// What keeps a file from being read.
fn in_plain_words(error: &Error) -> &'static str {
    match error {
        Error::Unimplemented(_) | Error::Decompress(_) => {
            "the list of its objects is compressed in a way that is not known"
        }
        Error::Xref(_) | Error::MissingXrefEntry | Error::InvalidOffset(_) => {
            "the list of its objects cannot be read"
        }
        Error::ReferenceCycle(_) | Error::ReferenceLimit | Error::RecursionLimit => {
            "its objects lead back to themselves"
        }
        Error::InvalidObjectStream(_) | Error::InvalidStream(_) => "its objects cannot be unpacked",
        _ => "its objects cannot be read",
    }
}

pub(crate) fn damaged(reason: &str) -> FormatError {
    FormatError::Damaged {
        place: Place::file(),
        reason: reason.to_owned(),
    }
}

/// Stack of the thread on which foreign bytes are parsed: parsers recurse over nested objects.
pub(crate) const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a large stack and turns a panic into an error.
pub(crate) fn on_large_stack<T: Send>(
    work: impl FnOnce() -> Result<T, FormatError> + Send,
) -> Result<T, FormatError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(work)));
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(Ok(result))) => result,
            Ok(_) => Err(FormatError::Internal("reading the PDF".into())),
            Err(error) => Err(FormatError::Internal(error.to_string())),
        }
    })
}
