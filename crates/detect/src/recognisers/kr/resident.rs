//! Numbers of residents and foreigners in Korea.

use crate::checksum::{date, digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

const CONTEXT: &[&str] = &["rrn", "resident registration", "주민등록번호", "주민번호"];

pub(super) const RESIDENT: Recogniser = Recogniser {
    name: "kr_rrn",
    entity: "KR_RRN",
    country: Some("kr"),
    patterns: &[
        Pattern::new("hyphen", 0.6, r"\d{6}-[1-4]\d{6}").edge(Edge::Number),
        Pattern::new("bare", 0.4, r"\d{6}[1-4]\d{6}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.9,
    context: CONTEXT,
    context_score: 0.95,
    explanation: "Korean resident registration number: date of birth, 1 to 4 for century and sex, and \
                  until October 2020 a check digit with weights 2–9, 2–5 modulo 11 (MOIS).",
    ..Recogniser::BASE
};

pub(super) const FOREIGNER: Recogniser = Recogniser {
    name: "kr_frn",
    entity: "KR_FRN",
    country: Some("kr"),
    patterns: &[
        Pattern::new("hyphen", 0.6, r"\d{6}-[5-8]\d{6}").edge(Edge::Number),
        Pattern::new("bare", 0.4, r"\d{6}[5-8]\d{6}").edge(Edge::Number),
    ],
    check: check_foreigner,
    context: &[
        "frn",
        "foreigner registration",
        "외국인등록번호",
        "외국인번호",
    ],
    context_score: 0.95,
    explanation: "Korean foreigner registration number: date of birth and 5 to 8 for century and sex \
                  (Korea Immigration Service); new numbers have no check digit.",
    ..Recogniser::BASE
};

fn born(d: &[u32]) -> bool {
    let century = match d[6] {
        1 | 2 | 5 | 6 => 1900,
        _ => 2000,
    };
    date(
        century + number(&d[..2]),
        number(&d[2..4]),
        number(&d[4..6]),
    )
}

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    match born(&d) {
        true if (11 - sum % 11) % 10 == d[12] => Verdict::Valid,
        born => Verdict::possible(born),
    }
}

fn check_foreigner(text: &str) -> Verdict {
    Verdict::possible(born(&digits(text)))
}
