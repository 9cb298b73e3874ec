//! Scanning a document of a project.

use std::collections::BTreeSet;

use tacenda_core::{CancelToken, Extent, Finding, FindingId};

use super::content::unknown;
use super::engine::Project;
use super::state::{DocumentId, DocumentState, FindingParts, Item, Origin, Spot, new_finding};
use crate::occurrences::alike;
use crate::rules::value;
use crate::{EngineError, Progress, scan};

/// What happens during a scan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScanEvent {
    /// How far it is.
    Progress(Progress),
    /// So many findings were added and can be reviewed now.
    Found(usize),
}

/// What a scan gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScanOutcome {
    /// Findings added.
    pub findings: usize,
    /// Of these, near-misses.
    pub near_misses: usize,
}

impl Project {
    /// Scans a document. Findings are saved batch by batch, so that review can start. Those of an
    /// earlier scan on which nobody decided are replaced; decided ones stay.
    ///
    /// # Errors
    /// [`EngineError::Stopped`] and [`EngineError::Detect`]: what was found until then stays, and
    /// the document is not called scanned.
    pub fn scan(
        &self,
        id: DocumentId,
        cancel: &CancelToken,
        events: &mut dyn FnMut(ScanEvent),
    ) -> Result<ScanOutcome, EngineError> {
        let content = self.content(id)?;
        let detection = self.detection();
        self.set_state(id, DocumentState::Scanning, &[])?;
        self.wait(self.inner().store.drop_undecided(id.0))?;
        let decided = {
            let mut state = self.state();
            state.findings.retain(|_, item| {
                item.document != id
                    || !item.log.is_empty()
                    || matches!(item.origin, Origin::Manual | Origin::Search)
            });
            let kept = state.findings.values().filter(|item| item.document == id);
            kept.filter_map(|item| match &item.spot {
                Spot::Text(extent) => Some(extent.clone()),
                Spot::Area(_) => None,
            })
            .collect::<BTreeSet<Extent>>()
        };
        let mut outcome = ScanOutcome {
            findings: 0,
            near_misses: 0,
        };
        // Both closures report; neither runs while the other does.
        let events = std::cell::RefCell::new(events);
        let scanned = scan(
            &content.document,
            &detection,
            cancel,
            &mut |progress| (events.borrow_mut())(ScanEvent::Progress(progress)),
            &mut |batch| {
                let fresh: Vec<Finding> = batch
                    .into_iter()
                    .filter(|f| !decided.contains(&f.extent))
                    .collect();
                outcome.findings += fresh.len();
                outcome.near_misses += fresh.iter().filter(|f| f.near_miss).count();
                let count = fresh.len();
                let linked = fresh.iter().all(|finding| {
                    finding
                        .evidence
                        .iter()
                        .all(|e| e.source.starts_with("link:"))
                });
                let origin = if linked { Origin::Link } else { Origin::Scan };
                self.keep_findings(id, origin, fresh)?;
                (events.borrow_mut())(ScanEvent::Found(count));
                Ok(())
            },
        );
        let ids = detection.ids();
        match scanned {
            Ok(()) => {
                self.set_state(id, DocumentState::Scanned, &ids)?;
                let summary = format!(
                    "{} findings, {} near-misses",
                    outcome.findings, outcome.near_misses
                );
                self.note("scan", Some(id.0), summary)?;
                Ok(outcome)
            }
            Err(EngineError::Stopped) => {
                self.set_state(id, DocumentState::Read, &[])?;
                self.note("scan_stopped", Some(id.0), String::new())?;
                Err(EngineError::Stopped)
            }
            Err(error) => {
                self.set_state(id, DocumentState::Failed(error.to_string()), &[])?;
                self.note("scan_failed", Some(id.0), error.code().to_owned())?;
                Err(error)
            }
        }
    }

    /// Saves findings of one document and takes them into memory.
    pub(crate) fn keep_findings(
        &self,
        id: DocumentId,
        origin: Origin,
        findings: Vec<Finding>,
    ) -> Result<Vec<FindingId>, EngineError> {
        let content = self.content(id)?;
        let document = &content.document;
        let mut items = Vec::with_capacity(findings.len());
        let mut rows = Vec::with_capacity(findings.len());
        for finding in findings {
            let item = Item {
                document: id,
                origin,
                page: document.page_of(finding.extent.hull().start()).unwrap_or(0),
                alike: alike(&value(&document.text, &finding.extent)),
                spot: Spot::Text(finding.extent),
                entity: finding.entity,
                score: finding.score,
                near_miss: finding.near_miss,
                evidence: finding.evidence,
                log: Vec::new(),
            };
            rows.push(row(&item));
            items.push(item);
        }
        let mut state = self.state();
        if !state.documents.contains_key(&id) {
            return Err(unknown(id));
        }
        let ids = self.wait(self.inner().store.add_findings(id.0, &rows))?;
        let ids: Vec<FindingId> = ids.into_iter().map(FindingId).collect();
        state.findings.extend(ids.iter().copied().zip(items));
        Ok(ids)
    }

    pub(crate) fn set_state(
        &self,
        id: DocumentId,
        to: DocumentState,
        detectors: &[String],
    ) -> Result<(), EngineError> {
        let problem = match &to {
            DocumentState::Failed(problem) => problem.clone(),
            _ => String::new(),
        };
        let ids =
            serde_json::to_string(detectors).map_err(|e| EngineError::Internal(e.to_string()))?;
        let mut state = self.state();
        let entry = state.documents.get_mut(&id).ok_or_else(|| unknown(id))?;
        self.wait(
            self.inner()
                .store
                .set_state(id.0, to.as_str(), &problem, &ids),
        )?;
        entry.state = to;
        entry.detectors = detectors.to_vec();
        Ok(())
    }
}

pub fn row(item: &Item) -> tacenda_store::NewFinding {
    let parts = FindingParts {
        entity: &item.entity,
        score: item.score,
        near_miss: item.near_miss,
        evidence: &item.evidence,
    };
    new_finding(
        item.origin,
        &item.spot,
        item.page,
        item.alike.clone(),
        &parts,
    )
}
