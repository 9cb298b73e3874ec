use crate::checksum::{digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "fr_siren",
    entity: "FR_SIREN",
    country: Some("fr"),
    patterns: &[
        Pattern::new("SIRET", 0.1, r"\d{3} ?\d{3} ?\d{3} ?\d{5}").edge(Edge::Number),
        Pattern::new("SIREN", 0.05, r"\d{3} ?\d{3} ?\d{3}").edge(Edge::Number),
        Pattern::new("VAT", 0.3, r"fr ?\d{2} ?\d{3} ?\d{3} ?\d{3}"),
    ],
    check,
    valid_score: 0.3,
    context: &[
        "siren",
        "siret",
        "rcs",
        "r.c.s.",
        "tva",
        "tva intracommunautaire",
    ],
    context_score: 0.95,
    explanation: "French company number: nine digits (SIREN) or fourteen (SIRET) that pass the Luhn \
                  check (INSEE).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let siren = match d.len() {
        11 => &d[2..],
        _ => &d[..],
    };
    Verdict::decided(luhn(siren) && luhn(&siren[..9]))
}
