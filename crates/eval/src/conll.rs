//! Columns: a token a line, its tag in the last column, an empty line between sentences.

use crate::chunk::chunks;
use crate::{EvalError, Labelled};

/// One sentence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Vec<String>,
    /// One tag for each token.
    pub tags: Vec<String>,
}

impl Sentence {
    /// The tokens with a space between each two, and where each starts and ends, in code points.
    #[must_use]
    pub fn text(&self) -> (String, Vec<(usize, usize)>) {
        let mut at = 0;
        let spans = self.tokens.iter().map(|token| {
            let start = at;
            at += token.chars().count() + 1;
            (start, at - 1)
        });
        let spans = spans.collect();
        (self.tokens.join(" "), spans)
    }

    /// The entities as stretches of tokens.
    #[must_use]
    pub fn entities(&self) -> Vec<Labelled> {
        let chunks = chunks(&self.tags).into_iter();
        chunks
            .map(|c| Labelled {
                start: c.start,
                end: c.end,
                label: c.kind,
            })
            .collect()
    }

    /// The tags that `found` (code points of [`Sentence::text`]) gives the tokens: a token belongs
    /// to the entity that covers its first character, as when a model's word is tagged by its
    /// first piece.
    #[must_use]
    pub fn tags_of(&self, found: &[Labelled]) -> Vec<String> {
        let (_, spans) = self.text();
        let mut last = None;
        spans
            .iter()
            .map(|&(start, _)| {
                let entity = found.iter().position(|f| f.start <= start && start < f.end);
                let tag = match entity {
                    None => "O".to_owned(),
                    Some(at) if last == Some(at) => format!("I-{}", found[at].label),
                    Some(at) => format!("B-{}", found[at].label),
                };
                last = entity;
                tag
            })
            .collect()
    }
}

/// Reads columns separated by spaces or tabs. `-DOCSTART-` lines are left out.
///
/// # Errors
/// [`EvalError::Columns`] for a line with one column.
pub fn read(text: &str) -> Result<Vec<Sentence>, EvalError> {
    let mut out = Vec::new();
    let mut open = Sentence::default();
    for (at, line) in text.lines().enumerate() {
        let mut columns = line.split_whitespace();
        match (columns.next(), columns.next_back()) {
            (None, _) => {
                if !open.tokens.is_empty() {
                    out.push(std::mem::take(&mut open));
                }
            }
            (Some("-DOCSTART-"), _) => {}
            (Some(_), None) => return Err(EvalError::Columns(at + 1)),
            (Some(token), Some(tag)) => {
                open.tokens.push(token.to_owned());
                open.tags.push(tag.to_owned());
            }
        }
    }
    if !open.tokens.is_empty() {
        out.push(open);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &str = "-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\n\nPeter\tB-PER\nBlackburn\tI-PER\n";

    #[test]
    fn sentences_tokens_and_last_columns_are_read() {
        let sentences = read(COLUMNS).expect("columns");
        assert_eq!(sentences.len(), 2);
        assert_eq!(sentences[0].tags, ["I-ORG", "O"]);
        assert_eq!(
            sentences[1].text(),
            ("Peter Blackburn".into(), vec![(0, 5), (6, 15)])
        );
        let whole = Labelled {
            start: 0,
            end: 2,
            label: "PER".into(),
        };
        assert_eq!(sentences[1].entities(), [whole]);
        assert_eq!(read("alone\n"), Err(EvalError::Columns(1)));
    }

    #[test]
    fn a_token_belongs_to_what_covers_its_first_character() {
        let sentence = &read("the O\nU.S. B-LOC\nArmy B-ORG\n").expect("columns")[0];
        let found = |start, end, label: &str| Labelled {
            start,
            end,
            label: label.into(),
        };
        let tags = sentence.tags_of(&[found(4, 5, "LOC"), found(9, 13, "ORG")]);
        assert_eq!(tags, ["O", "B-LOC", "B-ORG"]);
        assert_eq!(
            sentence.tags_of(&[found(0, 13, "ORG")]),
            ["B-ORG", "I-ORG", "I-ORG"]
        );
    }
}
