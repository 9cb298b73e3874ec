//! Letters as they are compared: compatibility-decomposed (NFKD), without marks, in lower case.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is compared of one character: nothing of punctuation and spaces.
pub(crate) fn letters(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
}

/// The letters and digits of `text`.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().flat_map(letters).collect()
}
