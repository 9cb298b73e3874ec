//! Cutting fonts down to the codes that are still shown, so that a font says nothing of what was
//! removed.

mod cmap;
mod cut;
mod truetype;
mod usage;

pub(crate) use cut::{
    Cuts, FontCut, Kept, cut_cid_widths, cut_glyph_map, cut_widths, differences, to_unicode,
};
pub(crate) use usage::cuts;

/// The program with the outlines of all other glyphs emptied. `None` if its kind is not known or
/// it is damaged.
pub(crate) fn cut_program(data: &[u8], kept: &Kept) -> Option<Vec<u8>> {
    match data.get(..4)? {
        [0, 1, 0, 0] | b"true" => truetype::cut(data, kept),
        _ => None,
    }
}

/// The program without the names that it carries beside its outlines, if its kind is known.
pub(crate) fn without_names(data: &[u8]) -> Option<Vec<u8>> {
    match data.get(..4)? {
        [0, 1, 0, 0] | b"true" | b"OTTO" => truetype::without_names(data),
        _ => None,
    }
}
