//! Entries of the always and never lists.

use tacenda_core::EntityType;

/// A text that is always, or never, taken for something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListEntry {
    /// The words, or the pattern when `matching` is [`Matching::Regex`].
    pub text: String,
    /// How it is compared.
    pub matching: Matching,
    /// What it is taken for. On a never list: the only type that it is never; [`None`] means
    /// any.
    pub entity: Option<EntityType>,
}

/// How a list entry is compared with the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matching {
    /// The same words, whatever their case, accents, spacing and line breaks.
    Literal,
    /// The same words with at most this many letters added, missing or different: 1 to 3, and no
    /// more than one for every four letters.
    Fuzzy(u8),
    /// A regular expression in the syntax of the `regex` crate, which runs in linear time.
    Regex,
}

/// Most memory that the compiled form of one expression may take.
const EXPRESSION_BYTES: usize = 1 << 20;

impl ListEntry {
    /// Says what is wrong with the entry.
    pub(crate) fn check(&self) -> Result<(), String> {
        let letters = self.text.chars().filter(|c| c.is_alphanumeric()).count();
        match self.matching {
            Matching::Regex => {
                let built = regex::RegexBuilder::new(&self.text)
                    .size_limit(EXPRESSION_BYTES)
                    .build();
                match built {
                    Err(error) => Err(last_line(&error.to_string())),
                    Ok(pattern) if pattern.is_match("") => {
                        Err("this expression matches the empty text, so everywhere".into())
                    }
                    Ok(_) => Ok(()),
                }
            }
            _ if letters == 0 => Err("an entry needs a letter or a digit".into()),
            Matching::Fuzzy(0) | Matching::Fuzzy(4..) => {
                Err("the distance of a fuzzy entry is 1, 2 or 3".into())
            }
            Matching::Fuzzy(distance) if letters < 4 * usize::from(distance) => Err(format!(
                "a distance of {distance} needs at least {} letters or digits",
                4 * distance
            )),
            Matching::Fuzzy(_) | Matching::Literal => Ok(()),
        }
    }
}

/// The engine draws the place of an error over several lines; the last one says it in words.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message);
    line.trim_start_matches("error: ").to_owned()
}
