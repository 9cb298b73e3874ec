use crate::checksum::{all_same, digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ca_sin",
    entity: "CA_SIN",
    country: Some("ca"),
    patterns: &[
        Pattern::new("hyphens", 0.5, r"\d{3}-\d{3}-\d{3}").edge(Edge::Number),
        Pattern::new("spaces", 0.5, r"\d{3} \d{3} \d{3}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
    ],
    check,
    context: &[
        "sin",
        "social insurance",
        "numéro nas",
        "nas",
        "assurance sociale",
    ],
    context_score: 0.95,
    explanation: "Canadian social insurance number: nine digits that pass the Luhn check and do not \
                  start with 0 or 8 (Employment and Social Development Canada).",
    ..Recogniser::BASE
};

/// One number in ten passes, so that a bare one needs a context word.
fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::possible(luhn(&d) && !matches!(d[0], 0 | 8) && !all_same(&d))
}
