use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_bank_number",
    entity: "US_BANK_NUMBER",
    country: Some("us"),
    patterns: &[Pattern::new("bare", 0.05, r"\d{8,17}").edge(Edge::Number)],
    context: &[
        "account", "acct", "a/c", "bank", "checking", "savings", "deposit",
    ],
    context_score: 0.6,
    explanation: "US bank account number: 8 to 17 digits beside a word for a bank account; there \
                  is no check digit.",
    ..Recogniser::BASE
};
