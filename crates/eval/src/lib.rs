//! Scores of entity recognition, counted exactly as the CoNLL-2000 scorer `conlleval` counts
//! them: an entity is right when its bounds and its type are.
//!
//! Beside precision, recall and F1 it gives what matters for redaction: the share of characters of
//! entities that something covers (**character recall**), the share of entities that are covered
//! wholly (**covered recall**), whatever their type, and F2, which weighs recall twice as much as
//! precision.
//!
//! [`conll`] reads columns, [`jsonl`] rows with spans; [`Scorer`] counts.

pub mod chunk;
pub mod conll;
mod error;
pub mod jsonl;
mod score;

pub use error::EvalError;
pub use score::{Counts, Labelled, Report, Scorer};
