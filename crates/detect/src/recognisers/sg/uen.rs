use crate::checksum::{alphanumerics, digits, weighted};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "sg_uen",
    entity: "SG_UEN",
    country: Some("sg"),
    patterns: &[
        Pattern::new("business", 0.1, r"\d{8}[a-z]"),
        Pattern::new("company", 0.1, r"(?:19|20)\d{7}[a-z]"),
        Pattern::new("other", 0.1, r"[rst]\d{2}[a-z]{2}\d{4}[a-z]"),
    ],
    check,
    valid_score: 0.9,
    context: &[
        "uen",
        "unique entity number",
        "acra",
        "business registration",
    ],
    context_score: 0.98,
    explanation: "Singapore unique entity number of a business, a local company or another body, with \
                  the check letter of its form (ACRA).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    const OTHER: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWX0123456789";
    let c = alphanumerics(text);
    let d = digits(text);
    let expected = match (c.len(), c[0].is_ascii_digit()) {
        (9, true) => {
            let sum = weighted(&d, &[10, 4, 9, 3, 8, 2, 7, 1]);
            b"XMKECAWLJDB"[(sum % 11) as usize]
        }
        (10, true) => {
            let sum = weighted(&d, &[10, 8, 6, 4, 9, 7, 5, 3, 1]);
            b"ZKCMDNERGWH"[(sum % 11) as usize]
        }
        (10, false) => {
            let weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
            let values = c.iter().map(|b| OTHER.iter().position(|o| o == b));
            let sum: Option<usize> = values.zip(weights).map(|(v, w)| Some(v? * w)).sum();
            match sum {
                // 5 is taken away; 6 more than a multiple of 11 is the same and stays positive.
                Some(sum) => OTHER[(sum + 6) % 11],
                None => return Verdict::Invalid,
            }
        }
        _ => return Verdict::Invalid,
    };
    Verdict::decided(c.last() == Some(&expected))
}
