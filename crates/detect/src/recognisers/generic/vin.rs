use crate::checksum::alphanumerics;
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "vin",
    entity: "VEHICLE_ID",
    patterns: &[Pattern::new("plain", 0.1, r"[0-9a-hj-npr-z]{17}")],
    check,
    valid_score: 0.9,
    context: &["vin", "vehicle identification", "chassis", "vehicle"],
    context_score: 0.95,
    explanation: "Vehicle identification number: seventeen characters without I, O, Q; in North America \
                  the ninth checks the others modulo 11 (ISO 3779, 49 CFR 565.15).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    let value = |b: u8| match b {
        b'0'..=b'9' => u32::from(b - b'0'),
        b'A'..=b'H' => u32::from(b - b'A') + 1,
        b'J'..=b'R' => u32::from(b - b'J') + 1,
        _ => u32::from(b - b'S') + 2,
    };
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = c.iter().zip(weights).map(|(&b, w)| value(b) * w).sum();
    let mixed = c.iter().any(u8::is_ascii_digit) && c.iter().any(u8::is_ascii_alphabetic);
    match b"0123456789X"[(sum % 11) as usize] == c[8] {
        right if right && mixed => Verdict::Valid,
        _ => Verdict::possible(mixed && c[13..].iter().all(u8::is_ascii_digit)),
    }
}
