use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_tax_number",
    entity: "DE_TAX_NUMBER",
    country: Some("de"),
    patterns: &[
        Pattern::new("three groups", 0.45, r"\d{3}/\d{3}/\d{5}").edge(Edge::Number),
        Pattern::new("other groups", 0.2, r"\d{2,3}[/ ]\d{3,4}[/ ]\d{4,5}").edge(Edge::Number),
        Pattern::new("federal", 0.4, r"(?:0[1-9]|1[0-6])\d{11}").edge(Edge::Number),
        Pattern::new(
            "ELSTER",
            0.05,
            r"(?:28|9\d|11|30|24|22|26|40|23|5\d|27|10|32|31|21|41)\d{2}0\d{8}",
        )
        .edge(Edge::Number),
    ],
    context: &[
        "steuernummer",
        "steuer-nr",
        "steuer nr",
        "st.-nr",
        "st-nr",
        "stnr",
        "finanzamt",
        "steuerbescheid",
    ],
    context_score: 0.9,
    explanation: "German tax number as a state's tax office writes it or in the thirteen-digit form \
                  of ELSTER; the check digit differs by state and is not applied.",
    ..Recogniser::BASE
};
