use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "pl_nip",
    entity: "PL_NIP",
    country: Some("pl"),
    patterns: &[
        Pattern::new("hyphens", 0.05, r"\d{3}-\d{3}-\d{2}-\d{2}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"(?:pl ?)?\d{10}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.05,
    context: &["nip", "numer identyfikacji podatkowej"],
    context_score: 0.95,
    explanation: "Polish tax number beside a word for it: weights 6 5 7 2 3 4 5 6 7 modulo 11 (KAS).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9])
}
