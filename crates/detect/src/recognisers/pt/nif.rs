use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "pt_nif",
    entity: "PT_NIF",
    country: Some("pt"),
    patterns: &[
        Pattern::new("plain", 0.05, r"(?:pt ?)?[1-35689]\d{2} ?\d{3} ?\d{3}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.3,
    context: &["nif", "contribuinte", "número de contribuinte", "nipc"],
    context_score: 0.95,
    explanation: "Portuguese tax number: nine digits, weights 9 to 2, eleven minus the remainder modulo \
                  11 (Autoridade Tributária).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let rest = weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let key = if rest < 2 { 0 } else { 11 - rest };
    Verdict::decided(key == d[8])
}
