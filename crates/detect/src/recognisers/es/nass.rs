use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "es_nass",
    entity: "ES_NASS",
    country: Some("es"),
    patterns: &[Pattern::new("plain", 0.05, r"\d{2}[ /-]?\d{8}[ /-]?\d{2}").edge(Edge::Number)],
    context: &[
        "nass",
        "naf",
        "seguridad social",
        "número de afiliación",
        "nuss",
    ],
    context_score: 0.9,
    explanation: "Spanish social security number beside a word for it: province, eight digits and two \
                  check digits (Tesorería General de la Seguridad Social).",
    ..Recogniser::BASE
};
