//! A set of terms and where they stand in a text.

use regex::{Regex, RegexBuilder};
use tacenda_core::{EntityType, NeedleSet, Span};

use super::fuzzy::FuzzySet;
use super::words::{gaps_allowed, in_address, is_whole};

/// A text to look for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The words, or the expression.
    pub text: String,
    /// How it is compared.
    pub matching: Matching,
    /// What it is taken for; on a never list the only type that it is never.
    pub entity: Option<EntityType>,
}

/// How a term is compared with a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matching {
    /// The same words across case, accents, spacing, hyphenation and line breaks. Where the term
    /// begins or ends with a letter or digit, so does a word in the text; a word in an e-mail or
    /// web address may hold more.
    Literal,
    /// As [`Matching::Literal`], with at most this many letters or digits added, missing or
    /// different (Levenshtein distance): 1 to 3, and at most one for every four.
    Fuzzy(u8),
    /// A regular expression of the `regex` crate: linear in the length of the text.
    Regex,
}

/// Why a term cannot be looked for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("entry {index}: {reason}")]
pub struct ListError {
    /// Which of the entries, from 1.
    pub index: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Most memory that the compiled form of one expression may take.
const EXPRESSION_BYTES: usize = 1 << 20;

/// Terms of this many letters and digits are also found as a part of a word in an e-mail or web
/// address: `smith` in `jsmith@example.org`.
const IN_ADDRESSES: usize = 4;

/// Terms, ready to be looked for in many texts.
pub struct TermSet {
    terms: Vec<Term>,
    literal: NeedleSet,
    /// Index in `literal` → index in `terms`.
    literal_terms: Vec<usize>,
    fuzzy: FuzzySet,
    regexes: Vec<(usize, Regex)>,
}

impl TermSet {
    /// Prepares the terms.
    ///
    /// # Errors
    /// [`ListError`] for the first term that has no letter or digit, an expression that is not
    /// valid, too large, or matches the empty text, or a distance that is not allowed.
    pub fn new(terms: Vec<Term>) -> Result<Self, ListError> {
        let mut literal_terms = Vec::new();
        let mut fuzzy = Vec::new();
        let mut regexes = Vec::new();
        for (index, term) in terms.iter().enumerate() {
            let wrong = |reason: String| ListError {
                index: index + 1,
                reason,
            };
            match term.matching {
                Matching::Regex => regexes.push((index, expression(&term.text).map_err(wrong)?)),
                Matching::Literal | Matching::Fuzzy(_) if letters(&term.text) == 0 => {
                    return Err(wrong("an entry needs a letter or a digit".into()));
                }
                Matching::Literal => literal_terms.push(index),
                Matching::Fuzzy(distance) => {
                    let most = letters(&term.text) / 4;
                    if !(1..=3).contains(&distance) || usize::from(distance) > most {
                        return Err(wrong(format!(
                            "a distance of {distance} is not allowed here; it is 1 to 3, and at \
                             most one for every four letters or digits"
                        )));
                    }
                    fuzzy.push((index, term.text.as_str(), usize::from(distance)));
                }
            }
        }
        let literal = NeedleSet::new(literal_terms.iter().map(|&i| terms[i].text.as_str()));
        let fuzzy = FuzzySet::new(&fuzzy);
        Ok(Self {
            terms,
            literal,
            literal_terms,
            fuzzy,
            regexes,
        })
    }

    /// The terms as given.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Where each term stands in `text`, as (index of the term, span), sorted by span. Hits may
    /// overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let literal = self.literal.find(text).into_iter();
        let mut hits: Vec<(usize, Span)> = literal
            .map(|(needle, span)| (self.literal_terms[needle], span))
            .filter(|&(term, span)| {
                let term = &self.terms[term].text;
                let whole =
                    is_whole(text, span) || letters(term) >= IN_ADDRESSES && in_address(text, span);
                whole && gaps_allowed(&text[span.range()], term)
            })
            .map(|(term, span)| (term, with_edges(text, span, &self.terms[term].text)))
            .chain(self.fuzzy.find(text))
            .collect();
        for (term, regex) in &self.regexes {
            let spans = regex.find_iter(text);
            hits.extend(spans.filter_map(|m| Some((*term, Span::new(m.start(), m.end())?))));
        }
        hits.sort_unstable_by_key(|&(term, span)| (span, term));
        hits.dedup();
        hits
    }
}

/// `span` with the punctuation that the term itself begins and ends with, where it stands there.
fn with_edges(text: &str, span: Span, term: &str) -> Span {
    let term = term.trim();
    let is_letter = |c: char| c.is_alphanumeric();
    let front = term.find(is_letter).map_or("", |at| &term[..at]);
    let back = term.trim_start_matches(|c| !is_letter(c));
    let back = back.trim_end_matches(|c| !is_letter(c)).len() + term.len() - back.len();
    let back = &term[back..];
    let start = if text[..span.start()].ends_with(front) {
        span.start() - front.len()
    } else {
        span.start()
    };
    let end = if text[span.end()..].starts_with(back) {
        span.end() + back.len()
    } else {
        span.end()
    };
    Span::new(start, end).unwrap_or(span)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn expression(pattern: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(pattern)
        .size_limit(EXPRESSION_BYTES)
        .build();
    match built {
        Ok(regex) if regex.is_match("") => {
            Err("this expression matches the empty text, so everywhere".into())
        }
        Ok(regex) => Ok(regex),
        Err(error) => {
            let message = error.to_string();
            Err(message.lines().last().unwrap_or_default().to_owned())
        }
    }
}
