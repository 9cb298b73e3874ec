use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_passport",
    entity: "IN_PASSPORT",
    country: Some("in"),
    patterns: &[Pattern::new("plain", 0.1, r"[a-pr-wy][1-9]\d ?\d{4}[1-9]")],
    context: &["passport"],
    context_score: 0.8,
    explanation: "Indian passport number: a letter and seven digits, the first and last not 0, beside \
                  the word passport (Ministry of External Affairs).",
    ..Recogniser::BASE
};
