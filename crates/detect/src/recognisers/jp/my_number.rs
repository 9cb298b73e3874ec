use crate::checksum::{digits, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "jp_my_number",
    entity: "JP_MY_NUMBER",
    country: Some("jp"),
    patterns: &[Pattern::new("plain", 0.05, r"\d{4}[ -]?\d{4}[ -]?\d{4}").edge(Edge::Number)],
    check,
    valid_score: 0.3,
    context: &["マイナンバー", "個人番号", "my number"],
    context_score: 0.95,
    explanation: "Japanese individual number: twelve digits, weights 6 5 4 3 2 7 6 5 4 3 2 modulo 11 \
                  (Ministry of Internal Affairs and Communications).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let rest = weighted(&d, &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    Verdict::decided(if rest < 2 { 0 } else { 11 - rest } == d[11])
}
