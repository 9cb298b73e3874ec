use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ng_vehicle_registration",
    entity: "NG_VEHICLE_REGISTRATION",
    country: Some("ng"),
    patterns: &[Pattern::new("plain", 0.5, r"[a-z]{3}[- ]\d{3}[a-z]{2}")],
    check,
    context: &[
        "plate number",
        "license plate",
        "number plate",
        "plate",
        "vehicle",
        "registration",
    ],
    context_score: 0.85,
    explanation: "Nigerian vehicle registration: three letters of the local government area, three \
                  digits, two letters (FRSC).",
    ..Recogniser::BASE
};

/// Three small letters and a number before a word of two letters are prose (`the 100 of`).
fn check(text: &str) -> Verdict {
    Verdict::possible(!text.contains(|c: char| c.is_ascii_lowercase()))
}
