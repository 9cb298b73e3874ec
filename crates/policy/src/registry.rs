//! The numbers behind `[PERSON 1]`.

use std::collections::BTreeMap;

use tacenda_core::EntityType;

/// Gives the same number to the same person or thing everywhere in a project.
///
/// What is the same is the caller's word: `key` is the same for all spellings of one entity.
/// Numbers start at 1 for each type and are never given twice.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LabelRegistry {
    types: BTreeMap<EntityType, Numbers>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Numbers {
    of: BTreeMap<String, u32>,
    last: u32,
}

/// One label that was given, as it is kept in a project.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LabelRow {
    /// Type of the label.
    pub entity: EntityType,
    /// Whose it is. Personal: belongs into the encrypted project only.
    pub key: String,
    /// From 1.
    pub number: u32,
}

impl LabelRegistry {
    /// The registry with labels given before. Of two rows for one key the lower number holds.
    #[must_use]
    pub fn from_rows(rows: impl IntoIterator<Item = LabelRow>) -> Self {
        let mut registry = Self::default();
        for row in rows {
            let numbers = registry.types.entry(row.entity).or_default();
            numbers.last = numbers.last.max(row.number);
            let number = numbers.of.entry(row.key).or_insert(row.number);
            *number = row.number.min(*number);
        }
        registry
    }

    /// Every label given, sorted by type and key.
    pub fn rows(&self) -> impl Iterator<Item = LabelRow> + '_ {
        self.types.iter().flat_map(|(entity, numbers)| {
            numbers.of.iter().map(|(key, &number)| LabelRow {
                entity: entity.clone(),
                key: key.clone(),
                number,
            })
        })
    }

    /// The number of `key` among things of its type, a new one if it has none.
    pub fn number(&mut self, entity: &EntityType, key: &str) -> u32 {
        let numbers = self.types.entry(entity.clone()).or_default();
        if let Some(&number) = numbers.of.get(key) {
            return number;
        }
        numbers.last = numbers.last.saturating_add(1);
        numbers.of.insert(key.to_owned(), numbers.last);
        numbers.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_has_one_number_also_after_reopening() {
        let mut registry = LabelRegistry::default();
        assert_eq!(registry.number(&EntityType::PERSON, "roe jane"), 1);
        assert_eq!(registry.number(&EntityType::PERSON, "doe john"), 2);
        assert_eq!(registry.number(&EntityType::EMAIL, "roe jane"), 1);
        let mut reopened = LabelRegistry::from_rows(registry.rows().collect::<Vec<_>>());
        assert_eq!(reopened, registry);
        assert_eq!(reopened.number(&EntityType::PERSON, "doe john"), 2);
        assert_eq!(reopened.number(&EntityType::PERSON, "new"), 3);
    }
}
