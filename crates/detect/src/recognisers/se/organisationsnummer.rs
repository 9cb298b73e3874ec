use crate::checksum::{digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "se_organisationsnummer",
    entity: "SE_ORGANISATIONSNUMMER",
    country: Some("se"),
    patterns: &[
        Pattern::new("hyphen", 0.1, r"[1-35-9]\d[2-9]\d{3}-\d{4}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"[1-35-9]\d[2-9]\d{7}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "organisationsnummer",
        "orgnr",
        "org nr",
        "org.nr",
        "företagsnummer",
    ],
    context_score: 0.95,
    explanation: "Swedish organisation number: ten digits, the third at least 2, that pass the Luhn \
                  check (Bolagsverket).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    Verdict::decided(luhn(&digits(text)))
}
