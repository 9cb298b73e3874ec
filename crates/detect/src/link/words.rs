//! A text as a row of words.

use tacenda_core::Span;

use crate::fold;
use crate::lists::is_invisible;

/// A run of letters and digits, with the apostrophes inside it; a possessive ending is left out.
pub(super) struct Word {
    pub(super) span: Span,
    /// Letters as they are compared.
    pub(super) folded: String,
    pub(super) shape: Shape,
    /// Whether `'s` follows.
    pub(super) possessive: bool,
}

/// How a word uses capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Lower,
    Capital,
    Upper,
}

impl Word {
    /// A single capital letter.
    pub(super) fn is_initial(&self) -> bool {
        self.shape != Shape::Lower && self.folded.chars().count() == 1
    }

    pub(super) fn is_capital(&self) -> bool {
        self.shape != Shape::Lower
    }
}

/// The words of `text` in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric()
            || start.is_some()
                && (is_invisible(c) || unicode_normalization::char::is_combining_mark(c));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false)
                if !(is_apostrophe(c) && letter_follows(text, at + c.len_utf8())) =>
            {
                out.extend(word(text, from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.extend(word(text, from, text.len()));
    }
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphabetic)
}

fn word(text: &str, from: usize, to: usize) -> Option<Word> {
    let whole = &text[from..to];
    let stem = ["'s", "’s", "ʼs", "'S", "’S"]
        .iter()
        .find_map(|ending| whole.strip_suffix(ending));
    let written = stem.unwrap_or(whole);
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    let many = letters().nth(1).is_some();
    let shape = if many && letters().all(char::is_uppercase) {
        Shape::Upper
    } else if written.chars().next().is_some_and(char::is_uppercase) {
        Shape::Capital
    } else {
        Shape::Lower
    };
    Some(Word {
        span: Span::new(from, from + written.len())?,
        folded: fold::squeezed(written),
        shape,
        possessive: stem.is_some(),
    })
}
