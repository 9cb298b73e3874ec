//! A model's guesses that identify nobody: they stay visible, and weigh nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use tacenda_core::{Candidate, EntityType};

use crate::link::{is_common, is_function_word};

/// A title before a name.
static TITLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.?\s+$").expect("a constant"));

/// What a text tells about its words.
pub(super) struct Doubt<'t> {
    text: &'t str,
    /// Words that stand somewhere in small letters.
    small: HashSet<&'t str>,
    /// First words, in small letters, of names of several words.
    leading: HashSet<String>,
}

impl<'t> Doubt<'t> {
    pub(super) fn new<'c>(text: &'t str, guesses: impl Iterator<Item = &'c Candidate>) -> Self {
        let small = |word: &&str| word.starts_with(char::is_lowercase);
        let mut leading = HashSet::new();
        for guess in guesses {
            let mut words = words(text, guess);
            if let (Some(first), Some(_)) = (words.next(), words.next()) {
                leading.insert(first.to_lowercase());
            }
        }
        Self {
            text,
            small: split(text).filter(small).collect(),
            leading,
        }
    }

    /// Whether a guess has only words such as "of" and "the", a single letter or digit, the
    /// heading "DATE" over a date, or is an organisation called "Equipment" where the text also
    /// speaks of equipment: "Ms. Do" is a person, and US a country.
    pub(super) fn says_nothing(&self, guess: &Candidate) -> bool {
        let words: Vec<_> = words(self.text, guess).collect();
        let function = |word: &&str| *word != "US" && is_function_word(&word.to_lowercase());
        let nothing = match words[..] {
            [word] => {
                word.len() == 1
                    || word.eq_ignore_ascii_case(guess.entity.as_str())
                    || function(&word)
                    || self.is_everyday(word, &guess.entity)
            }
            _ => words.iter().all(function),
        };
        let start = guess.extent.parts()[0].start();
        nothing && !TITLE.is_match(&self.text[..start])
    }

    /// Whether a word is no name of an organisation or a thing in this text.
    fn is_everyday(&self, word: &str, entity: &EntityType) -> bool {
        if ![EntityType::ORGANIZATION, EntityType::MISC].contains(entity) {
            return false;
        }
        let small = word.to_lowercase();
        if word == small {
            return is_common(&small);
        }
        self.small.contains(small.as_str()) && !self.leading.contains(&small)
    }
}

fn words<'t>(text: &'t str, candidate: &Candidate) -> impl Iterator<Item = &'t str> {
    let parts: Vec<_> = candidate.extent.parts().iter().map(|p| p.range()).collect();
    parts.into_iter().flat_map(move |part| {
        let (from, to) = (
            text.floor_char_boundary(part.start),
            text.ceil_char_boundary(part.end),
        );
        split(&text[from..to])
    })
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}
