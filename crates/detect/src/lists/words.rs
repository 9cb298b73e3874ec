//! Where words begin and end.

use tacenda_core::Span;

use crate::fold;

/// Whether `span` begins and ends where a word does: not in the middle of letters or in the
/// middle of digits. Between a letter and a digit a word may end (`SSN123-45-6789`), as it may at
/// an underscore.
pub(crate) fn is_whole(text: &str, span: Span) -> bool {
    let inside = &text[span.range()];
    let before = last_letter(&text[..span.start()]);
    let after = text[span.end()..].chars().find(|c| !is_invisible(*c));
    !joined(before, inside.chars().next()) && !joined(inside.chars().next_back(), after)
}

/// Whether `span` stands in an e-mail or web address, where names are run together.
pub(crate) fn in_address(text: &str, span: Span) -> bool {
    const LONGEST: usize = 256;
    let from = text.ceil_char_boundary(span.start().saturating_sub(LONGEST));
    let to = text.floor_char_boundary((span.end() + LONGEST).min(text.len()));
    let start = text[from..span.start()]
        .rfind(char::is_whitespace)
        .map_or(from, |at| from + at);
    let end = text[span.end()..to]
        .find(char::is_whitespace)
        .map_or(to, |at| span.end() + at);
    let token = &text[start..end];
    let inside = &text[span.range()];
    let dotted = |rest: &str| rest.contains('.');
    !inside.contains(char::is_whitespace)
        && (token.split_once('@').is_some_and(|(_, host)| dotted(host))
            || token.contains("://")
            || token.trim_start().starts_with("www."))
}

fn last_letter(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !is_invisible(*c))
}

fn joined(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    left.is_alphabetic() && right.is_alphabetic() && !ideograph(left) && !ideograph(right)
        || left.is_numeric() && right.is_numeric()
}

/// Scripts that write without spaces: every character may begin a word.
fn ideograph(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Characters that show nothing and part nothing: soft hyphen, joiners, zero-width space, byte
/// order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Whether the characters between the letters of a hit may stand there. `expected` holds the
/// words that were looked for; where it has no gap the text may only break a line, hyphenate, or
/// set apostrophes and full stops; a whole line set with spaces between all letters passes too.
pub(crate) fn gaps_allowed(found: &str, wanted: &str) -> bool {
    let wanted_gaps = gaps(wanted);
    let found_gaps = gaps(found);
    let spaced_out = found_gaps.len() > 2
        && found_gaps.iter().filter(|g| !g.is_empty()).count() == found_gaps.len();
    spaced_out
        && found_gaps
            .iter()
            .all(|g| g.chars().all(char::is_whitespace))
        || found_gaps.iter().enumerate().all(|(at, gap)| {
            let apart = wanted_gaps.get(at).is_some_and(|g| !g.is_empty());
            if apart {
                between_words(gap)
            } else {
                inside_word(gap)
            }
        })
}

/// What stands between each compared letter and the next; nothing between the letters that one
/// character stands for.
fn gaps(text: &str) -> Vec<&str> {
    let mut letters: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        for nth in 0..fold::letters(c).count() {
            letters.push(if nth == 0 { (at, end) } else { (end, end) });
        }
    }
    letters.windows(2).map(|w| &text[w[0].1..w[1].0]).collect()
}

fn inside_word(gap: &str) -> bool {
    let mut rest = gap.chars().filter(|c| !is_invisible(*c) && !is_mark(*c));
    match rest.next() {
        None => true,
        Some('-' | '\u{2010}' | '\u{2011}' | '\n' | '\r') => rest.all(char::is_whitespace),
        Some('\'' | '’' | '.' | '·') => rest.next().is_none(),
        Some(_) => false,
    }
}

fn between_words(gap: &str) -> bool {
    gap.chars().count() <= 24 && gap.matches('\n').count() <= 2 && !gap.contains('\u{fffc}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
