//! Identifiers of Italy.

mod documents;
mod fiscal_code;
mod vat_code;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &documents::DRIVER_LICENSE,
    &documents::IDENTITY_CARD,
    &documents::PASSPORT,
    &fiscal_code::RECOGNISER,
    &vat_code::RECOGNISER,
];
