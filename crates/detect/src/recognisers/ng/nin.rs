use crate::checksum::{all_same, digits, verhoeff};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ng_nin",
    entity: "NG_NIN",
    country: Some("ng"),
    patterns: &[Pattern::new("bare", 0.05, r"\d{11}").edge(Edge::Number)],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "nin",
        "national identification number",
        "national identity",
        "nimc",
        "nigeria",
    ],
    context_score: 0.95,
    explanation: "Nigerian national identification number: eleven digits with a Verhoeff check digit \
                  (NIMC).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(verhoeff(&d) && !all_same(&d))
}
