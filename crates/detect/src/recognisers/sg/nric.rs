use crate::checksum::{alphanumerics, digits, weighted};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "sg_nric_fin",
    entity: "SG_NRIC_FIN",
    country: Some("sg"),
    patterns: &[
        Pattern::new("plain", 0.5, r"[stfgm]\d{7}[a-z]"),
        Pattern::new("other letter", 0.1, r"[a-z]\d{7}[a-z]"),
    ],
    check,
    valid_score: 0.95,
    context: &["nric", "fin", "nric#", "fin#", "identity card"],
    context_score: 0.98,
    explanation: "Singapore NRIC or FIN: letter of the series, seven digits, check letter with weights \
                  2 7 6 5 4 3 2 modulo 11 (ICA); a wrong letter lowers the score only.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    let sum = weighted(&digits(text), &[2, 7, 6, 5, 4, 3, 2]);
    let (offset, letters) = match c[0] {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return Verdict::Unknown,
    };
    let rest = ((sum + offset) % 11) as usize;
    let index = if c[0] == b'M' { 10 - rest } else { rest };
    match letters[index] == c[8] {
        true => Verdict::Valid,
        false => Verdict::Unknown,
    }
}
