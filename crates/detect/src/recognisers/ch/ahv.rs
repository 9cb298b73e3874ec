use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ch_ahv",
    entity: "CH_AHV",
    country: Some("ch"),
    patterns: &[
        Pattern::new("plain", 0.1, r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.95,
    context: &["ahv", "avs", "ahv-nummer", "numéro avs"],
    context_score: 0.98,
    explanation: "Swiss social insurance number: 756 and ten digits with an EAN-13 check digit (AHVV \
                  art. 133, GS1).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let sum = weighted(&d, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]);
    Verdict::decided(sum.is_multiple_of(10))
}
