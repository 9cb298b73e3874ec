use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "au_acn",
    entity: "AU_ACN",
    country: Some("au"),
    patterns: &[
        Pattern::new("spaces", 0.1, r"\d{3} \d{3} \d{3}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &["acn", "australian company number"],
    context_score: 0.95,
    explanation: "Australian company number: nine digits, weights 8 to 1, the complement modulo 10 is \
                  the last digit (ASIC).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[8, 7, 6, 5, 4, 3, 2, 1]);
    Verdict::decided((10 - sum % 10) % 10 == d[8] && sum > 0)
}
