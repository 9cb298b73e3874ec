//! Reading XML without losing track of its bytes.
//!
//! [`walk`] reports elements, attributes and text with the byte ranges at which they stand, and
//! [`splice`] changes only such ranges. Nothing is ever written anew from a tree.

mod decode;
mod names;
mod splice;
mod walk;

pub(crate) use decode::{Source, decode};
pub(crate) use names::Ns;
pub(crate) use splice::{Edit, escape, splice};
pub(crate) use walk::{Attr, Chunk, ChunkKind, Element, Visitor, unescape, walk};

#[cfg(test)]
mod tests;
