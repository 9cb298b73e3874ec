//! What `hayro` draws: glyphs with their places, filled boxes, pictures.

use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;

use super::Text;
use super::printed::Printed;
use crate::guard::caught;

/// A drawn glyph in display space (origin at the top left, y down, points).
#[derive(Clone, Debug)]
pub struct Drawn {
    pub text: String,
    /// Start of its baseline.
    pub origin: Point,
    /// End of its advance.
    pub end: Point,
    /// Font size.
    pub em: f64,
    /// Counts everything drawn on the page.
    pub order: usize,
}

impl Drawn {
    /// A point in the middle of its body.
    pub fn centre(&self) -> Point {
        let along = self.end - self.origin;
        let up = hayro::kurbo::Vec2::new(along.y, -along.x);
        let up = if up.hypot() > 1e-9 {
            up.normalize()
        } else {
            hayro::kurbo::Vec2::new(0.0, -1.0)
        };
        self.origin + along * 0.5 + up * (0.3 * self.em)
    }
}

/// One page as drawn.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub glyphs: Vec<Drawn>,
    /// The same with those that are printed again in one place; empty when there are none.
    prints: Vec<Drawn>,
    /// Boxes filled with one opaque colour, with their place in the order of drawing.
    pub boxes: Vec<(Rect, usize)>,
    /// Areas whose pictures were looked at: how many samples differ from each other.
    pub spoiled: Vec<(usize, u32)>,
}

/// Draws a page and keeps what was drawn. Samples of pictures under `areas` are compared.
/// `None` when the page cannot be drawn.
pub fn page<'a>(
    pdf: &'a Pdf,
    index: usize,
    cache: &InterpreterCache<'a>,
    areas: &[Rect],
) -> Option<Page> {
    caught(|| {
        let page = pdf.pages().get(index)?;
        let mut device = Recorder {
            page: Page::default(),
            printed: Printed::default(),
            order: 0,
            areas,
            groups: Vec::new(),
        };
        let to_display = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(
            to_display,
            Rect::new(-1e6, -1e6, 1e6, 1e6),
            cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut device);
        Some(device.page)
    })?
}

impl Page {
    fn print(&mut self, glyph: Drawn, again: bool) {
        if again && self.prints.is_empty() {
            self.prints.clone_from(&self.glyphs);
        }
        if again {
            self.prints.push(glyph);
            return;
        }
        if !self.prints.is_empty() {
            self.prints.push(glyph.clone());
        }
        self.glyphs.push(glyph);
    }

    /// The text in the order of drawing with everything that is printed again; `None` when
    /// nothing is.
    pub fn printed_text(&self) -> Option<Text> {
        (!self.prints.is_empty()).then(|| written(self.prints.iter()))
    }

    /// The text in the order of drawing.
    pub fn raw_text(&self) -> Text {
        written(self.glyphs.iter())
    }

    /// The text line by line from the top, each from the left.
    pub fn text_by_place(&self) -> Text {
        let mut glyphs: Vec<&Drawn> = self.glyphs.iter().collect();
        glyphs.sort_by(|a, b| a.origin.y.total_cmp(&b.origin.y));
        let mut start = 0;
        while start < glyphs.len() {
            let limit = glyphs[start].origin.y + 0.3 * glyphs[start].em;
            let count = glyphs[start..]
                .iter()
                .take_while(|g| g.origin.y <= limit)
                .count();
            glyphs[start..start + count].sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
            start += count;
        }
        written(glyphs.into_iter())
    }
}

fn written<'g>(glyphs: impl Iterator<Item = &'g Drawn>) -> Text {
    let mut out = Text::default();
    let mut last: Option<&Drawn> = None;
    for glyph in glyphs {
        if let Some(last) = last {
            let step = glyph.origin - last.end;
            let em = glyph.em.max(last.em);
            if step.y.abs() > 0.6 * em || step.x.abs() > 1.2 * em {
                out.text.push('\n');
                out.stretch();
            }
        }
        out.text.push_str(&glyph.text);
        last = Some(glyph);
    }
    out
}

struct Recorder<'r> {
    page: Page,
    printed: Printed,
    order: usize,
    areas: &'r [Rect],
    /// Open transparency groups, and whether what is below shows through them.
    groups: Vec<bool>,
}

impl Recorder<'_> {
    fn filled(&mut self, rect: Rect, props: &DrawProps<'_>, mode: &DrawMode) {
        let opaque =
            matches!(&props.paint, Paint::Color(colour) if colour.to_rgba().components()[3] > 0.95);
        let fills = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        let [_, b, c, _, _, _] = props.transform.as_coeffs();
        let upright =
            (b.abs() < 1e-6 && c.abs() < 1e-6) || props.transform.as_coeffs()[0].abs() < 1e-6;
        // A highlighter multiplies: text below it can be read.
        let normal = props.blend_mode == BlendMode::Normal && !self.groups.contains(&true);
        if opaque && normal && fills && upright && props.soft_mask.is_none() {
            self.page
                .boxes
                .push((props.transform.transform_rect_bbox(rect), self.order));
        }
    }
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.order += 1;
        let bounds = path.bounding_box();
        // Only what fills its own bounding box covers what is below.
        if bounds.area() > 0.0 && path.area().abs() > 0.99 * bounds.area() {
            self.filled(bounds, &props, mode);
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.order += 1;
        self.filled(*rect, &props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.order += 1;
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let width = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(type3) => type3.advance_width(),
            };
            let origin = transform * Point::ORIGIN;
            let end = transform * Point::new(width.unwrap_or(500.0).into(), 0.0);
            let em = ((transform * Point::new(0.0, 1000.0)) - origin).hypot();
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            let drawn = Drawn {
                text,
                origin,
                end,
                em,
                order: self.order,
            };
            let finite = origin.is_finite() && end.is_finite() && em.is_finite();
            let place = (origin.x, origin.y);
            if !finite {
                continue;
            }
            let space = drawn.text.trim().is_empty();
            let again = !space && self.printed.again(&drawn.text, place, em);
            self.page.print(drawn, again);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.order += 1;
        for (index, area) in self.areas.iter().enumerate() {
            let spread = match &image {
                Image::Raster(raster) => raster_spread(raster, props.transform, *area),
                Image::Stencil(stencil) => {
                    let mut spread = 0;
                    stencil.with_stencil(
                        |luma, _| {
                            spread = samples_spread(
                                &luma.data,
                                luma.width,
                                luma.height,
                                1,
                                props.transform,
                                *area,
                            );
                        },
                        None,
                    );
                    spread
                }
            };
            if spread > 0 {
                self.page.spoiled.push((index, spread));
            }
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        mode: BlendMode,
    ) {
        let through = opacity < 0.95 || mask.is_some() || mode != BlendMode::Normal;
        self.groups.push(through);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn pop_clip(&mut self) {}
}

fn raster_spread(raster: &hayro_interpret::RasterImage<'_>, to_display: Affine, area: Rect) -> u32 {
    use hayro_interpret::ImageData;
    let mut spread = 0;
    raster.with_rgba(
        |data, alpha| {
            spread = match &data {
                ImageData::Rgb(rgb) => {
                    samples_spread(&rgb.data, rgb.width, rgb.height, 3, to_display, area)
                }
                ImageData::Luma(luma) => {
                    samples_spread(&luma.data, luma.width, luma.height, 1, to_display, area)
                }
            };
            if let Some(alpha) = alpha {
                spread = spread.max(samples_spread(
                    &alpha.data,
                    alpha.width,
                    alpha.height,
                    1,
                    to_display,
                    area,
                ));
            }
        },
        None,
    );
    spread
}

/// The largest difference between samples of one channel whose centres lie well inside `area`.
fn samples_spread(
    data: &[u8],
    width: u32,
    height: u32,
    channels: usize,
    to_display: Affine,
    area: Rect,
) -> u32 {
    let (columns, rows) = (f64::from(width), f64::from(height));
    // Samples at the edge of an area may belong to both sides.
    let unit = Affine::new([1.0 / columns, 0.0, 0.0, -1.0 / rows, 0.0, 1.0]);
    let place = to_display * unit;
    let inner = {
        let sample = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        area.inset(-sample.width().max(sample.height()).max(0.5))
    };
    if inner.width() <= 0.0 || inner.height() <= 0.0 {
        return 0;
    }
    let covered = place.inverse().transform_rect_bbox(inner);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the picture"
    )]
    let range = |low: f64, high: f64, size: u32| {
        (
            low.floor().clamp(0.0, size.into()) as usize,
            high.ceil().clamp(0.0, size.into()) as usize,
        )
    };
    let (left, right) = range(covered.x0, covered.x1, width);
    let (top, bottom) = range(covered.y0, covered.y1, height);
    let mut low = [u8::MAX; 3];
    let mut high = [0_u8; 3];
    for row in top..bottom {
        for column in left..right {
            #[expect(clippy::cast_precision_loss, reason = "picture sizes are small")]
            let centre = place * Point::new(column as f64 + 0.5, row as f64 + 0.5);
            if !inner.contains(centre) {
                continue;
            }
            let at = (row * width as usize + column) * channels;
            let Some(sample) = data.get(at..at + channels) else {
                continue;
            };
            for (channel, &value) in sample.iter().enumerate() {
                low[channel] = low[channel].min(value);
                high[channel] = high[channel].max(value);
            }
        }
    }
    (0..channels)
        .map(|c| u32::from(high[c].saturating_sub(low[c])))
        .max()
        .unwrap_or(0)
}
