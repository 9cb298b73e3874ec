//! The product's own names for what can be found.

use std::borrow::Cow;
use std::fmt;

/// What kind of thing a finding is, such as `PERSON` or `UK_NHS`: upper-case ASCII letters,
/// digits and underscores. Models and recognisers map their own labels to these.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct EntityType(Cow<'static, str>);

macro_rules! types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        impl EntityType {
            $($(#[$doc])* pub const $name: Self = Self(Cow::Borrowed(stringify!($name)));)*

            /// The general types, in the order in which lists show them. National identifiers
            /// come beside these under their recogniser's own name.
            pub const GENERAL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

types! {
    /// A natural person's name or a part of it.
    PERSON,
    /// A company, authority, court, hospital or other body.
    ORGANIZATION,
    /// A city, state, country or other place that is not a full address.
    LOCATION,
    /// A postal address or a part of it (building, street, postcode).
    ADDRESS,
    /// A calendar date in any form.
    DATE,
    /// A person's age.
    AGE,
    /// An occupation that helps to identify someone.
    PROFESSION,
    /// A telephone number.
    PHONE,
    /// A fax number.
    FAX,
    /// An e-mail address.
    EMAIL,
    /// A web address.
    URL,
    /// An IPv4 or IPv6 address.
    IP_ADDRESS,
    /// A hardware address of a network interface.
    MAC_ADDRESS,
    /// A US social security number.
    SSN,
    /// A medical record number.
    MRN,
    /// A health plan beneficiary number.
    HEALTH_PLAN_ID,
    /// A bank, customer or other account number.
    ACCOUNT,
    /// A certificate or licence number, driving licences included.
    LICENSE,
    /// A vehicle identifier or registration plate.
    VEHICLE_ID,
    /// A device identifier or serial number.
    DEVICE_ID,
    /// A biometric identifier.
    BIOMETRIC_ID,
    /// A payment card number.
    CREDIT_CARD,
    /// An international bank account number.
    IBAN,
    /// A bank identifier code (ISO 9362).
    BIC,
    /// A crypto-currency wallet address.
    CRYPTO,
    /// A passport number or machine-readable zone.
    PASSPORT,
    /// A government identifier with no recogniser of its own.
    GOVERNMENT_ID,
    /// A tax identifier with no recogniser of its own.
    TAX_ID,
    /// A court docket, case or claim number.
    CASE_NUMBER,
    /// A geographic position.
    GPS,
    /// Nationality, religion or political group.
    NRP,
    /// Something named that fits no other type.
    MISC,
    /// A text or region that a person marked by hand or listed as a term.
    MANUAL,
}

impl EntityType {
    /// A type by name. `None` unless the name is made of `A–Z`, `0–9` and `_` and starts with a
    /// letter.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let valid = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        valid.then(|| {
            Self::GENERAL
                .iter()
                .find(|known| known.as_str() == name)
                .cloned()
                .unwrap_or_else(|| Self(Cow::Owned(name.to_owned())))
        })
    }

    /// The name as it stands in labels, logs and JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_upper_case_ascii() {
        assert_eq!(EntityType::named("PERSON"), Some(EntityType::PERSON));
        assert_eq!(
            EntityType::named("UK_NHS")
                .map(|t| t.to_string())
                .as_deref(),
            Some("UK_NHS")
        );
        for bad in ["", "person", "1A", "_A", "A B", "É"] {
            assert_eq!(EntityType::named(bad), None, "{bad:?}");
        }
    }
}
