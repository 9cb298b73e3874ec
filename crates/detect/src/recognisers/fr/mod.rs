//! Identifiers of France.

mod address;
mod nir;
mod siren;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] =
    &[&address::RECOGNISER, &nir::RECOGNISER, &siren::RECOGNISER];
