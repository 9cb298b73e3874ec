use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_passport",
    entity: "UK_PASSPORT",
    country: Some("uk"),
    patterns: &[
        Pattern::new("letters", 0.1, r"[a-z]{2}\d{7}"),
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
    ],
    context: &["passport", "travel document", "hmpo", "hm passport"],
    context_score: 0.75,
    explanation: "UK passport number: nine digits, or two letters and seven digits, beside the \
                  word passport (HM Passport Office).",
    ..Recogniser::BASE
};
