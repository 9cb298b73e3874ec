use crate::checksum::{day_of_month, digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "no_fodselsnummer",
    entity: "NO_FODSELSNUMMER",
    country: Some("no"),
    patterns: &[Pattern::new("plain", 0.05, r"[0-7]\d{5} ?\d{5}").edge(Edge::Number)],
    check,
    valid_score: 0.7,
    context: &["fødselsnummer", "fodselsnummer", "personnummer", "d-nummer"],
    context_score: 0.98,
    explanation: "Norwegian birth number: date of birth (40 added to the day of a D-number) and two \
                  modulo 11 check digits (Skatteetaten).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let key = |weights: &[u32]| (11 - weighted(&d, weights) % 11) % 11;
    let day = number(&d[..2]);
    let day = if day > 40 { day - 40 } else { day };
    let month = number(&d[2..4]);
    let month = if month > 40 { month - 40 } else { month };
    let first = key(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) == d[9];
    let second = key(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == d[10];
    Verdict::decided(day_of_month(day, month) && first && second)
}
