use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "kr_driver_license",
    entity: "KR_DRIVER_LICENSE",
    country: Some("kr"),
    patterns: &[
        Pattern::new("hyphens", 0.6, r"(?:1[1-9]|2[0-68])-\d{2}-\d{6}-\d{2}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"(?:1[1-9]|2[0-68])\d{10}").edge(Edge::Number),
    ],
    context: &[
        "운전면허",
        "면허번호",
        "운전면허번호",
        "driver license",
        "driver's license",
    ],
    context_score: 0.95,
    explanation: "Korean driving licence: region 11–26 or 28, year, six digits and two check digits \
                  whose rule is not public (Korean National Police Agency).",
    ..Recogniser::BASE
};
