//! All recognisers in one pass over the text.
//!
//! At the start of every token one lazy DFA, which holds the patterns of all recognisers, reads
//! forward until no pattern can match any more; in prose that is after a few bytes. It never
//! reads more than [`MAX_MATCH`] bytes, so that the work is linear in the text whatever it says.
//! Checks and context words are looked at only where a pattern matched. At a line end the two lines
//! are read once more as one, for what is cut there.

mod context;
mod detector;
mod edge;
mod lines;
mod plain;
mod program;
#[cfg(test)]
mod tests;

pub use detector::PatternDetector;

/// No match is longer than this, in bytes.
const MAX_MATCH: usize = 256;
