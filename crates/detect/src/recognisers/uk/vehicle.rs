use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_vehicle_registration",
    entity: "UK_VEHICLE_REGISTRATION",
    country: Some("uk"),
    patterns: &[
        Pattern::new(
            "since 2001",
            0.5,
            r"[a-hj-pr-y][a-hj-pr-y](?:0[2-9]|[1-7]\d) ?[a-hj-pr-z]{3}",
        ),
        Pattern::new(
            "1983 to 2001",
            0.05,
            r"[a-hj-npr-ty]\d{1,3} ?[a-hj-pr-y]{3}",
        ),
        Pattern::new("1963 to 1983", 0.05, r"[a-hj-pr-y]{3} ?\d{1,3}[a-hj-npr-y]"),
    ],
    check,
    context: &[
        "vehicle",
        "number plate",
        "licence plate",
        "license plate",
        "registration number",
        "reg no",
        "vrn",
        "dvla",
        "v5c",
        "logbook",
    ],
    context_score: 0.85,
    explanation: "UK vehicle registration: area letters, an age identifier (02–50 or, half a year \
                  later, 51–79) and three letters (DVLA, INF104).",
    ..Recogniser::BASE
};

/// A plate is written in one case throughout (`CD19 for` is prose).
fn check(text: &str) -> Verdict {
    let small = text.contains(|c: char| c.is_ascii_lowercase());
    let capital = text.contains(|c: char| c.is_ascii_uppercase());
    Verdict::possible(small != capital)
}
