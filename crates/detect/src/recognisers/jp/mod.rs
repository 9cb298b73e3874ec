//! Identifiers of Japan.

mod my_number;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&my_number::RECOGNISER];
