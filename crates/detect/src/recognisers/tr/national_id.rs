use crate::checksum::digits;
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "tr_national_id",
    entity: "TR_NATIONAL_ID",
    country: Some("tr"),
    patterns: &[Pattern::new("bare", 0.05, r"[1-9]\d{10}").edge(Edge::Number)],
    check,
    valid_score: 0.7,
    context: &[
        "tckn",
        "tc kimlik",
        "kimlik no",
        "kimlik",
        "tc no",
        "turkish id",
    ],
    context_score: 0.98,
    explanation: "Turkish identity number: digit 10 is seven times the odd places less the even ones, \
                  digit 11 the sum of the first ten, both modulo 10 (NVI).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let odd: u32 = d[..9].iter().step_by(2).sum();
    let even: u32 = d[1..8].iter().step_by(2).sum();
    let total: u32 = d[..10].iter().sum();
    Verdict::decided((odd * 7 + 100 - even) % 10 == d[9] && total % 10 == d[10])
}
