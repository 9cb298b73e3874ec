//! Places on pages.

use crate::Span;

/// A rectangle in *display space* of a page: PDF points (1/72 inch), origin at the top left of
/// the visible page (CropBox after rotation), x to the right, y down.
#[derive(Clone, Copy, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge, not less than `x0`.
    pub x1: f32,
    /// Lower edge, not less than `y0`.
    pub y1: f32,
}

impl Rect {
    /// The rectangle between two opposite corners, whichever they are.
    #[must_use]
    pub fn between(ax: f32, ay: f32, bx: f32, by: f32) -> Self {
        Self {
            x0: ax.min(bx),
            y0: ay.min(by),
            x1: ax.max(bx),
            y1: ay.max(by),
        }
    }

    /// Whether the two share any point inside both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// The smallest rectangle that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// A region of a page that a reviewer or a policy marked for removal.
#[derive(Clone, Copy, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Area {
    /// Page number, from 1.
    pub page: u32,
    /// Where on that page.
    pub rect: Rect,
}

/// Where the characters of a stretch of canonical text stand on a page.
#[derive(Clone, Copy, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct CharBox {
    /// The bytes of canonical text this box stands for: usually one character, several for a
    /// ligature.
    pub span: Span,
    /// Its box in display space: advance width by font ascent and descent.
    pub rect: Rect,
}

/// The boxes of one page, in order of their spans. Characters that stand nowhere (line ends, the
/// spaces that layout inferred) have no box.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct PageLayout {
    /// Sorted by `span`.
    pub boxes: Vec<CharBox>,
}

impl PageLayout {
    /// Boxes that cover `span` on this page, one for each line: neighbouring characters on the
    /// same baseline are joined.
    #[must_use]
    pub fn line_rects(&self, span: Span) -> Vec<Rect> {
        let from = self.boxes.partition_point(|b| b.span.end() <= span.start());
        let mut lines: Vec<Rect> = Vec::new();
        for b in self.boxes[from..]
            .iter()
            .take_while(|b| b.span.start() < span.end())
        {
            match lines.last_mut() {
                Some(line) if same_line(*line, b.rect) => *line = line.hull(b.rect),
                _ => lines.push(b.rect),
            }
        }
        lines
    }
}

/// Two boxes are on one line when their vertical extents share more than half of the smaller and
/// they are not farther apart than two line heights.
fn same_line(a: Rect, b: Rect) -> bool {
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    let height = (a.y1 - a.y0).min(b.y1 - b.y0);
    let gap = (b.x0 - a.x1).max(a.x0 - b.x1);
    shared > height / 2.0 && gap < 2.0 * height.max(1.0)
}

/// A picture of a page: 8-bit RGBA, rows from the top, no padding.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}
