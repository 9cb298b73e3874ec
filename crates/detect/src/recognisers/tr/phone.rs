use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "tr_phone",
    entity: "TR_PHONE_NUMBER",
    country: Some("tr"),
    patterns: &[
        Pattern::new(
            "international",
            0.6,
            r"\+90 ?\(?[2-5]\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}",
        ),
        Pattern::new(
            "trunk prefix",
            0.5,
            r"0[ -]?\(?[2-5]\d{2}\)?[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}",
        )
        .edge(Edge::Number),
        Pattern::new("groups", 0.45, r"[2-5]\d{2}[ .-]\d{3}[ .-]\d{2}[ .-]\d{2}")
            .edge(Edge::Number),
        Pattern::new("bare", 0.4, r"[2-5]\d{9}").edge(Edge::Number),
    ],
    context: &["telefon", "tel", "cep", "gsm", "telefon numarası"],
    context_score: 0.85,
    explanation: "Turkish telephone number: ten digits that start with 2 to 5, with or without 0 or \
                  +90 (BTK numbering plan).",
    ..Recogniser::BASE
};
