//! The text as `pdf-extract` reads it, on its own copy of `lopdf`.

use pdf_extract::{
    Document, MediaBox, OutputDev, OutputError, Transform, output_doc, output_doc_page,
};

use super::Text;
use super::printed::Printed;
use crate::guard::caught;

/// What could be read.
pub struct Extracted {
    pub text: Text,
    /// Pages of the file.
    pub pages: usize,
    /// Pages it could not read.
    pub failed: usize,
}

/// Opens and reads all pages. `None` when the file cannot be opened at all.
pub fn extract(bytes: &[u8], password: Option<&str>) -> Option<Extracted> {
    let mut document = caught(|| Document::load_mem(bytes).ok())??;
    if document.is_encrypted() {
        caught(|| document.decrypt(password.unwrap_or_default()).ok())??;
    }
    let pages = document.get_pages().len();
    let mut whole = Collector::default();
    if let Some(Ok(())) = caught(|| output_doc(&document, &mut whole)) {
        return Some(Extracted {
            text: whole.out,
            pages,
            failed: 0,
        });
    }
    let mut out = Text::default();
    let mut failed = 0;
    for number in (1..).take(pages) {
        let mut page = Collector::default();
        if !matches!(
            caught(|| output_doc_page(&document, &mut page, number)),
            Some(Ok(()))
        ) {
            failed += 1;
        }
        out.stretch();
        let offset = out.text.len();
        out.breaks
            .extend(page.out.breaks.iter().map(|b| b + offset));
        out.text.push_str(&page.out.text);
    }
    Some(Extracted {
        text: out,
        pages,
        failed,
    })
}

#[derive(Default)]
struct Collector {
    out: Text,
    /// Where the last character ended, and its size.
    last: Option<(f64, f64, f64)>,
    printed: Printed,
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.out.text.push('\n');
        self.out.stretch();
        self.last = None;
        self.printed.clear();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let (x, y) = (transform.m31, transform.m32);
        let em = (transform.m21.hypot(transform.m22) * size).abs().max(0.01);
        if !text.trim().is_empty() && self.printed.again(text, (x, y), em) {
            return Ok(());
        }
        if let Some((end, line, before)) = self.last {
            let em = em.max(before);
            if (y - line).abs() > 0.6 * em || (x - end).abs() > 1.2 * em {
                self.out.text.push('\n');
                self.out.stretch();
            }
        }
        self.out.text.push_str(text);
        self.last = Some((x + transform.m11 * width * size, y, em));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
