//! Identifiers of Norway.

mod fodselsnummer;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&fodselsnummer::RECOGNISER];
