use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_gstin",
    entity: "IN_GSTIN",
    country: Some("in"),
    patterns: &[Pattern::new(
        "plain",
        0.6,
        r"(?:0[1-9]|[12]\d|3[0-7]|97)[a-z]{5}\d{4}[a-z][1-9a-z]z[0-9a-z]",
    )],
    check,
    context: &["gstin", "gst", "goods and services tax"],
    context_score: 0.95,
    explanation: "Indian GST number: state 01–37 or 97, a PAN, an entity number, Z and a check \
                  character modulo 36 (GSTN); a wrong check character lowers the score only.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let values: Vec<u32> = text.chars().filter_map(|c| c.to_digit(36)).collect();
    let sum: u32 = values[..14]
        .iter()
        .enumerate()
        .map(|(i, v)| {
            let product = v * if i % 2 == 0 { 1 } else { 2 };
            product / 36 + product % 36
        })
        .sum();
    match (36 - sum % 36) % 36 == values[14] {
        true => Verdict::Valid,
        false => Verdict::Unknown,
    }
}
