use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_fuehrerschein",
    entity: "DE_FUEHRERSCHEIN",
    country: Some("de"),
    patterns: &[
        Pattern::new("two letters", 0.3, r"[a-z]{2}\d{8}[0-9a-z]"),
        Pattern::new("card", 0.05, r"[a-z]\d[0-9a-z]{2}[0-9a-z]{5}\d[0-9a-z]"),
    ],
    context: &[
        "führerschein",
        "führerscheinnummer",
        "fahrerlaubnis",
        "fahrerlaubnisnummer",
        "driving licence",
        "driver's license",
    ],
    context_score: 0.85,
    explanation: "German driving licence number: eleven letters and digits (FeV, annex 8); the check \
                  digit's rule is not public.",
    ..Recogniser::BASE
};
