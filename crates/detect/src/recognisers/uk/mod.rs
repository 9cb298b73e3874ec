//! Identifiers of the United Kingdom.

mod address;
mod driving_licence;
mod nhs;
mod nino;
mod passport;
mod postcode;
mod sort_code;
mod utr;
mod vehicle;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &address::RECOGNISER,
    &driving_licence::RECOGNISER,
    &nhs::RECOGNISER,
    &nino::RECOGNISER,
    &passport::RECOGNISER,
    &postcode::RECOGNISER,
    &sort_code::RECOGNISER,
    &utr::RECOGNISER,
    &vehicle::RECOGNISER,
];
