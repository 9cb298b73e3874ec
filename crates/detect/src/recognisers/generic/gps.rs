use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "gps",
    entity: "GPS",
    patterns: &[
        Pattern::new(
            "decimal pair",
            0.5,
            r"[+-]?\d{1,2}\.\d{4,8}(?:\xc2\xb0)? ?[NS]?[,;]? ?[+-]?\d{1,3}\.\d{4,8}(?:\xc2\xb0)? ?[EW]?",
        ),
        Pattern::new(
            "short decimal pair",
            0.05,
            r"[+-]?\d{1,2}\.\d{2,3},? ?[+-]?\d{1,3}\.\d{2,3}",
        ),
        Pattern::new(
            "degrees",
            0.8,
            r#"\d{1,2} ?(?:\xc2\xb0|deg) ?\d{1,2}(?:\.\d+)? ?' ?(?:\d{1,2}(?:\.\d+)? ?(?:"|''))? ?[NS][, ]{0,2}\d{1,3} ?(?:\xc2\xb0|deg) ?\d{1,2}(?:\.\d+)? ?' ?(?:\d{1,2}(?:\.\d+)? ?(?:"|''))? ?[EW]"#,
        ),
        Pattern::new(
            "geo URI",
            0.9,
            r"geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?(?:;[0-9a-z=.;-]+)?",
        ),
        Pattern::new("ISO 6709", 0.7, r"[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}/?"),
    ],
    check,
    context: &[
        "gps",
        "latitude",
        "longitude",
        "lat",
        "lon",
        "long",
        "coordinates",
        "position",
    ],
    context_score: 0.9,
    explanation: "Geographic position within ±90 and ±180 degrees: decimal pair, degrees and minutes, \
                  ISO 6709 or geo URI (RFC 5870).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|n| n.parse::<f64>().ok());
    let first = numbers.next().unwrap_or(f64::MAX);
    let small = numbers.next().unwrap_or(f64::MAX);
    Verdict::possible(first <= 90.0 && small <= 180.0)
}
