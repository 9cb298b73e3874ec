//! Identifiers of no country.

mod age;
mod bic;
mod credit_card;
mod crypto;
mod date;
mod email;
mod gps;
mod iban;
mod iban_registry;
mod iccid;
mod imei;
mod ip;
mod labelled;
mod mac;
mod mrz;
mod phone;
mod url;
mod vin;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &age::RECOGNISER,
    &bic::RECOGNISER,
    &credit_card::RECOGNISER,
    &crypto::RECOGNISER,
    &date::RECOGNISER,
    &date::YEAR,
    &email::RECOGNISER,
    &gps::RECOGNISER,
    &iban::RECOGNISER,
    &iccid::RECOGNISER,
    &imei::RECOGNISER,
    &ip::RECOGNISER,
    &labelled::MRN,
    &labelled::HEALTH_PLAN,
    &labelled::ACCOUNT,
    &labelled::LICENSE,
    &labelled::CASE,
    &labelled::POSTCODE,
    &labelled::DEVICE,
    &labelled::VEHICLE,
    &labelled::SSN,
    &labelled::PASSPORT,
    &labelled::TAX,
    &labelled::OTHER,
    &mac::RECOGNISER,
    &mrz::RECOGNISER,
    &phone::PHONE,
    &phone::FAX,
    &url::RECOGNISER,
    &vin::RECOGNISER,
];
