use crate::checksum::{digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_aba",
    entity: "ABA_ROUTING_NUMBER",
    country: Some("us"),
    patterns: &[
        Pattern::new("bare", 0.05, r"[0123678]\d{8}").edge(Edge::Number),
        Pattern::new("hyphens", 0.05, r"[0123678]\d{3}-\d{4}-\d").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &["aba", "routing", "rtn", "wire", "transit number", "fedwire"],
    context_score: 0.95,
    explanation: "US bank routing number: Federal Reserve prefix 00–12, 21–32, 61–72 or 80, and \
                  weights 3, 7, 1 modulo 10 (American Bankers Association).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let prefix = matches!(number(&d[..2]), 0..=12 | 21..=32 | 61..=72 | 80);
    let sum = weighted(&d, &[3, 7, 1, 3, 7, 1, 3, 7, 1]);
    Verdict::decided(prefix && sum.is_multiple_of(10) && sum > 0)
}
