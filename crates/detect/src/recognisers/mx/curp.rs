use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "mx_curp",
    entity: "MX_CURP",
    country: Some("mx"),
    patterns: &[Pattern::new(
        "plain",
        0.8,
        r"[a-z][aeiouxy][a-z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[hmx][a-z]{5}[0-9a-z]\d",
    )],
    context: &["curp"],
    context_score: 0.98,
    explanation: "Mexican CURP: eighteen characters from the name, the date of birth, the sex and the \
                  state (RENAPO).",
    ..Recogniser::BASE
};
