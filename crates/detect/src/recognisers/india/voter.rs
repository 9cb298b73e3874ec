use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_voter",
    entity: "IN_VOTER",
    country: Some("in"),
    patterns: &[Pattern::new("plain", 0.4, r"[a-z]{3}\d{7}")],
    context: &["voter", "epic", "elector", "election"],
    context_score: 0.85,
    explanation: "Indian voter card number: three letters and seven digits (Election Commission of \
                  India).",
    ..Recogniser::BASE
};
