use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_nino",
    entity: "UK_NINO",
    country: Some("uk"),
    patterns: &[
        Pattern::new(
            "plain",
            0.6,
            r"[abceghj-prstw-z][abceghj-npr-tw-z] ?-?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d]",
        ),
        // Kept for examples, but often written where a real number stood.
        Pattern::new("sample", 0.5, r"qq ?-?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d]"),
    ],
    check,
    context: &["national insurance", "ni number", "nino", "ni no"],
    context_score: 0.95,
    explanation: "UK national insurance number: two letters without D, F, I, Q, U, V (the second \
                  also not O) and none of the unused pairs, six digits, A to D (HMRC NIM39110); QQ, \
                  kept for examples, is offered too.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let unused = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];
    Verdict::possible(!unused.contains(&text[..2].to_ascii_uppercase().as_str()))
}
