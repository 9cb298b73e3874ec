use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "au_abn",
    entity: "AU_ABN",
    country: Some("au"),
    patterns: &[
        Pattern::new("spaces", 0.1, r"\d{2} \d{3} \d{3} \d{3}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{11}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.6,
    context: &["abn", "australian business number"],
    context_score: 0.98,
    explanation: "Australian business number: eleven digits, one less in the first, weights 10 1 3 5 \
                  … 19, a multiple of 89 (Australian Business Register).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let mut d = digits(text);
    if d[0] == 0 {
        return Verdict::Invalid;
    }
    d[0] -= 1;
    let sum = weighted(&d, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    Verdict::decided(sum.is_multiple_of(89))
}
