//! Short names that a text defines in brackets: `Acme Widgets Corp. (the “Acme”)`.

use super::common;
use super::words::words;

/// How far behind a name, in bytes, its definition may stand.
const REACH: usize = 400;

/// Longest content of the brackets, in bytes.
const LONGEST: usize = 120;

/// The short names that `tail`, the text after a name, defines for it. `name` holds the folded
/// words of the name. Words for a role ("the “Company”") are no names.
pub(super) fn defined(name: &[String], tail: &str) -> Vec<String> {
    let tail = &tail[..tail.floor_char_boundary(REACH.min(tail.len()))];
    let Some(open) = tail.find('(') else {
        return Vec::new();
    };
    let between = &tail[..open];
    if between.contains("\n\n") || between.contains([';', ')']) {
        return Vec::new();
    }
    let inside = &tail[open + 1..];
    let Some(close) = inside.find(')').filter(|&at| at <= LONGEST) else {
        return Vec::new();
    };
    let inside = &inside[..close];
    let direct = between.trim().is_empty();
    let quoted = quoted(inside);
    if quoted.is_empty() {
        let whole = inside.trim();
        let acronym = direct && is_acronym(name, whole);
        return acronym.then(|| whole.to_owned()).into_iter().collect();
    }
    quoted
        .into_iter()
        .filter(|alias| belongs(name, alias, direct))
        .map(str::to_owned)
        .collect()
}

/// What stands in quotation marks, without "the".
fn quoted(text: &str) -> Vec<&str> {
    let opening = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‘' | '\'');
    let closing = |c: char| matches!(c, '"' | '”' | '“' | '’' | '\'');
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(opening) {
        let after = &rest[from..];
        let Some(first) = after.chars().next() else {
            break;
        };
        let after = &after[first.len_utf8()..];
        let Some(to) = after.find(closing) else {
            break;
        };
        let inner = after[..to].trim().trim_end_matches([',', '.']);
        out.push(inner.strip_prefix("the ").unwrap_or(inner));
        rest = &after[to..];
        let step = rest.chars().next().map_or(0, char::len_utf8);
        rest = &rest[step..];
    }
    out
}

/// Whether `alias` can be a short form of `name`. One that shares nothing with the name has to
/// stand right behind it.
fn belongs(name: &[String], alias: &str, direct: bool) -> bool {
    let row = words(alias);
    let telling = |w: &&super::words::Word| !common::is_common(&w.folded);
    let capital = row.first().is_some_and(super::words::Word::is_capital);
    let shares = row.iter().filter(telling).any(|w| name.contains(&w.folded));
    let long = row.iter().map(|w| w.folded.chars().count()).sum::<usize>() >= 2;
    capital
        && long
        && row.len() <= 4
        && row.iter().any(|w| telling(&w))
        && (shares || direct || is_acronym(name, alias))
}

/// Whether `text` is made of the first letters of the name's words.
fn is_acronym(name: &[String], text: &str) -> bool {
    let all: String = name.iter().filter_map(|w| w.chars().next()).collect();
    let main = name.iter().filter(|w| !common::is_function_word(w));
    let main: String = main.filter_map(|w| w.chars().next()).collect();
    let letters: String = text.chars().filter(|c| *c != '.').collect();
    let upper = letters.chars().all(char::is_uppercase);
    let lower = letters.to_lowercase();
    let starts = |whole: &str| {
        whole == lower || whole.len() > 2 && lower.len() > 2 && whole.starts_with(&lower)
    };
    upper && lower.chars().count() >= 2 && (starts(&all) || starts(&main))
}
