use crate::checksum::{all_same, digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_ssn",
    entity: "SSN",
    country: Some("us"),
    patterns: &[
        Pattern::new("hyphens", 0.6, r"[0-8]\d{2}-\d{2}-\d{4}").edge(Edge::Number),
        Pattern::new("spaces", 0.5, r"[0-8]\d{2} \d{2} \d{4}").edge(Edge::Number),
        Pattern::new("dots", 0.5, r"[0-8]\d{2}\.\d{2}\.\d{4}").edge(Edge::Number),
        // Never issued, but often written where a sample or a mistyped number stands.
        Pattern::new("unissued", 0.5, r"9\d{2}-\d{2}-\d{4}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"[0-8]\d{8}").edge(Edge::Number),
    ],
    check,
    context: &[
        "ssn",
        "ssns",
        "ss#",
        "social security",
        "social sec",
        "soc sec",
        "ss no",
    ],
    context_score: 0.9,
    explanation: "US social security number: area not 000 or 666, group not 00, serial not 0000 \
                  (Social Security Administration, POMS RM 10201.030); sample numbers are offered too.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let area = number(&d[..3]);
    Verdict::possible(
        area != 0 && area != 666 && number(&d[3..5]) != 0 && number(&d[5..]) != 0 && !all_same(&d),
    )
}
