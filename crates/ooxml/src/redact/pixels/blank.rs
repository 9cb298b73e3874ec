//! Pictures that show nothing.

use super::super::metafile::empty;

/// A picture of one pixel in the format of `bytes`; an empty metafile where the format has no
/// pixels or is not known.
pub(in crate::redact) fn blank(bytes: &[u8]) -> Vec<u8> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => PNG.to_vec(),
        [0xff, 0xd8, 0xff, ..] => jpeg(),
        [b'G', b'I', b'F', b'8', ..] => GIF.to_vec(),
        [b'B', b'M', ..] => bmp(),
        _ => empty(bytes),
    }
}

/// One transparent pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// One transparent pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// One grey pixel: a table of ones, one component, and Huffman tables of one code each.
fn jpeg() -> Vec<u8> {
    let mut out = vec![0xff, 0xd8, 0xff, 0xdb, 0, 67, 0];
    out.extend([1; 64]);
    out.extend([0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    for table in [0x00, 0x10] {
        out.extend([0xff, 0xc4, 0, 20, table, 1]);
        out.extend([0; 16]);
    }
    out.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f, 0xff, 0xd9]);
    out
}

/// One white pixel.
fn bmp() -> Vec<u8> {
    let mut out = b"BM".to_vec();
    let words = [
        58u32,
        0,
        54,
        40,
        1,
        1,
        1 | 24 << 16,
        0,
        4,
        2835,
        2835,
        0,
        0,
        0x00ff_ffff,
    ];
    out.extend(words.iter().flat_map(|w| w.to_le_bytes()));
    out
}
