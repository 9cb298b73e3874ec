//! Identifiers of the Philippines.

mod mobile;
mod tin;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&mobile::RECOGNISER, &tin::RECOGNISER];
