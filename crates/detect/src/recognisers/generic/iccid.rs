use crate::checksum::{digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "iccid",
    entity: "DEVICE_ID",
    patterns: &[Pattern::new("plain", 0.1, r"89\d{17,18}").edge(Edge::Number)],
    check,
    valid_score: 0.7,
    context: &["iccid", "sim", "sim card"],
    context_score: 0.98,
    explanation: "SIM card number: 89, country and issuer, nineteen or twenty digits that pass the Luhn \
                  check (ITU-T E.118).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    Verdict::decided(luhn(&digits(text)))
}
