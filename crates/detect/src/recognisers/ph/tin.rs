use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ph_tin",
    entity: "PH_TIN",
    country: Some("ph"),
    patterns: &[
        Pattern::new("hyphens", 0.05, r"\d{3}-\d{3}-\d{3}(?:-\d{3,5})?").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{9}(?:\d{3,5})?").edge(Edge::Number),
    ],
    check,
    valid_score: 0.05,
    context: &["tin", "bir", "rdo", "taxpayer identification number"],
    context_score: 0.7,
    explanation: "Philippine taxpayer number beside a word for it: nine digits, weights 1 to 8 modulo \
                  11, and a branch code (Bureau of Internal Revenue).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 % 10 == d[8])
}
