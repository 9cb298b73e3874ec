use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "es_address",
    entity: "ADDRESS",
    country: Some("es"),
    patterns: &[Pattern::new(
        "street",
        0.6,
        concat!(
            r"(?:calle|c/|avda\.?|avenida|av\.|paseo|p\xc2\xba|plaza|pza\.?|carretera|ctra\.?|camino|ronda|traves\xc3\xada)",
            r" ?[^\n,;.:()0-9]{3,40}(?:,? ?(?:n\xc2\xba ?|n\.? ?\xc2\xba? ?)?\d{1,4}|,? s/n)",
            r"(?:, ?\d{1,2}(?:\xc2\xba|\xc2\xaa)?,? ?-?(?:[a-d]|izq|dcha|\d)?)?(?:[,.]? ?-? ?\d{5})?"
        ),
    )],
    context: &["domicilio", "dirección"],
    context_score: 0.85,
    explanation: "Spanish street address: kind of street, name and number (Correos).",
    ..Recogniser::BASE
};
