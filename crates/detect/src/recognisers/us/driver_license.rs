use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_driver_license",
    entity: "US_DRIVER_LICENSE",
    country: Some("us"),
    patterns: &[
        Pattern::new(
            "letters and digits",
            0.05,
            r"(?-i:[A-Z]{1,3}[- ]?\d{3,14}[A-Z]?)",
        ),
        Pattern::new("digits", 0.05, r"\d{6,13}").edge(Edge::Number),
        Pattern::new(
            "groups",
            0.05,
            r"[a-z]?\d{2,4}-\d{2,4}-\d{2,4}(?:-\d{1,5})?",
        ),
        Pattern::new("New Hampshire", 0.05, r"\d{2}[a-z]{3}\d{5}"),
    ],
    context: &[
        "driver",
        "drivers",
        "driver's",
        "driving license",
        "driver license",
        "dl#",
        "dl no",
        "cdl",
        "learner permit",
    ],
    context_score: 0.65,
    explanation: "US driving licence in a form that a state issues (AAMVA), beside a word for it; \
                  most states publish no check digit.",
    ..Recogniser::BASE
};
