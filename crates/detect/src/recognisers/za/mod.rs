//! Identifiers of South Africa.

mod id_number;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&id_number::RECOGNISER];
