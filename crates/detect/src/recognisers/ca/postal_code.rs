use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ca_postal_code",
    entity: "ADDRESS",
    country: Some("ca"),
    patterns: &[
        Pattern::new(
            "capitals",
            0.5,
            r"(?-i:[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d)",
        ),
        Pattern::new(
            "other",
            0.05,
            r"[abceghj-nprstvxy]\d[abceghj-nprstv-z]-? ?\d[abceghj-nprstv-z]\d",
        ),
    ],
    context: &[
        "postal code",
        "code postal",
        "address",
        "ontario",
        "canada",
        "quebec",
        "québec",
    ],
    context_score: 0.75,
    explanation: "Canadian postal code: letter, digit, letter, digit, letter, digit without D, F, I, \
                  O, Q, U (Canada Post).",
    ..Recogniser::BASE
};
