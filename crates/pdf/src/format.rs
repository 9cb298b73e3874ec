//! [`Format`] for PDF.

use std::sync::Arc;

use tacenda_core::{
    Check, Format, FormatError, FormatKind, PageRenderer, ReadOptions, Reading, Redacted,
    RedactionPlan, VerifyError,
};

use crate::redact;

/// Portable Document Format.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfFormat;

impl Format for PdfFormat {
    fn kinds(&self) -> &'static [FormatKind] {
        &[FormatKind::Pdf]
    }

    fn recognise(&self, bytes: &[u8], _: &str) -> Option<FormatKind> {
        tacenda_pdf_content::looks_like_pdf(bytes).then_some(FormatKind::Pdf)
    }

    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, FormatError> {
        tacenda_pdf_content::read(bytes, options).map(|(reading, _)| reading)
    }

    fn redact(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        plan: &RedactionPlan,
    ) -> Result<Redacted, FormatError> {
        redact::redact(bytes, options, plan)
    }

    fn verify(
        &self,
        source: &[u8],
        options: &ReadOptions,
        output: &[u8],
        plan: &RedactionPlan,
    ) -> Result<Vec<Check>, VerifyError> {
        tacenda_pdf_verify::verify(source, options.password.as_deref(), output, plan)
    }

    fn search(
        &self,
        output: &[u8],
        options: &ReadOptions,
        terms: &[String],
    ) -> Result<Vec<Check>, VerifyError> {
        tacenda_pdf_verify::search(output, options.password.as_deref(), terms)
    }

    fn pages(
        &self,
        bytes: Arc<[u8]>,
        options: &ReadOptions,
    ) -> Result<Box<dyn PageRenderer>, FormatError> {
        tacenda_pdf_content::pages(bytes, options.password.as_deref())
    }
}
