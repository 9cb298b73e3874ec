//! Identifiers of India.

mod aadhaar;
mod gstin;
mod pan;
mod passport;
mod vehicle;
mod voter;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &aadhaar::RECOGNISER,
    &gstin::RECOGNISER,
    &pan::RECOGNISER,
    &passport::RECOGNISER,
    &vehicle::RECOGNISER,
    &voter::RECOGNISER,
];
