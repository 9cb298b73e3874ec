//! Identifiers of Belgium.

mod rrn;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&rrn::RECOGNISER];
