use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "it_fiscal_code",
    entity: "IT_FISCAL_CODE",
    country: Some("it"),
    patterns: &[Pattern::new(
        "plain",
        0.3,
        r"[a-z]{6}[0-9lmnp-v]{2}[abcdehlmprst][0-9lmnp-v]{2}[a-z][0-9lmnp-v]{3}[a-z]",
    )],
    check,
    context: &["codice fiscale", "cod. fiscale", "c.f.", "cf"],
    explanation: "Italian fiscal code: sixteen characters, odd and even tables modulo 26 (DM 23 \
                  December 1976), letters for digits where codes would coincide.",
    ..Recogniser::BASE
};

/// Values of the characters `0`–`9` and `A`–`Z` in odd places.
const ODD: [u32; 36] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6,
    8, 12, 14, 16, 10, 22, 25, 24, 23,
];

fn check(text: &str) -> Verdict {
    let values: Vec<usize> = text
        .chars()
        .filter_map(|c| c.to_digit(36))
        .map(|v| v as usize)
        .collect();
    let sum: usize = values[..15]
        .iter()
        .enumerate()
        .map(|(i, &v)| match i % 2 {
            0 => ODD[v] as usize,
            _ if v < 10 => v,
            _ => v - 10,
        })
        .sum();
    Verdict::decided(sum % 26 + 10 == values[15])
}
