//! Painting out what a document never shows of a picture.

use std::io::Cursor;
use std::ops::Range;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::{ColorType, ExtendedColorType, ImageDecoder, ImageEncoder};

use crate::scan::Shown;

/// How well a painted JPEG keeps what is shown, of 100.
const QUALITY: u8 = 92;

/// Most bytes of samples: far above real pictures.
const MOST_BYTES: usize = 1 << 29;

/// Chunks that say how the samples look, and how large the picture is on paper. They stand before
/// the samples.
const LOOK: &[&[u8]] = &[b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs"];

/// Whether [`cut`] knows the format.
pub(crate) fn can_cut(bytes: &[u8]) -> bool {
    is_png(bytes) || is_jpeg(bytes)
}

fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x89, b'P', b'N', b'G'])
}

fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff])
}

/// The picture in its size and format, without what lies outside all places that are shown.
/// Pixels that are shown in part stay. `None` for what cannot be read.
pub(in crate::redact) fn cut(bytes: &[u8], shown: &[Shown]) -> Option<Vec<u8>> {
    if is_png(bytes) {
        cut_png(bytes, shown)
    } else {
        cut_jpeg(bytes, shown)
    }
}

fn cut_png(bytes: &[u8], shown: &[Shown]) -> Option<Vec<u8>> {
    let decoder = PngDecoder::new(Cursor::new(bytes)).ok()?;
    let picture = Samples::read(decoder)?.painted(shown);
    let mut written = Vec::new();
    let encoder = PngEncoder::new(&mut written);
    let Samples { data, size, colour } = picture;
    encoder
        .write_image(&data, size.0, size.1, colour.into())
        .ok()?;
    // Behind the signature and the header, as in the source.
    let (head, samples) = written.split_at_checked(33)?;
    let mut out = head.to_vec();
    for chunk in chunks(bytes).filter(|chunk| LOOK.contains(&&chunk[4..8])) {
        out.extend_from_slice(chunk);
    }
    out.extend_from_slice(samples);
    Some(out)
}

fn cut_jpeg(bytes: &[u8], shown: &[Shown]) -> Option<Vec<u8>> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let Samples { data, size, colour } = Samples::read(decoder)?.painted(shown);
    let space: &[u8] = match colour {
        ColorType::L8 => b"GRAY",
        _ => b"RGB ",
    };
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    // A profile for the inks of a press does not fit what was decoded to light.
    if let Some(profile) = profile.filter(|p| p.get(16..20) == Some(space)) {
        encoder.set_icc_profile(profile).ok()?;
    }
    let colour: ExtendedColorType = colour.into();
    encoder.encode(&data, size.0, size.1, colour).ok()?;
    Some(out)
}

/// The chunks of a sound PNG, each whole.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = 8;
    std::iter::from_fn(move || {
        let length = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        at += chunk.len();
        Some(chunk)
    })
}

/// A picture's samples, rows from the top without room between them.
struct Samples {
    data: Vec<u8>,
    size: (u32, u32),
    colour: ColorType,
}

impl Samples {
    fn read(decoder: impl ImageDecoder) -> Option<Self> {
        let (size, colour) = (decoder.dimensions(), decoder.color_type());
        let length = usize::try_from(decoder.total_bytes()).ok()?;
        let mut data = vec![0; (length <= MOST_BYTES).then_some(length)?];
        decoder.read_image(&mut data).ok()?;
        Some(Self { data, size, colour })
    }

    /// Black, and clear where a picture can be, in every pixel that no place shows.
    fn painted(mut self, shown: &[Shown]) -> Self {
        let places: Vec<_> = shown
            .iter()
            .map(|s| {
                (
                    pixels(s.left, s.right, self.size.0),
                    pixels(s.top, s.bottom, self.size.1),
                )
            })
            .collect();
        let pixel = usize::from(self.colour.bytes_per_pixel());
        let row = self.size.0 as usize * pixel;
        for (y, row) in self.data.chunks_exact_mut(row).enumerate() {
            for (x, pixel) in row.chunks_exact_mut(pixel).enumerate() {
                let is_in = |(columns, rows): &(Range<usize>, Range<usize>)| {
                    columns.contains(&x) && rows.contains(&y)
                };
                if !places.iter().any(is_in) {
                    pixel.fill(0);
                }
            }
        }
        self
    }
}

/// The pixels of which something lies between two shares of a side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the side of a picture"
)]
fn pixels(from: f64, to: f64, side: u32) -> Range<usize> {
    let side = f64::from(side);
    (from * side).floor() as usize..(to * side).ceil() as usize
}
