//! Numbers that no authority defines and that are known by the word before them.

use crate::recogniser::{Pattern, Recogniser};

use std::ops::Range;

use crate::checksum::{day_of_month, digits, number};

/// What may stand between a label and its value.
macro_rules! label {
    ($words:literal) => {
        concat!(
            r"(?:",
            $words,
            r")",
            r"(?: ?\(?(?:number|numbers|num\.?|no\.?|nos\.?|nr\.?|n\xc2\xb0|n\xc2\xba|id|ids|identifier|code|record)\)?){0,2}",
            r"(?:(?: ?#)? ?[:=-]| ?# ?:?| ?#? is| ?#? was)? {0,3}#?"
        )
    };
}

const EXPLAINED: &str = "No authority defines its form: the letters and digits after the word that names it \
                         (45 CFR 164.514(b)(2) lists the kinds).";

macro_rules! labelled {
    ($const:ident, $name:literal, $entity:literal, $score:literal, $words:literal) => {
        pub(super) const $const: Recogniser = Recogniser {
            name: $name,
            entity: $entity,
            patterns: &[Pattern::beside("label", $score, label!($words), value)],
            explanation: EXPLAINED,
            ..Recogniser::BASE
        };
    };
}

labelled!(
    MRN,
    "mrn",
    "MRN",
    0.85,
    r"mrns?|cipa|emr|ehr|pt\.? id|patient id|patient|chart|medical (?:record|rec\.?)|med\.? rec\.?|health record|hospital|(?:under|listed under) record|unit record|nhc|historia cl\xc3\xadnica|patientennummer|fallnummer"
);
labelled!(
    HEALTH_PLAN,
    "health_plan",
    "HEALTH_PLAN_ID",
    0.85,
    r"(?:health )?(?:insurance|ins\.?)(?: (?:policy|plan|member|card|issues with))?|health ?plan(?: beneficiary)?|policy|plan|member(?:ship)?|subscriber|beneficiary|medicare|medicaid|hicn?|group|nass"
);
labelled!(
    ACCOUNT,
    "account",
    "ACCOUNT",
    0.8,
    r"(?:bank |checking |savings |customer |patient |billing |loan |client )?(?:account|acct\.?|a/c)|invoice|customer|client|loan|kontonummer|konto|compte|cuenta|membership account"
);
labelled!(
    LICENSE,
    "licence",
    "LICENSE",
    0.8,
    r"(?:driver'?s?'? |driving |medical |nursing |professional |state |pilot )?(?:licen[sc]e|lic\.?|permit|certificate|cert\.?|registration)|dl|f\xc3\xbchrerschein|n\xc2\xba ?col\.?"
);
pub(super) const CASE: Recogniser = Recogniser {
    name: "case_number",
    entity: "CASE_NUMBER",
    patterns: &[
        Pattern::beside(
            "label",
            0.8,
            label!(
                r"(?:civil |criminal |court |index |cause |bankruptcy |adversary |adv\. |special |misc\. |first |second |writ )?(?:case|docket|cause|index|claim|matter|petition|appeal|application|suit|crime|f\.?i\.?r\.?|c\.c\.?|crl\.? ?[amp]\.?|w\.? ?p\.?|[cox]\. ?p\.|w\.a\.|civil action|criminal action|complaint|proceeding|citation|incident|police report|warrant|aktenzeichen|az\.|gesch\xc3\xa4ftszeichen)"
            ),
            case,
        ),
        Pattern::new(
            "US federal docket",
            0.85,
            r"\d{1,2}:\d{2}-(?:cv|cr|mc|mj|md|ml|bk|ap|br|po|sw|gj|misc)-\d{3,6}(?:-[a-z0-9]{1,5}){0,4}",
        ),
        Pattern::new(
            "US docket",
            0.75,
            r"\d{2,4}-?(?:cv|cr|civ|crim|mc|mj|md|bk|ap)-?\d{3,8}(?:-[a-z0-9]{1,5}){0,3}",
        ),
        Pattern::new(
            "German file number",
            0.6,
            r"(?-i:(?:[IVX]{1,4}|\d{1,3}) (?:ZR|StR|AZR|BvR|BvL|ZB|AR|Js|Ks|Ls|Ds|Cs|KLs|Sa|Ca|O|C|U|S|T|W|F|K|L|A|B|M) \d{1,6}/\d{2})",
        ),
    ],
    explanation: "Court file, claim or case number: by the word before it, or in the form of a US \
                  federal docket (Case Management/Electronic Case Files).",
    ..Recogniser::BASE
};

labelled!(
    POSTCODE,
    "postcode",
    "ADDRESS",
    0.65,
    r"zip|zip code|post ?code|postal code|plz|postleitzahl|code postal|c\.?p|c\.p\."
);
labelled!(
    DEVICE,
    "device",
    "DEVICE_ID",
    0.8,
    r"(?:device|serial|s/n|sn|udi|pacemaker|implant|model and serial|equipment|asset)(?: serial)?"
);
labelled!(
    VEHICLE,
    "licence_plate",
    "VEHICLE_ID",
    0.8,
    r"(?:licen[sc]e plate|number plate|plate|vehicle registration|registration plate|reg\.)"
);
labelled!(
    SSN,
    "ssn_labelled",
    "SSN",
    0.85,
    r"ssn|ss#|social security|soc\.? sec\.?"
);
labelled!(
    PASSPORT,
    "passport_labelled",
    "PASSPORT",
    0.8,
    r"passport|reisepass|passeport|pasaporte|passaporto"
);
labelled!(
    TAX,
    "tax_labelled",
    "TAX_ID",
    0.75,
    r"tin|tax(?:payer)?(?: identification)?|vat(?: registration)?|steuernummer|ust-idnr\.?"
);
labelled!(
    OTHER,
    "reference",
    "GOVERNMENT_ID",
    0.6,
    r"id|ref\.?|reference|identification|employee|student|badge|national id|user|file|record|accession|specimen|sample|encounter|visit|episodio|confirmation|tracking|order|ticket|transaction|booking"
);

/// Reads a value after a label: letters and digits in groups, at least four characters of which
/// two are digits, not a date, not a measure.
fn value(text: &str, label: Range<usize>) -> Option<Range<usize>> {
    let named = !text[..label.end].ends_with(|c: char| c.is_alphanumeric());
    let rest = &text[label.end..];
    let length = rest
        .bytes()
        .take(40)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.' | b'_' | b':'))
        .count();
    let token = rest
        .get(..length)?
        .trim_end_matches(['-', '/', '.', '_', ':']);
    let joined = continued(rest, token.len());
    let token = &rest[..joined];
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let starts = token.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !token.get(..2).is_some_and(|p| p.eq_ignore_ascii_case("no"));
    let next = rest[joined..].chars().next();
    let plain = named
        && starts
        && digits >= 2
        && token.len() >= 4
        && !next.is_some_and(char::is_alphanumeric);
    (plain && !looks_otherwise(token, &rest[joined..])).then(|| label.end..label.end + joined)
}

/// A value, or a short number and the year it is of: `464 of 2018`.
fn case(text: &str, label: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[label.end..];
    let short = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let tail = &rest[short..];
    let year = |tail: &str| {
        let digits = tail.bytes().take(5).take_while(u8::is_ascii_digit).count();
        digits == 4 && tail.starts_with(['1', '2'])
    };
    let of = tail
        .get(..4)
        .is_some_and(|of| of.eq_ignore_ascii_case(" of "))
        && year(&tail[4..]);
    let named = !text[..label.end].ends_with(|c: char| c.is_alphanumeric());
    match (1..=6).contains(&short) && named {
        true if of => Some(label.end..label.end + short + 8),
        true if tail.starts_with('/') && year(&tail[1..]) => Some(label.end..label.end + short + 5),
        _ => value(text, label),
    }
}

/// Groups of digits after a space belong to the number when the value so far is digits too.
fn continued(rest: &str, mut end: usize) -> usize {
    let bytes = rest.as_bytes();
    if end == 0 || !bytes[..end].iter().all(u8::is_ascii_digit) {
        return end;
    }
    for _ in 0..4 {
        let group = bytes[end..]
            .iter()
            .skip(1)
            .take(9)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let after = bytes.get(end + 1 + group);
        let free = !after.is_some_and(u8::is_ascii_alphanumeric);
        if bytes.get(end) != Some(&b' ') || !(2..=8).contains(&group) || !free {
            break;
        }
        end += 1 + group;
    }
    end
}

/// Dates, years, times, amounts and measures are not numbers of this kind.
fn looks_otherwise(token: &str, after: &str) -> bool {
    let groups: Vec<&str> = token.split(['/', '-', '.', ':']).collect();
    let numbers: Vec<u32> = groups
        .iter()
        .filter(|g| matches!(g.len(), 1 | 2 | 4) && g.bytes().all(|b| b.is_ascii_digit()))
        .map(|g| number(&digits(g)))
        .collect();
    let date = groups.len() == 3
        && match numbers[..] {
            [year, month, day] if year > 31 => day_of_month(day, month),
            [a, b, _] => day_of_month(a, b) || day_of_month(b, a),
            _ => false,
        };
    let year = token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
    let decimal = groups.len() == 2
        && token.contains('.')
        && token.bytes().filter(u8::is_ascii_alphabetic).count() == 0;
    let unit = after
        .trim_start()
        .split(|c: char| !c.is_ascii_alphabetic() && c != '%')
        .next()
        .unwrap_or_default();
    let measure = [
        "mg", "ml", "mcg", "kg", "years", "days", "weeks", "months", "shares", "percent", "%",
    ];
    date || year || decimal || measure.contains(&unit)
}
