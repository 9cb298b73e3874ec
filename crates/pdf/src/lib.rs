//! PDF: what was chosen is taken out of the file itself; the rest of the page stays as it was.
//!
//! 1. `tacenda-pdf-content` says what stands on the pages: every glyph with its place in the
//!    bytes.
//! 2. `removal` chooses glyphs, by identity and never by rectangle alone.
//! 3. `line` sets the affected lines anew, so that no distance tells how wide the removed text
//!    was; `edit` takes the glyphs out of the content streams.
//! 4. `rebuild` makes a new file of what is known to be needed; `font` and `image` cut down what
//!    goes into it. Everything else is left behind.
//! 5. `raster` makes a picture of a page that cannot be treated that way.

mod area;
mod edit;
mod font;
mod format;
mod image;
mod label;
mod layers;
mod line;
mod output;
mod raster;
mod rebuild;
mod recheck;
mod redact;
mod removal;
mod rule;
mod text_layer;

pub use format::PdfFormat;
