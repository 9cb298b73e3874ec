//! Identifiers of Finland.

mod hetu;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&hetu::RECOGNISER];
