use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ph_mobile",
    entity: "PH_MOBILE_NUMBER",
    country: Some("ph"),
    patterns: &[
        Pattern::new(
            "international",
            0.6,
            r"\+63[ -]?\(?9\d{2}\)?[ -]?\d{3}[ -]?\d{4}",
        ),
        Pattern::new(
            "trunk prefix",
            0.5,
            r"0[ -]?\(?9\d{2}\)?[ -]?\d{3}[ -]?\d{4}",
        )
        .edge(Edge::Number),
    ],
    context: &["mobile", "cellphone", "cell", "globe", "smart", "numero"],
    context_score: 0.85,
    explanation: "Philippine mobile number: 09 or +63 9 and nine digits (NTC numbering plan).",
    ..Recogniser::BASE
};
