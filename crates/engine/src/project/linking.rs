<<<<<<< HEAD
//! The same person and thing in all documents of a project.

use std::sync::Arc;

use tacenda_core::{CancelToken, Candidate, Decision, Finding, Span};
use tacenda_detect::link::{DocumentText, Link, Place, link};

use super::content::Content;
use super::engine::Project;
use super::state::{DocumentId, DocumentState, Item, Origin};
use crate::EngineError;

/// A scanned document as linking sees it.
pub(super) struct Member {
    pub id: DocumentId,
    pub name: String,
    pub content: Arc<Content>,
    /// What may stand somewhere else as well: nothing that a reviewer rejected.
    pub findings: Vec<Finding>,
    /// What nothing is proposed over: findings, and what a reviewer rejected. Sorted.
    taken: Vec<Span>,
}

impl Member {
    pub(super) fn text(&self) -> DocumentText<'_> {
        DocumentText {
            name: &self.name,
            text: self.content.document.text.as_str(),
            findings: &self.findings,
        }
    }

    fn is_free(&self, span: Span) -> bool {
        let from = self.taken.partition_point(|t| t.end() <= span.start());
        self.taken[from..]
            .first()
            .is_none_or(|t| t.start() >= span.end())
    }
}

impl Project {
    /// Proposes in each document other spellings of what was found in the others, and gives how
    /// many were added. Places that a finding covers, or of which a reviewer said no, stay as
    /// they are, so that a second call adds nothing.
    pub(super) fn link_documents(&self, cancel: &CancelToken) -> Result<usize, EngineError> {
        let members = self.members()?;
        if members.len() < 2 {
            return Ok(0);
        }
        let texts: Vec<DocumentText<'_>> = members.iter().map(Member::text).collect();
        let mut proposed: Vec<Vec<Candidate>> = vec![Vec::new(); members.len()];
        for Link {
            document,
            place,
            canonical: (origin, _),
            ..
        } in link(&texts)
        {
            if let Place::Text(mut candidate) = place
                && origin != document
            {
                let why = &mut candidate.evidence.explanation;
                *why = format!("{why}; from {}", members[origin].name);
                proposed[document].push(candidate);
            }
        }
        drop(texts);
        let rules = self.rules();
        let mut added = 0;
        for (member, candidates) in members.iter().zip(proposed) {
            if cancel.is_cancelled() {
                break;
            }
            let text = member.content.document.text.as_str();
            let mut fresh = rules.merge(text, rules.heed(text, candidates));
            fresh.retain(|f| f.extent.parts().iter().all(|&part| member.is_free(part)));
            added += fresh.len();
            if !fresh.is_empty() {
                self.keep_findings(member.id, Origin::Link, fresh)?;
            }
=======
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
>>>>>>> 164ee57 (Policies in the window, other spellings of the same person, passwords of files, Word copies of text and receipt)
        }
        Ok(added)
    }

<<<<<<< HEAD
    /// Whether no document waits for a scan.
    pub(super) fn nothing_left_to_scan(&self) -> bool {
        let waits =
            |state: &DocumentState| matches!(state, DocumentState::Read | DocumentState::Scanning);
        !self.state().documents.values().any(|d| waits(&d.state))
    }

    /// The scanned documents with what was found in them.
    pub(super) fn members(&self) -> Result<Vec<Member>, EngineError> {
        let scanned: Vec<(DocumentId, String)> = {
            let state = self.state();
            let done =
                |(_, d): &(_, &super::state::DocumentEntry)| d.state == DocumentState::Scanned;
            let all = state.documents.iter().filter(done);
            all.map(|(id, d)| (*id, d.name.clone())).collect()
        };
        let member = |(id, name)| {
            let content = self.content(id)?;
            let state = self.state();
            let here = || state.findings.values().filter(move |i| i.document == id);
            let mut findings: Vec<Finding> = here().filter_map(source).collect();
            findings.sort_by_key(|f| f.extent.hull());
            let mut taken: Vec<Span> = here()
                .filter(|i| !i.near_miss || *i.decision() != Decision::Undecided)
                .filter_map(Item::to_finding)
                .flat_map(|f| f.extent.parts().to_vec())
                .collect();
            taken.sort_unstable();
            Ok(Member {
                id,
                name,
                content,
                findings,
                taken,
            })
        };
        scanned.into_iter().map(member).collect()
    }
}

/// A finding that other documents may hold as well.
fn source(item: &Item) -> Option<Finding> {
    let accepted = matches!(item.decision(), Decision::Accept { .. });
    let rejected = matches!(item.decision(), Decision::Reject { .. });
    if rejected || !item.is_shown() {
        return None;
    }
    item.to_finding().map(|finding| Finding {
        entity: item.effective().clone(),
        near_miss: finding.near_miss && !accepted,
        ..finding
    })
=======
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
>>>>>>> 164ee57 (Policies in the window, other spellings of the same person, passwords of files, Word copies of text and receipt)
}
