//! Leaves: the pages of a document with pages, the segments of text of one without.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document as it is opened for review; the list of findings follows in parts.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DocumentDetail {
    /// The document.
    pub document: DocumentRef,
    /// How its leaves are shown.
    pub leaves: LeafKind,
    /// What could not be read or covered.
    pub notices: Vec<NoticeView>,
    /// Numbers of the leaves seen, from 1.
    pub seen: Vec<u32>,
}

/// Which document.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRef {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// `pdf`, `docx`, `txt`, `md`.
    pub kind: String,
}

/// How leaves are shown.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum LeafKind {
    /// Pages, drawn by the shell.
    Pages {
        /// Width and height of each in points, one after the other.
        sizes: Vec<f32>,
    },
    /// Segments of text.
    Segments {
        /// Characters in each, to guess their heights before they are shown.
        lengths: Vec<u32>,
    },
}

/// One page's overlay.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct PageView {
    /// From 1.
    pub page: u32,
    /// Findings on it.
    pub boxes: Vec<BoxView>,
}

/// Where a finding stands on a page.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct BoxView {
    /// The finding.
    #[ts(type = "number")]
    pub id: i64,
    /// `x0, y0, x1, y1` for each line it stands on, one after the other, in points.
    pub rects: Vec<f32>,
}

/// A segment of text: some blocks of a document without pages.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct SegmentView {
    /// From 1.
    pub segment: u32,
    /// In reading order.
    pub blocks: Vec<BlockView>,
}

/// Which text to show.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// As it is.
    Source,
    /// As it would be exported now.
    Redacted,
}

/// A paragraph, heading, cell or the like.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct BlockView {
    /// Identifies it in the document.
    pub block: u32,
    /// What it is.
    pub kind: BlockKindView,
    /// Heading level from 1, nesting of a list item from 0.
    pub level: u8,
    /// Table, row and column from 0, for a cell.
    pub cell: Option<[u32; 3]>,
    /// Author of a comment, name of a property.
    pub label: Option<String>,
    /// Title of the part that begins here, such as "Header 1".
    pub section: Option<String>,
    /// Its text.
    pub text: String,
    /// Findings in it.
    pub hits: Vec<HitView>,
    /// Stretches with a special standing.
    pub marks: Vec<MarkView>,
}

/// What a block is.
#[derive(Serialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum BlockKindView {
    /// Running text.
    Paragraph,
    /// A heading.
    Heading,
    /// A list item.
    ListItem,
    /// A table cell.
    Cell,
    /// A comment.
    Comment,
    /// A property.
    Property,
}

/// A finding inside a block, in UTF-16 code units of its text.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct HitView {
    /// The finding.
    #[ts(type = "number")]
    pub id: i64,
    /// First code unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A stretch with a special standing, in UTF-16 code units of its block's text.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct MarkView {
    /// `inserted`, `deleted`, `movedFrom`, `movedTo`, `hidden`, `fieldCode`, `link`, `bold`,
    /// `italic`.
    pub kind: String,
    /// First code unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Something chosen in the document by hand.
#[derive(Deserialize, TS, Clone, Debug)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum Selection {
    /// What lies between two points of a page, as one would mark it with a mouse; in points.
    Between {
        /// The page.
        page: u32,
        /// `x, y` of the beginning.
        from: [f32; 2],
        /// `x, y` of the end.
        to: [f32; 2],
    },
    /// Text from one block to another, in UTF-16 code units of each block's text.
    Text {
        /// Block of the start.
        from_block: u32,
        /// Offset in it.
        from: u32,
        /// Block of the end.
        to_block: u32,
        /// Offset in it.
        to: u32,
    },
    /// A rectangle on a page, in points.
    Area {
        /// The page.
        page: u32,
        /// `x0, y0, x1, y1`.
        rect: [f32; 4],
    },
    /// A whole page or segment.
    Leaf {
        /// From 1.
        leaf: u32,
    },
}

/// What becomes of a selection.
#[derive(Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum SelectionUse {
    /// It goes.
    Redact,
    /// It stays and the rest of its leaves goes.
    KeepOnly,
}

/// Something that could not be read, covered or run.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct NoticeView {
    /// Identifies it in its document.
    #[ts(type = "number")]
    pub id: i64,
    /// Stable name, for translation.
    pub code: String,
    /// `info`, `attention` or `blocking`.
    pub severity: String,
    /// Page or segment, where known.
    pub leaf: Option<u32>,
    /// Where, in words.
    pub place: String,
    /// What it means and what to do, in English.
    pub message: String,
    /// Figures and names.
    pub detail: String,
    /// A reviewer acknowledged it.
    pub seen: bool,
}
