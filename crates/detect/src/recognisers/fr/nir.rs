use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "fr_nir",
    entity: "FR_NIR",
    country: Some("fr"),
    patterns: &[Pattern::new(
        "plain",
        0.1,
        r"[1-478] ?\d{2} ?(?:0[1-9]|[1-9]\d) ?(?:\d{2}|2[ab]) ?\d{3} ?\d{3} ?/?\d{2}",
    )
    .edge(Edge::Number)],
    check,
    valid_score: 0.9,
    context: &[
        "nir",
        "sécurité sociale",
        "securite sociale",
        "insee",
        "carte vitale",
        "n° ss",
    ],
    context_score: 0.98,
    explanation: "French registration number (sécurité sociale): sex, year, month, department, commune \
                  and serial; the key is 97 minus the number modulo 97, Corsica's 2A and 2B counting \
                  as 19 and 18 (INSEE).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = c
        .to_ascii_uppercase()
        .replace("2A", "19")
        .replace("2B", "18");
    match (
        plain.get(..13).map(str::parse::<u64>),
        plain.get(13..).map(str::parse::<u64>),
    ) {
        (Some(Ok(body)), Some(Ok(key))) => Verdict::decided(97 - body % 97 == key),
        _ => Verdict::Invalid,
    }
}
