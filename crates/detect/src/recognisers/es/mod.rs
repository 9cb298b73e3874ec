//! Identifiers of Spain.

mod address;
mod control;
mod nass;
mod nie;
mod nif;
mod passport;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &address::RECOGNISER,
    &nass::RECOGNISER,
    &nie::RECOGNISER,
    &nif::RECOGNISER,
    &passport::RECOGNISER,
];
