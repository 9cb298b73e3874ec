//! Pictures: metadata stripped, pixels painted over.

mod decode;
mod encode;
mod paint;
pub(crate) mod strip;

use lopdf::{Document, Object, ObjectId, Stream};
use tacenda_pdf_content::kurbo::{Affine, Rect};

pub(crate) use decode::Samples;
pub(crate) use encode::{Loss, jpeg, stream};

/// A picture with pixels painted over, in it or in its masks.
pub(crate) struct Painted {
    /// The image of the source.
    pub(crate) source: ObjectId,
    pub(crate) own: Option<(Samples, Loss)>,
    pub(crate) soft_mask: Option<Samples>,
    pub(crate) mask: Option<Samples>,
}

/// What painting over an image comes to.
pub(crate) enum Outcome {
    /// There was nothing to hide.
    Unchanged,
    Painted(Box<Painted>),
    /// Its data cannot be read, so the whole picture has to go.
    Unreadable,
}

/// Paints `areas` over an image XObject and its masks. `matrix` maps the unit square to the
/// space of the areas.
pub(crate) fn paint_over(
    document: &Document,
    source: ObjectId,
    matrix: Affine,
    areas: &[Rect],
) -> Outcome {
    let Some(image) = document
        .get_object(source)
        .ok()
        .and_then(|o| o.as_stream().ok())
    else {
        return Outcome::Unreadable;
    };
    let mut painted = Painted {
        source,
        own: None,
        soft_mask: None,
        mask: None,
    };
    let Some(mut own) = decode::samples(document, image) else {
        return Outcome::Unreadable;
    };
    if paint::paint(&mut own, matrix, areas) {
        painted.own = Some((own, loss(document, image)));
    }
    for (key, slot) in [
        (&b"SMask"[..], &mut painted.soft_mask),
        (b"Mask", &mut painted.mask),
    ] {
        let Some(mask) = image
            .dict
            .get(key)
            .ok()
            .and_then(|o| stream_of(document, o))
        else {
            continue;
        };
        let Some(mut samples) = decode::samples(document, mask) else {
            return Outcome::Unreadable;
        };
        if paint::paint(&mut samples, matrix, areas) {
            *slot = Some(samples);
        }
    }
    if painted.own.is_none() && painted.soft_mask.is_none() && painted.mask.is_none() {
        Outcome::Unchanged
    } else {
        Outcome::Painted(Box::new(painted))
    }
}

fn stream_of<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Stream> {
    document.dereference(object).ok()?.1.as_stream().ok()
}

fn loss(document: &Document, image: &Stream) -> Loss {
    let lossy = |o: &Object| {
        o.as_name()
            .is_ok_and(|n| matches!(n, b"DCTDecode" | b"DCT" | b"JPXDecode"))
    };
    let filter = image
        .dict
        .get(b"Filter")
        .ok()
        .and_then(|o| document.dereference(o).ok());
    match filter {
        Some((_, Object::Array(items))) if items.iter().any(lossy) => {
            Loss::Lossy(image.content.len())
        }
        Some((_, other)) if lossy(other) => Loss::Lossy(image.content.len()),
        _ => Loss::Lossless,
    }
}
