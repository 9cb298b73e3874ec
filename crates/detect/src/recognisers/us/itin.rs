use crate::recogniser::{Edge, Pattern, Recogniser};

/// The fourth and fifth digits that are issued.
macro_rules! itin {
    ($first:literal, $second:literal) => {
        concat!(
            r"9\d{2}",
            $first,
            r"(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])",
            $second,
            r"\d{4}"
        )
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_itin",
    entity: "US_ITIN",
    country: Some("us"),
    patterns: &[
        Pattern::new("separated", 0.6, itin!("[- ]", "[- ]")).edge(Edge::Number),
        Pattern::new("half separated", 0.1, itin!("-", "")).edge(Edge::Number),
        Pattern::new("half separated", 0.1, itin!("", "-")).edge(Edge::Number),
        Pattern::new("bare", 0.05, itin!("", "")).edge(Edge::Number),
    ],
    context: &[
        "itin",
        "taxpayer identification",
        "taxpayer id",
        "tax id",
        "tin",
    ],
    context_score: 0.85,
    explanation: "US individual taxpayer identification number: starts with 9, fourth and fifth \
                  digits 50–65, 70–88, 90–92 or 94–99 (Internal Revenue Service).",
    ..Recogniser::BASE
};
