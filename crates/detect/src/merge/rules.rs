//! What merging needs to know of a policy.

use std::collections::BTreeMap;

use tacenda_core::EntityType;

/// Which types are looked for, and from which score on.
#[derive(Clone, PartialEq, Debug)]
pub struct MergeRules {
    /// What holds for single types. A national identifier without an entry follows its general
    /// type ([`EntityType::general`]).
    pub types: BTreeMap<EntityType, Interest>,
    /// What holds for the others.
    pub default: Interest,
}

/// Whether a type is looked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Interest {
    /// It is; below this score it is a near-miss.
    From(f32),
    /// It is not.
    None,
}

impl Default for MergeRules {
    /// Every type from a score of 0.5 on.
    fn default() -> Self {
        Self {
            types: BTreeMap::new(),
            default: Interest::From(0.5),
        }
    }
}

impl MergeRules {
    /// Whether `entity` is looked for.
    #[must_use]
    pub fn interest(&self, entity: &EntityType) -> Interest {
        let general = || self.types.get(&entity.general()?);
        let found = self.types.get(entity).or_else(general);
        *found.unwrap_or(&self.default)
    }

    /// Whether a score is enough for `entity`. A score of nothing never is.
    pub(super) fn suffices(&self, entity: &EntityType, score: f32) -> bool {
        matches!(self.interest(entity), Interest::From(threshold) if score > 0.0 && score >= threshold)
    }
}
