use crate::checksum::{date, digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "cn_ric",
    entity: "CN_RIC",
    country: Some("cn"),
    patterns: &[Pattern::new(
        "plain",
        0.1,
        r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[0-9x]",
    )
    .edge(Edge::Number)],
    check,
    valid_score: 0.95,
    context: &["身份证", "身份证号", "resident identity card", "id card"],
    context_score: 0.98,
    explanation: "Chinese resident identity number: region, date of birth, serial and an ISO 7064 MOD \
                  11-2 check character (GB 11643).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(&text[..17]);
    let sum = weighted(&d, &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    let born = date(number(&d[6..10]), number(&d[10..12]), number(&d[12..14]));
    let key = b"10X98765432"[(sum % 11) as usize];
    Verdict::decided(born && text.as_bytes()[17].to_ascii_uppercase() == key)
}
