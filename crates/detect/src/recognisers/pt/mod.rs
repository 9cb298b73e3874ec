//! Identifiers of Portugal.

mod nif;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&nif::RECOGNISER];
