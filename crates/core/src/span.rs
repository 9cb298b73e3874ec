//! Byte ranges in canonical text.

use std::fmt;
use std::ops::Range;

/// A half-open range of UTF-8 bytes in a document's canonical text, never empty and always on
/// character boundaries of the text it was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span `start..end` in bytes. `None` when it would be empty or reversed.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// The same span as a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside `self`.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The bytes the two share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Where an entity stands: one span, or several when something that is not part of it stands
/// between its pieces (a tracked deletion inside a name, a page break inside an address).
///
/// The parts are sorted, disjoint and never touch.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Extent(Vec<Span>);

impl Extent {
    /// Sorts the parts and joins those that overlap or touch. `None` when there is no part.
    #[must_use]
    pub fn new(mut parts: Vec<Span>) -> Option<Self> {
        parts.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(parts.len());
        for part in parts {
            match joined.last_mut() {
                Some(last) if part.start <= last.end => *last = last.hull(part),
                _ => joined.push(part),
            }
        }
        (!joined.is_empty()).then_some(Self(joined))
    }

    /// The parts in order; at least one.
    #[must_use]
    pub fn parts(&self) -> &[Span] {
        &self.0
    }

    /// From the first byte of the first part to the last byte of the last.
    #[must_use]
    pub fn hull(&self) -> Span {
        self.0[0].hull(self.0[self.0.len() - 1])
    }

    /// Whether any part shares a byte with `span`.
    #[must_use]
    pub fn overlaps(&self, span: Span) -> bool {
        self.0.iter().any(|part| part.overlaps(span))
    }
}

impl From<Span> for Extent {
    fn from(span: Span) -> Self {
        Self(vec![span])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = Span> {
        (0usize..60, 1usize..20).prop_filter_map("empty", |(s, l)| Span::new(s, s + l))
    }

    proptest! {
        #[test]
        fn an_extent_covers_exactly_its_parts(parts in prop::collection::vec(span(), 1..12)) {
            let extent = Extent::new(parts.clone()).expect("not empty");
            for byte in 0..90 {
                let point = Span::new(byte, byte + 1).expect("one byte");
                prop_assert_eq!(
                    parts.iter().any(|p| p.contains(point)),
                    extent.parts().iter().any(|p| p.contains(point))
                );
            }
            for pair in extent.parts().windows(2) {
                prop_assert!(pair[0].end() < pair[1].start());
            }
        }
    }
}
