//! The serial number of German identity cards and passports.

use crate::checksum::{alphanumerics, digits};
use crate::recogniser::{Pattern, Recogniser, Verdict};

/// What both documents share: nine characters without vowels and other letters that are easily
/// confused, the last the check digit of ICAO Doc 9303 (weights 7, 3, 1 modulo 10).
fn serial(text: &str) -> Option<bool> {
    let c = alphanumerics(text);
    let (last, body) = c.split_last()?;
    if c.len() != 9 || !last.is_ascii_digit() {
        return None;
    }
    let known = b"0123456789CFGHJKLMNPRTVWXYZ";
    let mut sum = 0;
    for (i, b) in body.iter().enumerate() {
        known.contains(b).then_some(())?;
        sum += char::from(*b).to_digit(36)? * [7, 3, 1][i % 3];
    }
    Some(sum % 10 == u32::from(last - b'0'))
}

pub(super) const ID_CARD: Recogniser = Recogniser {
    name: "de_id_card",
    entity: "DE_ID_CARD",
    country: Some("de"),
    patterns: &[
        Pattern::new(
            "since 2010",
            0.1,
            r"[cfghjklmnprtvwxyz][0-9cfghjklmnprtvwxyz]{7}\d",
        ),
        Pattern::new("before 2010", 0.4, r"t\d{8}"),
    ],
    check: check_card,
    valid_score: 0.7,
    context: &[
        "personalausweis",
        "ausweis",
        "personalausweisnummer",
        "ausweisnummer",
        "dokumentennummer",
        "seriennummer",
        "identity card",
    ],
    context_score: 0.95,
    explanation: "German identity card number: nine characters with an ICAO Doc 9303 check digit, \
                  or T and eight digits on cards before 2010 (PAuswV).",
    ..Recogniser::BASE
};

pub(super) const PASSPORT: Recogniser = Recogniser {
    name: "de_passport",
    entity: "DE_PASSPORT",
    country: Some("de"),
    patterns: &[Pattern::new(
        "plain",
        0.1,
        r"[cfghjkl][0-9cfghjklmnprtvwxyz]{7}\d",
    )],
    check: check_passport,
    valid_score: 0.7,
    context: &[
        "reisepass",
        "pass",
        "passnummer",
        "reisepassnummer",
        "passport",
        "pass-nr",
    ],
    context_score: 0.95,
    explanation: "German passport number: nine characters with an ICAO Doc 9303 check digit \
                  (PassV).",
    ..Recogniser::BASE
};

fn check_card(text: &str) -> Verdict {
    let old = text.starts_with(['T', 't']) && text.len() == 9 && digits(text).len() == 8;
    match serial(text) {
        Some(true) if !old => Verdict::Valid,
        _ => Verdict::possible(old),
    }
}

fn check_passport(text: &str) -> Verdict {
    Verdict::decided(serial(text) == Some(true))
}
