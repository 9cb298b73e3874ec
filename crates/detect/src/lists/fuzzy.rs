//! Finding words that are nearly the ones looked for.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use tacenda_core::Span;

use super::words::is_invisible;
use crate::fold;

/// Terms with the number of edits allowed for each.
///
/// A term is cut into one piece more than edits are allowed: whatever the edits, one piece is
/// left whole (pigeonhole). All pieces are searched for at once, and only around their hits are
/// distances computed.
pub(super) struct FuzzySet {
    terms: Vec<Folded>,
    /// Piece → (index in `terms`, offset of the piece in the folded term, in characters).
    pieces: Vec<(usize, usize)>,
    automaton: Option<AhoCorasick>,
}

struct Folded {
    index: usize,
    letters: Vec<char>,
    distance: usize,
}

impl FuzzySet {
    /// Prepares (index, text, edits) triples.
    pub(super) fn new(terms: &[(usize, &str, usize)]) -> Self {
        let mut pieces = Vec::new();
        let mut patterns: Vec<String> = Vec::new();
        let mut folded = Vec::new();
        for &(index, text, distance) in terms {
            let letters: Vec<char> = fold::squeezed(text).chars().collect();
            let size = letters.len().div_ceil(distance + 1).max(1);
            for (number, piece) in letters.chunks(size).enumerate() {
                patterns.push(piece.iter().collect());
                pieces.push((folded.len(), number * size));
            }
            folded.push(Folded {
                index,
                letters,
                distance,
            });
        }
        let automaton = if patterns.is_empty() {
            None
        } else {
            AhoCorasick::new(&patterns).ok()
        };
        Self {
            terms: folded,
            pieces,
            automaton,
        }
    }

    /// Where the terms stand, the nearest of several overlapping spans for each term.
    pub(super) fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let line = Line::new(text);
        let mut tried = BTreeSet::new();
        let mut hits: Vec<(usize, usize, Span)> = Vec::new();
        for hit in automaton.find_overlapping_iter(&line.folded) {
            let (term, offset) = self.pieces[hit.pattern().as_usize()];
            let at = line.bytes.partition_point(|&b| b < hit.start());
            let folded = &self.terms[term];
            let first = at.saturating_sub(offset + folded.distance);
            let last = (at + folded.distance).saturating_sub(offset);
            for start in (first..=last).filter(|&s| line.starts_word(s)) {
                if tried.insert((term, start)) {
                    hits.extend(self.nearest(&line, term, start));
                }
            }
        }
        best(hits)
            .into_iter()
            .map(|(term, span)| (self.terms[term].index, span))
            .collect()
    }

    /// The nearest run of words from letter `start` on, if it is near enough.
    fn nearest(&self, line: &Line<'_>, term: usize, start: usize) -> Option<(usize, usize, Span)> {
        let Folded {
            letters, distance, ..
        } = &self.terms[term];
        let shortest = letters.len().saturating_sub(*distance).max(1);
        let wanted: String = letters.iter().collect();
        (shortest..=letters.len() + distance)
            .map(|length| start + length)
            .filter(|&end| line.ends_word(end))
            .filter_map(|end| {
                let found = line.letters(start, end);
                let edits = strsim::levenshtein(&wanted, found);
                let span = line.span(start, end)?;
                (edits <= *distance).then_some((edits, span))
            })
            .min_by_key(|&(edits, span)| (edits, span))
            .map(|(edits, span)| (term, edits, span))
    }
}

/// Of overlapping spans of one term the nearest.
fn best(mut hits: Vec<(usize, usize, Span)>) -> Vec<(usize, Span)> {
    hits.sort_unstable_by_key(|&(term, edits, span)| (term, edits, span));
    let mut kept: BTreeSet<(usize, Span)> = BTreeSet::new();
    for (term, _, span) in hits {
        let below = kept.range(..(term, span)).next_back();
        let above = kept.range((term, span)..).next();
        let meets = |other: Option<&(usize, Span)>| {
            other.is_some_and(|&(owner, s)| owner == term && s.overlaps(span))
        };
        if !meets(below) && !meets(above) {
            kept.insert((term, span));
        }
    }
    kept.into_iter().collect()
}

/// A text in folded letters, with where each came from.
struct Line<'a> {
    text: &'a str,
    folded: String,
    /// Byte in `folded` of each letter, and its end.
    bytes: Vec<usize>,
    /// Bytes in the text of each letter.
    origin: Vec<(usize, usize)>,
}

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let (mut bytes, mut origin) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            for letter in fold::letters(c) {
                bytes.push(folded.len());
                origin.push((at, at + c.len_utf8()));
                folded.push(letter);
            }
        }
        bytes.push(folded.len());
        Self {
            text,
            folded,
            bytes,
            origin,
        }
    }

    fn letters(&self, start: usize, end: usize) -> &str {
        &self.folded[self.bytes[start]..self.bytes[end]]
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        Span::new(self.origin[start].0, self.origin[end - 1].1)
    }

    fn starts_word(&self, letter: usize) -> bool {
        letter < self.origin.len() && (letter == 0 || self.parted(letter))
    }

    fn ends_word(&self, letter: usize) -> bool {
        letter <= self.origin.len() && (letter == self.origin.len() || self.parted(letter))
    }

    /// Whether something visible stands between a letter and the one before.
    fn parted(&self, letter: usize) -> bool {
        let (from, to) = (self.origin[letter - 1].1, self.origin[letter].0);
        from < to
            && self.text[from..to]
                .chars()
                .any(|c| !is_invisible(c) && !matches!(c, '\'' | '’'))
    }
}
