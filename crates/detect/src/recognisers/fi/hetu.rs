use crate::checksum::{day_of_month, digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "fi_personal_identity_code",
    entity: "FI_PERSONAL_IDENTITY_CODE",
    country: Some("fi"),
    patterns: &[
        Pattern::new("plain", 0.1, r"\d{6}[+yxwvua-f-]\d{3}[0-9a-fhj-nprt-y]").edge(Edge::Digit),
    ],
    check,
    valid_score: 0.95,
    context: &[
        "hetu",
        "henkilötunnus",
        "personbeteckning",
        "personal identity code",
    ],
    context_score: 0.98,
    explanation: "Finnish personal identity code: date of birth, sign of the century, serial and the \
                  character that the nine digits modulo 31 give (Digital and Population Data \
                  Services Agency).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(&text[..6]);
    let serial = digits(&text[7..10]);
    let born = day_of_month(number(&d[..2]), number(&d[2..4]));
    let rest = (number(&d) * 1000 + number(&serial)) % 31;
    let expected = b"0123456789ABCDEFHJKLMNPRSTUVWXY"[rest as usize];
    let last = text.as_bytes()[10].to_ascii_uppercase();
    Verdict::decided(born && number(&serial) >= 2 && last == expected)
}
