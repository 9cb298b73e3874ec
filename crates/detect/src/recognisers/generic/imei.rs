use crate::checksum::{all_same, digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "imei",
    entity: "DEVICE_ID",
    patterns: &[
        Pattern::new("bare", 0.05, r"\d{15}").edge(Edge::Number),
        Pattern::new("groups", 0.1, r"\d{2}[ -]\d{6}[ -]\d{6}[ -]\d").edge(Edge::Number),
    ],
    check,
    valid_score: 0.4,
    context: &[
        "imei",
        "imeisv",
        "handset",
        "device id",
        "device identifier",
    ],
    context_score: 0.98,
    explanation: "Mobile equipment identity: fifteen digits that pass the Luhn check (3GPP TS 23.003).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(luhn(&d) && !all_same(&d))
}
