//! Italian documents that have no public check digit.

use crate::recogniser::{Pattern, Recogniser};

pub(super) const DRIVER_LICENSE: Recogniser = Recogniser {
    name: "it_driver_license",
    entity: "IT_DRIVER_LICENSE",
    country: Some("it"),
    patterns: &[
        Pattern::new("two letters", 0.2, r"[a-z]{2}\d{7}[a-z]"),
        Pattern::new("U1", 0.2, r"u1[0-9bcdfghjklmnprstuwyxz]{7}[a-z]"),
    ],
    context: &["patente", "patente di guida", "licenza di guida"],
    context_score: 0.85,
    explanation: "Italian driving licence: two letters, seven digits, letter, or U1 and eight \
                  characters without A, E, I, O, Q, V (Motorizzazione).",
    ..Recogniser::BASE
};

pub(super) const IDENTITY_CARD: Recogniser = Recogniser {
    name: "it_identity_card",
    entity: "IT_IDENTITY_CARD",
    country: Some("it"),
    patterns: &[
        Pattern::new("paper", 0.05, r"[a-z]{2} ?\d{7}"),
        Pattern::new("electronic", 0.05, r"\d{7}[a-z]{2}|c[a-z]\d{5}[a-z]{2}"),
    ],
    context: &[
        "carta d'identità",
        "carta d’identità",
        "carta di identità",
        "identità",
        "cie",
    ],
    context_score: 0.8,
    explanation: "Italian identity card number beside a word for it: paper or electronic form \
                  (Ministero dell'Interno).",
    ..Recogniser::BASE
};

pub(super) const PASSPORT: Recogniser = Recogniser {
    name: "it_passport",
    entity: "IT_PASSPORT",
    country: Some("it"),
    patterns: &[Pattern::new("plain", 0.05, r"[a-z]{2}\d{7}")],
    context: &["passaporto", "passport"],
    context_score: 0.8,
    explanation: "Italian passport number: two letters and seven digits beside the word passport \
                  (Polizia di Stato).",
    ..Recogniser::BASE
};
