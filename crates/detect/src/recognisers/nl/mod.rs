//! Identifiers of the Netherlands.

mod bsn;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&bsn::RECOGNISER];
