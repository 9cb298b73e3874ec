use crate::checksum::{digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "th_tnin",
    entity: "TH_TNIN",
    country: Some("th"),
    patterns: &[
        Pattern::new("bare", 0.05, r"[1-8]\d{12}").edge(Edge::Number),
        Pattern::new("groups", 0.1, r"[1-8][ -]\d{4}[ -]\d{5}[ -]\d{2}[ -]\d").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &[
        "tnin",
        "thai id",
        "thai national id",
        "เลขประจำตัวประชาชน",
        "เลขบัตรประชาชน",
        "รหัสปชช",
    ],
    context_score: 0.95,
    explanation: "Thai identity number: thirteen digits, a province 10–96, weights 13 to 2, eleven \
                  minus the remainder modulo 11 (Department of Provincial Administration).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    let province =
        matches!(number(&d[1..3]), 10..=27 | 30..=58 | 60..=67 | 70..=77 | 80..=86 | 90..=96);
    Verdict::decided(province && (11 - sum % 11) % 10 == d[12])
}
