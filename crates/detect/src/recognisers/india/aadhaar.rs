use crate::checksum::{digits, verhoeff};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_aadhaar",
    entity: "IN_AADHAAR",
    country: Some("in"),
    patterns: &[
        Pattern::new("bare", 0.05, r"[2-9]\d{11}").edge(Edge::Number),
        Pattern::new("groups", 0.1, r"[2-9]\d{3}[ :-]\d{4}[ :-]\d{4}").edge(Edge::Number),
    ],
    check,
    valid_score: WEAK_CHECK,
    context: &["aadhaar", "aadhar", "uidai"],
    context_score: 0.95,
    explanation: "Indian Aadhaar number: twelve digits, the first 2 to 9, with a Verhoeff check digit \
                  (UIDAI).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let palindrome = d.iter().eq(d.iter().rev());
    Verdict::decided(verhoeff(&d) && !palindrome)
}
