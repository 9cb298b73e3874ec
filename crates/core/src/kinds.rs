//! Which general type a national identifier belongs to.

use crate::EntityType;

impl EntityType {
    /// The general type whose rules hold for this one where it has none of its own: `US_NPI` is a
    /// licence number, `UK_NHS` a health plan number, an identifier that is not listed a
    /// government identifier. `None` for the general types themselves.
    #[must_use]
    pub fn general(&self) -> Option<Self> {
        if Self::GENERAL.contains(self) {
            return None;
        }
        let name = self.as_str();
        let exact = EXACT.iter().find(|(known, _)| *known == name);
        let by_word = || BY_WORD.iter().find(|(word, _)| name.contains(word));
        let (_, general) = exact.or_else(by_word).unwrap_or(&("", Self::GOVERNMENT_ID));
        Some(general.clone())
    }
}

const EXACT: &[(&str, EntityType)] = &[
    ("ABA_ROUTING_NUMBER", EntityType::ACCOUNT),
    ("US_BANK_NUMBER", EntityType::ACCOUNT),
    ("US_ITIN", EntityType::TAX_ID),
    ("US_EIN", EntityType::TAX_ID),
    ("US_NPI", EntityType::LICENSE),
    ("MEDICAL_LICENSE", EntityType::LICENSE),
    ("US_MBI", EntityType::HEALTH_PLAN_ID),
    ("AU_MEDICARE", EntityType::HEALTH_PLAN_ID),
    ("UK_NHS", EntityType::HEALTH_PLAN_ID),
    ("DE_HEALTH_INSURANCE", EntityType::HEALTH_PLAN_ID),
    ("DE_LANR", EntityType::LICENSE),
    ("DE_BSNR", EntityType::LICENSE),
    ("DE_KFZ", EntityType::VEHICLE_ID),
    ("DE_FUEHRERSCHEIN", EntityType::LICENSE),
    ("DE_PLZ", EntityType::ADDRESS),
    ("UK_POSTCODE", EntityType::ADDRESS),
    ("US_ZIP_CODE", EntityType::ADDRESS),
    ("VIN", EntityType::VEHICLE_ID),
    ("IMEI", EntityType::DEVICE_ID),
    ("AU_TFN", EntityType::TAX_ID),
    ("IN_PAN", EntityType::TAX_ID),
    ("PH_TIN", EntityType::TAX_ID),
];

const BY_WORD: &[(&str, EntityType)] = &[
    ("PASSPORT", EntityType::PASSPORT),
    ("DRIV", EntityType::LICENSE),
    ("LICEN", EntityType::LICENSE),
    ("VEHICLE", EntityType::VEHICLE_ID),
    ("PLATE", EntityType::VEHICLE_ID),
    ("POSTCODE", EntityType::ADDRESS),
    ("POSTAL_CODE", EntityType::ADDRESS),
    ("IMEI", EntityType::DEVICE_ID),
    ("HEALTH", EntityType::HEALTH_PLAN_ID),
    ("VAT", EntityType::TAX_ID),
    ("TAX", EntityType::TAX_ID),
    ("FISCAL", EntityType::TAX_ID),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_identifiers_follow_a_general_type() {
        for (name, expected) in [
            ("US_PASSPORT", Some(EntityType::PASSPORT)),
            ("UK_DRIVING_LICENCE", Some(EntityType::LICENSE)),
            ("IN_VEHICLE_REGISTRATION", Some(EntityType::VEHICLE_ID)),
            ("DE_VAT_ID", Some(EntityType::TAX_ID)),
            ("ES_NIF", Some(EntityType::GOVERNMENT_ID)),
            ("XX_NEVER_HEARD_OF", Some(EntityType::GOVERNMENT_ID)),
            ("PERSON", None),
        ] {
            let entity = EntityType::named(name).expect(name);
            assert_eq!(entity.general(), expected, "{name}");
        }
    }
}
