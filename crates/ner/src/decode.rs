//! From logits to entities: the rules of the token-classification pipeline of the transformers
//! library (Hugging Face, version 4), one token after the other.

use crate::encode::Token;
use crate::tags::{Place, Scheme, TagSet};

/// How the tokens of a word and the words of an entity become one result. The names and rules are
/// those of the transformers library, but for [`Aggregation::Run`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Aggregation {
    /// Each token that is not outside is a result.
    None,
    /// Neighbouring tokens of one kind are a result, pieces of words too.
    Simple,
    /// A word is what its first token is.
    #[default]
    First,
    /// A word is what its tokens say on average.
    Average,
    /// A word is what its surest token says.
    Max,
    /// A word is an unbroken run of letters and digits, and is what its first token is. For
    /// tokenizers that mark spaces: there the library counts quotation marks, brackets and line
    /// ends to the word beside them, and a name in brackets would be what the bracket is. The model
    /// does not see the spaces that justify a line.
    Run,
}

impl Aggregation {
    /// Those of the transformers library.
    pub const REFERENCE: [Self; 5] = [
        Self::None,
        Self::Simple,
        Self::First,
        Self::Average,
        Self::Max,
    ];

    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Simple,
        Self::First,
        Self::Average,
        Self::Max,
        Self::Run,
    ];

    /// The name users know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Simple => "simple",
            Self::First => "first",
            Self::Average => "average",
            Self::Max => "max",
            Self::Run => "run",
        }
    }

    /// The strategy of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// An entity in the model's own terms.
#[derive(Clone, PartialEq, Debug)]
pub struct RawEntity {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The kind (`PER`), or with [`Aggregation::None`] the tag (`B-PER`).
    pub label: String,
    /// Mean probability, from 0 to 1.
    pub score: f32,
}

/// A token or word with its tag.
#[derive(Clone, Copy)]
struct Tagged {
    start: usize,
    end: usize,
    tag: usize,
    score: f32,
}

/// Takes the tokens of a text in order with their logits and gives its entities. Holds no more
/// than one word and one entity.
pub(crate) struct Decoder<'a> {
    tags: &'a TagSet,
    strategy: Aggregation,
    word: Vec<Tagged>,
    sums: Vec<f32>,
    group: Option<Group>,
    done: Vec<RawEntity>,
}

struct Group {
    start: usize,
    end: usize,
    tag: usize,
    last: usize,
    sum: f64,
    count: u32,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(tags: &'a TagSet, strategy: Aggregation) -> Self {
        let sums = vec![0.0; tags.tags().len()];
        Self {
            tags,
            strategy,
            word: Vec::new(),
            sums,
            group: None,
            done: Vec::new(),
        }
    }

    /// The next token. `logits` has one value for each tag and is finite.
    pub(crate) fn push(&mut self, token: &Token, logits: &[f32]) {
        let probabilities = softmax(logits);
        let (tag, score) = largest(&probabilities);
        let tagged = Tagged {
            start: token.start,
            end: token.end,
            tag,
            score,
        };
        match self.strategy {
            Aggregation::None => self.emit(tagged),
            Aggregation::Simple => self.join(tagged),
            _ => {
                let goes_on = if self.strategy == Aggregation::Run {
                    token.inside_run
                } else {
                    token.fragment
                };
                if !goes_on {
                    self.close_word();
                }
                if self.strategy == Aggregation::Average {
                    self.sums
                        .iter_mut()
                        .zip(&probabilities)
                        .for_each(|(sum, p)| *sum += p);
                }
                self.word.push(tagged);
            }
        }
    }

    /// What is known to be complete.
    pub(crate) fn take(&mut self) -> Vec<RawEntity> {
        std::mem::take(&mut self.done)
    }

    /// Says that no token follows.
    pub(crate) fn finish(&mut self) {
        self.close_word();
        self.close_group();
    }

    fn emit(&mut self, token: Tagged) {
        let tag = &self.tags.tags()[token.tag];
        if tag.place != Place::Outside {
            let Tagged {
                start, end, score, ..
            } = token;
            self.done.push(RawEntity {
                start,
                end,
                label: tag.raw.clone(),
                score,
            });
        }
    }

    fn close_word(&mut self) {
        let (Some(&first), Some(&last)) = (self.word.first(), self.word.last()) else {
            return;
        };
        let (tag, score) = match self.strategy {
            Aggregation::Average => {
                let count = self.word.len() as f32;
                self.sums.iter_mut().for_each(|sum| *sum /= count);
                let average = largest(&self.sums);
                self.sums.fill(0.0);
                average
            }
            Aggregation::Max => {
                let best = self.word.iter().fold(first, |best, token| {
                    if token.score > best.score {
                        *token
                    } else {
                        best
                    }
                });
                (best.tag, best.score)
            }
            _ => (first.tag, first.score),
        };
        self.word.clear();
        self.join(Tagged {
            start: first.start,
            end: last.end,
            tag,
            score,
        });
    }

    fn join(&mut self, next: Tagged) {
        if let Some(group) = &mut self.group
            && goes_on(self.tags, group.last, next.tag)
        {
            group.end = next.end;
            group.last = next.tag;
            group.sum += f64::from(next.score);
            group.count += 1;
            return;
        }
        self.close_group();
        let Tagged {
            start,
            end,
            tag,
            score,
        } = next;
        self.group = Some(Group {
            start,
            end,
            tag,
            last: tag,
            sum: f64::from(score),
            count: 1,
        });
    }

    fn close_group(&mut self) {
        if let Some(group) = self.group.take() {
            let tag = &self.tags.tags()[group.tag];
            if tag.place != Place::Outside {
                self.done.push(RawEntity {
                    start: group.start,
                    end: group.end,
                    label: tag.kind.clone(),
                    score: (group.sum / f64::from(group.count)) as f32,
                });
            }
        }
    }
}

/// Whether a token tagged `next` belongs to the entity whose latest token is tagged `last`.
fn goes_on(tags: &TagSet, last: usize, next: usize) -> bool {
    let (last, next) = (&tags.tags()[last], &tags.tags()[next]);
    let same =
        last.kind == next.kind && (last.place == Place::Outside) == (next.place == Place::Outside);
    let open = tags.scheme() != Scheme::Bilou || !matches!(last.place, Place::Last | Place::Single);
    same && open && !matches!(next.place, Place::Begin | Place::Single)
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let max = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<f32> = logits.iter().map(|&x| (x - max).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|x| *x /= sum);
    out
}

/// Index and value of the largest; the first of equals.
fn largest(values: &[f32]) -> (usize, f32) {
    values
        .iter()
        .copied()
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |best, (at, value)| {
            if value > best.1 { (at, value) } else { best }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::Cut;

    /// Entities of one-byte tokens at 0, 1, 2…; `+` marks a piece of the word before. The logit of
    /// the given tag is `ln(p / (1 - p) * (n - 1))`, so that its probability is `p`.
    fn run(
        labels: &[&str],
        strategy: Aggregation,
        tokens: &[(&str, f32)],
    ) -> Vec<(usize, usize, String)> {
        let labels: Vec<String> = labels.iter().map(|&l| l.to_owned()).collect();
        let tags = TagSet::new(&labels);
        let mut decoder = Decoder::new(&tags, strategy);
        for (at, (name, p)) in tokens.iter().enumerate() {
            let fragment = name.starts_with('+');
            let tag = labels
                .iter()
                .position(|l| l == name.trim_start_matches('+'))
                .expect("a label");
            let mut logits = vec![0.0; labels.len()];
            logits[tag] = (p / (1.0 - p) * (labels.len() - 1) as f32).ln();
            let token = Token {
                id: 0,
                start: at,
                end: at + 1,
                fragment,
                inside_run: fragment,
                cut: Cut::Word,
            };
            decoder.push(&token, &logits);
        }
        decoder.finish();
        decoder
            .take()
            .into_iter()
            .map(|e| (e.start, e.end, e.label))
            .collect()
    }

    fn expect(list: &[(usize, usize, &str)]) -> Vec<(usize, usize, String)> {
        list.iter().map(|&(s, e, l)| (s, e, l.to_owned())).collect()
    }

    const BIO: &[&str] = &["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

    #[test]
    fn strategies_differ_as_their_names_say() {
        // One word of two pieces that disagree, then the rest of the name.
        let tokens = [("B-PER", 0.6), ("+B-LOC", 0.9), ("I-PER", 0.9), ("O", 0.9)];
        for (strategy, entities) in [
            (
                Aggregation::None,
                &[(0, 1, "B-PER"), (1, 2, "B-LOC"), (2, 3, "I-PER")][..],
            ),
            (
                Aggregation::Simple,
                &[(0, 1, "PER"), (1, 2, "LOC"), (2, 3, "PER")],
            ),
            (Aggregation::First, &[(0, 3, "PER")]),
            (Aggregation::Run, &[(0, 3, "PER")]),
            (Aggregation::Max, &[(0, 2, "LOC"), (2, 3, "PER")]),
            (Aggregation::Average, &[(0, 2, "LOC"), (2, 3, "PER")]),
        ] {
            assert_eq!(
                run(BIO, strategy, &tokens),
                expect(entities),
                "{strategy:?}"
            );
        }
    }

    #[test]
    fn a_bracket_before_a_name_is_a_word_of_its_own_by_runs() {
        // `(Ann`, where the library takes the name for a piece of the bracket's word.
        let labels: Vec<String> = BIO.iter().map(|&l| l.to_owned()).collect();
        let tags = TagSet::new(&labels);
        for (strategy, found) in [(Aggregation::First, 0), (Aggregation::Run, 1)] {
            let mut decoder = Decoder::new(&tags, strategy);
            for (start, end, fragment, tag) in [(0, 1, false, 0), (1, 4, true, 1)] {
                let mut logits = vec![0.0; labels.len()];
                logits[tag] = 9.0;
                let token = Token {
                    id: 0,
                    start,
                    end,
                    fragment,
                    inside_run: false,
                    cut: Cut::Word,
                };
                decoder.push(&token, &logits);
            }
            decoder.finish();
            assert_eq!(decoder.take().len(), found, "{strategy:?}");
        }
    }

    #[test]
    fn a_beginning_parts_neighbours_and_an_inside_starts_where_nothing_is_open() {
        let tokens = [
            ("I-PER", 0.9),
            ("B-PER", 0.9),
            ("I-PER", 0.9),
            ("I-LOC", 0.9),
            ("O", 0.9),
            ("I-LOC", 0.9),
        ];
        let entities = [(0, 1, "PER"), (1, 3, "PER"), (3, 4, "LOC"), (5, 6, "LOC")];
        assert_eq!(run(BIO, Aggregation::First, &tokens), expect(&entities));
    }

    #[test]
    fn closed_schemes_end_where_they_say() {
        let bioes = &["O", "B-A", "I-A", "E-A", "S-A"];
        let tokens = [
            ("S-A", 0.9),
            ("I-A", 0.9),
            ("E-A", 0.9),
            ("I-A", 0.9),
            ("S-A", 0.9),
        ];
        let entities = [(0, 1, "A"), (1, 3, "A"), (3, 4, "A"), (4, 5, "A")];
        assert_eq!(run(bioes, Aggregation::First, &tokens), expect(&entities));
        let io = &["O", "A", "C"];
        let tokens = [("A", 0.9), ("A", 0.9), ("C", 0.9), ("O", 0.9)];
        assert_eq!(
            run(io, Aggregation::First, &tokens),
            expect(&[(0, 2, "A"), (2, 3, "C")])
        );
    }

    #[test]
    fn a_kind_of_no_name_is_not_the_outside() {
        let odd = &["O", "B-", "I-"];
        let tokens = [("O", 0.9), ("I-", 0.9), ("O", 0.9)];
        assert_eq!(
            run(odd, Aggregation::Simple, &tokens),
            expect(&[(1, 2, "")])
        );
    }
}
