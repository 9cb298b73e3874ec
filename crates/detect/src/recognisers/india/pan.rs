use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_pan",
    entity: "IN_PAN",
    country: Some("in"),
    patterns: &[
        Pattern::new(
            "kind of holder",
            0.6,
            r"[a-z]{3}[abcfghjlpt][a-z]\d{4}[a-z]",
        ),
        Pattern::new("other", 0.1, r"[a-z]{5}\d{4}[a-z]"),
    ],
    context: &["pan", "permanent account number"],
    context_score: 0.95,
    explanation: "Indian permanent account number: five letters, the fourth the kind of holder, four \
                  digits, a letter (Income Tax Department).",
    ..Recogniser::BASE
};
