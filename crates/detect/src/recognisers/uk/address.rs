use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_address",
    entity: "ADDRESS",
    country: Some("uk"),
    patterns: &[Pattern::new(
        "street and postcode",
        0.85,
        concat!(
            r"(?-i:(?:Flat \d{1,4}[A-Z]?,? )?\d{1,5}[A-Za-z]?(?:-\d{1,5})?,? (?:[A-Z][A-Za-z.'-]+ ?){1,5}",
            r"(?:,[ \n]{1,2}(?:[A-Z][A-Za-z.'-]+ ?){1,4}){0,4},?[ \n]{1,2}",
            r"[A-Z]{1,2}\d[A-Z0-9]? \d[A-Z]{2})"
        ),
    )],
    explanation: "UK address: house number, street and town up to the postcode (BS 7666).",
    ..Recogniser::BASE
};
