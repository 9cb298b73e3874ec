//! What a file holds beside the text one sees.

use crate::Place;

/// Hidden data found in a file, for the inspect report that is shown before export.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct HiddenItem {
    /// What it is.
    pub kind: HiddenKind,
    /// Where.
    pub place: Place,
    /// How many.
    pub count: u32,
    /// What the export does with it.
    pub treatment: Treatment,
}

/// What the export does with hidden data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Treatment {
    /// It is not in the redacted file.
    Removed,
    /// Its text is part of the canonical text and is redacted there.
    Searched,
    /// It stays, because it holds no text.
    Kept,
    /// No export until the user has chosen.
    Choice,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal),* $(,)?) => {
        /// Kinds of hidden data over all formats.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
        pub enum HiddenKind {
            $($(#[$doc])* $variant),*
        }

        impl HiddenKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name for JSON and for the window's texts.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

kinds! {
    /// Author, title, dates, software and the like.
    Metadata "metadata",
    /// An XMP packet.
    Xmp "xmp",
    /// Scripts.
    Script "script",
    /// Attached or embedded files.
    Attachment "attachment",
    /// Form fields and their data.
    Form "form",
    /// Bookmarks of the outline.
    Outline "outline",
    /// Named destinations.
    Destination "destination",
    /// Structure and replacement text for accessibility.
    StructureText "structure_text",
    /// Thumbnails and previews.
    Thumbnail "thumbnail",
    /// Layers, shown or not.
    Layer "layer",
    /// Earlier states of the file.
    Revision "revision",
    /// Annotations and comments.
    Comment "comment",
    /// Tracked changes.
    TrackedChange "tracked_change",
    /// Text that is not shown.
    HiddenText "hidden_text",
    /// Hyperlinks.
    Link "link",
    /// Digital signatures.
    Signature "signature",
    /// Macros and controls.
    Macro "macro",
    /// Custom XML data.
    CustomXml "custom_xml",
    /// Identifiers of editing sessions and documents.
    SessionId "session_id",
    /// Names of people who worked on the file.
    People "people",
    /// Field instructions.
    FieldCode "field_code",
    /// Hidden sheets, rows, columns or slides.
    HiddenSheet "hidden_sheet",
    /// Cached copies of data from elsewhere.
    Cache "cache",
    /// Embedded fonts.
    Font "font",
    /// Metadata inside pictures.
    ImageMetadata "image_metadata",
    /// What is cut off from pictures that are shown in part.
    CroppedArea "cropped_area",
    /// Printer, mail-merge and other settings.
    Settings "settings",
    /// Data that nothing in the file refers to.
    Orphan "orphan",
    /// Anything else.
    Other "other",
}
