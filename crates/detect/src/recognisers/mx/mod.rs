//! Identifiers of Mexico.

mod curp;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&curp::RECOGNISER];
