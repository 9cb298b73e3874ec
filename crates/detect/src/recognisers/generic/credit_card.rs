use crate::checksum::{all_same, digits, luhn};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "credit_card",
    entity: "CREDIT_CARD",
    patterns: &[
        Pattern::new("bare", 0.1, r"[1-689]\d{11,18}").edge(Edge::Number),
        Pattern::new("groups", 0.1, r"[2-689]\d{3}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}")
            .edge(Edge::Number),
        Pattern::new("American Express", 0.1, r"3[47]\d{2}[ -]\d{6}[ -]\d{5}").edge(Edge::Number),
        Pattern::new("Diners Club", 0.1, r"3[0689]\d{2}[ -]\d{6}[ -]\d{4}").edge(Edge::Number),
    ],
    check,
    context: &[
        "credit",
        "card",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "american express",
    ],
    context_score: 1.0,
    explanation: "Payment card number: 12 to 19 digits that pass the Luhn check (ISO/IEC 7812-1).",
    ..Recogniser::BASE
};

/// The lengths that the networks of each leading digit issue. Thirteen digits that start with 1
/// are more often a time in milliseconds.
fn check(text: &str) -> Verdict {
    let d = digits(text);
    let issued = match d[0] {
        1 => d.len() == 15,
        2 => matches!(d.len(), 15 | 16),
        3 => d.len() >= 14,
        4 => d.len() >= 13,
        8 | 9 => d.len() >= 16,
        _ => true,
    };
    Verdict::decided(luhn(&d) && issued && !all_same(&d))
}
