//! Checks a written PDF, knowing nothing of how it was written.
//!
//! [`verify`] looks at the output alone, and at the source only to compare: it opens the bytes
//! with two parsers and scans them with a third that trusts no cross-reference, reads the text
//! with three engines, searches every decoded stream, string and name for the removed values in
//! every spelling, and looks at structure, places and distances. A check that cannot be carried
//! out counts as failed. [`search`] does the part that needs no source and no plan.
//!
//! This crate must not depend on the crates that read for redaction and write.

mod checks;
mod engines;
mod file;
mod guard;
mod terms;
mod verify;

pub use verify::{search, verify};
