//! Identifiers of Canada.

mod postal_code;
mod sin;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&postal_code::RECOGNISER, &sin::RECOGNISER];
