//! The one text that detection, review and redaction agree on.

use std::fmt;

use crate::{Sha256, Span};

/// The text of a document in reading order, as UTF-8.
///
/// It is somebody's private matter: `Debug` prints its length only, and it is never `Display`.
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct CanonicalText(String);

impl CanonicalText {
    /// Wraps text that a format reader produced.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text under `span`; `None` when the span does not fit this text.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&str> {
        self.0.get(span.range())
    }

    /// The span `start..end`, if it is not empty and lies on character boundaries of this text.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        self.0.get(start..end)?;
        Span::new(start, end)
    }

    /// SHA-256 of the UTF-8 bytes: says whether spans made for one text fit another.
    #[must_use]
    pub fn digest(&self) -> Sha256 {
        Sha256::of(self.0.as_bytes())
    }

    /// Converts ascending byte offsets to offsets in Unicode code points, in one pass.
    ///
    /// `bytes` must be sorted; offsets past the end count as the end.
    #[must_use]
    pub fn code_points(&self, bytes: &[usize]) -> Vec<usize> {
        self.offsets(bytes, |_| 1)
    }

    /// Converts ascending byte offsets to offsets in UTF-16 code units, in one pass.
    #[must_use]
    pub fn utf16(&self, bytes: &[usize]) -> Vec<usize> {
        self.offsets(bytes, char::len_utf16)
    }

    fn offsets(&self, bytes: &[usize], width: fn(char) -> usize) -> Vec<usize> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut units = 0;
        let mut chars = self.0.char_indices().peekable();
        for &byte in bytes {
            while let Some(&(_, c)) = chars.peek().filter(|(at, _)| *at < byte) {
                units += width(c);
                chars.next();
            }
            out.push(units);
        }
        out
    }
}

impl fmt::Debug for CanonicalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CanonicalText({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn debug_never_prints_the_text() {
        let text = CanonicalText::new("Jane Roe".into());
        assert_eq!(format!("{text:?}"), "CanonicalText(8 bytes)");
    }

    proptest! {
        #[test]
        fn offsets_count_as_the_standard_library_does(text in "\\PC{0,40}") {
            let canonical = CanonicalText::new(text.clone());
            let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let points: Vec<usize> = at.iter().map(|&i| text[..i].chars().count()).collect();
            let units: Vec<usize> = at.iter().map(|&i| text[..i].encode_utf16().count()).collect();
            prop_assert_eq!(canonical.code_points(&at), points);
            prop_assert_eq!(canonical.utf16(&at), units);
        }
    }
}
