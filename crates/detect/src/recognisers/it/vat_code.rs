use crate::checksum::{digits, luhn, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "it_vat_code",
    entity: "IT_VAT_CODE",
    country: Some("it"),
    patterns: &[Pattern::new("bare", 0.05, r"(?:it ?)?\d{11}").edge(Edge::Number)],
    check,
    valid_score: WEAK_CHECK,
    context: &["piva", "partita iva", "p.iva", "p. iva", "vat"],
    context_score: 0.95,
    explanation: "Italian VAT number: eleven digits that pass the Luhn check (Agenzia delle Entrate).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::decided(luhn(&d) && number(&d[..7]) != 0)
}
