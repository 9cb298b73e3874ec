use crate::checksum::{digits, mod_11_10};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_tax_id",
    entity: "DE_TAX_ID",
    country: Some("de"),
    patterns: &[
        Pattern::new("bare", 0.4, r"[1-9]\d{10}").edge(Edge::Number),
        Pattern::new("spaces", 0.4, r"[1-9]\d \d{3} \d{3} \d{3}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.7,
    context: &[
        "steueridentifikationsnummer",
        "steuer-id",
        "steuerid",
        "steuerliche identifikationsnummer",
        "identifikationsnummer",
        "idnr",
        "steuer-idnr",
        "tin",
    ],
    context_score: 0.95,
    explanation: "German tax identification number: eleven digits with an ISO 7064 MOD 11,10 check \
                  digit; one digit stands two or three times among the first ten (§ 139b AO, BZSt).",
    ..Recogniser::BASE
};

/// The check digit must be right. Whether a digit repeats as prescribed only decides how sure it
/// is: numbers printed in forms as examples do not.
fn check(text: &str) -> Verdict {
    let d = digits(text);
    if !mod_11_10(&d) {
        return Verdict::Invalid;
    }
    let mut counts = [0; 10];
    d[..10]
        .iter()
        .for_each(|&digit| counts[digit as usize] += 1);
    let repeated: Vec<_> = counts.into_iter().filter(|&n| n > 1).collect();
    match repeated[..] {
        [2 | 3] => Verdict::Valid,
        [] => Verdict::Unknown,
        _ => Verdict::Invalid,
    }
}
