//! What stands in the place of a value.

use std::fmt;
use std::str::FromStr;

/// What a policy does with a value. Written in a policy file as the name in quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `box`: a solid box of fixed width.
    Box,
    /// `label`: the type in brackets, `[PERSON]`.
    Label,
    /// `pseudonym`: type and number, the same for the same person or thing everywhere in the
    /// project, `[PERSON 1]`.
    Pseudonym,
    /// `first-1` … `first-4`: the first letters and digits, the rest masked.
    First(u8),
    /// `last-1` … `last-4`: the last letters and digits, the rest masked.
    Last(u8),
    /// `initials`: the first letter of each word.
    Initials,
    /// `year`: the year of a date.
    Year,
    /// `zip3`: the first three digits of a US ZIP code, `000` in areas of 20,000 people or fewer
    /// (45 CFR 164.514(b)(2)(i)(B)).
    Zip3,
    /// `age90`: ages of 90 and more as `90+`; lower ages stay (45 CFR 164.514(b)(2)(i)(C)).
    Age90,
    /// `shift`: a date moved by the same number of days as the person's other dates.
    Shift,
    /// `keep`: found and shown, but left in the document.
    Keep,
}

/// The most characters of a value that a mask may show.
pub(crate) const MOST_SHOWN: u8 = 4;

const NAMED: &[(&str, Operator)] = &[
    ("box", Operator::Box),
    ("label", Operator::Label),
    ("pseudonym", Operator::Pseudonym),
    ("initials", Operator::Initials),
    ("year", Operator::Year),
    ("zip3", Operator::Zip3),
    ("age90", Operator::Age90),
    ("shift", Operator::Shift),
    ("keep", Operator::Keep),
];

impl FromStr for Operator {
    type Err = String;

    /// Reads the name used in policy files.
    fn from_str(name: &str) -> Result<Self, String> {
        if let Some((_, operator)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(*operator);
        }
        let shown = |digits: &str| {
            let count = digits.parse().ok()?;
            (1..=MOST_SHOWN).contains(&count).then_some(count)
        };
        let masks = [
            name.strip_prefix("first-").and_then(shown).map(Self::First),
            name.strip_prefix("last-").and_then(shown).map(Self::Last),
        ];
        masks.into_iter().flatten().next().ok_or_else(|| {
            let names: Vec<_> = NAMED.iter().map(|(name, _)| *name).collect();
            format!(
                "\"{name}\" is no operator; use {}, first-1 to first-{MOST_SHOWN} or last-1 to last-{MOST_SHOWN}",
                names.join(", ")
            )
        })
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First(count) => write!(f, "first-{count}"),
            Self::Last(count) => write!(f, "last-{count}"),
            named => {
                let entry = NAMED.iter().find(|(_, operator)| operator == named);
                f.write_str(entry.map_or("label", |(name, _)| name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written() {
        let masks = (1..=MOST_SHOWN).flat_map(|n| [Operator::First(n), Operator::Last(n)]);
        for operator in NAMED.iter().map(|(_, o)| *o).chain(masks) {
            assert_eq!(operator.to_string().parse(), Ok(operator));
        }
        for bad in [
            "",
            "Label",
            "last",
            "last-0",
            "last-5",
            "last-99999999999",
            "first--1",
        ] {
            assert!(bad.parse::<Operator>().is_err(), "{bad}");
        }
    }
}
