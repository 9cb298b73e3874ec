//! Detection by rule: recognisers for identifiers, dates, addresses and contacts, and what
//! happens to findings afterwards.
//!
//! A [`Recogniser`] is data: patterns, a check, context words and the authority's rule in a
//! sentence. [`PatternDetector`] runs a [`RecogniserSet`] over a text in one linear pass.

mod checksum;
mod engine;
mod fold;
pub mod link;
pub mod lists;
pub mod merge;
mod recogniser;
mod recognisers;

pub use engine::PatternDetector;
pub use recogniser::{
    Edge, FLOOR, Finder, Part, Pattern, Reader, Recogniser, RecogniserSet, Verdict, WEAK_CHECK,
};
