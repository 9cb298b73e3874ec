//! What an export would put in the place of a finding.

use tacenda_core::{Decision, EntityType, Extent, FindingId, Replacement};
use tacenda_policy::Operator;

use super::engine::Project;
use super::list::no_finding;
use super::state::Spot;
use crate::EngineError;
use crate::rules::day_shift;

impl Project {
    /// What would stand in the place of a finding if it was accepted and the document exported
    /// now. A number of a pseudonym that no export has used yet may still change.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn becomes(&self, id: FindingId) -> Result<Replacement, EngineError> {
        let rules = self.rules();
        let secret = self.date_secret()?;
        let document = {
            let state = self.state();
            let item = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
            item.document
        };
        let content = self.content(document)?;
        let (own, chosen, shift, mut labels) = {
            let state = self.state();
            let item = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
            let Spot::Text(own) = &item.spot else {
                return Ok(Replacement::Box);
            };
            let entity = item.effective().clone();
            // Only numbers depend on what else is removed.
            let numbered = rules.policy().operator(&entity) == Operator::Pseudonym;
            let others = state.findings.iter().filter(|(other, item)| {
                numbered
                    && **other != id
                    && item.document == document
                    && matches!(item.decision(), Decision::Accept { .. })
            });
            let mut chosen: Vec<(Extent, EntityType)> = others
                .filter_map(|(_, item)| match &item.spot {
                    Spot::Text(extent) => Some((extent.clone(), item.effective().clone())),
                    Spot::Area(_) => None,
                })
                .collect();
            chosen.push((own.clone(), entity));
            let entry = state.documents.get(&document);
            let shift = entry.and_then(|d| day_shift(secret.as_ref(), d.sha256));
            (own.clone(), chosen, shift, state.labels.clone())
        };
        let redactions = rules.redactions(&content.document.text, chosen, shift, &mut labels);
        let here = redactions.into_iter().find(|r| r.extent == own);
        Ok(here.map_or(Replacement::Box, |r| r.replacement))
    }
}
