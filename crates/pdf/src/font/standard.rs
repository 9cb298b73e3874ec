//! Letters and accents of Adobe's standard encoding, of which composed glyphs are made.

/// Accents by code (Adobe Type 1 Font Format, chapter 10; PLRM, appendix E).
const ACCENTS: [(u8, &str, u16); 15] = [
    (193, "grave", 124),
    (194, "acute", 125),
    (195, "circumflex", 126),
    (196, "tilde", 127),
    (197, "macron", 128),
    (198, "breve", 129),
    (199, "dotaccent", 130),
    (200, "dieresis", 131),
    (202, "ring", 132),
    (203, "cedilla", 133),
    (205, "hungarumlaut", 134),
    (206, "ogonek", 135),
    (207, "caron", 136),
    (245, "dotlessi", 145),
    (32, "space", 1),
];

/// The name of a letter or accent by its code.
pub(super) fn standard_name(code: u8) -> Option<String> {
    if code.is_ascii_alphabetic() {
        return Some(char::from(code).to_string());
    }
    let accent = ACCENTS.iter().find(|(c, ..)| *c == code);
    accent.map(|(_, name, _)| (*name).to_owned())
}

/// The string number of a letter or accent in CFF programs (5176, appendix A): printable ASCII is
/// in order from 1.
pub(super) fn standard_sid(code: u8) -> Option<u16> {
    if code.is_ascii_alphabetic() {
        return Some(u16::from(code) - 31);
    }
    let accent = ACCENTS.iter().find(|(c, ..)| *c == code);
    accent.map(|(.., sid)| *sid)
}
