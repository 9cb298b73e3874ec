//! Values that stand elsewhere again.

use std::collections::BTreeMap;

use tacenda_core::{EntityType, Finding, Span};

use super::common;
use super::document::{DocumentText, Link};
use super::rule::LinkRule;
use crate::fold;
use crate::lists::{Matching, Term, TermSet};

/// Types whose values say little away from where they were found: a bare year, an age.
const LOCAL: &[EntityType] = &[
    EntityType::DATE,
    EntityType::AGE,
    EntityType::NRP,
    EntityType::PROFESSION,
    EntityType::MISC,
];

struct Value<'a> {
    written: &'a str,
    entity: &'a EntityType,
    canonical: (usize, usize),
}

/// Every place where a value found somewhere stands again.
pub(super) fn links(documents: &[DocumentText<'_>]) -> Vec<Link> {
    let values = values(documents);
    let terms = values.iter().map(|v| Term {
        text: v.written.to_owned(),
        matching: Matching::Literal,
        entity: None,
    });
    let Ok(set) = TermSet::new(terms.collect()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (document, d) in documents.iter().enumerate() {
        for (index, span) in set.find(d.text) {
            let value = &values[index];
            if same_capitals(value.written, &d.text[span.range()]) {
                let entity = value.entity.clone();
                let (canonical, rule) = (value.canonical, LinkRule::Repeat);
                out.push(Link::in_text(document, span, entity, canonical, rule));
            }
        }
    }
    out
}

/// Each value once, with where it was found first.
fn values<'a>(documents: &[DocumentText<'a>]) -> Vec<Value<'a>> {
    let mut seen: BTreeMap<String, Value<'a>> = BTreeMap::new();
    for (document, d) in documents.iter().enumerate() {
        for (index, finding) in d.findings.iter().enumerate() {
            if let Some(written) = telling(d.text, finding) {
                seen.entry(fold::squeezed(written)).or_insert(Value {
                    written,
                    entity: &finding.entity,
                    canonical: (document, index),
                });
            }
        }
    }
    seen.into_values().collect()
}

/// The value of a finding that means the same wherever it stands.
fn telling<'a>(text: &'a str, finding: &Finding) -> Option<&'a str> {
    if finding.near_miss || LOCAL.contains(&finding.entity) {
        return None;
    }
    let [span]: [Span; 1] = finding.extent.parts().try_into().ok()?;
    let written = text.get(span.range())?.trim();
    let folded = fold::squeezed(written);
    let count = folded.chars().count();
    let long = match folded.chars().any(char::is_alphabetic) {
        true if is_acronym(written) => count >= 3,
        true => count >= 4,
        false => count >= 6,
    };
    // "World Book" is a name where both words have capitals, "the Company" is none.
    let named = !is_everyday(written) || content_words(written).count() >= 2;
    // A single word in lower case may be "myself".
    let word = !written.contains(char::is_lowercase)
        || written.contains(|c: char| c.is_uppercase() || !c.is_alphabetic());
    (long && named && word && written.len() <= LONGEST).then_some(written)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

fn content_words(text: &str) -> impl Iterator<Item = &str> {
    split(text).filter(|w| !common::is_function_word(&fold::squeezed(w)))
}

fn is_everyday(text: &str) -> bool {
    split(text).all(|w| common::is_common(&fold::squeezed(w)))
}

/// Up to five letters, all capitals.
fn is_acronym(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphanumeric());
    letters().count() <= 5 && letters().all(char::is_uppercase)
}

/// Longer values, in bytes, are passages rather than names or numbers.
const LONGEST: usize = 200;

/// Whether a value that needs its capitals has them: "Reading" is not "reading", "FMI" not "fmi"
/// and "World Book" not "world book".
fn same_capitals(value: &str, found: &str) -> bool {
    let capital = |s: &str| {
        let first = s.chars().find(|c| c.is_alphabetic());
        first.is_none_or(char::is_uppercase)
    };
    let one_word = !value.contains(|c: char| !c.is_alphabetic());
    if is_acronym(value) {
        is_acronym(found)
    } else if is_everyday(value) {
        content_words(found).all(capital)
    } else {
        !one_word || !capital(value) || capital(found)
    }
}
