use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_passport",
    entity: "US_PASSPORT",
    country: Some("us"),
    patterns: &[
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
        Pattern::new("letter", 0.1, r"[a-z]\d{8}"),
    ],
    context: &["passport", "passport#", "passports", "travel document"],
    context_score: 0.8,
    explanation: "US passport number: nine digits, or a letter and eight digits, beside the word \
                  passport (US Department of State).",
    ..Recogniser::BASE
};
