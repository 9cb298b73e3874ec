use crate::checksum::{all_same, digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_nhs",
    entity: "UK_NHS",
    country: Some("uk"),
    patterns: &[
        Pattern::new("separated", 0.1, r"\d{3}[- ]\d{3}[- ]\d{4}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{10}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "nhs",
        "national health service",
        "health authority",
        "nhs number",
    ],
    context_score: 0.95,
    explanation: "UK NHS number: ten digits, weights 10 to 2, eleven minus the remainder modulo \
                  11 is the last digit (NHS Data Dictionary).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2]);
    Verdict::decided((11 - sum % 11) % 11 == d[9] && !all_same(&d))
}
