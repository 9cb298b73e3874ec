use crate::checksum::{all_same, digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "au_tfn",
    entity: "AU_TFN",
    country: Some("au"),
    patterns: &[
        Pattern::new("spaces", 0.1, r"\d{3} \d{3} \d{3}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &["tfn", "tax file number", "tax file"],
    context_score: 0.95,
    explanation: "Australian tax file number: nine digits, weights 1 4 3 7 5 8 6 9 10, a multiple of \
                  11 (Australian Taxation Office).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[1, 4, 3, 7, 5, 8, 6, 9, 10]);
    Verdict::decided(sum.is_multiple_of(11) && !all_same(&d))
}
