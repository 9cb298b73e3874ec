use crate::checksum::{digits, number};
use crate::recogniser::{Pattern, Recogniser, Verdict};

/// The number of years, with a half or with months.
macro_rules! years {
    () => {
        r"(?:1[0-2]\d|[1-9]?\d)(?:\.5|\xc2\xbd)?"
    };
}

/// Small numbers in words.
macro_rules! spelt {
    () => {
        r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "age",
    entity: "AGE",
    patterns: &[
        Pattern::new(
            "years old",
            0.7,
            concat!(
                years!(),
                r"(?:[ -]?(?:to|and|-)[ -]?\d{1,3})?[ -]?(?:years?|yrs?\.?)[ -]old"
            ),
        ),
        Pattern::new("years old", 0.7, concat!(spelt!(), r"[ -]years?[ -]old")),
        Pattern::new(
            "years of age",
            0.7,
            concat!(r"(?:", years!(), "|", spelt!(), r") (?:years?|yrs?) of age"),
        ),
        Pattern::new(
            "short",
            0.7,
            concat!(years!(), r"[ -]?(?:y\.?/?o\.?|yr\.? ?old|yo[mf]?|y/o)"),
        ),
        Pattern::new(
            "months or days old",
            0.6,
            r"\d{1,3}[ -](?:months?|weeks?|days?)[ -](?:old|of age)",
        ),
        Pattern::beside(
            "aged",
            0.65,
            r"(?:aged|age|age:|age of|age is|age was|\xc3\xa2ge:?|alter:?) {1,2}",
            after_age,
        ),
        Pattern::new(
            "Spanish",
            0.6,
            concat!(years!(), r" a\xc3\xb1os(?: y \d{1,2} meses)?(?: de edad)?"),
        ),
        Pattern::new(
            "Spanish",
            0.5,
            r"\d{1,2} (?:meses|d\xc3\xadas) de (?:edad|vida)",
        ),
        Pattern::beside("Spanish label", 0.65, r"edad: {0,3}", after_age),
        Pattern::new(
            "Spanish in words",
            0.6,
            r"(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis\xc3\xa9is|diecisiete|dieciocho|diecinueve|veinte|veinti[a-z\x80-\xff]{2,7}|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y (?:uno|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?) a\xc3\xb1os",
        ),
        Pattern::new(
            "French",
            0.6,
            concat!(r"\xc3\xa2g\xc3\xa9e? de ", years!(), " ans"),
        ),
        Pattern::new(
            "German",
            0.6,
            concat!(years!(), r"[ -]?(?:jahre alt|j\xc3\xa4hrige?[rnms]?)"),
        ),
    ],
    check,
    explanation: "A person's age, by the words around the number; ages over 89 are identifiers under 45 \
                  CFR 164.514(b)(2)(i)(C).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let n: Vec<u32> = digits(text);
    Verdict::possible(n.len() < 3 || number(&n[..3]) <= 129 || text.contains('-'))
}

/// A number after `aged` that is not an amount and not a measure of something else.
fn after_age(text: &str, label: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let rest = &text[label.end..];
    let length = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let next = rest[length..].chars().next();
    let free = !next.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(c, '%' | '/' | '.' | ':')
                && rest[length + 1..].starts_with(|c: char| c.is_ascii_digit())
    });
    ((1..=3).contains(&length) && free).then(|| label.end..label.end + length)
}
