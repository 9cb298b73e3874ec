use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "tr_license_plate",
    entity: "TR_LICENSE_PLATE",
    country: Some("tr"),
    patterns: &[Pattern::new(
        "plain",
        0.4,
        r"(?-i:(?:0[1-9]|[1-7]\d|8[01]) ?(?:[A-PR-VYZ] ?\d{2,5}|[A-PR-VYZ]{2} ?\d{2,4}|[A-PR-VYZ]{3} ?\d{2,4}))",
    )
    .edge(Edge::Number)],
    check,
    context: &["plaka", "plakası", "plaka numarası", "license plate", "number plate", "plate"],
    context_score: 0.9,
    explanation: "Turkish vehicle registration: province 01–81, one to three letters without Q, W, X, \
                  and two to five digits (Karayolları Trafik Yönetmeliği).",
    ..Recogniser::BASE
};

/// `17 CFR 240` and `15 USC 78` cite the law.
fn check(text: &str) -> Verdict {
    let cited = ["CFR", "USC", "FR", "US", "SC", "OF", "BY", "TO"];
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    Verdict::possible(!cited.contains(&letters.as_str()))
}
