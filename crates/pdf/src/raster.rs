//! Pages as pictures, with a clean text layer: for pages that cannot be treated as they are, and
//! for users who want it so.

use std::sync::Arc;

use jpeg_encoder::ColorType;
use lopdf::{Dictionary, Object, Stream, dictionary};
use tacenda_core::{
    FormatError, NeedleSet, PageLayout, PageRenderer, Raster, ReadOptions, Reading, Rect, Span,
};

use crate::image::{Samples, jpeg};
use crate::label::number;
use crate::rebuild::{Copier, PageContent};
use crate::text_layer;

/// Pixels for each point: 200 dpi.
const SCALE: f32 = 200.0 / 72.0;

/// Most pixels along an edge; larger pages are drawn coarser.
const MOST_PIXELS: f32 = 8000.0;

/// Grows boxes over removed text, in points, so that no edge of a letter shows.
const MARGIN: f32 = 1.5;

/// Draws pages of a file and knows what text stands on them.
pub(crate) struct Rasters {
    renderer: Box<dyn PageRenderer>,
    reading: Reading,
}

/// One page as a picture.
pub(crate) struct Picture {
    /// Size in points.
    pub(crate) width: f64,
    pub(crate) height: f64,
    gray: bool,
    pixels: (u32, u32),
    data: Vec<u8>,
    text: Vec<text_layer::Word>,
}

impl Rasters {
    /// Opens `bytes`, a file without encryption.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, FormatError> {
        let options = ReadOptions::default();
        let (reading, _) = tacenda_pdf_content::read(&bytes, &options)?;
        let renderer = tacenda_pdf_content::pages(Arc::from(bytes), None)?;
        Ok(Self { renderer, reading })
    }

    /// Where any of `values` can be read on page `number` (from 1), in display space.
    pub(crate) fn places(&self, number: u32, values: &NeedleSet) -> Vec<Rect> {
        let index = number.saturating_sub(1) as usize;
        let document = &self.reading.document;
        let (Some(page), Some(layout)) =
            (document.pages.get(index), self.reading.layouts.get(index))
        else {
            return Vec::new();
        };
        let text = document.text.as_str();
        let hits = values.find(text.get(page.start..page.end).unwrap_or_default());
        hits.iter()
            .filter_map(|(_, hit)| Span::new(hit.start() + page.start, hit.end() + page.start))
            .flat_map(|span| layout.boxes.iter().filter(move |b| b.span.overlaps(span)))
            .map(|char_box| char_box.rect)
            .collect()
    }

    /// Draws page `number` (from 1) with black boxes over `covered` (display space), and lists
    /// the words that stand outside them.
    pub(crate) fn page(&mut self, number: u32, covered: &[Rect]) -> Result<Picture, FormatError> {
        let index = number.saturating_sub(1) as usize;
        let page = self
            .reading
            .document
            .pages
            .get(index)
            .ok_or(FormatError::NoSuchPage(number))?;
        let scale = SCALE.min(MOST_PIXELS / page.width.max(page.height).max(1.0));
        let mut raster = self.renderer.draw(number, scale)?;
        let covered: Vec<Rect> = covered.iter().map(|r| grown(*r)).collect();
        for rect in &covered {
            black_out(&mut raster, *rect, scale);
        }
        let empty = PageLayout::default();
        let layout = self.reading.layouts.get(index).unwrap_or(&empty);
        let text = self.reading.document.text.as_str();
        let words = text_layer::words(text, layout, &covered);
        let (samples, kind) = opaque(&raster);
        let data = jpeg(&samples, kind, usize::MAX)
            .ok_or_else(|| FormatError::Internal("drawing a page".into()))?;
        Ok(Picture {
            width: page.width.into(),
            height: page.height.into(),
            gray: kind == ColorType::Luma,
            pixels: (raster.width, raster.height),
            data,
            text: words,
        })
    }
}

fn grown(r: Rect) -> Rect {
    Rect {
        x0: r.x0 - MARGIN,
        y0: r.y0 - MARGIN,
        x1: r.x1 + MARGIN,
        y1: r.y1 + MARGIN,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to the picture"
)]
fn black_out(raster: &mut Raster, rect: Rect, scale: f32) {
    let clamp = |value: f32, most: u32| value.clamp(0.0, most as f32) as usize;
    let left = clamp((rect.x0 * scale).floor(), raster.width);
    let right = clamp((rect.x1 * scale).ceil(), raster.width);
    let top = clamp((rect.y0 * scale).floor(), raster.height);
    let bottom = clamp((rect.y1 * scale).ceil(), raster.height);
    let stride = raster.width as usize * 4;
    for y in top..bottom {
        for pixel in raster.rgba[y * stride + left * 4..y * stride + right * 4].chunks_exact_mut(4)
        {
            pixel.copy_from_slice(&[0, 0, 0, 255]);
        }
    }
}

/// The picture on white paper; one component if it has no colour.
fn opaque(raster: &Raster) -> (Samples, ColorType) {
    let blend = |value: u8, alpha: u8| {
        let (value, alpha) = (u16::from(value), u16::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    };
    let rgb: Vec<[u8; 3]> = raster
        .rgba
        .chunks_exact(4)
        .map(|p| [blend(p[0], p[3]), blend(p[1], p[3]), blend(p[2], p[3])])
        .collect();
    let gray = rgb.iter().all(|[r, g, b]| r == g && g == b);
    let samples = Samples {
        width: raster.width as usize,
        height: raster.height as usize,
        bits: 8,
        components: if gray { 1 } else { 3 },
        data: if gray {
            rgb.iter().map(|p| p[0]).collect()
        } else {
            rgb.concat()
        },
        colour: None,
    };
    (
        samples,
        if gray {
            ColorType::Luma
        } else {
            ColorType::Rgb
        },
    )
}

impl Copier<'_> {
    /// The content of a page that is a picture.
    pub(crate) fn picture(&mut self, picture: Picture) -> PageContent {
        let space: &[u8] = if picture.gray {
            b"DeviceGray"
        } else {
            b"DeviceRGB"
        };
        let dict = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(picture.pixels.0),
            "Height" => i64::from(picture.pixels.1),
            "BitsPerComponent" => 8,
            "ColorSpace" => Object::Name(space.to_vec()),
            "Filter" => "DCTDecode",
        };
        let image = self.out.add(Stream::new(dict, picture.data));
        let (width, height) = (number(picture.width), number(picture.height));
        let mut content = format!("q {width} 0 0 {height} 0 0 cm /Page Do Q\n").into_bytes();
        let fonts = text_layer::write(&mut self.out, &mut content, &picture.text, picture.height);
        let mut resources = Dictionary::new();
        resources.set("XObject", dictionary! { "Page" => image });
        if !fonts.is_empty() {
            resources.set("Font", fonts);
        }
        PageContent::Made {
            width: picture.width,
            height: picture.height,
            content,
            resources,
        }
    }
}
