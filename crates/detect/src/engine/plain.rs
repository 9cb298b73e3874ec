//! The text as patterns read it: typographic variants of ASCII characters put back.

use std::borrow::Cow;
use std::ops::Range;

/// A text in which hyphens, spaces, quotes and digits of every kind are their ASCII forms and
/// invisible characters are gone, and the way back to the text it was made from.
pub(super) struct Plain<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    /// Where the two begin to differ by another distance: offsets here and in the original.
    steps: Vec<(usize, usize)>,
}

impl<'t> Plain<'t> {
    pub(super) fn of(original: &'t str) -> Self {
        let mut text = String::new();
        let mut steps = Vec::new();
        let mut copied = 0;
        let unlike = |&(at, c): &(usize, char)| {
            !c.is_ascii() || c == '\r' && original.as_bytes().get(at + 1) == Some(&b'\n')
        };
        for (at, c) in original.char_indices().filter(unlike) {
            let Some(plain) = plain(c) else {
                continue;
            };
            text.push_str(&original[copied..at]);
            if let Some(ascii) = plain {
                // The replacement stands for the whole character.
                steps.push((text.len(), at));
                text.push(ascii);
            }
            copied = at + c.len_utf8();
            steps.push((text.len(), copied));
        }
        let text = match copied {
            0 => Cow::Borrowed(original),
            _ => {
                text.push_str(&original[copied..]);
                Cow::Owned(text)
            }
        };
        Self {
            original,
            text,
            steps,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The range of the original that `range` was made from, on character boundaries; invisible
    /// characters at its ends are left out.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.text[..range.end].char_indices().next_back();
        let last = self.offset(last.map_or(0, |(at, _)| at));
        let width = self.original[last..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.offset(range.start)..last + width
    }

    /// Where the character at byte `at` of the plain text stands in the original.
    pub(super) fn offset(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|(here, _)| *here <= at);
        match after.checked_sub(1).map(|i| self.steps[i]) {
            Some((here, there)) => there + (at - here),
            None => at,
        }
    }
}

/// The ASCII character that `c` is a variant of; `Some(None)` for what is not seen at all.
fn plain(c: char) -> Option<Option<char>> {
    let digit = |zero: char| char::from_digit(u32::from(c) - u32::from(zero), 10);
    Some(match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}' => Some('\''),
        '\u{201C}' | '\u{201D}' | '\u{2033}' => Some('"'),
        // Only the first half of a line end comes here.
        '\r' => None,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{0660}'..='\u{0669}' => digit('\u{0660}'),
        '\u{06F0}'..='\u{06F9}' => digit('\u{06F0}'),
        '\u{0966}'..='\u{096F}' => digit('\u{0966}'),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn variants_are_read_as_what_they_stand_for() {
        let rows = [
            ("078\u{2011}05\u{2011}1123", "078-05-1123"),
            ("+44\u{A0}20\u{202F}7946", "+44 20 7946"),
            ("４１１１", "4111"),
            ("12\u{AD}34\u{200B}56", "123456"),
            ("٢٠٢٣", "2023"),
            ("12\r\n34\r5", "12\n34\r5"),
            ("Zoë – 5", "Zoë - 5"),
        ];
        for (original, expected) in rows {
            let plain = Plain::of(original);
            assert_eq!(plain.text(), expected);
            assert_eq!(plain.original(&(0..expected.len())), 0..original.len());
        }
    }

    proptest! {
        #[test]
        fn every_character_is_found_again(text in "[a-c1\u{A0}\u{2011}\u{AD}\u{2019}é４\u{200B}]{0,30}") {
            let read = Plain::of(&text);
            for (at, c) in read.text().char_indices() {
                let range = read.original(&(at..at + c.len_utf8()));
                let from = text[range].chars().next();
                prop_assert_eq!(from.map(|from| plain(from).flatten().unwrap_or(from)), Some(c));
            }
        }
    }
}
