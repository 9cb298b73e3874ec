//! What crosses the door between shell and window. Only these types are serialised there; the
//! test in `bindings.rs` writes them to `ui/src/backend/bindings.ts`.
//!
//! No byte offset of the canonical text is among them: the window gets ids, rectangles in points
//! (origin at the top left of the page), numbers of words on a page, and UTF-16 offsets inside one
//! block of text, which is what its own strings count in.

mod export;
mod findings;
mod leaves;
mod policy;
mod project;
mod settings;

pub use export::*;
pub use findings::*;
pub use leaves::*;
pub use policy::*;
pub use project::*;
pub use settings::*;
