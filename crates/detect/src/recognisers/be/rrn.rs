use crate::checksum::{digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "be_rrn",
    entity: "BE_RRN",
    country: Some("be"),
    patterns: &[
        Pattern::new("separated", 0.1, r"\d{2}\.\d{2}\.\d{2}[- ]\d{3}[.-]\d{2}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{11}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.7,
    context: &[
        "rijksregisternummer",
        "rijksregister",
        "registre national",
        "numéro national",
        "insz",
        "niss",
    ],
    context_score: 0.98,
    explanation: "Belgian national register number: date of birth, serial and 97 minus the number \
                  modulo 97, with 2 before it for births from 2000 (Royal decree of 3 April 1984).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let body = u64::from(number(&d[..9]));
    let key = u64::from(number(&d[9..]));
    // 20 or 40 is added to the month of numbers for people outside the register.
    let month = number(&d[2..4]) % 20;
    let born = month <= 12 && number(&d[4..6]) <= 31;
    let right = |n: u64| 97 - n % 97 == key;
    Verdict::decided(born && (right(body) || right(2_000_000_000 + body)))
}
