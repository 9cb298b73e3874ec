//! Finding the people of a project again in its texts and file names.

mod shape;

use std::collections::BTreeMap;

use tacenda_core::{EntityType, Span};

use super::common;
use super::document::{DocumentText, Link, Place};
use super::people::People;
use super::rule::LinkRule;
use super::words::{Word, words};
use shape::Mention;

/// Whether capitals mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// As in a text.
    Matter,
    /// As in a file name.
    Ignored,
}

/// Every mention of somebody in `people`.
pub(super) fn links(documents: &[DocumentText<'_>], people: &People) -> Vec<Link> {
    if people.list.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (document, d) in documents.iter().enumerate() {
        let row = words(d.text);
        let mut found = surnames(d.text, &row, people, Capitals::Matter);
        given_names(d.text, &row, people, document, &mut found);
        for ((start, end), (rule, person)) in found {
            let span = row[start].span.hull(row[end].span);
            let canonical = people.list[person].canonical;
            let entity = EntityType::PERSON;
            out.push(Link::in_text(document, span, entity, canonical, rule));
        }
        out.extend(addresses(d.text, people, document));
        out.extend(in_file_name(d.name, people, document));
    }
    out
}

/// (first word, last word) → (rule, person).
type Found = BTreeMap<(usize, usize), (LinkRule, usize)>;

fn surnames(text: &str, row: &[Word], people: &People, capitals: Capitals) -> Found {
    let mut found = Found::new();
    let mut note = |mention: Mention, person: usize| {
        let entry = found.entry((mention.first, mention.last));
        let known = entry.or_insert((mention.rule, person));
        if mention.rule.score() > known.0.score() {
            *known = (mention.rule, person);
        }
    };
    for (at, word) in row.iter().enumerate() {
        let exact = people.with_surname(&word.folded);
        for &id in exact {
            let name = &people.list[id].name;
            if let Some(m) = shape::mention(text, row, at, name, people, capitals) {
                note(m, id);
            }
        }
        if !exact.is_empty() {
            continue;
        }
        if let Some(m) = shape::broken(text, row, at) {
            let whole = word.folded.clone() + &row[at + 1].folded;
            people
                .with_surname(&whole)
                .iter()
                .for_each(|&id| note(m, id));
        }
        if let Some(known) = people.looks_like(&word.folded) {
            for &id in people.with_surname(known) {
                let name = &people.list[id].name;
                if let Some(m) = shape::look_alike(text, row, at, name, capitals) {
                    note(m, id);
                }
            }
        }
        if let Some(&id) = login(&word.folded, people).first() {
            note(
                Mention {
                    first: at,
                    last: at,
                    rule: LinkRule::UserName,
                },
                id,
            );
        }
    }
    found
}

/// Who could have the account `word`, digits at its end aside.
fn login<'p>(word: &str, people: &'p People) -> &'p [usize] {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.chars().count() < 5 || common::is_common(letters) {
        return &[];
    }
    people.with_login(letters)
}

/// Given names alone, where only one person of the document is called so.
fn given_names(text: &str, row: &[Word], people: &People, document: usize, found: &mut Found) {
    for (at, word) in row.iter().enumerate() {
        let here = || {
            let everyone = people.with_given(&word.folded).iter();
            everyone.filter(|&&id| people.list[id].documents.contains(&document))
        };
        let Some(&first) = here().next() else {
            continue;
        };
        let one = here().all(|&id| people.list[id].name.fits(&people.list[first].name));
        if one && shape::stands_alone(text, row, at) {
            found
                .entry((at, at))
                .or_insert((LinkRule::GivenName, first));
        }
    }
}

/// E-mail addresses whose local part is made from a name.
fn addresses(text: &str, people: &People, document: usize) -> Vec<Link> {
    let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let before = &text[..at];
            let start = at - (before.len() - before.trim_end_matches(local).len());
            let after = &text[at + 1..];
            let domain = &after[..after.find(|c| !host(c)).unwrap_or(after.len())];
            let domain = domain.trim_end_matches(['.', '-']);
            let name: String = crate::fold::squeezed(text[start..at].split('+').next()?);
            let person = *login(&name, people).first()?;
            let span = Span::new(start, at + 1 + domain.len())?;
            domain.contains('.').then(|| {
                let canonical = people.list[person].canonical;
                Link::in_text(
                    document,
                    span,
                    EntityType::EMAIL,
                    canonical,
                    LinkRule::EmailName,
                )
            })
        })
        .collect()
}

/// Names in a file name, where words are parted by anything and capitals mean little.
fn in_file_name(name: &str, people: &People, document: usize) -> Vec<Link> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let spaced = stem.replace(['_', '-', '.', '+'], " ");
    let row = words(&spaced);
    let found = surnames(&spaced, &row, people, Capitals::Ignored);
    let link = |((start, end), (rule, person)): ((usize, usize), (LinkRule, usize))| Link {
        document,
        place: Place::FileName(row[start].span.hull(row[end].span)),
        canonical: people.list[person].canonical,
        rule,
    };
    found.into_iter().map(link).collect()
}
