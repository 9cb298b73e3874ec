use crate::recogniser::{Finder, Pattern, Recogniser};

use std::ops::Range;

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "email",
    entity: "EMAIL",
    finders: &[Finder {
        name: "address",
        trigger: b'@',
        find,
        score: 1.0,
    }],
    patterns: &[
        Pattern::beside(
            "in disguise",
            0.8,
            r"at[\])}]? {1,2}[0-9a-z-]{1,40}(?:(?: ?[\[({] ?dot ?[\])}] ?| dot |\.)[0-9a-z-]{1,40}){0,3}(?: ?[\[({] ?dot ?[\])}] ?| dot )(?:com|org|net|edu|gov|mil|int|io|info|biz|co|us|uk|de|fr|es|it|nl|ca|au|in|eu|ch|at|be)",
            with_local_part,
        ),
        Pattern::beside(
            "in brackets",
            0.8,
            r"at ?[\])}] ?(?:[0-9a-z-]{1,40}\.){1,4}[a-z]{2,10}",
            with_local_part,
        ),
    ],
    explanation: "E-mail address: local part of at most 64 characters, @ and a domain name (RFC 5321), \
                  also written out as name at host dot org.",
    ..Recogniser::BASE
};

fn find(text: &str, at: usize) -> Option<Range<usize>> {
    let local = local_part(text, at)?;
    let domain: usize = text[at + 1..]
        .chars()
        .take(253)
        .take_while(|&c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        .map(char::len_utf8)
        .sum();
    let domain = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let end = at + 1 + domain.len();
    let top = domain.rsplit_once('.')?.1;
    let named = top.chars().count() >= 2 && top.starts_with(char::is_alphabetic);
    (named && !domain.starts_with(['.', '-']) && !domain.contains("..")).then_some(local..end)
}

/// Where the local part that ends at `end` begins.
fn local_part(text: &str, end: usize) -> Option<usize> {
    let length: usize = text[..end]
        .chars()
        .rev()
        .take(64)
        .take_while(|&c| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '&'))
        .map(char::len_utf8)
        .sum();
    let local = text[end - length..end].trim_start_matches(['.', '-', '&']);
    (!local.is_empty() && !local.ends_with('.')).then_some(end - local.len())
}

/// Given `at host dot org`, what stands before it as well.
fn with_local_part(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let before = text[..range.start].trim_end_matches(' ');
    let before = before
        .strip_suffix(['[', '(', '{'])
        .unwrap_or(before)
        .trim_end_matches(' ');
    let gap = range.start - before.len();
    let closed = !text[range.end..].starts_with(char::is_alphanumeric);
    let start = local_part(text, before.len())?;
    ((1..=4).contains(&gap) && closed).then_some(start..range.end)
}
