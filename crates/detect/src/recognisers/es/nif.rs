use crate::checksum::{digits, number};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "es_nif",
    entity: "ES_NIF",
    country: Some("es"),
    patterns: &[Pattern::new(
        "plain",
        0.1,
        r"\d{1,2}\.?\d{3}\.?\d{3}[ -]?[a-z]",
    )],
    check,
    valid_score: 0.9,
    context: &[
        "dni",
        "nif",
        "documento nacional de identidad",
        "identificación",
    ],
    context_score: 0.98,
    explanation: "Spanish identity number: seven or eight digits and the letter that the number \
                  modulo 23 gives (Real Decreto 1553/2005).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    Verdict::decided(super::control::control_letter(number(&digits(text)), text))
}
