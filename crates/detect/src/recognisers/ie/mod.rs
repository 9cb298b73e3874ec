//! Identifiers of Ireland.

mod pps;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&pps::RECOGNISER];
