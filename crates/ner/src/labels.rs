//! From a model's labels to the product's types.

use std::collections::BTreeMap;

use tacenda_core::EntityType;

/// What each kind of a model (`PER`, `GIVEN_NAME`) counts as.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LabelMap(BTreeMap<String, EntityType>);

/// Kinds that widely used models write, and what they mean here.
const KNOWN: &[(&str, EntityType)] = &[
    ("PER", EntityType::PERSON),
    ("PERS", EntityType::PERSON),
    ("PERSON", EntityType::PERSON),
    ("NAME", EntityType::PERSON),
    ("GIVEN_NAME", EntityType::PERSON),
    ("GIVENNAME", EntityType::PERSON),
    ("FIRSTNAME", EntityType::PERSON),
    ("LASTNAME", EntityType::PERSON),
    ("SURNAME", EntityType::PERSON),
    ("PATIENT", EntityType::PERSON),
    ("DOCTOR", EntityType::PERSON),
    ("ORG", EntityType::ORGANIZATION),
    ("ORGANISATION", EntityType::ORGANIZATION),
    ("COMPANY", EntityType::ORGANIZATION),
    ("CORPORATION", EntityType::ORGANIZATION),
    ("HOSPITAL", EntityType::ORGANIZATION),
    ("LOC", EntityType::LOCATION),
    ("GPE", EntityType::LOCATION),
    ("FAC", EntityType::LOCATION),
    ("CITY", EntityType::LOCATION),
    ("STATE", EntityType::LOCATION),
    ("COUNTRY", EntityType::LOCATION),
    ("COUNTY", EntityType::LOCATION),
    ("BUILDING_NUMBER", EntityType::ADDRESS),
    ("BUILDINGNUM", EntityType::ADDRESS),
    ("STREET", EntityType::ADDRESS),
    ("STREET_NAME", EntityType::ADDRESS),
    ("STREET_ADDRESS", EntityType::ADDRESS),
    ("SECONDARY_ADDRESS", EntityType::ADDRESS),
    ("ZIP", EntityType::ADDRESS),
    ("ZIPCODE", EntityType::ADDRESS),
    ("ZIP_CODE", EntityType::ADDRESS),
    ("BANK_ACCOUNT", EntityType::ACCOUNT),
    ("ACCOUNTNUM", EntityType::ACCOUNT),
    ("ACCOUNT_NUMBER", EntityType::ACCOUNT),
    ("ROUTING_NUMBER", EntityType::ACCOUNT),
    ("DRIVERS_LICENSE", EntityType::LICENSE),
    ("DRIVERLICENSENUM", EntityType::LICENSE),
    ("DRIVER_LICENSE", EntityType::LICENSE),
    ("SOCIALNUM", EntityType::SSN),
    ("US_SSN", EntityType::SSN),
    ("PASSPORT_NUMBER", EntityType::PASSPORT),
    ("CREDITCARDNUMBER", EntityType::CREDIT_CARD),
    ("EMAIL_ADDRESS", EntityType::EMAIL),
    ("PHONE_NUMBER", EntityType::PHONE),
    ("TELEPHONENUM", EntityType::PHONE),
    ("DATE_TIME", EntityType::DATE),
    ("DATEOFBIRTH", EntityType::DATE),
    ("NORP", EntityType::NRP),
    ("MIS", EntityType::MISC),
    ("IP", EntityType::IP_ADDRESS),
    ("ID", EntityType::GOVERNMENT_ID),
];

impl LabelMap {
    /// The usual meaning of each kind: known names first, then the product's own names, then
    /// [`EntityType::MISC`].
    #[must_use]
    pub fn usual<'a>(kinds: impl IntoIterator<Item = &'a str>) -> Self {
        Self(
            kinds
                .into_iter()
                .map(|kind| (kind.to_owned(), usual(kind)))
                .collect(),
        )
    }

    /// Changes what `kind` counts as.
    pub fn set(&mut self, kind: &str, entity: EntityType) {
        self.0.insert(kind.to_owned(), entity);
    }

    /// What `kind` counts as.
    #[must_use]
    pub fn entity(&self, kind: &str) -> EntityType {
        self.0.get(kind).cloned().unwrap_or_else(|| usual(kind))
    }

    /// The kinds in alphabetical order with their types.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &EntityType)> {
        self.0.iter().map(|(kind, entity)| (kind.as_str(), entity))
    }
}

fn usual(kind: &str) -> EntityType {
    let name: String = kind
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    let known = KNOWN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, entity)| entity.clone());
    let own = || {
        EntityType::GENERAL
            .iter()
            .find(|t| t.as_str() == name)
            .cloned()
    };
    known.or_else(own).unwrap_or(EntityType::MISC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_understood_and_can_be_changed() {
        let mut map = LabelMap::usual(["PER", "MIS", "date-time", "SSN", "creative-work"]);
        for (kind, entity) in [
            ("PER", EntityType::PERSON),
            ("MIS", EntityType::MISC),
            ("date-time", EntityType::DATE),
            ("SSN", EntityType::SSN),
            ("creative-work", EntityType::MISC),
        ] {
            assert_eq!(map.entity(kind), entity, "{kind}");
        }
        map.set("PER", EntityType::MISC);
        assert_eq!(map.entity("PER"), EntityType::MISC);
    }
}
