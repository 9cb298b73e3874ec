//! Painted samples as a PDF stream again.

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use jpeg_encoder::ColorType;
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::decode::Samples;
use crate::output::compressed;

/// Qualities of JPEG from the best down. The first is high enough that a second compression is not
/// seen; the others are for sources that had no more than that.
const JPEG_QUALITIES: [u8; 3] = [92, 82, 70];

/// Whether the source was lossy, and so the result may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Loss {
    Lossless,
    /// With the source's length in bytes, of which the result takes little more.
    Lossy(usize),
}

/// Puts `samples` under `dict`, which has everything of an image but its data.
pub(crate) fn stream(mut dict: Dictionary, samples: Samples, loss: Loss) -> Stream {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    dict.set("Width", number(samples.width));
    dict.set("Height", number(samples.height));
    let mask = dict
        .get(b"ImageMask")
        .is_ok_and(|o| o.as_bool().unwrap_or(false));
    if !mask {
        dict.set("BitsPerComponent", number(samples.bits));
        if let (false, Some(colour)) = (dict.has(b"ColorSpace"), samples.colour) {
            dict.set("ColorSpace", Object::Name(colour.into()));
        }
    }
    dict.remove(b"SMaskInData");
    if samples.bits == 1 && samples.components == 1 {
        return fax(dict, &samples);
    }
    let kind = match (samples.bits, samples.components) {
        (8, 1) => Some(ColorType::Luma),
        (8, 3) => Some(ColorType::Rgb),
        _ => None,
    };
    if let (Loss::Lossy(length), Some(kind)) = (loss, kind)
        && let Some(data) = jpeg(&samples, kind, length / 4 * 5)
    {
        dict.set("Filter", Object::Name(b"DCTDecode".to_vec()));
        return Stream::new(dict, data);
    }
    compressed(dict, samples.data)
}

/// The picture at the best quality that takes at most `most` bytes, or at the least one.
pub(crate) fn jpeg(samples: &Samples, kind: ColorType, most: usize) -> Option<Vec<u8>> {
    let (width, height) = (
        u16::try_from(samples.width).ok()?,
        u16::try_from(samples.height).ok()?,
    );
    let mut data = Vec::new();
    for quality in JPEG_QUALITIES {
        data.clear();
        jpeg_encoder::Encoder::new(&mut data, quality)
            .encode(&samples.data, width, height, kind)
            .ok()?;
        if data.len() <= most {
            break;
        }
    }
    Some(data)
}

/// CCITT group 4 (ITU-T T.6), as scans have it.
fn fax(mut dict: Dictionary, samples: &Samples) -> Stream {
    let Ok(width) = u32::try_from(samples.width) else {
        return compressed(dict, samples.data.clone());
    };
    let mut encoder = Encoder::new(VecWriter::new());
    for row in samples.data.chunks_exact(samples.stride()) {
        let pels = (0..samples.width).map(|x| {
            if row[x / 8] & (0x80 >> (x % 8)) == 0 {
                Color::Black
            } else {
                Color::White
            }
        });
        // Writing to a vector cannot fail.
        let _ = encoder.encode_line(pels, width);
    }
    let Ok(writer) = encoder.finish();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    dict.set("Filter", Object::Name(b"CCITTFaxDecode".to_vec()));
    dict.set(
        "DecodeParms",
        dictionary! { "K" => -1, "Columns" => number(samples.width), "Rows" => number(samples.height) },
    );
    Stream::new(dict, writer.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise, which takes the more room the better it is kept.
    #[test]
    fn a_jpeg_takes_as_much_room_as_it_may_and_no_more_than_it_must() {
        let mut state = 1_u32;
        let data: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(64 * 64)
        .collect();
        let samples = Samples {
            width: 64,
            height: 64,
            components: 1,
            bits: 8,
            colour: None,
            data,
        };
        let size = |most| jpeg(&samples, ColorType::Luma, most).map_or(0, |d| d.len());
        let best = size(usize::MAX);
        let middle = size(best - 1);
        assert_eq!(size(best), best);
        assert!(middle < best && size(middle - 1) < middle);
        assert_eq!(size(0), size(middle - 1));
    }
}
