//! Calendar dates in every usual form.

use crate::checksum::day_of_month;
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

use std::ops::Range;

/// Months in English, German, French, Spanish, Italian, Portuguese and Dutch, in full and short.
macro_rules! month {
    () => {
        concat!(
            r"(?:january|february|march|april|may|june|july|august|september|october|november|december|",
            r"jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept\.?|sep\.?|oct\.?|nov\.?|dec\.?|",
            r"januar|februar|m\xc3\xa4rz|mai|juni|juli|oktober|dezember|j\xc3\xa4nner|",
            r"janvier|f\xc3\xa9vrier|mars|avril|juin|juillet|ao\xc3\xbbt|septembre|octobre|novembre|d\xc3\xa9cembre|",
            r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|",
            r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|",
            r"janeiro|fevereiro|mar\xc3\xa7o|maio|junho|julho|setembro|outubro|novembro|dezembro|",
            r"januari|februari|maart|mei|augustus)"
        )
    };
}

macro_rules! day {
    () => {
        r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:s ?t|n ?d|r ?d|t ?h)|er|\.|\xc2\xba)?"
    };
}

macro_rules! year {
    () => {
        r"(?:1[5-9]|20|21)\d{2}"
    };
}

macro_rules! time {
    () => {
        r"(?:[T ,]{1,2}(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?(?: ?Z| ?[+-]\d{2}:?\d{2})?)?"
    };
}

macro_rules! weekday {
    () => {
        r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    };
}

/// `, 2023`, ` 2023`, ` of 2023`, ` '23`.
macro_rules! then_year {
    () => {
        concat!(
            r"(?:[ \t\r\n]{0,3},?[ \t\r\n]{0,3}(?:of |de |del )?(?:the year )?",
            year!(),
            r"|,? ?'\d{2})"
        )
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "date",
    entity: "DATE",
    patterns: &[
        Pattern::new(
            "ISO 8601",
            0.9,
            concat!(
                year!(),
                r"-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
                time!()
            ),
        )
        .edge(Edge::Number),
        Pattern::new(
            "year first",
            0.7,
            concat!(
                year!(),
                r"(?:/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|-\d{1,2}-\d{1,2})",
                time!()
            ),
        )
        .edge(Edge::Number),
        Pattern::new(
            "numeric",
            0.7,
            concat!(
                r"\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.| / \d{1,2} / )",
                year!(),
                time!()
            ),
        )
        .edge(Edge::Number),
        Pattern::new(
            "numeric, short year",
            0.6,
            concat!(r"\d{1,2}(?:/\d{1,2}/|-\d{1,2}-)'?\d{2}", time!()),
        )
        .edge(Edge::Number),
        Pattern::new(
            "numeric with dots, short year",
            0.3,
            r"\d{1,2}\.\d{1,2}\.\d{2}",
        )
        .edge(Edge::Number),
        Pattern::new(
            "month first",
            0.8,
            concat!(
                r"(?:",
                weekday!(),
                r"[.,]?[ \t\r\n]{1,3})?",
                month!(),
                r",?[ \t\r\n]{0,3}",
                day!(),
                then_year!(),
                time!()
            ),
        )
        .edge(Edge::Hump),
        Pattern::new(
            "month first, no year",
            0.6,
            concat!(
                r"(?:",
                weekday!(),
                r"[.,]?[ \t\r\n]{1,3})?",
                month!(),
                r"[ \t\r\n]{1,3}",
                day!()
            ),
        ),
        Pattern::new(
            "range in a month",
            0.7,
            concat!(
                month!(),
                r"[ \t\r\n]{1,3}",
                day!(),
                r"(?: ?(?:-|to|through|and|&) ?",
                day!(),
                r")",
                r"(?:",
                then_year!(),
                r")?"
            ),
        ),
        Pattern::new(
            "day first",
            0.8,
            concat!(
                r"(?:",
                weekday!(),
                r"[.,]?[ \t\r\n]{1,3})?",
                day!(),
                r"(?:[ \t\r\n]{1,3}day)?(?: of| de| di)?(?:[ \t\r\n]{1,3}|-)",
                month!(),
                r"(?:-\d{2}|-?",
                then_year!(),
                r")",
                time!()
            ),
        )
        .edge(Edge::Hump),
        Pattern::new(
            "day first, no year",
            0.6,
            concat!(
                day!(),
                r"(?:[ \t\r\n]{1,3}day)?(?: of| de| di)?(?:[ \t\r\n]{1,3}|-)",
                month!()
            ),
        ),
        Pattern::new(
            "days first in a range",
            0.7,
            concat!(
                day!(),
                r" ?(?:-|to|and|&) ?",
                day!(),
                r"(?: of)?[ \t\r\n]{1,3}",
                month!(),
                r"(?:",
                then_year!(),
                r")?"
            ),
        ),
        Pattern::new(
            "month and year",
            0.7,
            concat!(
                r"(?:(?:early|mid|late|mid-) ?)?",
                month!(),
                r"(?:,?[ \t\r\n]{1,3}(?:of |de |del )?|-|/)",
                year!()
            ),
        ),
        Pattern::new(
            "month and short year",
            0.6,
            concat!(month!(), r"(?:-| ?')\d{2}"),
        ),
        Pattern::new(
            "blank to fill in",
            0.5,
            concat!(
                month!(),
                r" {1,2}(?:_{1,20}|\[[ _\x80-\xff*]{0,6}\]),? {0,2}",
                year!()
            ),
        ),
        Pattern::new(
            "month and year in digits",
            0.4,
            r"(?:0?[1-9]|1[0-2])[/-](?:19|20)\d{2}",
        )
        .edge(Edge::Number),
        Pattern::new("day and month in digits", 0.1, r"\d{1,2}/\d{1,2}").edge(Edge::Number),
        Pattern::new(
            "season",
            0.5,
            r"(?:spring|summer|fall|autumn|winter|christmas|easter|thanksgiving)(?: of|,)? (?:19|20)\d{2}",
        ),
        Pattern::new(
            "relative weekday",
            0.55,
            r"(?:last|next|this past|this coming|past) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?",
        ),
        Pattern::new(
            "relative",
            0.4,
            r"(?:last|next|past) (?:week|month|year|weekend|night)",
        ),
        Pattern::new(
            "relative season or month",
            0.5,
            r"(?:last|next|past) (?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)",
        ),
        Pattern::new(
            "ago",
            0.4,
            r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few) (?:days?|weeks?|months?|years?) (?:ago|prior to admission)",
        ),
        Pattern::new(
            "yesterday",
            0.4,
            r"(?:yesterday|tomorrow|day before yesterday)",
        ),
        Pattern::new(
            "weekday",
            0.3,
            r"(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
        ),
    ],
    check,
    context: &[
        "date",
        "dated",
        "dob",
        "d.o.b",
        "birthday",
        "birth date",
        "date of birth",
        "born",
        "born on",
        "admitted",
        "discharged",
        "seen on",
        "died on",
    ],
    context_score: 0.5,
    explanation: "A calendar date whose day, month and year can stand together (ISO 8601 and the usual \
                  written forms), or an expression that names one.",
    ..Recogniser::BASE
};

/// Apart from the other forms, because the word `date` nearby says nothing about a year.
pub(super) const YEAR: Recogniser = Recogniser {
    name: "year",
    entity: "DATE",
    patterns: &[
        Pattern::beside(
            "year",
            0.3,
            r"(?:in|since|from|until|by|during|of|year|c\.|circa|before|after) {1,2}",
            year_after,
        ),
        Pattern::beside(
            "year of birth",
            0.7,
            r"(?:born|born in|dob|d\.o\.b\.|year of birth|yob|birth year|died in|n\xc3\xa9e? en|geboren|nacido en|nacida en):? {1,2}",
            year_after,
        ),
    ],
    explanation: "A year alone, after a word that dates something; only a year of birth or death is \
                  offered, since 45 CFR 164.514(b)(2)(i)(C) leaves years.",
    ..Recogniser::BASE
};

/// Numeric parts must be a day and a month in some order. Month names that are also words need a
/// capital where no year follows.
fn check(text: &str) -> Verdict {
    let letters: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    if letters.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.' | b' '))
    {
        return Verdict::possible(numeric(text));
    }
    let year = text
        .as_bytes()
        .windows(4)
        .any(|w| w.iter().all(u8::is_ascii_digit));
    let word = text.split(|c: char| !c.is_alphabetic()).any(|w| {
        matches!(
            w,
            "may"
                | "mar"
                | "march"
                | "dec"
                | "mars"
                | "mai"
                | "sun"
                | "sat"
                | "august"
                | "mei"
                | "MAY"
                | "maio"
        )
    });
    Verdict::possible(year || !word || text.contains('-'))
}

fn numeric(text: &str) -> bool {
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let either = |a: u32, b: u32| day_of_month(a, b) || day_of_month(b, a);
    match parts[..] {
        [year] => (1500..2200).contains(&year),
        [a, b] => b > 1500 && (1..=12).contains(&a) || either(a, b),
        [year, month, day] if year > 31 => either(day, month),
        [a, b, _] => either(a, b),
        _ => false,
    }
}

fn year_after(text: &str, label: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[label.end..];
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let next = rest[digits..].chars().next();
    let free =
        !next.is_some_and(|c| c.is_alphanumeric() || c == '%') && !rest[digits..].starts_with(",0");
    let year = rest.get(..4)?;
    (digits == 4 && free && (year.starts_with("19") || year.starts_with("20")))
        .then(|| label.end..label.end + 4)
}
