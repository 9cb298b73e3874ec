//! Identifiers of Korea.

mod brn;
mod driver_license;
mod passport;
mod resident;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &brn::RECOGNISER,
    &driver_license::RECOGNISER,
    &passport::RECOGNISER,
    &resident::RESIDENT,
    &resident::FOREIGNER,
];
