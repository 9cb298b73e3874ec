//! Identifiers of Australia.

mod abn;
mod acn;
mod medicare;
mod tfn;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[
    &abn::RECOGNISER,
    &acn::RECOGNISER,
    &medicare::RECOGNISER,
    &tfn::RECOGNISER,
];
