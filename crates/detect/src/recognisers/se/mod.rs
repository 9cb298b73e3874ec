//! Identifiers of Sweden.

mod organisationsnummer;
mod personnummer;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] =
    &[&organisationsnummer::RECOGNISER, &personnummer::RECOGNISER];
