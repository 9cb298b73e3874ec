use crate::checksum::{date, digits, luhn, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "za_id_number",
    entity: "ZA_ID_NUMBER",
    country: Some("za"),
    patterns: &[
        Pattern::new("bare", 0.05, r"\d{10}[0-2][89]\d").edge(Edge::Number),
        Pattern::new("groups", 0.05, r"\d{6} \d{4} [0-2][89]\d").edge(Edge::Number),
    ],
    check,
    valid_score: 0.7,
    context: &[
        "id number",
        "identity number",
        "rsa id",
        "south african id",
        "smart id",
    ],
    context_score: 0.95,
    explanation: "South African identity number: date of birth, sequence, citizenship 0–2, a Luhn check \
                  digit (Department of Home Affairs).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    if d.len() != 13 {
        return Verdict::Invalid;
    }
    let year = number(&d[..2]);
    let (month, day) = (number(&d[2..4]), number(&d[4..6]));
    let born = date(1900 + year, month, day) || date(2000 + year, month, day);
    Verdict::decided(born && luhn(&d) && d[10] <= 2 && d[11] >= 8)
}
