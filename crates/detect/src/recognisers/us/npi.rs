use crate::checksum::{all_same, digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_npi",
    entity: "US_NPI",
    country: Some("us"),
    patterns: &[
        Pattern::new("bare", 0.1, r"[12]\d{9}").edge(Edge::Number),
        Pattern::new("hyphens", 0.1, r"[12]\d{3}-\d{3}-\d{3}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "npi",
        "national provider",
        "provider id",
        "provider identifier",
        "provider number",
    ],
    context_score: 0.95,
    explanation: "US national provider identifier: ten digits that pass the Luhn check after the \
                  prefix 80840 (CMS, 45 CFR 162.406).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let prefixed = [&[8, 0, 8, 4, 0], d.as_slice()].concat();
    Verdict::decided(luhn(&prefixed) && !all_same(&d[..9]))
}
