use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "es_passport",
    entity: "ES_PASSPORT",
    country: Some("es"),
    patterns: &[Pattern::new("plain", 0.05, r"[a-z]{3}\d{6}")],
    context: &["pasaporte", "passport"],
    context_score: 0.8,
    explanation: "Spanish passport number: three letters and six digits beside the word passport \
                  (Policía Nacional).",
    ..Recogniser::BASE
};
