use crate::checksum::{day_of_month, digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "dk_cpr",
    entity: "DK_CPR",
    country: Some("dk"),
    patterns: &[
        Pattern::new("hyphen", 0.3, r"\d{6}-\d{4}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{10}").edge(Edge::Number),
    ],
    check,
    context: &["cpr", "cpr-nr", "cpr-nummer", "personnummer"],
    context_score: 0.95,
    explanation: "Danish CPR number: date of birth and four digits; numbers since 2007 need not pass the \
                  modulo 11 check (CPR-kontoret).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::possible(day_of_month(number(&d[..2]), number(&d[2..4])))
}
