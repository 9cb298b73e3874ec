//! Showing a few characters of a value.

/// Stands for the masked part, always of this length.
const MASKED: &str = "XXXX";

/// The first `count` letters and digits. `None` when that would be more than half of them.
pub(super) fn first(value: &str, count: u8) -> Option<String> {
    let shown: String = sayable(value, count)?.take(usize::from(count)).collect();
    Some(shown + MASKED)
}

/// The last `count` letters and digits. `None` when that would be more than half of them.
pub(super) fn last(value: &str, count: u8) -> Option<String> {
    let all: Vec<char> = sayable(value, count)?.collect();
    let from = all.len() - usize::from(count);
    Some(MASKED.chars().chain(all[from..].iter().copied()).collect())
}

/// The letters and digits of `value`, if there are at least twice as many as are to be shown.
fn sayable(value: &str, count: u8) -> Option<impl Iterator<Item = char>> {
    let letters = value.chars().filter(|c| c.is_alphanumeric());
    (letters.clone().count() >= 2 * usize::from(count)).then_some(letters)
}

/// The first letter of each word, in upper case: `Jane Q. Roe` is `J.Q.R.`. `None` when no word
/// has more than one letter, or when there are more than four words: that is no name.
pub(super) fn initials(value: &str) -> Option<String> {
    let words: Vec<&str> = value
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let longer = words.iter().any(|word| word.chars().nth(1).is_some());
    if !longer || words.len() > 4 {
        return None;
    }
    let first = words.iter().filter_map(|word| word.chars().next());
    Some(first.flat_map(|c| c.to_uppercase().chain(['.'])).collect())
}
