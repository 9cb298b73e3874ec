//! Reading a written date and writing another in the same way.

use jiff::civil::Date;

use super::DateOrder;
use super::names::{self, Case, Language, Length};

/// A date with the way it was written.
pub(super) struct Layout {
    date: Date,
    pieces: Vec<Piece>,
}

/// What a date is written with.
#[derive(Clone, PartialEq)]
enum Piece {
    Year(usize),
    /// Digits at least.
    Month(usize),
    MonthName(Language, Length, Case),
    Day(usize),
    /// `12th`.
    Ordinal,
    Weekday(Language, Length, Case),
    Between(String),
}

/// A run of digits, of letters, or a single other character.
#[derive(Clone, Copy, PartialEq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Other(&'a str),
}

impl Layout {
    pub(super) fn date(&self) -> Date {
        self.date
    }

    /// Reads `value` if it is one whole date with day, month and year.
    pub(super) fn read(value: &str, order: DateOrder) -> Option<Self> {
        let tokens = tokens(without_time(value.trim()));
        let words: Vec<&str> = tokens
            .iter()
            .filter_map(|t| match t {
                Token::Word(word) => Some(*word),
                _ => None,
            })
            .collect();
        let numbers: Vec<&str> = tokens
            .iter()
            .filter_map(|t| match t {
                Token::Number(number) => Some(*number),
                _ => None,
            })
            .collect();
        if words.iter().any(|w| names::month_in_any(w)) {
            Self::with_name(&tokens, &words, &numbers)
        } else if let ([run], []) = (numbers.as_slice(), words.as_slice()) {
            Self::compact(run, &tokens)
        } else {
            Self::numeric(&tokens, &words, &numbers, order)
        }
    }

    /// `April 12th, 2023`, `12. April 2023`, `le 12 avril 2023`.
    fn with_name(tokens: &[Token<'_>], words: &[&str], numbers: &[&str]) -> Option<Self> {
        let [a, b] = *numbers else { return None };
        let (day, year, day_first) = match (a.len(), b.len()) {
            (1 | 2, 4) => (a, b, true),
            (4, 1 | 2) => (b, a, false),
            // `12-Apr-23`
            (1 | 2, 2) => (a, b, true),
            _ => return None,
        };
        let dotted = tokens
            .windows(2)
            .any(|pair| pair == [Token::Number(day), Token::Other(".")]);
        let language = names::language(words, dotted)?;
        let mut pieces = Vec::new();
        let mut month = None;
        let mut seen = 0;
        for token in tokens {
            pieces.push(match *token {
                Token::Number(number) => {
                    seen += 1;
                    if (seen == 1) == day_first {
                        Piece::Day(padded(number))
                    } else {
                        Piece::Year(number.len())
                    }
                }
                Token::Word(word) => {
                    if let Some((number, length)) = names::month(language, word) {
                        if month.replace(number).is_some() {
                            return None;
                        }
                        Piece::MonthName(language, length, Case::of(word))
                    } else if let Some((_, length)) = names::weekday(language, word) {
                        Piece::Weekday(language, length, Case::of(word))
                    } else if matches!(word, "st" | "nd" | "rd" | "th") {
                        Piece::Ordinal
                    } else {
                        Piece::Between(word.to_owned())
                    }
                }
                Token::Other(other) => Piece::Between(other.to_owned()),
            });
        }
        Self::of(year, month?, day.parse().ok()?, pieces)
    }

    /// `20230412` (ISO 8601 basic format).
    fn compact(run: &str, tokens: &[Token<'_>]) -> Option<Self> {
        if run.len() != 8 || tokens.len() != 1 {
            return None;
        }
        let pieces = vec![Piece::Year(4), Piece::Month(2), Piece::Day(2)];
        Self::of(
            &run[..4],
            run[4..6].parse().ok()?,
            run[6..].parse().ok()?,
            pieces,
        )
    }

    /// `4/12/2023`, `2023-04-12`, `Mon 12.04.23`.
    fn numeric(
        tokens: &[Token<'_>],
        words: &[&str],
        numbers: &[&str],
        order: DateOrder,
    ) -> Option<Self> {
        let [a, b, c] = *numbers else { return None };
        let short = |n: &str| n.len() <= 2;
        let value = |n: &str| n.parse::<i8>().ok();
        let (order, year) = if a.len() == 4 && short(b) && short(c) {
            ([Part::Year, Part::Month, Part::Day], a)
        } else if short(a) && short(b) && matches!(c.len(), 2 | 4) {
            let dotted = tokens.contains(&Token::Other("."));
            let day_first =
                value(a)? > 12 || value(b)? <= 12 && (dotted || order == DateOrder::DayFirst);
            if day_first {
                ([Part::Day, Part::Month, Part::Year], c)
            } else {
                ([Part::Month, Part::Day, Part::Year], c)
            }
        } else {
            return None;
        };
        let zeros = numbers.iter().any(|n| n.len() == 2 && n.starts_with('0'));
        let width = if zeros || a.len() == 4 { 2 } else { 1 };
        let (mut month, mut day) = (None, None);
        let mut parts = order.into_iter();
        let mut pieces = Vec::new();
        for token in tokens {
            pieces.push(match *token {
                Token::Number(number) => match parts.next()? {
                    Part::Year => Piece::Year(number.len()),
                    Part::Month => {
                        month = value(number);
                        Piece::Month(width)
                    }
                    Part::Day => {
                        day = value(number);
                        Piece::Day(width)
                    }
                },
                Token::Word(word) => {
                    let language = names::language(words, false)?;
                    let (_, length) = names::weekday(language, word)?;
                    Piece::Weekday(language, length, Case::of(word))
                }
                Token::Other(other) => Piece::Between(other.to_owned()),
            });
        }
        Self::of(year, month?, day?, pieces)
    }

    fn of(year: &str, month: i8, day: i8, pieces: Vec<Piece>) -> Option<Self> {
        let mut number: i16 = year.parse().ok()?;
        if year.len() == 2 {
            // Which century does not matter: two digits are written again, and 29 February is
            // in the same years of both.
            number += 2000;
        }
        let date = Date::new(number, month, day).ok()?;
        Some(Self { date, pieces })
    }

    /// Writes `date` as this one was written.
    pub(super) fn write(&self, date: Date) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            let text = match piece {
                Piece::Year(2) => format!("{:02}", date.year().rem_euclid(100)),
                Piece::Year(_) => format!("{:04}", date.year()),
                Piece::Month(width) => format!("{:0width$}", date.month()),
                Piece::Day(width) => format!("{:0width$}", date.day()),
                Piece::MonthName(language, length, case) => {
                    case.apply(names::month_name(*language, *length, date.month()))
                }
                Piece::Weekday(language, length, case) => {
                    let day = date.weekday().to_monday_one_offset();
                    case.apply(names::weekday_name(*language, *length, day))
                }
                Piece::Ordinal => suffix(date.day()).to_owned(),
                Piece::Between(text) => text.clone(),
            };
            out.push_str(&text);
        }
        out
    }
}

enum Part {
    Year,
    Month,
    Day,
}

/// How many digits to write at least: two where the source wrote a leading zero.
fn padded(number: &str) -> usize {
    if number.starts_with('0') { 2 } else { 1 }
}

fn suffix(day: i8) -> &'static str {
    match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// `value` up to the first number that is followed by a colon, without what leads to it.
fn without_time(value: &str) -> &str {
    let Some(colon) = value.find(':') else {
        return value;
    };
    let before = value[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let before = before.trim_end_matches([' ', ',', '\n']);
    let before = before.strip_suffix('T').unwrap_or(before);
    let before = before.strip_suffix(" at").unwrap_or(before);
    before.trim_end_matches([' ', ','])
}

fn tokens(value: &str) -> Vec<Token<'_>> {
    let kind = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        }
    };
    let mut out = Vec::new();
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        let end = match kind(first) {
            2 => first.len_utf8(),
            class => rest.find(|c| kind(c) != class).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        out.push(match kind(first) {
            0 => Token::Number(token),
            1 => Token::Word(token),
            _ => Token::Other(token),
        });
        rest = after;
    }
    out
}
