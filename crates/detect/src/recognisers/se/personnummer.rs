use crate::checksum::{date, day_of_month, digits, luhn, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "se_personnummer",
    entity: "SE_PERSONNUMMER",
    country: Some("se"),
    patterns: &[
        Pattern::new("twelve digits", 0.1, r"(?:18|19|20)\d{6}[-+]?\d{4}").edge(Edge::Digit),
        Pattern::new("ten digits", 0.1, r"\d{6}[-+]\d{4}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.8,
    context: &[
        "personnummer",
        "pnr",
        "samordningsnummer",
        "personal identity number",
    ],
    context_score: 0.98,
    explanation: "Swedish personal identity number: date of birth (60 added to the day of a \
                  coordination number), serial and a Luhn check digit (Skatteverket).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let short = &d[d.len() - 10..];
    let day = number(&short[4..6]);
    let day = if day > 60 { day - 60 } else { day };
    let born = match d.len() {
        12 => date(number(&d[..4]), number(&d[4..6]), day),
        _ => day_of_month(day, number(&short[2..4])),
    };
    Verdict::decided(born && luhn(short))
}
