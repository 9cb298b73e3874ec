use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "au_medicare",
    entity: "AU_MEDICARE",
    country: Some("au"),
    patterns: &[
        Pattern::new("spaces", 0.1, r"[2-6]\d{3} \d{5} \d(?:[ /-]?[1-9])?").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"[2-6]\d{9}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &["medicare"],
    context_score: 0.95,
    explanation: "Australian Medicare card number: starts with 2 to 6, weights 1 3 7 9 1 3 7 9 modulo \
                  10 give the ninth digit (Services Australia).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == d[8])
}
