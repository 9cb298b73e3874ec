use crate::checksum::{digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "at_svnr",
    entity: "AT_SVNR",
    country: Some("at"),
    patterns: &[Pattern::new("plain", 0.1, r"[1-9]\d{3} ?\d{6}").edge(Edge::Number)],
    check,
    valid_score: 0.4,
    context: &[
        "svnr",
        "sv-nummer",
        "sozialversicherungsnummer",
        "versicherungsnummer",
    ],
    context_score: 0.95,
    explanation: "Austrian social insurance number: serial, check digit with weights 3 7 9 0 5 8 4 2 1 6 \
                  modulo 11, date of birth (ASVG § 30c).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let rest = weighted(&d, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
    // Months 13 to 15 are used where a day's serials are spent.
    let month = number(&d[6..8]);
    let born = (1..=31).contains(&number(&d[4..6])) && (1..=15).contains(&month);
    Verdict::decided(born && rest == d[3])
}
