//! Identifiers of Turkey.

mod license_plate;
mod national_id;
mod phone;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &license_plate::RECOGNISER,
    &national_id::RECOGNISER,
    &phone::RECOGNISER,
];
