//! Identifiers of Poland.

mod nip;
mod pesel;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&nip::RECOGNISER, &pesel::RECOGNISER];
