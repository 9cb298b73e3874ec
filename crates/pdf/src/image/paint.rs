//! Painting over pixels.

use tacenda_pdf_content::kurbo::{Affine, Point, Rect};

use super::decode::Samples;

/// Sets every pixel that any of `areas` touches to zero. `matrix` maps the unit square (y up, the
/// first row of samples at the top) to the space of the areas. Returns whether that changed
/// anything: a region of one value has nothing to hide and is left alone.
pub(crate) fn paint(samples: &mut Samples, matrix: Affine, areas: &[Rect]) -> bool {
    if matrix.determinant().abs() < 1e-12 {
        // Nothing of it can be seen, but it can be read.
        samples.data.fill(0);
        return true;
    }
    let before = samples.data.clone();
    let mut uniform = true;
    for &area in areas {
        uniform &= paint_one(samples, matrix, area, &before);
    }
    if uniform {
        samples.data = before;
    }
    !uniform
}

/// Paints one area. Returns whether all pixels in it had the same value.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixel counts are far below 2^52 and clamped to the picture"
)]
fn paint_one(samples: &mut Samples, matrix: Affine, area: Rect, before: &[u8]) -> bool {
    let (width, height) = (samples.width as f64, samples.height as f64);
    // From pixels (y down) to the space of the area.
    let pixels = matrix * Affine::new([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]);
    let bounds = pixels.inverse().transform_rect_bbox(area);
    let clamp = |value: f64, most: f64| value.clamp(0.0, most) as usize;
    let (left, right) = (
        clamp(bounds.x0.floor(), width),
        clamp(bounds.x1.ceil(), width),
    );
    let (top, bottom) = (
        clamp(bounds.y0.floor(), height),
        clamp(bounds.y1.ceil(), height),
    );
    let [a, b, c, d, _, _] = pixels.as_coeffs();
    let upright = (b.abs() < 1e-9 && c.abs() < 1e-9) || (a.abs() < 1e-9 && d.abs() < 1e-9);
    // Half the size of a pixel in the space of the area, so that touched pixels are met by their
    // middle.
    let reach = area.inflate((a.abs() + c.abs()) / 2.0, (b.abs() + d.abs()) / 2.0);
    let stride = samples.stride();
    let pixel_bits = samples.components * samples.bits;
    let mut first: Option<Vec<bool>> = None;
    let mut uniform = true;
    for y in top..bottom {
        for x in left..right {
            if !upright && !reach.contains(pixels * Point::new(x as f64 + 0.5, y as f64 + 0.5)) {
                continue;
            }
            let start = y * stride * 8 + x * pixel_bits;
            if uniform {
                let value: Vec<bool> = (start..start + pixel_bits)
                    .map(|bit| before[bit / 8] & (0x80 >> (bit % 8)) != 0)
                    .collect();
                uniform = *first.get_or_insert_with(|| value.clone()) == value;
            }
            clear(&mut samples.data, start, pixel_bits);
        }
    }
    uniform
}

fn clear(data: &mut [u8], start: usize, bits: usize) {
    if start.is_multiple_of(8) && bits.is_multiple_of(8) {
        data[start / 8..(start + bits) / 8].fill(0);
        return;
    }
    for bit in start..start + bits {
        data[bit / 8] &= !(0x80 >> (bit % 8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(bits: usize) -> Samples {
        let mut samples = Samples {
            width: 10,
            height: 10,
            bits,
            components: 1,
            data: Vec::new(),
            colour: None,
        };
        let size = samples.stride() * 10;
        // Not all the same, so that painting is seen.
        samples.data = (0..size)
            .map(|i| if i % 2 == 0 { 0xFF } else { 0xFE })
            .collect();
        samples
    }

    #[test]
    fn touched_pixels_are_cleared_and_no_others() {
        let mut samples = picture(8);
        // A picture of 100 by 100 points at the origin; the area touches columns 1 to 3 of the
        // lowest two rows.
        let matrix = Affine::scale(100.0);
        assert!(paint(
            &mut samples,
            matrix,
            &[Rect::new(15.0, 0.0, 31.0, 15.0)]
        ));
        for y in 0..10 {
            for x in 0..10 {
                let painted = samples.data[y * 10 + x] == 0;
                assert_eq!(painted, (1..=3).contains(&x) && y >= 8, "{x} {y}");
            }
        }
    }

    #[test]
    fn single_bits_are_cleared() {
        let mut samples = picture(1);
        samples.data[0] = 0b1101_1111;
        assert!(paint(
            &mut samples,
            Affine::scale(10.0),
            &[Rect::new(1.5, 8.5, 8.5, 9.5)]
        ));
        assert_eq!(samples.data[0] & 0b1000_0000, 0b1000_0000);
        assert_eq!(samples.data[0] & 0b0111_1111, 0);
    }

    #[test]
    fn a_uniform_region_stays() {
        let mut samples = picture(8);
        samples.data.fill(7);
        assert!(!paint(
            &mut samples,
            Affine::scale(10.0),
            &[Rect::new(0.0, 0.0, 5.0, 5.0)]
        ));
        assert!(samples.data.iter().all(|b| *b == 7));
    }
}
