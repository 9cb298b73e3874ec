//! Identifiers of Thailand.

mod tnin;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&tnin::RECOGNISER];
