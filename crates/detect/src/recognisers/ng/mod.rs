//! Identifiers of Nigeria.

mod nin;
mod vehicle;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&nin::RECOGNISER, &vehicle::RECOGNISER];
