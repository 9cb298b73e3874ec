//! Identifiers of Germany.

mod address;
mod document;
mod fuehrerschein;
mod handelsregister;
mod health_insurance;
mod kfz;
mod physician;
mod plz;
mod social_security;
mod tax_id;
mod tax_number;
mod vat_id;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &address::RECOGNISER,
    &document::ID_CARD,
    &document::PASSPORT,
    &fuehrerschein::RECOGNISER,
    &handelsregister::RECOGNISER,
    &health_insurance::RECOGNISER,
    &kfz::RECOGNISER,
    &physician::LANR,
    &physician::BSNR,
    &plz::RECOGNISER,
    &social_security::RECOGNISER,
    &tax_id::RECOGNISER,
    &tax_number::RECOGNISER,
    &vat_id::RECOGNISER,
];
