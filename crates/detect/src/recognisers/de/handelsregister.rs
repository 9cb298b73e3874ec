use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_handelsregister",
    entity: "DE_HANDELSREGISTER",
    country: Some("de"),
    patterns: &[Pattern::new("plain", 0.6, r"hr[ab] ?\d{1,6}").edge(Edge::Number)],
    context: &[
        "handelsregister",
        "amtsgericht",
        "registergericht",
        "eingetragen",
    ],
    context_score: 0.95,
    explanation: "German commercial register number: HRA or HRB and up to six digits (HRV).",
    ..Recogniser::BASE
};
