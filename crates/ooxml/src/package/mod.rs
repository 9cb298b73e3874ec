//! The zip package: parts, content types, relationships.

mod opc;
mod read;
mod write;

pub(crate) use opc::{Graph, resolve_target};
pub(crate) use read::{Allowance, Package, Part, looks_like_zip};
pub(crate) use write::write;
