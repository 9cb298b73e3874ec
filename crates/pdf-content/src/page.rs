//! Pages and the two spaces they are measured in.

use hayro_font::kurbo::{Affine, Rect};
use lopdf::ObjectId;

use crate::Quad;

/// A page after [`crate::normalise`].
#[derive(Clone, PartialEq, Debug)]
pub struct PageInfo {
    /// The page object.
    pub object: ObjectId,
    /// Its one content stream.
    pub contents: ObjectId,
    /// From 1.
    pub number: u32,
    /// MediaBox in page space (points, y up).
    pub media_box: Rect,
    /// CropBox, cut to the MediaBox: what a viewer shows.
    pub crop_box: Rect,
    /// Clockwise rotation in quarter turns, 0 to 3.
    pub quarter_turns: u8,
}

impl PageInfo {
    /// Width in points as displayed.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.display_size().0
    }

    /// Height in points as displayed.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.display_size().1
    }

    fn display_size(&self) -> (f64, f64) {
        let (w, h) = (self.crop_box.width(), self.crop_box.height());
        if self.quarter_turns.is_multiple_of(2) {
            (w, h)
        } else {
            (h, w)
        }
    }

    /// Maps page space to display space (origin at the top left as displayed, y down).
    #[must_use]
    pub fn to_display(&self) -> Affine {
        let c = self.crop_box;
        Affine::new(match self.quarter_turns % 4 {
            0 => [1.0, 0.0, 0.0, -1.0, -c.x0, c.y1],
            1 => [0.0, 1.0, 1.0, 0.0, -c.y0, -c.x0],
            2 => [-1.0, 0.0, 0.0, 1.0, c.x1, -c.y0],
            _ => [0.0, -1.0, -1.0, 0.0, c.y1, c.x1],
        })
    }

    /// The box of `quad` in display space.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "points need no more than f32"
    )]
    pub fn display_rect(&self, quad: &Quad) -> tacenda_core::Rect {
        let r = self.to_display().transform_rect_bbox(quad.bounds());
        tacenda_core::Rect::between(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
    }

    /// A rectangle of display space in page space.
    #[must_use]
    pub fn page_rect(&self, rect: tacenda_core::Rect) -> Rect {
        let display = Rect::new(
            rect.x0.into(),
            rect.y0.into(),
            rect.x1.into(),
            rect.y1.into(),
        );
        self.to_display().inverse().transform_rect_bbox(display)
    }
}
