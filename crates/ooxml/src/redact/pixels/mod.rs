//! Pictures without what cameras and programs wrote beside the pixels.
//!
//! Each format has its list of what a picture needs in order to look as it did; everything else
//! goes, and so does whatever follows the picture's end.

mod blank;
mod bmp;
mod crop;
mod gif;
mod jpeg;
mod png;
mod tiff;
mod webp;

pub(super) use blank::blank;
pub(crate) use crop::can_cut;
pub(super) use crop::cut;

/// The picture without metadata, earlier versions, thumbnails and pages that are not shown;
/// `None` for what is of no known format or is damaged.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => png::stripped(bytes),
        [0xff, 0xd8, 0xff, ..] => jpeg::stripped(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif::stripped(bytes),
        [b'B', b'M', ..] => bmp::stripped(bytes),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => tiff::stripped(bytes),
        [b'R', b'I', b'F', b'F', ..] => webp::stripped(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
