//! Identifiers of Switzerland.

mod ahv;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&ahv::RECOGNISER];
