//! The values that must not be found, and how often each may be.

use tacenda_core::{Needle, NeedleSet, Span, Term};

/// Values with fewer letters and digits than this occur by chance where the end of one line meets
/// the start of another, or among codes of two bytes ("allo" is "DOOR" in glyph numbers).
const SHORT: usize = 6;

/// Values with fewer letters and digits than this occur by chance in fonts and pictures.
const LONG: usize = 8;

/// Values to search for.
pub struct Terms {
    set: NeedleSet,
    terms: Vec<Known>,
}

struct Known {
    allowed: usize,
    letters: usize,
}

/// A value found more often than it may be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hit {
    /// Which value, counted from 1.
    pub value: usize,
    /// How often it was found.
    pub found: usize,
    /// How often it may be.
    pub allowed: usize,
}

/// What kind of bytes are searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bytes {
    /// Text, or syntax around it.
    Text,
    /// Samples and programs, in which short values occur by chance.
    Binary,
}

/// Whether values are looked for across the places where text stops running on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Across {
    /// A long value may go on in the next line; a short one forms there by chance.
    Lines,
    /// What comes next stands beside it and is no continuation.
    Nothing,
}

impl Terms {
    pub fn new(terms: &[Term]) -> Self {
        Self {
            set: NeedleSet::new(terms.iter().map(|t| t.text.as_str())),
            terms: terms
                .iter()
                .map(|term| Known {
                    allowed: term.remaining,
                    letters: Needle::new(&term.text).map_or(0, |n| n.as_str().chars().count()),
                })
                .collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Values found in `text` more often than allowed. `breaks` are the byte offsets, ascending,
    /// at which one stretch of running text ends and another begins.
    pub fn in_text(&self, text: &str, breaks: &[usize], across: Across) -> Vec<Hit> {
        let suspicious = |&(i, count): &(usize, usize)| count > self.terms[i].allowed;
        let counts = self.set.count(text);
        if !counts.into_iter().enumerate().any(|hit| suspicious(&hit)) {
            return Vec::new();
        }
        self.counts(text, breaks, across)
            .into_iter()
            .enumerate()
            .filter(suspicious)
            .map(|(i, found)| Hit {
                value: i + 1,
                found,
                allowed: self.terms[i].allowed,
            })
            .collect()
    }

    /// How often each value stands in `text`, `breaks` as in [`Self::in_text`].
    pub fn counts(&self, text: &str, breaks: &[usize], across: Across) -> Vec<usize> {
        let mut counts = self.set.count(text);
        for (value, span) in self.set.find(text) {
            let next = breaks.partition_point(|&b| b <= span.start());
            let Some(&at) = breaks.get(next).filter(|&&b| b < span.end()) else {
                continue;
            };
            let chance = self.terms[value].letters < SHORT || meets_by_chance(text, span, at);
            if across == Across::Nothing || chance {
                counts[value] = counts[value].saturating_sub(1);
            }
        }
        counts
    }

    /// Values that stand in `bytes` in any spelling although they may stand nowhere.
    pub fn in_bytes(&self, bytes: &[u8], kind: Bytes) -> Vec<Hit> {
        self.set
            .raw_hits(bytes)
            .into_iter()
            .filter(|&i| self.terms[i].allowed == 0)
            .filter(|&i| kind == Bytes::Text || self.terms[i].letters >= LONG)
            .map(|i| Hit {
                value: i + 1,
                found: 1,
                allowed: 0,
            })
            .collect()
    }

    /// Whether a value is so short that it can form by chance among codes that mean other letters.
    pub fn is_short(&self, hit: &Hit) -> bool {
        self.terms[hit.value - 1].letters < SHORT
    }

    /// How many values may stand nowhere.
    pub fn forbidden(&self) -> usize {
        self.terms.iter().filter(|t| t.allowed == 0).count()
    }
}

/// Whether a value forms where the running text ends at byte `at` and goes on elsewhere: what comes
/// before is closed by a mark, so that no word goes on, and the value takes a piece of a word
/// ("release." and "shall" hold "releases").
fn meets_by_chance(text: &str, span: Span, at: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let piece = inside(text[..span.start()].chars().next_back())
        || inside(text[span.end()..].chars().next());
    let closed = text[..at]
        .trim_end()
        .ends_with(['.', ',', ';', ':', '!', '?', ')', ']']);
    piece && closed
}
