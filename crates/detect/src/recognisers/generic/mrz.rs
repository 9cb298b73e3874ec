use crate::recogniser::{Finder, Recogniser, Verdict};

use std::ops::Range;

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "mrz",
    entity: "PASSPORT",
    finders: &[Finder {
        name: "line",
        trigger: b'<',
        find,
        score: 0.8,
    }],
    check,
    explanation: "A line of a machine-readable zone: 30, 36 or 44 capitals, digits and fillers, whose \
                  numbers carry check digits with weights 7, 3, 1 (ICAO Doc 9303).",
    ..Recogniser::BASE
};

fn in_zone(b: u8) -> bool {
    b == b'<' || b.is_ascii_uppercase() || b.is_ascii_digit()
}

/// The line around its first filler.
fn find(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = bytes[..at]
        .iter()
        .rev()
        .take(45)
        .take_while(|&&b| in_zone(b))
        .count();
    let after = bytes[at..]
        .iter()
        .take(45)
        .take_while(|&&b| in_zone(b))
        .count();
    let line = at - before..at + after;
    let first = !bytes[line.start..at].contains(&b'<');
    (first && matches!(line.len(), 30 | 36 | 44)).then_some(line)
}

/// Lines that begin with a document code hold no check digit; the others check a date of birth
/// and, after the sex, a date of expiry.
fn check(line: &str) -> Verdict {
    let b = line.as_bytes();
    let dates = |birth: usize| checked(&b[birth..birth + 7]) && checked(&b[birth + 8..birth + 15]);
    let checked_line = match b.len() {
        30 => dates(0),
        36 | 44 => dates(13),
        _ => false,
    };
    match checked_line {
        true => Verdict::Valid,
        false => Verdict::possible(matches!(b[0], b'P' | b'I' | b'A' | b'C' | b'V') || names(b)),
    }
}

/// The third line of an identity card: a name and fillers.
fn names(b: &[u8]) -> bool {
    b.len() == 30 && b.windows(2).any(|w| w == b"<<") && !b.iter().any(u8::is_ascii_digit)
}

fn checked(field: &[u8]) -> bool {
    let Some((last, body)) = field.split_last() else {
        return false;
    };
    let value = |b: &u8| char::from(*b).to_digit(36).unwrap_or(0);
    let sum: u32 = body
        .iter()
        .zip([7, 3, 1].iter().cycle())
        .map(|(b, w)| value(b) * w)
        .sum();
    last.is_ascii_digit() && sum % 10 == value(last)
}
