use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_kfz",
    entity: "DE_KFZ",
    country: Some("de"),
    patterns: &[Pattern::new(
        "plain",
        0.05,
        r"(?:[a-z]|\xc3[\x84\x96\x9c\xa4\xb6\xbc]){1,3}[- ][a-z]{1,2}[- ]?[1-9]\d{0,3}[eh]?",
    )],
    context: &[
        "kennzeichen",
        "kfz-kennzeichen",
        "kfz",
        "nummernschild",
        "fahrzeugkennzeichen",
        "zulassung",
        "fahrzeug",
        "pkw",
        "lkw",
    ],
    context_score: 0.8,
    explanation: "German vehicle registration beside a word for it: district, one or two letters and \
                  up to four digits (FZV).",
    ..Recogniser::BASE
};
