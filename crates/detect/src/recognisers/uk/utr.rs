use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_utr",
    entity: "UK_UTR",
    country: Some("uk"),
    patterns: &[Pattern::new("plain", 0.05, r"\d{5} ?\d{5}").edge(Edge::Number)],
    check,
    valid_score: 0.05,
    context: &[
        "utr",
        "unique taxpayer reference",
        "self assessment",
        "tax reference",
    ],
    context_score: 0.9,
    explanation: "UK unique taxpayer reference beside a word for it: the first digit checks the \
                  other nine with weights 6 7 8 9 10 5 4 3 2 modulo 11 (HMRC).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let rest = weighted(&d[1..], &[6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
    let check = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1][rest as usize];
    Verdict::decided(d[0] == check)
}
