//! Another threshold or policy after the scan.

use std::sync::Arc;

use tacenda_core::EntityType;

use super::engine::Project;
use super::state::Origin;
use crate::{Detection, EngineError, Rules};

impl Project {
    /// Findings of this type count from `score` on; the others become near-misses. Nothing is
    /// scanned again, and what was decided stays decided. The policy of the project keeps it.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn set_threshold(&self, entity: &EntityType, score: f32) -> Result<(), EngineError> {
        let rules = Arc::new(self.rules().with_type_threshold(entity, score));
        self.set_detection(Detection {
            rules,
            ..self.detection()
        })?;
        self.apply_thresholds();
        Ok(())
    }

    /// Another policy from now on. What it asks for and what it only shows is told anew among the
    /// findings there are; types and lists that were added are found by the next scan.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn set_rules(&self, rules: Rules) -> Result<(), EngineError> {
        self.set_detection(Detection {
            rules: Arc::new(rules),
            ..self.detection()
        })?;
        self.apply_thresholds();
        Ok(())
    }

    /// Tells findings from near-misses by the policy in force.
    pub(crate) fn apply_thresholds(&self) {
        let rules = self.rules();
        for item in self.state().findings.values_mut() {
            if matches!(item.origin, Origin::Scan | Origin::Link) {
                item.near_miss = rules.is_near_miss(&item.entity, item.score, &item.evidence);
            }
        }
    }
}
