use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_sort_code",
    entity: "UK_SORT_CODE",
    country: Some("uk"),
    patterns: &[Pattern::new("hyphens", 0.05, r"\d{2}[- ]\d{2}[- ]\d{2}").edge(Edge::Number)],
    context: &["sort code", "sort-code", "sortcode"],
    context_score: 0.9,
    explanation: "UK bank sort code: three pairs of digits beside the words sort code (Pay.UK).",
    ..Recogniser::BASE
};
