//! What linking reads and what it says.

use std::cmp::Reverse;

use tacenda_core::{Candidate, EntityType, Evidence, Finding, Span};

use super::LinkRule;

/// A document with what was found in it so far.
#[derive(Clone, Copy, Debug)]
pub struct DocumentText<'a> {
    /// Its file name, without folders.
    pub name: &'a str,
    /// Its canonical text.
    pub text: &'a str,
    /// Its findings, sorted by their first byte, with extents in `text`.
    pub findings: &'a [Finding],
}

/// A proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Index of the document in which the mention stands.
    pub document: usize,
    /// Where, and what it is taken for.
    pub place: Place,
    /// The finding it comes from: index of its document, and index among its findings.
    pub canonical: (usize, usize),
    /// How it was recognised.
    pub rule: LinkRule,
}

/// Where a mention stands.
#[derive(Clone, PartialEq, Debug)]
pub enum Place {
    /// In the text, as a candidate with evidence `link:<rule>`.
    Text(Candidate),
    /// In the file name: bytes of it. A redacted copy should not be called so.
    FileName(Span),
}

/// What makes two links one.
pub(super) type Key = (usize, bool, Span, EntityType);

impl Link {
    pub(super) fn in_text(
        document: usize,
        span: Span,
        entity: EntityType,
        canonical: (usize, usize),
        rule: LinkRule,
    ) -> Self {
        let candidate = Candidate {
            extent: span.into(),
            entity,
            score: rule.score(),
            evidence: Evidence {
                source: format!("link:{}", rule.as_str()),
                label: rule.as_str().to_owned(),
                score: rule.score(),
                validated: false,
                context: None,
                explanation: rule.explanation().to_owned(),
            },
        };
        Self {
            document,
            place: Place::Text(candidate),
            canonical,
            rule,
        }
    }

    pub(super) fn key(&self) -> Key {
        match &self.place {
            Place::Text(c) => (self.document, false, c.extent.hull(), c.entity.clone()),
            Place::FileName(span) => (self.document, true, *span, EntityType::PERSON),
        }
    }

    /// Of two links for one place the one with the greater rank is kept.
    pub(super) fn rank(&self) -> (u32, Reverse<LinkRule>, Reverse<(usize, usize)>) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a score from 0 to 1"
        )]
        let score = (self.rule.score() * 1000.0) as u32;
        (score, Reverse(self.rule), Reverse(self.canonical))
    }
}

/// The stretches of a document that findings above their threshold cover.
pub(super) struct Covered(Vec<Span>);

impl Covered {
    pub(super) fn of(document: &DocumentText<'_>) -> Self {
        let sure = document.findings.iter().filter(|f| !f.near_miss);
        let parts = sure.flat_map(|f| f.extent.parts()).copied().collect();
        Self(tacenda_core::Extent::new(parts).map_or(Vec::new(), |e| e.parts().to_vec()))
    }

    pub(super) fn covers(&self, place: &Place) -> bool {
        match place {
            Place::FileName(_) => false,
            Place::Text(candidate) => self.holds(candidate.extent.hull()),
        }
    }

    fn holds(&self, span: Span) -> bool {
        let at = self.0.partition_point(|s| s.end() < span.end());
        self.0.get(at).is_some_and(|s| s.contains(span))
    }
}
