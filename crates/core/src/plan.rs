//! What is to be removed, and how.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::{Area, CanonicalText, EntityType, Extent, Sha256, Span};

/// The approved removals for one document: what an exporter carries out and what verification
/// checks against.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct RedactionPlan {
    /// Digest of the canonical text the spans belong to. An exporter that reads another text
    /// from the source refuses.
    pub text: Sha256,
    /// Sorted by their first byte; their parts never overlap.
    pub redactions: Vec<Redaction>,
    /// Regions of pages whose whole content goes.
    pub areas: Vec<Area>,
    /// The values that must not survive, derived from the redactions.
    pub terms: Vec<Term>,
    /// How to export.
    pub options: ExportOptions,
}

/// One removal.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Redaction {
    /// What goes.
    pub extent: Extent,
    /// What it was.
    pub entity: EntityType,
    /// What stands there instead.
    pub replacement: Replacement,
}

/// What stands in the place of removed text. Never depends on its length.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Replacement {
    /// A solid box of fixed width (in text formats: a fixed run of full blocks).
    Box,
    /// A text such as `[PERSON 1]`, a pseudonym, or a partial mask.
    Text(String),
}

/// A value that must not survive, with how often it may legitimately stand in what remains.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Term {
    /// The removed value.
    pub text: String,
    /// How often it still stands in the text that the reviewer left (a rejected finding, a
    /// longer word that contains it), counted as [`crate::NeedleSet`] counts.
    pub remaining: usize,
}

/// Choices that hold for a whole export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ExportOptions {
    /// Native or picture pages.
    pub mode: ExportMode,
    /// What to do with tracked changes.
    pub tracked_changes: TrackedChanges,
    /// What to do with parts that hold text and have no known place.
    pub unknown_parts: UnknownParts,
    /// Remove comments altogether rather than redacting inside them.
    pub remove_comments: bool,
    /// A first try: the writer of PDF leaves out its own look for pages on which a removed value can
    /// still be read, which then become pictures. The check finds them too, and a second try that is
    /// not quick follows; few files need it.
    pub quick: bool,
}

/// How pages are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum ExportMode {
    /// Text stays text; single pages that are not safe that way become pictures.
    #[default]
    Native,
    /// Every page becomes a picture with a clean text layer.
    Raster,
}

/// What happens to tracked changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum TrackedChanges {
    /// They stay, with redaction inside them.
    #[default]
    Keep,
    /// Insertions become text, deletions go.
    AcceptAll,
    /// Insertions go, deletions become text.
    RejectAll,
}

/// What happens to parts that hold text and have no known place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum UnknownParts {
    /// No export.
    #[default]
    Refuse,
    /// They are removed.
    Remove,
}

/// Why no plan could be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PlanError {
    /// A redaction does not fit the text.
    #[error("a redaction at bytes {0:?} does not fit the document's text")]
    OutOfText(Span),
    /// Findings have no decision and the policy does not say what to do with them.
    #[error("{0} findings have no decision yet")]
    Undecided(usize),
}

impl RedactionPlan {
    /// Orders the redactions, cuts overlaps (the earlier and longer one keeps the shared bytes)
    /// and derives the terms, counting what remains.
    ///
    /// # Errors
    /// [`PlanError::OutOfText`] when a redaction is not on character boundaries of `text`.
    pub fn build(
        text: &CanonicalText,
        redactions: Vec<Redaction>,
        areas: Vec<Area>,
        options: ExportOptions,
    ) -> Result<Self, PlanError> {
        for part in redactions.iter().flat_map(|r| r.extent.parts()) {
            if text.get(*part).is_none() {
                return Err(PlanError::OutOfText(*part));
            }
        }
        let values: Vec<String> = redactions.iter().map(|r| value(text, &r.extent)).collect();
        let redactions = disjoint(redactions);
        let terms = crate::leak::terms(text, &redactions, values);
        Ok(Self {
            text: text.digest(),
            redactions,
            areas,
            terms,
            options,
        })
    }

    /// What remains of `text` after the removals, each replaced by U+FFFC (object replacement),
    /// so that no word forms across a removal.
    #[must_use]
    pub fn survivors(&self, text: &CanonicalText) -> String {
        crate::leak::survivors(text, &self.redactions)
    }
}

fn value(text: &CanonicalText, extent: &Extent) -> String {
    extent
        .parts()
        .iter()
        .filter_map(|&part| text.get(part))
        .collect()
}

/// Gives every byte to the redaction that starts first (the longer one of two that start
/// together).
fn disjoint(mut redactions: Vec<Redaction>) -> Vec<Redaction> {
    redactions.sort_by_key(|r| (r.extent.hull().start(), Reverse(r.extent.hull().end())));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<Redaction> = Vec::new();
    for mut redaction in redactions {
        let free = redaction
            .extent
            .parts()
            .iter()
            .flat_map(|&part| free_in(part, &taken));
        if let Some(extent) = Extent::new(free.collect()) {
            taken.extend(extent.parts().iter().map(|p| (p.start(), p.end())));
            redaction.extent = extent;
            out.push(redaction);
        }
    }
    out.sort_by_key(|r| r.extent.hull().start());
    out
}

/// What of `span` no range in `taken` (start → end, disjoint) covers.
fn free_in(span: Span, taken: &BTreeMap<usize, usize>) -> Vec<Span> {
    let mut at = span.start();
    if let Some((_, &end)) = taken.range(..=at).next_back() {
        at = at.max(end);
    }
    let mut free = Vec::new();
    for (&start, &end) in taken.range(span.start() + 1..span.end()) {
        free.extend(Span::new(at, start));
        at = at.max(end);
    }
    free.extend(Span::new(at, span.end()));
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn redact(start: usize, end: usize) -> Redaction {
        Redaction {
            extent: Span::new(start, end).expect("not empty").into(),
            entity: EntityType::PERSON,
            replacement: Replacement::Box,
        }
    }

    #[test]
    fn a_value_that_stays_elsewhere_is_counted() {
        let text = CanonicalText::new("Ann Lee met Ann Lee.".into());
        let plan =
            RedactionPlan::build(&text, vec![redact(0, 7)], vec![], ExportOptions::default())
                .expect("fits");
        assert_eq!(
            plan.terms,
            [Term {
                text: "Ann Lee".into(),
                remaining: 1
            }]
        );
        assert_eq!(plan.survivors(&text), "\u{fffc} met Ann Lee.");
    }

    #[test]
    fn a_span_inside_a_character_is_refused() {
        let text = CanonicalText::new("é".into());
        let built =
            RedactionPlan::build(&text, vec![redact(0, 1)], vec![], ExportOptions::default());
        assert!(matches!(built, Err(PlanError::OutOfText(_))));
    }

    proptest! {
        #[test]
        fn parts_never_overlap_and_nothing_asked_for_is_lost(
            spans in prop::collection::vec((0usize..40, 1usize..12), 1..10)
        ) {
            let text = CanonicalText::new("x".repeat(60));
            let asked: Vec<_> = spans.iter().map(|&(s, l)| redact(s, s + l)).collect();
            let plan = RedactionPlan::build(&text, asked.clone(), vec![], ExportOptions::default())
                .expect("fits");
            for byte in 0..60 {
                let point = Span::new(byte, byte + 1).expect("one");
                let wanted = asked.iter().any(|r| r.extent.overlaps(point));
                let covered = plan.redactions.iter().filter(|r| r.extent.overlaps(point)).count();
                prop_assert_eq!(covered, usize::from(wanted));
            }
        }
    }
}
