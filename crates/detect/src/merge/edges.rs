//! Fitting candidates to the text they were found in.

use tacenda_core::{Candidate, Extent, Span};

use super::doubt::Doubt;
use super::{Interest, MergeRules, contest, guess};

/// Leaves out what is not wanted, fits extents to character boundaries and trims their edges. A
/// model's guess that says nothing weighs nothing.
pub(super) fn fit(text: &str, candidates: Vec<Candidate>, rules: &MergeRules) -> Vec<Candidate> {
    let doubt = Doubt::new(text, candidates.iter().filter(|c| is_guess(c)));
    candidates
        .into_iter()
        .flat_map(|c| match is_guess(&c) {
            true => guess::read(text, c),
            false => vec![c],
        })
        .filter(|c| rules.interest(&c.entity) != Interest::None || contest::by_hand(&c.evidence))
        .filter_map(|mut candidate| {
            let edge = if is_guess(&candidate) {
                is_edge
            } else {
                char::is_whitespace
            };
            let parts = candidate.extent.parts().iter();
            let fitted = parts.filter_map(|&part| trim(text, part, edge)).collect();
            candidate.extent = Extent::new(fitted)?;
            candidate.score = if candidate.score.is_nan()
                || is_guess(&candidate) && doubt.says_nothing(&candidate)
            {
                0.0
            } else {
                candidate.score.clamp(0.0, 1.0)
            };
            Some(candidate)
        })
        .collect()
}

/// Whether a model said so.
fn is_guess(candidate: &Candidate) -> bool {
    candidate.evidence.source.starts_with("ner:")
}

/// What of `span` remains without `edge` characters at its ends; only spaces are trimmed when
/// nothing else would remain.
pub(super) fn trim(text: &str, span: Span, edge: fn(char) -> bool) -> Option<Span> {
    let start = text.floor_char_boundary(span.start());
    let end = text.ceil_char_boundary(span.end());
    let whole = text.get(start..end)?;
    let cut = match inner(whole, edge) {
        "" => whole.trim(),
        inner => inner,
    };
    let from = start + (cut.as_ptr().addr() - whole.as_ptr().addr());
    Span::new(from, from + cut.len())
}

fn inner(whole: &str, edge: fn(char) -> bool) -> &str {
    let cut = whole.trim_matches(edge);
    let offset = cut.as_ptr().addr() - whole.as_ptr().addr();
    // The full stop of an abbreviation belongs to it.
    if whole[offset + cut.len()..].starts_with('.') && abbreviated(cut) {
        &whole[offset..=offset + cut.len()]
    } else {
        cut
    }
}

/// What a model may have taken along that is not part of a name, number or address.
pub(super) fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | ';'
                | ':'
                | '.'
                | '!'
                | '?'
                | '"'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '‘'
                | '’'
                | '\''
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '|'
                | '*'
                | '_'
                | '-'
                | '–'
                | '—'
                | '/'
        )
}

/// Whether the last word of `text` is one that is written with a full stop.
fn abbreviated(text: &str) -> bool {
    const SHORT: &[&str] = &[
        "jr", "sr", "esq", "inc", "corp", "co", "ltd", "llc", "st", "ave", "blvd", "rd", "dr",
        "ln", "ct", "pl", "sq", "hwy", "apt", "ste", "bros", "dept", "mt", "phd", "md", "bv", "nv",
    ];
    let last = text
        .rsplit(|c: char| c.is_whitespace() || c == ',')
        .next()
        .unwrap_or_default();
    let letters = last.rsplit('.').next().unwrap_or_default();
    letters.chars().count() == 1 && letters.chars().all(char::is_uppercase)
        || SHORT.iter().any(|s| last.eq_ignore_ascii_case(s))
}
