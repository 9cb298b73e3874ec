//! The formats that can be opened, told apart by content.

use tacenda_core::{Format, FormatError, FormatKind};

/// The formats a program opens, in the order in which they are asked.
pub struct Formats(Vec<Box<dyn Format>>);

impl Formats {
    /// Everything the product opens.
    #[must_use]
    pub fn all() -> Self {
        // Text comes last: it takes whatever is left and looks like text.
        Self(vec![
            Box::new(tacenda_pdf::PdfFormat),
            Box::new(tacenda_ooxml::DocxFormat),
            Box::new(tacenda_ooxml::XlsxFormat),
            Box::new(tacenda_ooxml::PptxFormat),
            Box::new(tacenda_text::TextFormat),
        ])
    }

    /// These formats only.
    #[must_use]
    pub fn of(formats: Vec<Box<dyn Format>>) -> Self {
        Self(formats)
    }

    /// The format of `bytes` and which of its kinds they are.
    ///
    /// # Errors
    /// [`FormatError::Empty`], or [`FormatError::Unsupported`] naming what the content looks like.
    pub fn recognise(
        &self,
        bytes: &[u8],
        file_name: &str,
    ) -> Result<(&dyn Format, FormatKind), FormatError> {
        if bytes.is_empty() {
            return Err(FormatError::Empty);
        }
        let found = self
            .0
            .iter()
            .find_map(|format| Some((format.as_ref(), format.recognise(bytes, file_name)?)));
        match found {
            // Rich text and PostScript are made of letters, but what they say is not.
            Some((_, FormatKind::Text | FormatKind::Markdown)) if looks_like(bytes).is_some() => {
                Err(FormatError::Unsupported(unsupported(bytes)))
            }
            Some(found) => Ok(found),
            None => Err(FormatError::Unsupported(unsupported(bytes))),
        }
    }
}

/// What the first bytes say. Two letters alone say nothing: a text may begin with them.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(512)];
    SIGNATURES
        .iter()
        .find(|(signature, _)| {
            bytes.starts_with(signature) && (signature.len() > 3 || head.contains(&0))
        })
        .map(|(_, what)| *what)
}

/// Says what the content looks like, so that the user knows what to convert.
fn unsupported(bytes: &[u8]) -> String {
    match looks_like(bytes) {
        Some(what) => {
            format!("this is {what}; Tacenda opens PDF, DOCX, XLSX, PPTX, TXT and Markdown")
        }
        None => {
            "the content is of no kind that Tacenda opens (PDF, DOCX, XLSX, PPTX, TXT, Markdown); \
                 if it is a document, save it in its own program as one of these"
                .into()
        }
    }
}

/// First bytes of common files (their formats' own definitions).
const SIGNATURES: &[(&[u8], &str)] = &[
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or encrypted Office file; save it as DOCX without a password first",
    ),
    (b"{\\rtf", "a rich text file (RTF); save it as DOCX first"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (
        b"PK\x03\x04",
        "a ZIP archive that holds no Word document; unpack it and open what is inside",
    ),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive (7z); unpack it first"),
    (b"Rar!", "a compressed archive (RAR); unpack it first"),
    (b"%!PS", "a PostScript file; convert it to PDF first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_opened_is_named_with_a_remedy() {
        for (bytes, word) in [
            (&b""[..], "empty"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0", "PNG"),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "ZIP"),
            (b"{\\rtf1\\ansi Ann Lee}", "RTF"),
        ] {
            let error = Formats::all()
                .recognise(bytes, "a.txt")
                .map(|_| ())
                .expect_err(word);
            assert!(error.to_string().contains(word), "{error}");
        }
    }

    #[test]
    fn content_decides_not_the_name() {
        let formats = Formats::all();
        let (_, kind) = formats
            .recognise(b"Dear Ann,\n", "letter.pdf")
            .expect("text");
        assert_eq!(kind, FormatKind::Text);
    }
}
