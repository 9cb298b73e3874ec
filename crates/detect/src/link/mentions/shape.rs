//! What stands around a surname, and what that makes of it.

use super::super::common;
use super::super::name::{Name, is_particle, title};
use super::super::people::People;
use super::super::rule::LinkRule;
use super::super::words::{Shape, Word};
use super::Capitals;

/// A mention of somebody, in words of the row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Mention {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) rule: LinkRule,
}

/// What word `at`, a word of the surname of `name`, is part of.
pub(super) fn mention(
    text: &str,
    row: &[Word],
    at: usize,
    name: &Name,
    people: &People,
    capitals: Capitals,
) -> Option<Mention> {
    let (first, last, whole) = surname(text, row, at, &name.surname)?;
    let common = name
        .surname
        .iter()
        .all(|w| common::is_common(w) || is_particle(w));
    if let Some(m) = with_given(text, row, first, last, name) {
        let written = &row[m.first..=m.last];
        let lower = written.iter().all(|w| w.shape == Shape::Lower);
        return (!lower || !common || capitals == Capitals::Ignored).then_some(m);
    }
    let rule = alone(text, row, first, last, people, capitals)?;
    let named = rule == LinkRule::Title;
    if common && !named || rule == LinkRule::Case && row[at].folded.chars().count() < 5 {
        return None;
    }
    if rule == LinkRule::SharedSurname {
        return Some(Mention {
            first: first - 1,
            last,
            rule,
        });
    }
    let rule = match rule {
        LinkRule::Surname if !whole => LinkRule::Half,
        other => other,
    };
    Some(Mention { first, last, rule })
}

/// The words of the surname around word `at`: all of them, or one half of a double name.
fn surname(
    text: &str,
    row: &[Word],
    at: usize,
    surname: &[String],
) -> Option<(usize, usize, bool)> {
    let nth = surname.iter().position(|w| *w == row[at].folded)?;
    let first = at.checked_sub(nth);
    let full = first.and_then(|first| {
        let last = first + surname.len() - 1;
        let written = row.get(first..=last)?;
        let same = written.iter().zip(surname).all(|(w, s)| w.folded == *s);
        let tied = (first..last).all(|i| {
            let gap = gap(text, row, i);
            is_near(gap) || is_hyphen(gap)
        });
        (same && tied).then_some((first, last, true))
    });
    let half = surname.len() > 1 && row[at].folded.chars().count() >= 3;
    full.or_else(|| (half && !is_particle(&row[at].folded)).then_some((at, at, false)))
}

/// Given names or initials before the surname, or after it.
fn with_given(text: &str, row: &[Word], first: usize, last: usize, name: &Name) -> Option<Mention> {
    let (mut start, mut full) = (first, false);
    while start > 0 {
        let gap = gap(text, row, start - 1);
        let before = &row[start - 1];
        if is_given(before, name) && (is_near(gap) || is_hyphen(gap) || is_run_on(gap)) {
            full = true;
        } else if !(fits_initial(before, name) && is_after_initial(gap)) {
            break;
        }
        start -= 1;
    }
    // "A Green" may be a colour: an initial needs its full stop beside an everyday word.
    let bare = start < first && !full && gap(text, row, first - 1).trim().is_empty();
    let everyday = common::is_common(&row[first].folded);
    if start < first && !(bare && everyday) {
        let rule = if full {
            LinkRule::FullName
        } else {
            LinkRule::Initials
        };
        return Some(Mention {
            first: start,
            last,
            rule,
        });
    }
    after(text, row, first, last, name)
}

fn after(text: &str, row: &[Word], first: usize, last: usize, name: &Name) -> Option<Mention> {
    let next = row.get(last + 1)?;
    let between = gap(text, row, last);
    let comma = between.trim() == "," && between.matches('\n').count() <= 1;
    let dotted = text[next.span.end()..].starts_with('.');
    let given = is_given(next, name) && (next.is_capital() || row[last].shape == Shape::Lower);
    let initial = fits_initial(next, name) && dotted && between != ",";
    if comma && (is_named_before(text, row, first) || is_named_after(text, row, last + 1, name)) {
        return None;
    }
    if !(comma || is_near(between) || is_run_on(between)) || !(given || initial) {
        return None;
    }
    let mut end = last + 1;
    while let Some(further) = row.get(end + 1) {
        let gap = gap(text, row, end);
        let more = is_given(further, name) && (is_near(gap) || is_hyphen(gap))
            || fits_initial(further, name) && is_after_initial(gap);
        if !more {
            break;
        }
        end += 1;
    }
    Some(Mention {
        first,
        last: end,
        rule: if comma {
            LinkRule::SurnameFirst
        } else {
            LinkRule::Swapped
        },
    })
}

/// "Adam Roe, Jane Roe": the surname belongs to the name before it …
fn is_named_before(text: &str, row: &[Word], first: usize) -> bool {
    first.checked_sub(1).is_some_and(|i| {
        let before = &row[i];
        before.is_capital()
            && is_near(gap(text, row, i))
            && title(&before.folded).is_none()
            && !common::is_common(&before.folded)
    })
}

/// … or the given name to the surname after it.
fn is_named_after(text: &str, row: &[Word], given: usize, name: &Name) -> bool {
    row.get(given + 1)
        .is_some_and(|w| is_near(gap(text, row, given)) && name.surname.contains(&w.folded))
}

/// What a surname without a given name is: `None` when it is rather something else.
fn alone(
    text: &str,
    row: &[Word],
    first: usize,
    last: usize,
    people: &People,
    capitals: Capitals,
) -> Option<LinkRule> {
    let word = &row[first];
    let before = first.checked_sub(1).map(|i| (&row[i], gap(text, row, i)));
    if let Some((w, gap)) = before {
        let long = w.folded.chars().count() > 3;
        let titled = title(&w.folded).is_some() && (w.is_capital() || long);
        if titled && is_after_title(gap) && (word.is_capital() || w.shape == Shape::Lower) {
            return Some(LinkRule::Title);
        }
    }
    if capitals == Capitals::Ignored {
        return (word.folded.chars().count() >= 4).then_some(LinkRule::Surname);
    }
    if let Some(next) = row.get(last + 1)
        && next.is_capital()
        && is_near(gap(text, row, last))
        && common::makes_place(&next.folded)
    {
        return None;
    }
    if word.shape == Shape::Lower && !is_particle(&word.folded) {
        return Some(LinkRule::Case);
    }
    if let Some((w, gap)) = before
        && w.is_capital()
        && w.folded.chars().all(char::is_alphabetic)
        && (is_near(gap) || w.is_initial() && is_after_initial(gap))
        && !common::is_common(&w.folded)
        && !is_particle(&w.folded)
        && title(&w.folded).is_none()
    {
        let known = !people.with_given(&w.folded).is_empty();
        if known || !starts_sentence(text, w) {
            return Some(LinkRule::SharedSurname);
        }
    }
    if row[last].possessive {
        return Some(LinkRule::Possessive);
    }
    Some(LinkRule::Surname)
}

/// A surname cut by a hyphen at the end of a line: word `at` and the next.
pub(super) fn broken(text: &str, row: &[Word], at: usize) -> Option<Mention> {
    row.get(at + 1)?;
    let gap = gap(text, row, at);
    let rest = gap.strip_prefix(['-', '\u{2010}', '\u{ad}'])?;
    let line_end = rest.contains('\n') && rest.trim().is_empty();
    (line_end && row[at].is_capital()).then_some(Mention {
        first: at,
        last: at + 1,
        rule: LinkRule::LineBroken,
    })
}

/// A word that looks like the surname, with a given name where one stands before it.
pub(super) fn look_alike(
    text: &str,
    row: &[Word],
    at: usize,
    name: &Name,
    capitals: Capitals,
) -> Option<Mention> {
    let word = &row[at];
    let digit = word.folded.chars().any(|c| c.is_ascii_digit());
    let letter = word.folded.chars().any(char::is_alphabetic);
    let named = with_given(text, row, at, at, name);
    let long = word.folded.chars().count() >= 5;
    let capital = word.is_capital() && capitals == Capitals::Matter;
    if named.is_none() && !(letter && (digit || capital && long)) {
        return None;
    }
    let (first, last) = named.map_or((at, at), |m| (m.first, m.last));
    Some(Mention {
        first,
        last,
        rule: LinkRule::LookAlike,
    })
}

/// Whether word `at` can be a given name on its own: capitalised, no everyday word, and no part
/// of a longer name.
pub(super) fn stands_alone(text: &str, row: &[Word], at: usize) -> bool {
    let word = &row[at];
    let long = word.folded.chars().count() >= 3;
    let named = |w: &Word| w.is_capital() && !common::is_common(&w.folded);
    let next = row.get(at + 1);
    let before = at.checked_sub(1).map(|i| (&row[i], gap(text, row, i)));
    let part_of_next = next.is_some_and(|w| {
        let gap = gap(text, row, at);
        let place = w.is_capital() && common::makes_place(&w.folded);
        (named(w) || place) && (is_near(gap) || is_hyphen(gap))
    });
    let part_of_last = before.is_some_and(|(w, gap)| {
        named(w)
            && (is_near(gap) || is_hyphen(gap) || w.is_initial() && is_after_initial(gap))
            && title(&w.folded).is_none()
            && !starts_sentence(text, w)
    });
    word.is_capital() && long && !common::is_common(&word.folded) && !part_of_next && !part_of_last
}

fn gap<'t>(text: &'t str, row: &[Word], at: usize) -> &'t str {
    let from = row[at].span.end();
    row.get(at + 1)
        .map_or("", |next| text.get(from..next.span.start()).unwrap_or(""))
}

/// Spaces, with one line end at most.
fn is_near(gap: &str) -> bool {
    !gap.is_empty() && gap.trim().is_empty() && gap.matches('\n').count() <= 1
}

fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "–" | "-\n" | "-\r\n")
}

/// As in `john_smith` and `john.smith`.
fn is_run_on(gap: &str) -> bool {
    matches!(gap, "_" | ".")
}

fn is_after_initial(gap: &str) -> bool {
    let rest = gap.strip_prefix('.').unwrap_or(gap);
    is_near(rest) || rest.is_empty() && gap == "." || is_hyphen(rest) && gap.starts_with('.')
}

fn is_after_title(gap: &str) -> bool {
    is_near(gap.strip_prefix('.').unwrap_or(gap))
}

fn is_given(word: &Word, name: &Name) -> bool {
    word.folded.chars().count() > 1 && name.given.contains(&word.folded)
}

fn fits_initial(word: &Word, name: &Name) -> bool {
    word.is_initial() && name.given.iter().any(|g| g.starts_with(&word.folded))
}

/// Whether `word` is the first of a sentence or line.
fn starts_sentence(text: &str, word: &Word) -> bool {
    let before = text[..word.span.start()].trim_end_matches([' ', '\t', '"', '“', '(', '‘']);
    before.chars().next_back().is_none_or(|c| {
        matches!(
            c,
            '.' | '!' | '?' | ':' | ';' | '\n' | '\r' | '•' | '-' | '—'
        )
    })
}
