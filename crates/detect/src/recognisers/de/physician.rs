//! Numbers of German physicians and practices.

use crate::checksum::{digits, number, weighted};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict, WEAK_CHECK};

pub(super) const LANR: Recogniser = Recogniser {
    name: "de_lanr",
    entity: "DE_LANR",
    country: Some("de"),
    patterns: &[Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number)],
    check: check_lanr,
    valid_score: WEAK_CHECK,
    context: &[
        "lanr",
        "arztnummer",
        "lebenslange arztnummer",
        "arzt-nr",
        "arzt nr",
        "vertragsarzt",
    ],
    context_score: 0.95,
    explanation: "German lifelong physician number: six digits with weights 4 and 9, a check digit \
                  and a two-digit speciality (KBV, § 75 SGB V).",
    ..Recogniser::BASE
};

pub(super) const BSNR: Recogniser = Recogniser {
    name: "de_bsnr",
    entity: "DE_BSNR",
    country: Some("de"),
    patterns: &[Pattern::new("bare", 0.05, r"\d{9}").edge(Edge::Number)],
    check: check_bsnr,
    context: &[
        "bsnr",
        "betriebsstättennummer",
        "betriebsstätte",
        "betriebsstätten-nummer",
        "praxisnummer",
        "praxis",
        "arztpraxis",
    ],
    context_score: 0.85,
    explanation: "German practice number beside a word for it: nine digits, not all zero (KBV).",
    ..Recogniser::BASE
};

fn check_lanr(text: &str) -> Verdict {
    let d = digits(text);
    if d.len() != 9 || text.len() != 9 {
        return Verdict::Invalid;
    }
    let sum = weighted(&d, &[4, 9, 4, 9, 4, 9]);
    Verdict::decided((10 - sum % 10) % 10 == d[6])
}

fn check_bsnr(text: &str) -> Verdict {
    let d = digits(text);
    Verdict::possible(d.len() == 9 && number(&d) != 0)
}
