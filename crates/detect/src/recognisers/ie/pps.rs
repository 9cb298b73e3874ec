use crate::checksum::{alphanumerics, digits, weighted};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ie_pps",
    entity: "IE_PPS",
    country: Some("ie"),
    patterns: &[Pattern::new("plain", 0.1, r"\d{7}[a-w][a-iw]?")],
    check,
    valid_score: 0.6,
    context: &["pps", "ppsn", "pps number", "personal public service"],
    context_score: 0.98,
    explanation: "Irish personal public service number: seven digits with weights 8 to 2, the second \
                  letter times 9, modulo 23 (Revenue Commissioners).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    let second = match c.get(8) {
        None | Some(b'W') => 0,
        Some(letter) => u32::from(letter - b'A' + 1),
    };
    let sum = weighted(&digits(text), &[8, 7, 6, 5, 4, 3, 2]) + second * 9;
    Verdict::decided(b"WABCDEFGHIJKLMNOPQRSTUV"[(sum % 23) as usize] == c[7])
}
