use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_address",
    entity: "ADDRESS",
    country: Some("de"),
    patterns: &[Pattern::new(
        "street",
        0.65,
        concat!(
            r"(?-i:[A-Z\xc3][a-z.\x80-\xff-]{2,30}(?:stra\xc3\x9fe|strasse|str\.|weg|platz|gasse|allee|damm|ufer|ring)",
            r" \d{1,4} ?[a-z]?(?:,? \d{5} [A-Z\xc3][a-z\x80-\xff-]+)?)"
        ),
    )],
    explanation: "German street address: a street name by its ending, a house number and, where \
                  written, postcode and town (DIN 5008).",
    ..Recogniser::BASE
};
