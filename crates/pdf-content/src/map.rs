//! From canonical text to glyphs.

use tacenda_core::Span;

use crate::GlyphId;

/// Which glyphs show one stretch of canonical text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MapEntry {
    /// The text of one glyph: one character, or several for a ligature.
    pub span: Span,
    first: u32,
    count: u32,
}

/// Which glyphs show which bytes of the canonical text. Characters that layout inferred (spaces
/// between words, line ends) stand for no glyph and have no entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GlyphMap {
    entries: Vec<MapEntry>,
    ids: Vec<GlyphId>,
}

impl GlyphMap {
    /// Adds an entry behind all others.
    pub(crate) fn push(&mut self, span: Span, glyphs: &[GlyphId]) {
        debug_assert!(
            self.entries
                .last()
                .is_none_or(|e| e.span.end() <= span.start())
        );
        let index = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.entries.push(MapEntry {
            span,
            first: index(self.ids.len()),
            count: index(glyphs.len()),
        });
        self.ids.extend_from_slice(glyphs);
    }

    /// Takes the last entry off.
    pub(crate) fn pop(&mut self) -> Option<(Span, Vec<GlyphId>)> {
        let entry = self.entries.pop()?;
        Some((entry.span, self.ids.split_off(entry.first as usize)))
    }

    /// All entries, sorted by span, disjoint.
    #[must_use]
    pub fn entries(&self) -> &[MapEntry] {
        &self.entries
    }

    /// The entries that share at least a byte with `span`.
    #[must_use]
    pub fn entries_in(&self, span: Span) -> &[MapEntry] {
        let from = self
            .entries
            .partition_point(|e| e.span.end() <= span.start());
        let to = self
            .entries
            .partition_point(|e| e.span.start() < span.end());
        &self.entries[from..to.max(from)]
    }

    /// The glyphs of one entry, at least one: more where the same character is drawn several
    /// times in one place (bold by double printing, a text layer under a picture).
    #[must_use]
    pub fn glyphs_of(&self, entry: &MapEntry) -> &[GlyphId] {
        &self.ids[entry.first as usize..(entry.first + entry.count) as usize]
    }

    /// Every glyph that shows any byte of `span`.
    pub fn glyphs(&self, span: Span) -> impl Iterator<Item = GlyphId> + '_ {
        self.entries_in(span)
            .iter()
            .flat_map(|entry| self.glyphs_of(entry).iter().copied())
    }
}
