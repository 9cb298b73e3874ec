//! Names found in one document, proposed in the others.

use std::collections::BTreeMap;

use tacenda_core::{Candidate, Decision, Evidence, Finding, FindingId, Span};
use tacenda_detect::link::{DocumentText, Place, link};

use super::content::Content;
use super::engine::Project;
use super::state::{DocumentId, DocumentState, Item, Origin, Spot, State};
use crate::EngineError;

impl Project {
    /// Proposes, in every scanned document, the places where something found in another stands
    /// in whatever spelling. What a finding covers already is left out, and nothing that was
    /// rejected leads anywhere. Gives how many findings were added.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn link_documents(&self) -> Result<usize, EngineError> {
        let scanned: Vec<(DocumentId, String)> = {
            let state = self.state();
            let read =
                |s: &DocumentState| matches!(s, DocumentState::Scanned | DocumentState::Done);
            let documents = state.documents.iter().filter(|(_, d)| read(&d.state));
            documents.map(|(&id, d)| (id, d.name.clone())).collect()
        };
        if scanned.len() < 2 {
            return Ok(0);
        }
        let mut contents = Vec::with_capacity(scanned.len());
        for (id, _) in &scanned {
            contents.push(self.content(*id)?);
        }
        let findings: Vec<Vec<Finding>> = {
            let state = self.state();
            scanned.iter().map(|(id, _)| sure(&state, *id)).collect()
        };
        let texts: Vec<DocumentText<'_>> = scanned
            .iter()
            .zip(&contents)
            .zip(&findings)
            .map(|(((_, name), content), findings)| DocumentText {
                name,
                text: content.document.text.as_str(),
                findings,
            })
            .collect();
        let mut found: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
        for one in link(&texts) {
            if let Place::Text(candidate) = one.place {
                found.entry(one.document).or_default().push(candidate);
            }
        }
        let mut added = 0;
        for (index, candidates) in found {
            let id = scanned[index].0;
            added += self.keep_links(id, &contents[index], candidates)?;
        }
        if added > 0 {
            self.note("link", None, format!("{added} findings"))?;
        }
        Ok(added)
    }

    fn keep_links(
        &self,
        id: DocumentId,
        content: &Content,
        candidates: Vec<Candidate>,
    ) -> Result<usize, EngineError> {
        let text = content.document.text.as_str();
        let rules = self.rules();
        let sorted = rules.sort(text, candidates);
        let taken = {
            let state = self.state();
            covered(&state, id)
        };
        let free = |finding: &Finding| {
            let hull = finding.extent.hull();
            !taken.iter().any(|span| span.overlaps(hull))
        };
        let fresh: Vec<Finding> = rules.merge(text, sorted).into_iter().filter(free).collect();
        let count = fresh.len();
        if count > 0 {
            self.keep_findings(id, Origin::Link, fresh)?;
        }
        Ok(count)
    }
}

/// The findings of a document that lead to others.
fn sure(state: &State, id: DocumentId) -> Vec<Finding> {
    let leads = |item: &&Item| {
        item.document == id
            && item.is_shown()
            && match item.decision() {
                Decision::Accept { .. } => true,
                Decision::Reject { .. } => false,
                Decision::Undecided => !item.near_miss,
            }
    };
    let mut findings: Vec<(FindingId, Finding)> = state
        .findings
        .iter()
        .filter(|(_, item)| leads(item))
        .filter_map(|(&id, item)| {
            let finding = item.to_finding()?;
            let entity = item.effective().clone();
            Some((
                id,
                Finding {
                    entity,
                    near_miss: false,
                    evidence: Vec::<Evidence>::new(),
                    ..finding
                },
            ))
        })
        .collect();
    findings.sort_by_key(|(id, finding)| (finding.extent.hull(), *id));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Where findings of any standing are already.
fn covered(state: &State, id: DocumentId) -> Vec<Span> {
    let items = state
        .findings
        .values()
        .filter(|item| item.document == id && item.is_shown());
    items
        .filter_map(|item| match &item.spot {
            Spot::Text(extent) => Some(extent.parts().to_vec()),
            Spot::Area(_) => None,
        })
        .flatten()
        .collect()
}
