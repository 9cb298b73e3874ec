//! Two lines read as one, so that what a line end cuts in two is found.

use std::ops::Range;

use crate::recogniser::{Recogniser, WEAK_CHECK};

/// How much of each line is read, in bytes: a match and the context words beside it.
const REACH: usize = 160;

/// How far before the line end a match may begin and how far after it one may end, in bytes.
const TAIL: usize = 96;

/// The end of one line and the start of the next, as if no line had ended between them.
pub(super) struct Joined {
    text: String,
    /// Where the first line's piece stands.
    first: Range<usize>,
    /// Where the second line's piece begins.
    second: usize,
    /// The bytes put between them: a space, or nothing after a hyphen.
    gap: usize,
}

impl Joined {
    /// The lines on both sides of the `\n` at byte `newline`; `None` where one is empty or
    /// nothing stands there that a recogniser could want.
    pub(super) fn at(text: &str, newline: usize) -> Option<Self> {
        const SPACES: [char; 2] = [' ', '\t'];
        let from = text.ceil_char_boundary(newline.saturating_sub(REACH));
        let line = text[from..newline].rsplit('\n').next()?;
        let from = newline - line.len();
        let line = line.trim_end_matches(SPACES);
        let to = text.floor_char_boundary(text.len().min(newline + 1 + REACH));
        let next = text[newline + 1..to].split('\n').next()?;
        let second = newline + 1 + next.len() - next.trim_start_matches(SPACES).len();
        let next = next.trim_start_matches(SPACES);
        if line.trim_start().is_empty() || next.is_empty() || !wanted(line, next) {
            return None;
        }
        let space = if line.ends_with('-') { "" } else { " " };
        Some(Self {
            text: [line, space, next].concat(),
            first: from..from + line.len(),
            second,
            gap: space.len(),
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a match may begin.
    pub(super) fn starts(&self) -> Range<usize> {
        let cut = self.first.len();
        cut.saturating_sub(TAIL)..cut
    }

    /// The two sides of a match, if it lies on both lines.
    pub(super) fn sides(&self, range: &Range<usize>) -> Option<(&str, &str)> {
        let (cut, second) = (self.first.len(), self.first.len() + self.gap);
        let both = range.start < cut && second < range.end && range.end <= second + TAIL;
        both.then(|| (&self.text[range.start..cut], &self.text[second..range.end]))
    }

    /// Where a match that lies on both lines stands in the text they were taken from.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let second = self.first.len() + self.gap;
        self.first.start + range.start..self.second + (range.end - second)
    }
}

/// Whether a number, or an address written out in words, may be cut here.
fn wanted(line: &str, next: &str) -> bool {
    let digit = |b: &u8| b.is_ascii_digit();
    line.bytes().rev().take(TAIL).any(|b| digit(&b))
        || next.bytes().take(TAIL).any(|b| digit(&b))
        || [" at", " dot"].iter().any(|w| line.ends_with(w))
        || ["at ", "dot "].iter().any(|w| next.starts_with(w))
}

/// How sure a match is without its context words.
#[derive(Clone, Copy)]
pub(super) struct Sureness {
    /// The score of its pattern.
    pub(super) pattern: f32,
    /// Whether its check holds.
    pub(super) validated: bool,
    /// Whether a context word stands near.
    pub(super) context: bool,
}

/// Whether a match on two lines is more than the last word of one and the first of the next.
pub(super) fn holds(recogniser: &Recogniser, sure: Sureness, one: &str, two: &str) -> bool {
    let letters = |side: &str| side.contains(char::is_alphabetic);
    // A page number before a heading is no house number.
    if letters(two) && !letters(one) {
        return false;
    }
    if sure.validated && recogniser.valid_score > WEAK_CHECK {
        return true;
    }
    if sure.pattern >= 0.5 && !sure.validated {
        return true;
    }
    // Seven digits are a number of their own, as in a list with one on each line.
    let short = |side: &str| side.bytes().filter(u8::is_ascii_digit).count() < 7;
    sure.context && (sure.validated || short(one) && short(two))
}
