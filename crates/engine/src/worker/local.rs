//! Carrying out requests on one opened file.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tacenda_core::{FormatError, PageRenderer, ReadOptions, VerifyError};

use super::wire::{Request, Response};
use crate::Formats;

/// Deeply nested files recurse deeply.
pub const STACK: usize = 256 << 20;

/// One file and, once a page was drawn, its renderer.
pub struct OpenFile {
    formats: Arc<Formats>,
    bytes: Arc<[u8]>,
    options: ReadOptions,
    pages: Option<Box<dyn PageRenderer>>,
}

impl OpenFile {
    /// Nothing opened yet.
    pub fn new(formats: Arc<Formats>) -> Self {
        Self {
            formats,
            bytes: Arc::from([]),
            options: ReadOptions::default(),
            pages: None,
        }
    }

    /// Carries out `request`; a panic becomes an error.
    pub fn answer(&mut self, request: Request, blob: Vec<u8>) -> (Response, Vec<u8>) {
        match request {
            Request::Open(options) => {
                self.bytes = blob.into();
                self.options = options;
                self.pages = None;
                (Response::Opened(self.kind()), Vec::new())
            }
            Request::Read => (Response::Read(Box::new(self.read())), Vec::new()),
            Request::Redact(plan) => {
                let written = guard(|| {
                    let (format, _) = self.format()?;
                    format.redact(&self.bytes, &self.options, &plan)
                });
                match written {
                    Ok(redacted) => (Response::Redacted(Ok(redacted.notices)), redacted.bytes),
                    Err(error) => (Response::Redacted(Err(error)), Vec::new()),
                }
            }
            Request::Verify(plan) => {
                let checked = guarded_check(|| {
                    let (format, _) = self.format().map_err(VerifyError::Unreadable)?;
                    format.verify(&self.bytes, &self.options, &blob, &plan)
                });
                (Response::Checked(checked), Vec::new())
            }
            Request::Search(terms) => {
                let checked = guarded_check(|| {
                    let (format, _) = self.format().map_err(VerifyError::Unreadable)?;
                    format.search(&self.bytes, &self.options, &terms)
                });
                (Response::Checked(checked), Vec::new())
            }
            Request::Draw(page, scale) => match self.draw(page, scale) {
                Ok(raster) => (
                    Response::Drawn(Ok((raster.width, raster.height))),
                    raster.rgba,
                ),
                Err(error) => {
                    self.pages = None;
                    (Response::Drawn(Err(error)), Vec::new())
                }
            },
        }
    }

    fn kind(&self) -> Result<tacenda_core::FormatKind, FormatError> {
        guard(|| self.format().map(|(_, kind)| kind))
    }

    fn read(&self) -> Result<tacenda_core::Reading, FormatError> {
        guard(|| self.format()?.0.read(&self.bytes, &self.options))
    }

    fn draw(&mut self, page: u32, scale: f32) -> Result<tacenda_core::Raster, FormatError> {
        guard(|| {
            if self.pages.is_none() {
                let (format, _) = self.format()?;
                self.pages = Some(format.pages(Arc::clone(&self.bytes), &self.options)?);
            }
            let pages = self.pages.as_mut().ok_or(FormatError::NoSuchPage(page))?;
            pages.draw(page, scale)
        })
    }

    fn format(&self) -> Result<(&dyn tacenda_core::Format, tacenda_core::FormatKind), FormatError> {
        self.formats.recognise(&self.bytes, &self.options.file_name)
    }
}

fn guard<T>(work: impl FnOnce() -> Result<T, FormatError>) -> Result<T, FormatError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(FormatError::Internal(reason(panic.as_ref()))))
}

fn guarded_check<T>(work: impl FnOnce() -> Result<T, VerifyError>) -> Result<T, VerifyError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        Err(VerifyError::Unreadable(FormatError::Internal(reason(
            panic.as_ref(),
        ))))
    })
}

/// Panic messages of the standard library can quote the string they failed on, which here is
/// document text: only texts that are constants in the program are passed on.
fn reason(panic: &(dyn Any + Send)) -> String {
    match panic.downcast_ref::<&'static str>() {
        Some(constant) => format!("a defect: {constant}"),
        None => "a defect".into(),
    }
}
