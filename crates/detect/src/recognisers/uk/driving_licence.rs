use crate::checksum::{alphanumerics, day_of_month, digits, number};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_driving_licence",
    entity: "UK_DRIVING_LICENCE",
    country: Some("uk"),
    patterns: &[Pattern::new(
        "plain",
        0.7,
        r"[a-z][a-z9]{4} ?\d[0156]\d[0-3]\d{2} ?[a-z][a-z9][a-z0-9][a-z]{2}",
    )],
    check,
    context: &[
        "driving licence",
        "driving license",
        "dvla",
        "licence number",
        "license number",
    ],
    context_score: 0.95,
    explanation: "UK driving licence number: five letters of the surname, date of birth with 5 \
                  added to the month's first digit for women, initials (DVLA).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    let d = digits(std::str::from_utf8(&c[5..11]).unwrap_or_default());
    let name_ends = c[..5].iter().position(|&b| b == b'9').unwrap_or(5);
    let padded = c[name_ends..5].iter().all(|&b| b == b'9');
    let month = number(&d[1..3]);
    let month = if month > 50 { month - 50 } else { month };
    Verdict::possible(padded && day_of_month(number(&d[3..5]), month))
}
