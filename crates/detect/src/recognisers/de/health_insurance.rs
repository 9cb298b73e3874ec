use crate::checksum::{alphanumerics, digits};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_health_insurance",
    entity: "DE_HEALTH_INSURANCE",
    country: Some("de"),
    patterns: &[Pattern::new("plain", 0.1, r"[a-z]\d{9}")],
    check,
    valid_score: 0.7,
    context: &[
        "krankenversicherungsnummer",
        "krankenversichertennummer",
        "versichertennummer",
        "versicherten-nr",
        "kvnr",
        "krankenkasse",
        "gesundheitskarte",
        "egk",
    ],
    context_score: 0.95,
    explanation: "German health insurance number: a letter and nine digits, alternate weights 1 and \
                  2 with digit sums, modulo 10 (§ 290 SGB V).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    if c.len() != 10 || !c[0].is_ascii_uppercase() {
        return Verdict::Invalid;
    }
    let letter = u32::from(c[0] - b'A' + 1);
    let d = [vec![letter / 10, letter % 10], digits(&text[1..])].concat();
    let sum: u32 = d[..d.len() - 1]
        .iter()
        .enumerate()
        .map(|(i, digit)| {
            let product = digit * if i % 2 == 0 { 1 } else { 2 };
            product / 10 + product % 10
        })
        .sum();
    Verdict::decided(d.len() == 11 && sum % 10 == d[10])
}
