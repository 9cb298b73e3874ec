//! Lists of what is always, and never, found.
//!
//! A [`TermSet`] finds its entries in a text: the same words across case, accents, spacing and
//! line breaks, nearly the same words, or an expression. A [`ListDetector`] makes candidates of
//! what it finds, a [`NeverList`] takes candidates away.

mod detector;
mod fuzzy;
mod never;
mod terms;
mod words;

pub(crate) use words::is_invisible;

pub use detector::ListDetector;
pub use never::{NeverList, Sorted};
pub use terms::{ListError, Matching, Term, TermSet};

#[cfg(test)]
mod tests;
