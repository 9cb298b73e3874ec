//! Regions of pages that go whatever stands there.

use std::fmt;
use std::str::FromStr;

use tacenda_core::{Area, Page, Rect};

/// A fixed region of some pages, or the whole of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Region {
    /// Which pages.
    pub pages: Pages,
    /// Where on them, in points from the upper left corner as displayed; [`None`] is the whole
    /// page.
    pub rect: Option<Rect>,
    /// Exemption code or reason.
    pub reason: Option<String>,
}

/// Which pages of a document. Written in a policy file as `all`, `first`, `last`, `3`, `2-5` or
/// `2-`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pages {
    /// Every page.
    All,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// From one page number (from 1) to another, both included; to the end without the second.
    Range(u32, Option<u32>),
}

impl Pages {
    /// Whether page `number` of `count` pages is meant; both count from 1.
    #[must_use]
    pub fn holds(self, number: u32, count: u32) -> bool {
        match self {
            Self::All => true,
            Self::First => number == 1,
            Self::Last => number == count,
            Self::Range(from, to) => number >= from && to.is_none_or(|to| number <= to),
        }
    }
}

impl Region {
    /// Its areas on the pages of a document.
    pub(crate) fn areas<'a>(&'a self, pages: &'a [Page]) -> impl Iterator<Item = Area> + 'a {
        let count = pages.iter().map(|p| p.number).max().unwrap_or(0);
        pages
            .iter()
            .filter(move |p| self.pages.holds(p.number, count))
            .map(|p| Area {
                page: p.number,
                rect: self
                    .rect
                    .unwrap_or_else(|| Rect::between(0.0, 0.0, p.width, p.height)),
            })
    }
}

impl FromStr for Pages {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.trim().parse::<u32>().ok().filter(|n| *n > 0);
        let parsed = match text {
            "all" => Some(Self::All),
            "first" => Some(Self::First),
            "last" => Some(Self::Last),
            _ => match text.split_once('-') {
                None => number(text).map(|n| Self::Range(n, Some(n))),
                Some((from, "")) => number(from).map(|n| Self::Range(n, None)),
                Some((from, to)) => number(from)
                    .zip(number(to))
                    .filter(|(from, to)| from <= to)
                    .map(|(from, to)| Self::Range(from, Some(to))),
            },
        };
        parsed
            .ok_or_else(|| format!("\"{text}\" names no pages; use all, first, last, 3, 2-5 or 2-"))
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::First => f.write_str("first"),
            Self::Last => f.write_str("last"),
            Self::Range(from, None) => write!(f, "{from}-"),
            Self::Range(from, Some(to)) if from == to => write!(f, "{from}"),
            Self::Range(from, Some(to)) => write!(f, "{from}-{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_written_and_chosen() {
        for (text, held) in [
            ("all", vec![1, 2, 3, 4]),
            ("first", vec![1]),
            ("last", vec![4]),
            ("3", vec![3]),
            ("2-3", vec![2, 3]),
            ("3-", vec![3, 4]),
            ("9", vec![]),
        ] {
            let pages: Pages = text.parse().expect(text);
            assert_eq!(pages.to_string(), text);
            let chosen: Vec<u32> = (1..=4).filter(|n| pages.holds(*n, 4)).collect();
            assert_eq!(chosen, held, "{text}");
        }
        for bad in ["", "0", "-2", "5-2", "one", "1-2-3"] {
            assert!(bad.parse::<Pages>().is_err(), "{bad}");
        }
    }
}
