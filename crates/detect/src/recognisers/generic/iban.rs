use crate::checksum::{alphanumerics, mod_97};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "iban",
    entity: "IBAN",
    patterns: &[
        Pattern::new("electronic", 0.1, r"[a-z]{2}\d{2}[0-9a-z]{11,30}"),
        Pattern::new(
            "print",
            0.1,
            r"[a-z]{2}\d{2}(?:[ -][0-9a-z]{4}){2,7}(?:[ -][0-9a-z]{1,4})?",
        ),
    ],
    check,
    context: &["iban", "account", "bank"],
    context_score: 1.0,
    explanation: "International bank account number: the country's length and structure, and ISO 7064 \
                  MOD 97-10 equal to 1 after the first four characters are moved to the end (ISO 13616).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    let country = std::str::from_utf8(&c[..2]).unwrap_or_default();
    let Some(structure) = super::iban_registry::structure(country) else {
        return Verdict::Invalid;
    };
    let moved = c[4..].iter().chain(&c[..4]).copied();
    Verdict::decided(fits(&c[4..], structure) && mod_97(moved) == Some(1))
}

/// Whether `account` has exactly the fields of `structure`, such as `4a6n8n`: `n` digits, `a`
/// letters, `c` either.
fn fits(account: &[u8], structure: &str) -> bool {
    let mut rest = account;
    let mut length = 0;
    for c in structure.chars() {
        if let Some(digit) = c.to_digit(10) {
            length = length * 10 + digit as usize;
            continue;
        }
        let Some((field, tail)) = rest.split_at_checked(length) else {
            return false;
        };
        let right = field.iter().all(|b| match c {
            'n' => b.is_ascii_digit(),
            'a' => b.is_ascii_uppercase(),
            _ => b.is_ascii_alphanumeric(),
        });
        if !right {
            return false;
        }
        (rest, length) = (tail, 0);
    }
    rest.is_empty()
}
