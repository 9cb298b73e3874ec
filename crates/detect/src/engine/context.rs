//! The words around a match.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::recogniser::Recogniser;

/// How far before a match a context word may begin, and how far after one may end, in bytes.
const BEFORE: usize = 72;
const AFTER: usize = 40;

/// The context words of a set of recognisers.
#[derive(Debug)]
pub(super) struct ContextIndex {
    words: AhoCorasick,
    names: Vec<&'static str>,
    /// For each recogniser the numbers of its words, sorted.
    wanted: Vec<Vec<u32>>,
}

/// The words that stand in one window of the text.
pub(super) struct Around {
    window: Range<usize>,
    words: Vec<(u32, Range<usize>)>,
}

impl Around {
    /// Whether the window holds all that [`ContextIndex::word_for`] looks at for `range`.
    pub(super) fn serves(&self, text: &str, range: &Range<usize>) -> bool {
        let needed = window(text, range);
        self.window.start <= needed.start && needed.end <= self.window.end
    }
}

/// What belongs to the neighbourhood of `range`.
fn window(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start.saturating_sub(BEFORE)..text.len().min(range.end + AFTER)
}

impl ContextIndex {
    pub(super) fn new(recognisers: &[&'static Recogniser]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut names = Vec::new();
        let mut wanted = Vec::new();
        for recogniser in recognisers {
            let mut mine: Vec<u32> = recogniser
                .context
                .iter()
                .map(|&word| {
                    *numbers.entry(word).or_insert_with(|| {
                        names.push(word);
                        u32::try_from(names.len() - 1).expect("fewer than 2^32 constants")
                    })
                })
                .collect();
            mine.sort_unstable();
            wanted.push(mine);
        }
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&names)
            .expect("a few thousand bytes of words");
        Self {
            words,
            names,
            wanted,
        }
    }

    /// The words in the neighbourhood of `range`.
    pub(super) fn around(&self, text: &str, range: &Range<usize>) -> Around {
        let window = window(text, range);
        let words = self
            .words
            .find_overlapping_iter(&text.as_bytes()[window.clone()])
            .map(|hit| {
                let place = window.start + hit.start()..window.start + hit.end();
                (hit.pattern().as_u32(), place)
            })
            .filter(|(_, place)| whole_word(text, place))
            .collect();
        Around { window, words }
    }

    /// A word of `recogniser` among those around a match at `range`, not inside the match.
    /// The nearest before it, else the nearest after it.
    pub(super) fn word_for(
        &self,
        recogniser: usize,
        around: &Around,
        range: &Range<usize>,
    ) -> Option<&'static str> {
        let mine = &self.wanted[recogniser];
        let from = range.start.saturating_sub(BEFORE);
        let to = range.end + AFTER;
        let mut words = around.words.iter().filter(|(word, place)| {
            from <= place.start && place.end <= to && mine.binary_search(word).is_ok()
        });
        let before = words
            .clone()
            .filter(|(_, place)| place.end <= range.start)
            .max_by_key(|(_, place)| (place.end, place.len()));
        before
            .or_else(|| words.find(|(_, place)| place.start >= range.end))
            .map(|(word, _)| self.names[*word as usize])
    }
}

/// Whether letters or digits of a spaced script touch the word. Scripts from Thai on are written
/// without spaces, so that their words are taken wherever they stand.
fn whole_word(text: &str, range: &Range<usize>) -> bool {
    let spaced = |c: char| c.is_alphanumeric() && c < '\u{0E00}';
    let word = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let opens = word.starts_with(spaced) && before.is_some_and(spaced);
    let closes = word.ends_with(spaced) && after.is_some_and(|c| spaced(c) && !c.is_ascii_digit());
    !opens && !closes
}
