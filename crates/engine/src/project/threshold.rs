//! Moving a type's threshold after the scan.

use std::sync::Arc;

use tacenda_core::EntityType;

use super::engine::Project;
use super::state::Origin;
use crate::{Detection, EngineError};

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

    /// Tells findings from near-misses by the policy in force.
    pub(crate) fn apply_thresholds(&self) {
        let rules = self.rules();
        for item in self.state().findings.values_mut() {
            if item.origin == Origin::Scan {
                item.near_miss = item.score < rules.policy().threshold(&item.entity);
            }
        }
    }
}
