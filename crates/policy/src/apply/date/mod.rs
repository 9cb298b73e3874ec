//! Dates: the year alone, or moved by a secret number of days.

mod layout;
mod names;

use jiff::ToSpan;
use sha2::{Digest, Sha256};

use layout::Layout;

/// How a date of three numbers with the year last is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DateOrder {
    /// `3/4/2021` is 4 March, as in the United States.
    #[default]
    MonthFirst,
    /// `3/4/2021` is 3 April, as nearly everywhere else.
    DayFirst,
}

/// By how many days the dates of one person are moved. Never none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DayShift(i32);

/// The most days by which dates are moved, so that seasons and years stay nearly what they were.
const MOST_DAYS: i32 = 364;

impl DayShift {
    /// A shift by `days`, forwards or backwards. `None` when it is 0 or more than 364.
    #[must_use]
    pub fn new(days: i32) -> Option<Self> {
        (days != 0 && days.abs() <= MOST_DAYS).then_some(Self(days))
    }

    /// The shift of one person: always the same for one secret and key, and unknown to whoever
    /// does not have the secret (SHA-256 of both). `secret` belongs into the encrypted project.
    #[must_use]
    pub fn derive(secret: &[u8; 32], key: &str) -> Self {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(secret)
            .chain_update(key)
            .finalize()
            .into();
        let [a, b, c, d, sign, ..] = digest;
        let most = MOST_DAYS.unsigned_abs();
        let days = u32::from_be_bytes([a, b, c, d]) % most;
        let days = i32::try_from(days).map_or(MOST_DAYS, |days| days + 1);
        Self(if sign & 1 == 0 { days } else { -days })
    }
}

/// A secret: shows nothing.
impl std::fmt::Debug for DayShift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DayShift(..)")
    }
}

/// The date moved by `shift`, written as it was: the same order, separators, language and form of
/// the month. A time of day is left out. `None` when `value` is not one whole date.
pub(super) fn shifted(value: &str, order: DateOrder, shift: DayShift) -> Option<String> {
    let layout = Layout::read(value, order)?;
    let moved = layout.date().checked_add(shift.0.days()).ok()?;
    Some(layout.write(moved))
}

/// The year of the date, or both years of a range. `None` when there is no year of four digits
/// or more than two.
pub(super) fn year(value: &str, order: DateOrder) -> Option<String> {
    let mut years: Vec<&str> = digit_runs(value)
        .filter(|run| is_calendar_year(run))
        .collect();
    years.dedup();
    match *years.as_slice() {
        [one] => Some(one.to_owned()),
        [from, to] => Some(format!("{from}–{to}")),
        [] if digit_runs(value).any(|run| run.len() == 8) => {
            let layout = Layout::read(value, order)?;
            Some(layout.date().year().to_string())
        }
        _ => None,
    }
}

/// Whether `value` says a year, or a range of years, and nothing else.
pub(super) fn is_year(value: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '–' | '—' | '/' | ' ');
    let years = digit_runs(value).collect::<Vec<_>>();
    value.chars().all(|c| c.is_ascii_digit() || joins(c))
        && matches!(years.len(), 1 | 2)
        && years.into_iter().all(is_calendar_year)
}

fn digit_runs(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
}

fn is_calendar_year(run: &str) -> bool {
    run.len() == 4 && run.parse().is_ok_and(|y| (1800..2200).contains(&y))
}
