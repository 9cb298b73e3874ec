//! Identifiers of Denmark.

mod cpr;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&cpr::RECOGNISER];
