//! Identifiers of China.

mod ric;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&ric::RECOGNISER];
