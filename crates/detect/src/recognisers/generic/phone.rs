use crate::checksum::{all_same, day_of_month, digits, number};
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

use std::ops::Range;

/// `(415) 555-0132` and its like, with an extension where one follows.
macro_rules! extension {
    () => {
        r"(?: ?,? ?(?:ext\.?|extension|x) ?\d{1,6})?"
    };
}

macro_rules! north_america {
    () => {
        concat!(
            r"(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?-?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}",
            extension!()
        )
    };
}

macro_rules! international {
    () => {
        concat!(
            r"\+[1-9]\d{0,2}(?:[ .-]?\(0?\d{1,4}\))?(?:[ .-]{0,2}\d{1,5}){1,6}",
            extension!()
        )
    };
}

/// A trunk prefix and two to five groups.
macro_rules! trunk {
    () => {
        r"\(?0\d{1,4}\)?(?:[ ./-]\d{2,8}){1,5}"
    };
}

const WORDS: &[&str] = &[
    "phone",
    "phones",
    "telephone",
    "tel",
    "cell",
    "cellphone",
    "mobile",
    "call",
    "called",
    "dial",
    "contact",
    "whatsapp",
    "sms",
    "text",
    "hotline",
    "tfno",
    "tlf",
    "teléfono",
    "telefon",
    "téléphone",
    "telefono",
    "handy",
    "telf",
    "telfs",
    "telef",
    "móvil",
    "movil",
    "tlfno",
    "answering",
    "messages",
    "office",
    "mobil",
];

pub(super) const PHONE: Recogniser = Recogniser {
    name: "phone",
    entity: "PHONE",
    patterns: &[
        Pattern::new("North America", 0.6, north_america!()).edge(Edge::Digit),
        Pattern::new("international", 0.65, international!()).edge(Edge::Digit),
        Pattern::new("trunk prefix", 0.5, trunk!()).edge(Edge::Number),
        Pattern::new("local", 0.05, r"\d{3}[ .-]\d{4}").edge(Edge::Number),
        Pattern::new("groups", 0.05, r"\(?\d{2,5}\)?(?:[ .-]\d{2,4}){2,4}").edge(Edge::Number),
        Pattern::new("two groups", 0.05, r"\d{2,4}[ .-]\d{5,8}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"[1-9]\d{6,14}").edge(Edge::Number),
    ],
    check,
    context: WORDS,
    context_score: 0.8,
    explanation: "Telephone number: North American, international with a country code, or national with a \
                  trunk prefix (ITU-T E.164, checked against the numbering plans of libphonenumber).",
    ..Recogniser::BASE
};

pub(super) const FAX: Recogniser = Recogniser {
    name: "fax",
    entity: "FAX",
    patterns: &[Pattern::beside(
        "label",
        0.85,
        r"(?:fax|facsimile|telefax|telecopier|telecopy)(?: (?:number|no\.?|line|records|documents|copies|it|this|reply|back|transmission))?(?: (?:to|at|is))?[ :.#]{0,3}(?:\(?number\)? ?)?",
        number_after,
    )],
    explanation: "Fax number: a telephone number after the word fax (ITU-T E.164).",
    ..Recogniser::BASE
};

/// The digits after `fax`, in groups.
fn number_after(text: &str, label: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[label.end..];
    let length = rest
        .bytes()
        .take(30)
        .take_while(|b| {
            b.is_ascii_digit() || matches!(b, b'+' | b'(' | b')' | b' ' | b'-' | b'.' | b'/')
        })
        .count();
    let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    let count = digits(number).len();
    ((7..=15).contains(&count) && !number.starts_with([')', ' ', '.', '/', '-']))
        .then(|| label.end..label.end + number.len())
}

fn check(text: &str) -> Verdict {
    let d = digits(text);
    if d.len() < 7 || all_same(&d) || unbalanced(text) {
        return Verdict::Invalid;
    }
    if text.starts_with('+') {
        return Verdict::possible(international(text));
    }
    if is_date(text) {
        return Verdict::Invalid;
    }
    if text.starts_with('0') || text.starts_with("(0") {
        return Verdict::possible(national(text));
    }
    Verdict::possible(d.len() <= 15)
}

/// `01.04.2017` and `01-04-2017` are dates.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-', '/', ' ']).collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    lengths == [2, 2, 4] && parts[2].starts_with(['1', '2']) && {
        let (a, b) = (number(&digits(parts[0])), number(&digits(parts[1])));
        day_of_month(a, b) || day_of_month(b, a)
    }
}

fn unbalanced(text: &str) -> bool {
    text.matches('(').count() != text.matches(')').count()
}

fn international(text: &str) -> bool {
    use rlibphonenumber::PHONE_NUMBER_UTIL;
    let digits = digits(text).len();
    // Numbers in examples are often not assigned; their length still has to fit.
    (8..=15).contains(&digits)
        && PHONE_NUMBER_UTIL
            .parse(text, None)
            .is_ok_and(|number| PHONE_NUMBER_UTIL.is_possible_number(&number))
}

/// Whether some numbering plan that dials a trunk 0 knows the number. Such numbers have 9 to 12
/// digits in at most five groups.
fn national(text: &str) -> bool {
    use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};
    const REGIONS: &[Region] = &[
        Region::GB,
        Region::DE,
        Region::FR,
        Region::NL,
        Region::BE,
        Region::CH,
        Region::AT,
        Region::SE,
        Region::FI,
        Region::AU,
        Region::NZ,
        Region::IN,
        Region::JP,
        Region::KR,
        Region::IL,
        Region::ZA,
        Region::TR,
        Region::NG,
        Region::PH,
        Region::TH,
        Region::IE,
    ];
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    let plain = (9..=12).contains(&digits(text).len()) && groups.len() <= 5;
    plain
        && REGIONS.iter().any(|&region| {
            PHONE_NUMBER_UTIL
                .parse(text, Some(region))
                .is_ok_and(|number| PHONE_NUMBER_UTIL.is_valid_number(&number))
        })
}
