//! What could not be read, covered or done, and must not be passed over.

use std::fmt;

/// How much a notice weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A reviewer should look at the place before the document is called done.
    Attention,
    /// No export until the user has chosen what to do about it.
    Blocking,
}

/// Where in a file something is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Place {
    /// Page number from 1, where the format has pages.
    pub page: Option<u32>,
    /// Part of the file, such as `word/embeddings/oleObject1.bin`.
    pub part: Option<String>,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn page(number: u32) -> Self {
        Self {
            page: Some(number),
            part: None,
        }
    }

    /// A part of a package.
    #[must_use]
    pub fn part(name: impl Into<String>) -> Self {
        Self {
            page: None,
            part: Some(name.into()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.page, &self.part) {
            (Some(page), Some(part)) => write!(f, "page {page}, {part}"),
            (Some(page), None) => write!(f, "page {page}"),
            (None, Some(part)) => f.write_str(part),
            (None, None) => f.write_str("the file"),
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $code:literal $severity:ident $message:literal),* $(,)?) => {
        /// The closed list of things a notice can be about. The texts say what to do next.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
        pub enum NoticeCode {
            $($(#[$doc])* $variant),*
        }

        impl NoticeCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name for JSON and tests.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// How much it weighs.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What it means and what to do, in English; the window translates by code.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),* }
            }
        }
    };
}

codes! {
    /// Glyphs whose character is unknown.
    UnmappedFont "unmapped_font" Attention
        "Some characters here have no known meaning, so no detector could read them. Look at the page and mark by hand what must go.",
    /// A page that is only a picture.
    ImageOnlyPage "image_only_page" Attention
        "This page is a picture without text; nothing on it was searched. Look at it and draw boxes, or remove the page.",
    /// A picture inside a page or document.
    Image "image" Attention
        "Pictures are not searched for text. Look at them and mark by hand what must go.",
    /// A picture of which only a part is shown.
    CroppedImage "cropped_image" Attention
        "This picture is cropped, and in this format what is cut off stays in the file. Pictures are not searched for text. Look at the whole picture, or delete cropped areas in the program that made the document (Compress Pictures) and open it again.",
    /// A page whose content could only partly be read.
    DamagedContent "damaged_content" Attention
        "Part of the content here could not be read and will not be in the redacted file as it was. Look at the page.",
    /// Something that native export cannot treat safely.
    RasterNeeded "raster_needed" Attention
        "This page cannot be redacted safely as it is and is exported as a picture with a clean text layer.",
    /// An embedded file or object.
    EmbeddedObject "embedded_object" Attention
        "An embedded file was not searched. It is removed from the redacted file.",
    /// A part that the program does not know, with text in it.
    UnknownPart "unknown_part" Blocking
        "This part holds text that the program cannot place. Choose to remove the part, or stop.",
    /// Content controls filled from hidden data.
    HiddenData "hidden_data" Info
        "Hidden data was found here. The inspect report says what the export does with it.",
    /// A signature that the export makes void.
    SignatureVoid "signature_void" Attention
        "The file is digitally signed. The redacted file differs, so the signature is removed.",
    /// Text whose encoding had to be guessed.
    GuessedEncoding "guessed_encoding" Info
        "The encoding of this text was guessed. If letters look wrong, open it with another encoding.",
    /// Bytes that are not text in the file's encoding.
    UndecodableBytes "undecodable_bytes" Attention
        "Some bytes here are not text in this encoding and were not searched.",
    /// A device that was asked for and could not be used, where the user allowed another.
    DeviceFallback "device_fallback" Attention
        "The device you chose could not be used; detection ran on the processor instead. See Settings, Device.",
    /// A font that keeps glyphs that are no longer shown.
    FontGlyphsKept "font_glyphs_kept" Info
        "A font could not be cut down to the characters still in use; it may show which characters the document once used.",
    /// A tagged PDF whose tags are lost.
    TagsRemoved "tags_removed" Info
        "The accessibility tags of this document may hold removed text and are not in the redacted file.",
    /// Something in the file is not supported and is left out of the export.
    PartRemoved "part_removed" Info
        "This part is removed from the redacted file.",
    /// The redacted file is more than one and a half times as large as the source.
    FileGrew "file_grew" Info
        "The redacted file is more than one and a half times as large as the source.",
    /// A limit of the program was reached.
    LimitReached "limit_reached" Attention
        "A safety limit was reached here and the rest was not read.",
}

/// Something the user must be told about a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Notice {
    /// What.
    pub code: NoticeCode,
    /// Where.
    pub place: Place,
    /// Figures or names that make it concrete, such as "14 characters in font F3". Holds no
    /// document text.
    pub detail: String,
}

impl Notice {
    /// A notice about `place`.
    #[must_use]
    pub fn new(code: NoticeCode, place: Place, detail: impl Into<String>) -> Self {
        Self {
            code,
            place,
            detail: detail.into(),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.code.message())?;
        if self.detail.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.detail)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_its_own_name_and_a_text() {
        let names: BTreeSet<_> = NoticeCode::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(names.len(), NoticeCode::ALL.len());
        assert!(NoticeCode::ALL.iter().all(|c| c.message().ends_with('.')));
    }
}
