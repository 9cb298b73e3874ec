use crate::checksum::{alphanumerics, day_of_month, digits, number};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_social_security",
    entity: "DE_SOCIAL_SECURITY",
    country: Some("de"),
    patterns: &[Pattern::new("plain", 0.1, r"\d{2} ?\d{6} ?[a-z] ?\d{3}")],
    check,
    valid_score: 0.95,
    context: &[
        "rentenversicherungsnummer",
        "sozialversicherungsnummer",
        "versicherungsnummer",
        "rvnr",
        "svnr",
        "sv-nummer",
        "rentenversicherung",
        "sozialversicherung",
    ],
    context_score: 0.98,
    explanation: "German pension insurance number: area, date of birth, initial, serial and a check \
                  digit with weights 2 1 2 5 7 1 2 1 2 1 2 1 (VKVV § 4).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    if c.len() != 12 || !c[8].is_ascii_uppercase() {
        return Verdict::Invalid;
    }
    let letter = u32::from(c[8] - b'A' + 1);
    let plain = digits(text);
    if plain.len() != 11 {
        return Verdict::Invalid;
    }
    let expanded = [&plain[..8], &[letter / 10, letter % 10], &plain[8..10]].concat();
    let sum: u32 = expanded
        .iter()
        .zip([2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])
        .map(|(d, w)| d * w / 10 + d * w % 10)
        .sum();
    // Where two people would share a number, 50 is added to the second one's day.
    let day = number(&plain[2..4]);
    let day = if day > 50 { day - 50 } else { day };
    let born = day_of_month(day, number(&plain[4..6]));
    Verdict::decided(born && sum % 10 == plain[10])
}
