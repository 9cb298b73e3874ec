use crate::checksum::{digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_plz",
    entity: "DE_PLZ",
    country: Some("de"),
    patterns: &[
        Pattern::new("bare", 0.05, r"\d{5}").edge(Edge::Number),
        Pattern::new("country prefix", 0.5, r"D-\d{5}").edge(Edge::Number),
    ],
    check,
    context: &[
        "plz",
        "postleitzahl",
        "postanschrift",
        "anschrift",
        "wohnort",
        "wohnhaft",
        "adresse",
    ],
    context_score: 0.6,
    explanation: "German postcode: five digits from 01001 to 99998 beside a word for an address \
                  (Deutsche Post).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    Verdict::possible((1001..=99_998).contains(&number(&digits(text))))
}
