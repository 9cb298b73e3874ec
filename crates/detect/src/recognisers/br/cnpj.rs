use crate::checksum::{all_same, alphanumerics};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "br_cnpj",
    entity: "BR_CNPJ",
    country: Some("br"),
    patterns: &[
        Pattern::new(
            "separated",
            0.1,
            r"[0-9a-z]{2}\.[0-9a-z]{3}\.[0-9a-z]{3}/[0-9a-z]{4}-\d{2}",
        ),
        Pattern::new("bare", 0.05, r"\d{14}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.9,
    context: &["cnpj"],
    context_score: 0.98,
    explanation: "Brazilian CNPJ: twelve digits, or since July 2026 letters with their ASCII code less \
                  48, and two modulo 11 check digits (Receita Federal, IN RFB 2229/2024).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let values: Vec<u32> = alphanumerics(text)
        .iter()
        .map(|b| u32::from(b - b'0'))
        .collect();
    let key = |body: &[u32]| {
        let sum: u32 = body
            .iter()
            .rev()
            .zip((2..=9).cycle())
            .map(|(v, w)| v * w)
            .sum();
        match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
    };
    let right = key(&values[..12]) == values[12] && key(&values[..13]) == values[13];
    Verdict::decided(right && !all_same(&values))
}
