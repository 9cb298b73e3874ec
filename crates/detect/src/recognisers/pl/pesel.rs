use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "pl_pesel",
    entity: "PL_PESEL",
    country: Some("pl"),
    patterns: &[Pattern::new(
        "bare",
        0.1,
        r"\d{2}(?:[02468][1-9]|[13579][012])(?:0[1-9]|[12]\d|3[01])\d{5}",
    )
    .edge(Edge::Number)],
    check,
    valid_score: 0.6,
    context: &["pesel"],
    context_score: 0.98,
    explanation: "Polish PESEL: date of birth with the century in the month, serial, weights 1 3 7 9 \
                  modulo 10 (Ministerstwo Cyfryzacji).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
    Verdict::decided(d.len() == 11 && text.len() == 11 && sum.is_multiple_of(10))
}
