use crate::checksum::{all_same, digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "kr_brn",
    entity: "KR_BRN",
    country: Some("kr"),
    patterns: &[
        Pattern::new("hyphens", 0.1, r"\d{3}-\d{2}-\d{5}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{10}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "brn",
        "business registration",
        "business number",
        "사업자등록번호",
        "사업자번호",
        "사업자",
    ],
    context_score: 0.95,
    explanation: "Korean business registration number: weights 1 3 7 1 3 7 1 3 5 and a tenth of the \
                  last product, modulo 10 (National Tax Service).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + d[8] * 5 / 10;
    Verdict::decided((10 - sum % 10) % 10 == d[9] && !all_same(&d))
}
