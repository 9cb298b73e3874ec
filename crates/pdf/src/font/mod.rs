//! Cutting fonts down to the codes that are still shown, so that a font says nothing of what was
//! removed.

mod cff;
mod cmap;
mod cut;
mod names;
mod standard;
mod truetype;
mod type1;
mod usage;

pub(crate) use cut::{
    Cuts, FontCut, Kept, cut_cid_widths, cut_glyph_map, cut_widths, differences, to_unicode,
};
pub(crate) use names::without_values;
pub(crate) use usage::cuts;

/// A program that was cut.
#[derive(Default)]
pub(crate) struct CutProgram {
    pub(crate) data: Vec<u8>,
    /// The lengths of its parts, if it is one that has several.
    pub(crate) lengths: Option<[usize; 3]>,
    /// Its kind, if that has changed.
    pub(crate) subtype: Option<&'static str>,
}

impl From<Vec<u8>> for CutProgram {
    fn from(data: Vec<u8>) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }
}

/// The program with no glyph but those that are kept. `None` if its kind is not known or it is
/// damaged.
pub(crate) fn cut_program(data: &[u8], kept: &Kept) -> Option<CutProgram> {
    let drawn = kept.drawn.as_ref();
    match data.get(..4)? {
        [0, 1, 0, 0] | b"true" => truetype::cut(data, kept).map(Into::into),
        [1, 0, 4..=u8::MAX, 1..=4] => cff::cut(data, drawn?, kept.composite).map(Into::into),
        // The tables around the outlines map and measure glyphs by number. PDF needs none of them.
        b"OTTO" => {
            let outlines = truetype::table(data, b"CFF ")?;
            let subtype = if kept.composite {
                "CIDFontType0C"
            } else {
                "Type1C"
            };
            Some(CutProgram {
                data: cff::cut(outlines, drawn?, kept.composite)?,
                subtype: Some(subtype),
                lengths: None,
            })
        }
        b"%!PS" | b"%!Fo" if !kept.composite => {
            let cut = type1::cut(data, drawn?)?;
            Some(CutProgram {
                data: cut.data,
                lengths: Some(cut.lengths),
                subtype: None,
            })
        }
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
