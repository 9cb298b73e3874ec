//! Lines that come again and again: running heads, footers, boilerplate.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

/// Shortest line, in bytes, that is worth reading on its own. Shorter ones are often labels whose
/// meaning is in the next line.
const SHORTEST: usize = 40;
/// How often a line must occur.
const OFTEN: u8 = 3;

/// The long lines of one text that occur three times or more.
#[derive(Default)]
pub(crate) struct RepeatedLines(HashSet<u64>);

impl RepeatedLines {
    pub(crate) fn of(text: &str) -> Self {
        let mut counts: HashMap<u64, u8> = HashMap::new();
        for key in text.split('\n').filter_map(key) {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(1);
        }
        Self(
            counts
                .into_iter()
                .filter(|(_, n)| *n >= OFTEN)
                .map(|(line, _)| line)
                .collect(),
        )
    }

    /// Whether the line that holds the byte before `end` or the one that holds byte `start` is
    /// repeated. `end` and `start` are on different lines.
    pub(crate) fn border(&self, text: &str, end: usize, start: usize) -> bool {
        !self.0.is_empty() && (self.holds(line_at(text, end)) || self.holds(line_at(text, start)))
    }

    fn holds(&self, line: &str) -> bool {
        key(line).is_some_and(|key| self.0.contains(&key))
    }
}

/// `None` for lines that always stay with their neighbours.
fn key(line: &str) -> Option<u64> {
    let line = line.trim();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    (line.len() >= SHORTEST && !line.ends_with(':')).then(|| hasher.hash_one(line))
}

fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_lines_that_come_thrice_stand_apart() {
        let head = "CONFIDENTIAL TREATMENT REQUESTED BY THE COMPANY\n";
        let text = format!("{head}a b\n{head}Name:\nName:\nName:\n{head}end");
        let lines = RepeatedLines::of(&text);
        assert!(lines.border(&text, head.len() - 1, head.len()));
        let name = text.find("Name:").expect("there");
        assert!(!lines.border(&text, name + 5, name + 6));
        assert!(lines.border(&text, name - 1, name));
    }
}
