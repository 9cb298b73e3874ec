//! Identifiers of Singapore.

mod nric;
mod uen;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&nric::RECOGNISER, &uen::RECOGNISER];
