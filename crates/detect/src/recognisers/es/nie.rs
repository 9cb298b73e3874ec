use crate::checksum::{digits, number};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "es_nie",
    entity: "ES_NIE",
    country: Some("es"),
    patterns: &[Pattern::new("plain", 0.1, r"[xyz][ -]?\d{7,8}[ -]?[a-z]")],
    check,
    valid_score: 0.95,
    context: &[
        "nie",
        "número de identificación de extranjero",
        "extranjero",
    ],
    context_score: 0.98,
    explanation: "Spanish foreigner's number: X, Y or Z stand for 0, 1, 2 before seven digits and the \
                  letter that the number modulo 23 gives (Orden INT/2058/2008).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let first = match text.as_bytes()[0] {
        b'X' | b'x' => 0,
        b'Y' | b'y' => 1,
        _ => 2,
    };
    let rest = digits(text);
    if rest.len() != 7 {
        return Verdict::Invalid;
    }
    Verdict::decided(super::control::control_letter(
        first * 10_000_000 + number(&rest),
        text,
    ))
}
