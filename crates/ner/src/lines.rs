//! Line breaks that only the width of a page made.

use std::borrow::Cow;
use std::collections::HashMap;

/// Shorter lines, in characters, may end where their author wanted: parts of an address, cells,
/// headings.
const SHORTEST: usize = 40;

/// `text` with a space in place of each line break within running prose, so that a name that goes
/// on in the next line is read as one. Every byte keeps its place.
pub(crate) fn unwrapped(text: &str) -> Cow<'_, str> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for line in text.split('\n') {
        *counts.entry(line.trim()).or_default() += 1;
    }
    // The head of a page is no part of a sentence.
    let comes_again = |line: &str| counts.get(line.trim()).is_some_and(|count| *count > 1);
    let mut breaks = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        let line = &text[start..at];
        let next = text[at + 1..].split('\n').next().unwrap_or_default();
        if goes_on(line, next) && !comes_again(line) && !comes_again(next) {
            breaks.push(at);
        }
        start = at + 1;
    }
    if breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in breaks {
        out.push_str(&text[from..at]);
        out.push(' ');
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Whether the sentence of `line` goes on in `next`.
fn goes_on(line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.trim_end().chars().next_back(), next.chars().next())
    else {
        return false;
    };
    let long = line.trim().chars().count() >= SHORTEST;
    let ends = matches!(last, '.' | ':' | ';' | '!' | '?') && !first.is_lowercase();
    let begins =
        first.is_alphanumeric() || matches!(first, '“' | '"' | '‘' | '\'' | '(' | '$' | '&');
    let table = line.contains('\t') || next.contains('\t') || line.ends_with('\r');
    long && !ends && begins && !table && !is_item(next)
}

/// Whether a line starts as "(a)", "1." or "iv)" do.
fn is_item(line: &str) -> bool {
    let bare = line.strip_prefix('(').unwrap_or(line);
    let number = bare.chars().take_while(|c| c.is_alphanumeric()).count();
    let mark = bare.chars().nth(number);
    let short = (1..=3).contains(&number);
    short && matches!(mark, Some(')'))
        || short && mark == Some('.') && bare.chars().nth(number + 1) == Some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "This Agreement is made on this day between Northgate";

    #[test]
    fn only_breaks_within_prose_become_spaces() {
        for (next, joined) in [
            ("Instruments, Inc., a company", true),
            ("and its affiliates", true),
            ("(the “Company”)", true),
            ("(a) first", false),
            ("1. Services", false),
            ("iv) last", false),
            ("", false),
            (" - a list", false),
            ("a\tcell", false),
        ] {
            let text = format!("{LONG}\n{next}");
            let read = unwrapped(&text);
            assert_eq!(read.len(), text.len());
            assert_eq!(!read.contains('\n'), joined, "{next}");
        }
    }

    #[test]
    fn short_lines_ends_of_sentences_and_heads_of_pages_stay() {
        for text in [
            "Ann Lee\nAcme Inc.\n12 Mill Lane".to_owned(),
            format!("{LONG}.\nThe next sentence"),
            format!("{LONG}\nfirst page\n{LONG}\nsecond page"),
        ] {
            assert_eq!(unwrapped(&text), text);
        }
        let abbreviated = format!("{LONG} Inc.\nand others");
        assert!(!unwrapped(&abbreviated).contains('\n'));
    }
}
