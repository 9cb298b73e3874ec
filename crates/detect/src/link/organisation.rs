//! Companies and other bodies under their short names.

use std::collections::{BTreeMap, HashMap};

use tacenda_core::EntityType;

use super::alias;
use super::common;
use super::document::{DocumentText, Link};
use super::rule::LinkRule;
use super::words::{Word, words};

/// Legal forms, with the short form that stands for all spellings.
const FORMS: &[(&str, &str)] = &[
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("co", "co"),
    ("company", "co"),
    ("ltd", "ltd"),
    ("limited", "ltd"),
    ("llc", "llc"),
    ("llp", "llp"),
    ("lp", "lp"),
    ("plc", "plc"),
    ("gmbh", "gmbh"),
    ("ag", "ag"),
    ("kg", "kg"),
    ("sa", "sa"),
    ("sas", "sas"),
    ("sarl", "sarl"),
    ("srl", "srl"),
    ("spa", "spa"),
    ("bv", "bv"),
    ("nv", "nv"),
    ("oy", "oy"),
    ("ab", "ab"),
    ("as", "as"),
    ("aps", "aps"),
    ("pty", "pty"),
    ("pte", "pte"),
    ("kk", "kk"),
    ("na", "na"),
    ("pc", "pc"),
    ("pllc", "pllc"),
    ("sl", "sl"),
];

/// The short form of a legal form.
pub(super) fn form(word: &str) -> Option<&'static str> {
    FORMS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, short)| *short)
}

/// A name without and with its legal form, in folded words.
pub(super) struct Parts {
    pub(super) stem: Vec<String>,
    pub(super) forms: Vec<&'static str>,
}

impl Parts {
    /// Reads the name of a body. `B.V.` and `L.L.C.` are one word each.
    pub(super) fn of(written: &str) -> Self {
        let mut row: Vec<String> = Vec::new();
        let list = words(written);
        let mut single = false;
        for (at, w) in list.iter().enumerate() {
            let one = w.folded.chars().count() == 1;
            let dotted = at > 0 && &written[list[at - 1].span.end()..w.span.start()] == ".";
            match row.last_mut() {
                Some(last) if one && single && dotted => last.push_str(&w.folded),
                _ => row.push(w.folded.clone()),
            }
            single = one;
        }
        if row.first().is_some_and(|w| w == "the") {
            row.remove(0);
        }
        let mut forms = Vec::new();
        while row.len() > 1
            && let Some(short) = row.last().and_then(|w| form(w))
        {
            forms.insert(0, short);
            row.pop();
        }
        Self { stem: row, forms }
    }
}

/// A short name and what it leads to.
struct Short {
    words: Vec<String>,
    canonical: (usize, usize),
    rule: LinkRule,
    entity: EntityType,
    /// An acronym is written in capitals only.
    upper: bool,
}

/// The short names of all bodies found, by their first word.
pub(super) struct Organisations {
    list: Vec<Short>,
    by_first: HashMap<String, Vec<usize>>,
}

impl Organisations {
    pub(super) fn of(documents: &[DocumentText<'_>]) -> Self {
        let mut shorts: BTreeMap<Vec<String>, Short> = BTreeMap::new();
        for (document, d) in documents.iter().enumerate() {
            for (index, f) in d.findings.iter().enumerate() {
                let organisation = f.entity == EntityType::ORGANIZATION;
                if f.near_miss || !organisation && f.entity != EntityType::PERSON {
                    continue;
                }
                let hull = f.extent.hull();
                let (Some(written), Some(tail)) =
                    (d.text.get(hull.range()), d.text.get(hull.end()..))
                else {
                    continue;
                };
                let parts = Parts::of(written);
                let canonical = (document, index);
                let stem = parts.stem.clone();
                if organisation && !parts.forms.is_empty() && is_telling(&stem) {
                    shorts.entry(stem.clone()).or_insert(Short {
                        words: stem,
                        canonical,
                        rule: LinkRule::ShortName,
                        entity: f.entity.clone(),
                        upper: false,
                    });
                }
                for name in aliases(&parts, tail) {
                    let upper = name.chars().all(|c| !c.is_lowercase());
                    let folded: Vec<String> = words(&name).into_iter().map(|w| w.folded).collect();
                    shorts.entry(folded.clone()).or_insert(Short {
                        words: folded,
                        canonical,
                        rule: LinkRule::Alias,
                        entity: f.entity.clone(),
                        upper,
                    });
                }
            }
        }
        let list: Vec<Short> = shorts.into_values().collect();
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
        for (id, short) in list.iter().enumerate() {
            if let Some(first) = short.words.first() {
                by_first.entry(first.clone()).or_default().push(id);
            }
        }
        Self { list, by_first }
    }
}

/// The short names defined after a name; the legal form may still stand between.
pub(super) fn aliases(parts: &Parts, tail: &str) -> Vec<String> {
    let forms = parts.forms.iter().map(|form| (*form).to_owned());
    let name: Vec<String> = parts.stem.iter().cloned().chain(forms).collect();
    alias::defined(&name, tail.strip_prefix('.').unwrap_or(tail))
}

/// Whether a name can stand for a body by itself: a word that is none of everyday language, or
/// two of them.
fn is_telling(stem: &[String]) -> bool {
    let letters: usize = stem.iter().map(|w| w.chars().count()).sum();
    let content = stem.iter().filter(|w| !common::is_function_word(w)).count();
    letters >= 3 && (content >= 2 || stem.iter().any(|w| !common::is_common(w)))
}

/// Every place where a short name stands.
pub(super) fn links(documents: &[DocumentText<'_>], organisations: &Organisations) -> Vec<Link> {
    let mut out = Vec::new();
    if organisations.list.is_empty() {
        return out;
    }
    for (document, d) in documents.iter().enumerate() {
        let row = words(d.text);
        for (at, word) in row.iter().enumerate() {
            let ids = organisations.by_first.get(&word.folded);
            for &id in ids.into_iter().flatten() {
                let short = &organisations.list[id];
                let Some(written) = row.get(at..at + short.words.len()) else {
                    continue;
                };
                if stands_here(d.text, written, short) {
                    let span = word.span.hull(written[written.len() - 1].span);
                    let entity = short.entity.clone();
                    out.push(Link::in_text(
                        document,
                        span,
                        entity,
                        short.canonical,
                        short.rule,
                    ));
                }
            }
        }
    }
    out
}

fn stands_here(text: &str, written: &[Word], short: &Short) -> bool {
    let same = written
        .iter()
        .zip(&short.words)
        .all(|(w, s)| w.folded == *s);
    let close = written.windows(2).all(|pair| {
        let gap = &text[pair[0].span.end()..pair[1].span.start()];
        gap.chars().count() <= 4 && gap.matches('\n').count() <= 1 && !gap.contains(['.', ';'])
    });
    let range = written[0]
        .span
        .hull(written[written.len() - 1].span)
        .range();
    let upper = text[range].chars().all(|c| !c.is_lowercase());
    let everyday = short.words.iter().all(|w| common::is_common(w));
    let small = |w: &&Word| !w.is_capital() && !common::is_function_word(&w.folded);
    let capitals = !everyday || !written.iter().any(|w| small(&w));
    same && close && written[0].is_capital() && capitals && (!short.upper || upper)
}
