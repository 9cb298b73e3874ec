//! Identifiers of the United States.

mod aba;
mod address;
mod bank;
mod dea;
mod driver_license;
mod ein;
mod itin;
mod mbi;
mod npi;
mod passport;
mod ssn;
mod zip;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &aba::RECOGNISER,
    &address::RECOGNISER,
    &bank::RECOGNISER,
    &dea::RECOGNISER,
    &driver_license::RECOGNISER,
    &ein::RECOGNISER,
    &itin::RECOGNISER,
    &mbi::RECOGNISER,
    &npi::RECOGNISER,
    &passport::RECOGNISER,
    &ssn::RECOGNISER,
    &zip::RECOGNISER,
];
