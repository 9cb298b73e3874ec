use crate::checksum::{all_same, digits, weighted};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_dea",
    entity: "MEDICAL_LICENSE",
    country: Some("us"),
    patterns: &[Pattern::new(
        "plain",
        0.1,
        r"[abcdefghjklmprstux][a-z9]-?\d{7}",
    )],
    check,
    valid_score: 0.9,
    context: &[
        "dea",
        "prescriber",
        "medical license",
        "controlled substance",
    ],
    context_score: 0.95,
    explanation: "US DEA registration number: digits 1, 3, 5 plus twice digits 2, 4, 6 end in \
                  digit 7 (DEA Diversion Control Division).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let start = text.len() - 7;
    let d = digits(&text[start..]);
    Verdict::decided(weighted(&d, &[1, 2, 1, 2, 1, 2]) % 10 == d[6] && !all_same(&d))
}
