use crate::checksum::{all_same, digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "nl_bsn",
    entity: "NL_BSN",
    country: Some("nl"),
    patterns: &[
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
        Pattern::new("separated", 0.05, r"\d{4}[. ]\d{2}[. ]\d{3}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.3,
    context: &["bsn", "burgerservicenummer", "sofinummer", "sofi"],
    context_score: 0.95,
    explanation: "Dutch citizen service number: weights 9 to 2 and −1, a multiple of 11 (RvIG, the \
                  eleven test).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    // Ten times the last digit is minus one times it, modulo 11.
    let sum = weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2, 10]);
    Verdict::decided(sum.is_multiple_of(11) && !all_same(&d))
}
