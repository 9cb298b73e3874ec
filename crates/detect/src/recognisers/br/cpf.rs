use crate::checksum::{all_same, digits};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "br_cpf",
    entity: "BR_CPF",
    country: Some("br"),
    patterns: &[
        Pattern::new("separated", 0.1, r"\d{3}\.\d{3}\.\d{3}-\d{2}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{11}").edge(Edge::Number),
    ],
    check,
    valid_score: 0.6,
    context: &["cpf", "cadastro de pessoas físicas"],
    context_score: 0.98,
    explanation: "Brazilian CPF: eleven digits with two modulo 11 check digits, not all equal (Receita \
                  Federal).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let key = |n: u32| {
        let sum: u32 = d.iter().zip((2..=n).rev()).map(|(d, w)| d * w).sum();
        sum * 10 % 11 % 10
    };
    Verdict::decided(!all_same(&d) && key(10) == d[9] && key(11) == d[10])
}
