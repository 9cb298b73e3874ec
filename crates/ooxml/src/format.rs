//! [`Format`] for the three kinds of Office document.

use std::sync::Arc;

use tacenda_core::{
    Check, Format, FormatError, FormatKind, PageRenderer, ReadOptions, Reading, Redacted,
    RedactionPlan, VerifyError,
};

use crate::opened::Opened;
use crate::package::{Graph, Package, looks_like_zip};
use crate::{inventory, legacy, redact, verify};

macro_rules! format {
    ($(#[$doc:meta])* $name:ident $kind:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $name;

        impl Format for $name {
            fn kinds(&self) -> &'static [FormatKind] {
                &[FormatKind::$kind]
            }

            fn recognise(&self, bytes: &[u8], file_name: &str) -> Option<FormatKind> {
                (recognise(bytes, file_name)? == FormatKind::$kind).then_some(FormatKind::$kind)
            }

            fn read(&self, bytes: &[u8], _: &ReadOptions) -> Result<Reading, FormatError> {
                Ok(open(bytes, FormatKind::$kind)?.into_reading())
            }

            fn redact(
                &self,
                bytes: &[u8],
                _: &ReadOptions,
                plan: &RedactionPlan,
            ) -> Result<Redacted, FormatError> {
                redact::redact(&open(bytes, FormatKind::$kind)?, plan)
            }

            fn verify(
                &self,
                source: &[u8],
                _: &ReadOptions,
                output: &[u8],
                plan: &RedactionPlan,
            ) -> Result<Vec<Check>, VerifyError> {
                verify::verify(source, output, plan)
            }

            fn search(
                &self,
                output: &[u8],
                _: &ReadOptions,
                terms: &[String],
            ) -> Result<Vec<Check>, VerifyError> {
                verify::search(output, terms)
            }

            fn pages(
                &self,
                _: Arc<[u8]>,
                _: &ReadOptions,
            ) -> Result<Box<dyn PageRenderer>, FormatError> {
                Err(FormatError::NoSuchPage(1))
            }
        }
    };
}

format! {
    /// Word documents: `.docx`, `.docm`, `.dotx`, `.dotm`.
    DocxFormat Docx
}

format! {
    /// Excel workbooks: `.xlsx`, `.xlsm`, `.xltx`, `.xltm`.
    XlsxFormat Xlsx
}

format! {
    /// PowerPoint presentations: `.pptx`, `.pptm`, `.potx`, `.ppsx`.
    PptxFormat Pptx
}

/// The kind of Office document, judged by content; by name only for damaged packages and
/// encrypted containers, so that reading them can say what is wrong.
fn recognise(bytes: &[u8], file_name: &str) -> Option<FormatKind> {
    if legacy::is_container(bytes) {
        return Some(legacy::kind(bytes, file_name));
    }
    if !looks_like_zip(bytes) {
        return None;
    }
    let by_content = Package::open(bytes)
        .and_then(|package| Ok(inventory::kind(&package, &Graph::of(&package)?)));
    match by_content {
        Ok(kind) => kind,
        Err(_) => legacy::kind_by_name(file_name),
    }
}

fn open(bytes: &[u8], kind: FormatKind) -> Result<Opened, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    if legacy::is_container(bytes) {
        return Err(legacy::refusal(bytes));
    }
    if !looks_like_zip(bytes) {
        return Err(FormatError::Unsupported(
            "the file is no Office document; open it in its own program and save it as DOCX or PDF"
                .into(),
        ));
    }
    Opened::read(bytes, kind)
}
