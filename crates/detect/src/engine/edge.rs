//! What stands beside a match.

use std::ops::Range;

use crate::recogniser::Edge;

/// Whether a token can start at byte `at`: a letter or digit after something else, a digit after
/// a letter, or one of the few marks with which an identifier can begin.
pub(super) fn starts_token(bytes: &[u8], at: usize) -> bool {
    let before = if at == 0 {
        Class::Other
    } else {
        Class::of(bytes[at - 1])
    };
    match Class::of(bytes[at]) {
        Class::Digit => before != Class::Digit,
        Class::Letter if before == Class::Letter => hump(bytes[at - 1], bytes[at]),
        Class::Letter => before != Class::Digit,
        Class::Mark => true,
        Class::Other => false,
    }
}

/// Whether a capital follows a small letter, as where a space was lost.
fn hump(before: u8, here: u8) -> bool {
    before.is_ascii_lowercase() && here.is_ascii_uppercase()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    /// An ASCII letter or a byte of a longer character.
    Letter,
    /// A mark with which an identifier can begin.
    Mark,
    Other,
}

impl Class {
    const fn of(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Self::Letter,
            b'+' | b'(' | b':' | b'-' | b'\'' | b'<' => Self::Mark,
            _ => Self::Other,
        }
    }
}

/// Whether `edge` allows `range` where it stands. Ranges that cut a character or end in white
/// space are refused.
pub(super) fn allows(edge: Edge, text: &str, range: &Range<usize>) -> bool {
    if !text.is_char_boundary(range.start) || !text.is_char_boundary(range.end) {
        return false;
    }
    if text[range.clone()].ends_with(char::is_whitespace) {
        return false;
    }
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let starts_plain = text[range.start..].starts_with(char::is_alphanumeric);
    let ends_plain = text[..range.end].ends_with(char::is_alphanumeric);
    let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    match edge {
        Edge::Digit => {
            let free = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_digit());
            free(before) && free(after)
        }
        Edge::Word => (!starts_plain || free(before)) && (!ends_plain || free(after)),
        Edge::Dotted => {
            let joined =
                matches!(text.as_bytes()[..range.start], [.., d, b'.'] if d.is_ascii_digit());
            free(before) && free(after) && !joined && !decimal_after(text, range)
        }
        Edge::Hump => {
            let opens =
                |b: char| b.is_lowercase() && text[range.start..].starts_with(char::is_uppercase);
            let closes = |a: char| {
                a.is_uppercase() && text[..range.end].ends_with(|c: char| c.is_ascii_digit())
            };
            (free(before) || before.is_some_and(opens))
                && (free(after) || after.is_some_and(closes))
        }
        Edge::Colon => {
            let free = |c: Option<char>| free(c) && c != Some(':');
            free(before) && free(after) && !decimal_after(text, range)
        }
        Edge::Number => {
            free(before) && free(after) && !joined_before(text, range) && !joined_after(text, range)
        }
    }
}

/// Whether a word can start at `at`: no letter and no digit stands before it.
pub(super) fn opens(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && !text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
}

fn decimal_after(text: &str, range: &Range<usize>) -> bool {
    matches!(text.as_bytes()[range.end..], [b'.', next, ..] if next.is_ascii_digit())
}

fn joined_before(text: &str, range: &Range<usize>) -> bool {
    match text.as_bytes()[..range.start] {
        [.., last, b'-' | b'/'] => last.is_ascii_alphanumeric(),
        [.., last, b'.' | b':' | b','] => last.is_ascii_digit(),
        _ => false,
    }
}

fn joined_after(text: &str, range: &Range<usize>) -> bool {
    let rest = &text.as_bytes()[range.end..];
    match rest {
        [b'-' | b'/', next, ..] => next.is_ascii_alphanumeric(),
        [b'.' | b':' | b',', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}
