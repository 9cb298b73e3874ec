//! What a user does not want to be found.

use tacenda_core::{Candidate, Span};

use super::{ListError, Term, TermSet};

/// Texts that are never an entity.
pub struct NeverList {
    set: TermSet,
}

/// Candidates, parted by a [`NeverList`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sorted {
    /// What no entry speaks against.
    pub kept: Vec<Candidate>,
    /// What an entry speaks against, to be shown as such.
    pub suppressed: Vec<Candidate>,
}

impl NeverList {
    /// Prepares the entries.
    ///
    /// # Errors
    /// [`ListError`] for the first entry that cannot be looked for.
    pub fn new(terms: Vec<Term>) -> Result<Self, ListError> {
        Ok(Self {
            set: TermSet::new(terms)?,
        })
    }

    /// Takes away the candidates in `text` that an entry covers from end to end (spaces and
    /// punctuation at the edges aside). An entry inside a longer candidate takes nothing away,
    /// and neither does it from a list or a manual mark: what somebody asks for is found.
    #[must_use]
    pub fn sort(&self, text: &str, candidates: Vec<Candidate>) -> Sorted {
        let hits = self.set.find(text);
        let mut sorted = Sorted::default();
        for candidate in candidates {
            let hull = candidate.extent.hull();
            let asked = candidate.evidence.source.starts_with("list:")
                || candidate.evidence.source == "manual";
            let inner = text.get(hull.range()).map_or(hull, |value| {
                let cut = value.trim_matches(|c: char| !c.is_alphanumeric());
                let from = hull.start() + value.find(cut).unwrap_or(0);
                Span::new(from, from + cut.len()).unwrap_or(hull)
            });
            let from = hits.partition_point(|(_, s)| s.start() + REACH < inner.start());
            let speaks_against = hits[from..]
                .iter()
                .take_while(|(_, s)| s.start() <= inner.start())
                .any(|&(term, s)| {
                    let only = self.set.terms()[term].entity.as_ref();
                    s.contains(inner) && only.is_none_or(|e| *e == candidate.entity)
                });
            if speaks_against && !asked {
                sorted.suppressed.push(candidate);
            } else {
                sorted.kept.push(candidate);
            }
        }
        sorted
    }
}

/// How far before a candidate, in bytes, an entry that covers it may begin.
const REACH: usize = 256;
