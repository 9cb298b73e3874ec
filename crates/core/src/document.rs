//! What a file says, once read.

use crate::{CanonicalText, Extent, FormatKind, Span};

/// The content of one file as every later step sees it. The same bytes read with the same
/// options always give the same document.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Document {
    /// The format it was read as.
    pub kind: FormatKind,
    /// Everything readable in the file, in reading order, section after section.
    pub text: CanonicalText,
    /// The pages, for formats that have them; their spans are sorted and disjoint.
    pub pages: Vec<Page>,
    /// The parts of the file that `text` is made of (body, header, footnotes, comments,
    /// properties…), sorted and disjoint; at least one where there is text.
    pub sections: Vec<Section>,
    /// Paragraphs, cells and the like inside sections, for display and for detectors that need
    /// line or cell bounds. Sorted and disjoint; may be empty.
    pub blocks: Vec<Block>,
    /// Stretches with a special standing (inserted, deleted, hidden…). May overlap.
    pub marks: Vec<Mark>,
    /// Other orders in which the same text can be read, such as a contract with all tracked
    /// changes accepted. Detectors also read these, and their hits are mapped back.
    pub views: Vec<View>,
}

impl Document {
    /// The number (from 1) of the page on which byte `at` of the canonical text stands.
    #[must_use]
    pub fn page_of(&self, at: usize) -> Option<u32> {
        let index = self.pages.partition_point(|p| p.end <= at);
        self.pages
            .get(index)
            .filter(|p| p.start <= at)
            .map(|p| p.number)
    }

    /// The section in which byte `at` of the canonical text stands.
    #[must_use]
    pub fn section_of(&self, at: usize) -> Option<&Section> {
        let index = self.sections.partition_point(|s| s.end <= at);
        self.sections.get(index).filter(|s| s.start <= at)
    }
}

/// One page.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// First byte of its text in the canonical text. A page may have no text: `start == end`.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Width in points as displayed (after rotation).
    pub width: f32,
    /// Height in points as displayed.
    pub height: f32,
}

/// A part of the file that is read on its own.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Section {
    /// First byte in the canonical text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What a reader calls it: "Body", "Header 1", "Footnotes", "Comments", "Properties".
    pub title: String,
    /// Where it is in the file, such as `word/header1.xml`; empty when the format has no parts.
    pub part: String,
}

/// A paragraph, cell or similar unit.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Block {
    /// Its text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is, as far as display needs to know.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 9.
    Heading(u8),
    /// A list item, with its nesting level from 0.
    ListItem(u8),
    /// A table cell: table number in the document, row and column, each from 0.
    Cell {
        /// Table, counted through the document.
        table: u32,
        /// Row in the table.
        row: u32,
        /// Column in the row.
        column: u32,
    },
    /// A comment, with its author.
    Comment {
        /// As the file names them; part of what is redacted.
        author: String,
    },
    /// A property or attribute, with its name.
    Property {
        /// Such as `Title` or `Alternative text`.
        name: String,
    },
}

/// A stretch of text with a special standing.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Mark {
    /// The stretch.
    pub span: Span,
    /// Its standing.
    pub kind: MarkKind,
}

/// Why a stretch of text is special.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum MarkKind {
    /// A tracked insertion.
    Inserted,
    /// A tracked deletion: not in the final text, but in the file.
    Deleted,
    /// Moved away from here.
    MovedFrom,
    /// Moved to here.
    MovedTo,
    /// In the file but not shown: hidden text, invisible glyphs, hidden layers.
    Hidden,
    /// A field's instruction rather than its result.
    FieldCode,
    /// A hyperlink's visible text.
    Link,
    /// Bold text.
    Bold,
    /// Italic text.
    Italic,
}

/// The canonical text read in another order or with parts left out.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct View {
    /// Such as `accepted` or `original`.
    pub name: String,
    /// The pieces of canonical text that make up the view, in its order. A piece of the view's
    /// text that stands nowhere in the canonical text (a joining space) is not possible: where
    /// two words must stay apart, the pieces carry their separators.
    pub pieces: Vec<Span>,
}

impl View {
    /// The view's text.
    #[must_use]
    pub fn text(&self, canonical: &CanonicalText) -> String {
        self.pieces
            .iter()
            .filter_map(|&piece| canonical.get(piece))
            .collect()
    }

    /// Maps a range of bytes of the view's text to where it stands in the canonical text.
    /// `None` when the range is empty or past the end.
    #[must_use]
    pub fn to_canonical(&self, start: usize, end: usize) -> Option<Extent> {
        let mut at = 0;
        let mut parts = Vec::new();
        for piece in &self.pieces {
            let from = start.max(at);
            let to = end.min(at + piece.len());
            if let Some(part) = Span::new(from, to.max(from)) {
                let shift = piece.start();
                parts.extend(Span::new(
                    part.start() - at + shift,
                    part.end() - at + shift,
                ));
            }
            at += piece.len();
            if at >= end {
                break;
            }
        }
        (end <= at).then(|| Extent::new(parts)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_deletion_inside_maps_to_two_parts() {
        // "John " + deleted "Sim" + "Smith"
        let text = CanonicalText::new("John SimSmith".into());
        let span = |s, e| Span::new(s, e).expect("not empty");
        let view = View {
            name: "accepted".into(),
            pieces: vec![span(0, 5), span(8, 13)],
        };
        assert_eq!(view.text(&text), "John Smith");
        let extent = view.to_canonical(0, 10).expect("inside");
        assert_eq!(extent.parts(), [span(0, 5), span(8, 13)]);
        assert_eq!(view.to_canonical(5, 10), Some(span(8, 13).into()));
        assert_eq!(view.to_canonical(5, 11), None);
    }
}
