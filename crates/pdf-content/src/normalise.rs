//! One shape for every document, so that a reader and a writer see the same bytes.

mod annotations;
mod fields;
mod letters;
mod pages;
mod streams;

use lopdf::Document;
use tacenda_core::Notice;

use crate::PageInfo;

/// Brings a loaded document into the shape that everything later works on, keeping all object
/// ids:
///
/// * every page has its own `Resources` dictionary (direct, not a reference), `MediaBox`,
///   `CropBox` and `Rotate`, and one content stream;
/// * content streams of pages, forms, tiling patterns and Type 3 glyphs are stored decoded,
///   without `Filter`;
/// * every font and every font in a graphics state is a reference to an object;
/// * appearances of annotations and form fields that a viewer shows, or draws from a field's
///   value, are painted at the end of the page's content as forms, and `Annots` is gone.
///
/// Pages that cannot be read (no dictionary, no box) are left out and named in a notice.
pub fn normalise(document: &mut Document) -> (Vec<PageInfo>, Vec<Notice>) {
    let mut notices = Vec::new();
    streams::decode_content_streams(document, &mut notices);
    let mut pages = pages::normalise_pages(document, &mut notices);
    let mut room = fields::MOST_IN_FILE;
    for page in &mut pages {
        annotations::flatten(document, page, &mut room, &mut notices);
    }
    streams::fonts_as_objects(document);
    (pages, notices)
}
