//! Search and redact: text, nearly that text, or an expression.

use std::collections::BTreeSet;

use tacenda_core::{EntityType, Extent, Span};
use tacenda_detect::lists::{self, Term, TermSet};

use super::decide::Delta;
use super::engine::Project;
use super::state::{DocumentId, Origin, Spot};
use crate::EngineError;

/// Hits shown of a search.
const SHOWN: usize = 100;

/// How a search is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matching {
    /// These words, across case, accents, spaces and line ends.
    Words,
    /// Words that differ by at most so many letters.
    Fuzzy(u8),
    /// A regular expression (linear in time; no look-around).
    Expression,
}

/// What a search would mark.
#[derive(Clone, PartialEq, Debug)]
pub struct SearchPreview {
    /// Hits that no finding covers yet.
    pub new: usize,
    /// Hits in all.
    pub total: usize,
    /// The first of the new ones.
    pub hits: Vec<SearchHit>,
}

/// One hit with the words around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchHit {
    /// The document.
    pub document: DocumentId,
    /// Page from 1; 0 for formats without pages.
    pub page: u32,
    /// Which block of the text view it begins in.
    pub block: usize,
    /// The words before, the hit, the words after.
    pub text: (String, String, String),
}

impl Project {
    /// What a search would mark, in one document or in all.
    ///
    /// # Errors
    /// [`EngineError::Search`] when the text or expression cannot be looked for.
    pub fn search(
        &self,
        text: &str,
        matching: Matching,
        within: Option<DocumentId>,
    ) -> Result<SearchPreview, EngineError> {
        let mut preview = SearchPreview {
            new: 0,
            total: 0,
            hits: Vec::new(),
        };
        let terms = terms(text, matching)?;
        for id in self.within(within) {
            let content = self.content(id)?;
            let document = &content.document;
            let all = hits(&terms, document.text.as_str());
            preview.total += all.len();
            for span in self.uncovered(id, all) {
                preview.new += 1;
                if preview.hits.len() < SHOWN {
                    let around = |text: &str| -> String {
                        text.chars()
                            .map(|c| if c.is_control() { ' ' } else { c })
                            .collect()
                    };
                    let whole = document.text.as_str();
                    let mut before: Vec<char> =
                        whole[..span.start()].chars().rev().take(40).collect();
                    before.reverse();
                    let before: String = before.into_iter().collect();
                    let after: String = whole[span.end()..].chars().take(40).collect();
                    preview.hits.push(SearchHit {
                        document: id,
                        page: document.page_of(span.start()).unwrap_or(0),
                        block: super::text_view::block_at(&content.blocks, span.start()),
                        text: (
                            around(&before),
                            around(&whole[span.range()]),
                            around(&after),
                        ),
                    });
                }
            }
        }
        Ok(preview)
    }

    /// Marks every hit that no finding covers yet, accepted as `entity`: one act a document.
    ///
    /// # Errors
    /// [`EngineError::Search`]; [`EngineError::Store`].
    pub fn mark_found(
        &self,
        text: &str,
        matching: Matching,
        within: Option<DocumentId>,
        entity: &EntityType,
    ) -> Result<Vec<Delta>, EngineError> {
        let terms = terms(text, matching)?;
        let mut deltas = Vec::new();
        for id in self.within(within) {
            let content = self.content(id)?;
            let all = hits(&terms, content.document.text.as_str());
            let fresh: Vec<Extent> = self
                .uncovered(id, all)
                .into_iter()
                .map(Extent::from)
                .collect();
            if !fresh.is_empty() {
                deltas.push(self.mark(id, fresh, Origin::Search, entity.clone(), None)?);
            }
        }
        Ok(deltas)
    }

    fn within(&self, within: Option<DocumentId>) -> Vec<DocumentId> {
        match within {
            Some(id) => vec![id],
            None => self.state().documents.keys().copied().collect(),
        }
    }

    /// The hits that do not lie inside a finding.
    fn uncovered(&self, id: DocumentId, hits: BTreeSet<Span>) -> Vec<Span> {
        let state = self.state();
        let covered: Vec<Span> = state
            .findings
            .values()
            .filter(|item| item.document == id && item.is_shown() && !item.near_miss)
            .filter_map(|item| match &item.spot {
                Spot::Text(extent) => Some(extent.parts().to_vec()),
                Spot::Area(_) => None,
            })
            .flatten()
            .collect();
        let mut hits: Vec<Span> = hits.into_iter().collect();
        hits.retain(|hit| !covered.iter().any(|span| span.contains(*hit)));
        hits
    }
}

fn terms(text: &str, matching: Matching) -> Result<TermSet, EngineError> {
    let matching = match matching {
        Matching::Words => lists::Matching::Literal,
        Matching::Fuzzy(letters) => lists::Matching::Fuzzy(letters),
        Matching::Expression => lists::Matching::Regex,
    };
    let term = Term {
        text: text.to_owned(),
        matching,
        entity: Some(EntityType::MANUAL),
    };
    TermSet::new(vec![term]).map_err(|e| EngineError::Search(e.to_string()))
}

fn hits(terms: &TermSet, text: &str) -> BTreeSet<Span> {
    terms.find(text).into_iter().map(|(_, span)| span).collect()
}
