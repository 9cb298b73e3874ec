//! Identifiers of Austria.

mod svnr;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&svnr::RECOGNISER];
