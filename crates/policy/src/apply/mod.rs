//! Carrying out an operator on one value.
//!
//! What comes out never depends on the length of what went in, and shows no more of it than the
//! operator allows. A value that an operator cannot read gets the label of its type: it is
//! removed all the same.

mod age;
mod date;
mod mask;
mod zip;

pub use date::{DateOrder, DayShift};

use tacenda_core::{EntityType, Replacement};

use crate::{LabelRegistry, Operator};

/// A value that is to be replaced.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its type.
    pub entity: &'a EntityType,
    /// The text that is removed.
    pub value: &'a str,
    /// The same for all spellings of one person or thing in the project.
    pub key: &'a str,
    /// By how much the dates of the person concerned are moved.
    pub shift: Option<DayShift>,
}

/// What `operator` puts in the place of the subject.
///
/// [`Operator::Keep`] is for values that are not removed; a value that a reviewer removed all the
/// same gets its label, and so does an age under 90.
pub fn apply(
    operator: Operator,
    subject: &Subject<'_>,
    order: DateOrder,
    labels: &mut LabelRegistry,
) -> Replacement {
    let Subject { entity, value, .. } = *subject;
    let part = match operator {
        Operator::Box => return Replacement::Box,
        Operator::Label | Operator::Keep => None,
        Operator::Pseudonym => {
            let number = labels.number(entity, subject.key);
            Some(format!("[{entity} {number}]"))
        }
        Operator::First(count) => mask::first(value, count),
        Operator::Last(count) => mask::last(value, count),
        Operator::Initials => mask::initials(value),
        Operator::Year => date::year(value, order),
        Operator::Zip3 => zip::area(value).map(|area| format!("[{entity} {area}]")),
        Operator::Age90 => age::capped(value),
        Operator::Shift => subject
            .shift
            .and_then(|shift| date::shifted(value, order, shift)),
    };
    Replacement::Text(part.unwrap_or_else(|| format!("[{entity}]")))
}

/// Whether `operator` leaves `value` as it stands, so that there is nothing to remove.
pub(crate) fn stays(operator: Operator, value: &str) -> bool {
    match operator {
        Operator::Keep => true,
        Operator::Age90 => age::may_stay(value),
        Operator::Year => date::is_year(value),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
