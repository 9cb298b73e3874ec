//! Identifiers of Brazil.

mod cnpj;
mod cpf;

use crate::recogniser::Recogniser;

/// In a fixed order.
pub(super) const ALL: &[&Recogniser] = &[&cnpj::RECOGNISER, &cpf::RECOGNISER];
