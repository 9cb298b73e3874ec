use crate::checksum::{digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_ein",
    entity: "US_EIN",
    country: Some("us"),
    patterns: &[
        Pattern::new("hyphen", 0.35, r"\d{2}-\d{7}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number),
    ],
    check,
    context: &[
        "ein",
        "fein",
        "employer identification",
        "employer id",
        "federal id",
        "federal tax",
        "tax id",
        "taxpayer identification",
        "i.r.s.",
        "irs employer",
    ],
    context_score: 0.9,
    explanation: "US employer identification number: a prefix that a campus of the Internal \
                  Revenue Service assigns, and seven digits.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let never = [
        0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97,
    ];
    Verdict::possible(!never.contains(&number(&digits(text)[..2])))
}
