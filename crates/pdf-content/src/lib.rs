//! What stands on the pages of a PDF.
//!
//! [`read_content`] is the whole way: open ([`open`]), bring into the one shape that everything
//! later works on ([`normalise`]), execute every content stream ([`walk`]) into a [`GlyphTable`],
//! and lay its glyphs out as text. [`Content`] keeps the normalised document beside the reading,
//! so that a writer can edit by glyph identity: a [`GlyphMap`] says which glyphs a span of the
//! canonical text stands for, and a glyph says which bytes of which stream show it.
//!
//! No byte sequence makes anything here panic or run without bound: foreign parsers run behind
//! `catch_unwind` on a thread with a large stack.

mod content;
mod cover;
mod decode;
mod draw;
mod glyph;
pub mod helvetica;
mod hidden;
mod layout;
pub mod lexer;
mod map;
mod normalise;
mod notices;
mod open;
mod page;
mod parallel;
mod salvage;
mod walk;

pub use content::{Content, read, read_content, read_pages};
pub use decode::decoded;
pub use draw::pages;
pub use glyph::{
    FontId, FontInfo, Glyph, GlyphId, GlyphTable, ImageSource, ImageUse, MarkedUse, PathUse, Quad,
    ResourcesOf, Run, RunId, Show, ShowId, ShowKind, Subpath, TextId, Via, Visibility,
};
pub use hayro_font::kurbo;
pub use map::{GlyphMap, MapEntry};
pub use normalise::normalise;
pub use open::{Source, looks_like_pdf, open};
pub use page::PageInfo;
pub use parallel::in_parallel;
pub use walk::{resources, walk};

#[cfg(test)]
mod tests;
