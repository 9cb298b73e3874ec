//! Which findings are about the same one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tacenda_core::EntityType;

use super::document::DocumentText;
use super::name::{Gender, Name, title};
use super::organisation::{Parts, aliases};
use super::words::words;
use crate::fold;

/// A key for each finding of each document, in their order: equal for findings of one type that
/// are about the same person or thing, and made from its fullest form (so it is personal).
///
/// "Mr Roe", "J. Roe" and "Roe, Jane" share the key of "Jane Roe" as long as nobody else in the
/// project could be meant; where somebody could, they have a key of their own.
#[must_use]
pub fn groups(documents: &[DocumentText<'_>]) -> Vec<Vec<String>> {
    let people = PersonKeys::of(documents);
    let bodies = BodyKeys::of(documents);
    documents
        .iter()
        .enumerate()
        .map(|(document, d)| {
            let keys = d.findings.iter().map(|f| {
                let value = d.text.get(f.extent.hull().range()).unwrap_or_default();
                let before = d.text.get(..f.extent.hull().start()).unwrap_or_default();
                match &f.entity {
                    e if *e == EntityType::PERSON => people.key(document, value, before),
                    e if *e == EntityType::ORGANIZATION => bodies.key(value),
                    _ => plain(value),
                }
            });
            keys.collect()
        })
        .collect()
}

/// Values that differ in case, accents, spaces and punctuation only are one.
fn plain(value: &str) -> String {
    match fold::squeezed(value) {
        folded if folded.is_empty() => value.trim().to_owned(),
        folded => folded,
    }
}

/// The name in a finding, with the gender that a title before it tells.
fn parse(value: &str, before: &str) -> Option<Name> {
    let mut name = Name::parse(value)?;
    if name.gender.is_none() {
        let near = before.trim_end_matches([' ', '.', '\u{a0}']);
        let from = near
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| near.ceil_char_boundary(at + 1));
        name.gender = title(&fold::squeezed(&near[from..])).flatten();
    }
    Some(name)
}

struct PersonKeys {
    /// A name → the fullest one that only it can be.
    full: BTreeMap<Name, Name>,
    /// Given name → the full names with it, by document.
    given: HashMap<(usize, String), BTreeSet<Name>>,
}

impl PersonKeys {
    fn of(documents: &[DocumentText<'_>]) -> Self {
        let mut names = BTreeSet::new();
        let mut given: HashMap<(usize, String), BTreeSet<Name>> = HashMap::new();
        for (document, d) in documents.iter().enumerate() {
            for f in d.findings.iter().filter(|f| f.entity == EntityType::PERSON) {
                let value = d.text.get(f.extent.hull().range()).unwrap_or_default();
                let before = d.text.get(..f.extent.hull().start()).unwrap_or_default();
                if let Some(name) = parse(value, before) {
                    for word in name.given.iter().filter(|g| g.chars().count() > 1) {
                        let key = (document, word.clone());
                        given.entry(key).or_default().insert(name.clone());
                    }
                    names.insert(name);
                }
            }
        }
        let names = gendered(straightened(names));
        let mut by_word: HashMap<&str, Vec<&Name>> = HashMap::new();
        for name in names.values().collect::<BTreeSet<_>>() {
            for word in name.surname.iter().collect::<BTreeSet<_>>() {
                by_word.entry(word).or_default().push(name);
            }
        }
        let full = names
            .iter()
            .map(|(written, name)| (written.clone(), fullest(name, &by_word)))
            .collect();
        Self { full, given }
    }

    fn key(&self, document: usize, value: &str, before: &str) -> String {
        let Some(name) = parse(value, before) else {
            return plain(value);
        };
        let known = self.full.get(&name).unwrap_or(&name);
        // A single word that is nobody's surname may be the given name of one in this document.
        if known.given.is_empty()
            && let [word] = known.surname.as_slice()
            && let Some(bearers) = self.given.get(&(document, word.clone()))
            && *known == name
        {
            let people: BTreeSet<String> = bearers
                .iter()
                .map(|n| written(self.full.get(n).unwrap_or(n)))
                .collect();
            if let (1, Some(one)) = (people.len(), people.first()) {
                return one.clone();
            }
        }
        written(known)
    }
}

/// Each name as written → the same with surname last: "Roe Jane" where "Jane Roe" is known.
fn straightened(names: BTreeSet<Name>) -> BTreeMap<Name, Name> {
    let counts = |name: &Name| name.given.len() == 1 && name.surname.len() == 1;
    let straight = |name: &Name| {
        let turned = Name {
            surname: name.given.clone(),
            given: name.surname.clone(),
            suffix: name.suffix.clone(),
            gender: name.gender,
        };
        // Of both orders the one that comes first in the alphabet stands for both.
        let swapped = counts(name) && names.contains(&turned) && turned < *name;
        if swapped { turned } else { name.clone() }
    };
    names.iter().map(|n| (n.clone(), straight(n))).collect()
}

/// A full name that is written with a title somewhere has its gender everywhere.
fn gendered(names: BTreeMap<Name, Name>) -> BTreeMap<Name, Name> {
    let plain = |name: &Name| Name {
        gender: None,
        ..name.clone()
    };
    let mut told: BTreeMap<Name, BTreeSet<Gender>> = BTreeMap::new();
    for name in names.values().filter(|n| !n.given.is_empty()) {
        let genders = told.entry(plain(name)).or_default();
        genders.extend(name.gender);
    }
    let known = |name: Name| match told.get(&plain(&name)).map(|g| (g.len(), g.first())) {
        Some((1, gender)) => Name {
            gender: gender.copied(),
            ..name
        },
        _ => name,
    };
    names.into_iter().map(|(w, n)| (w, known(n))).collect()
}

/// At most so many names that share a word are compared with each other.
const MOST: usize = 512;

/// The fullest name that `name` can be, if it can be one only.
fn fullest(name: &Name, by_word: &HashMap<&str, Vec<&Name>>) -> Name {
    let bearers = name.surname.last().and_then(|w| by_word.get(w.as_str()));
    let others = bearers.into_iter().flatten().take(MOST);
    let fuller: Vec<&Name> = others
        .filter(|o| o.detail() > name.detail() && o.fits(name))
        .copied()
        .collect();
    // Those that are themselves a shorter form of another do not count.
    let tops: Vec<&Name> = fuller
        .iter()
        .filter(|a| !fuller.iter().any(|b| b.detail() > a.detail() && b.fits(a)))
        .copied()
        .collect();
    let genders: BTreeSet<Option<Gender>> = bearers
        .into_iter()
        .flatten()
        .filter(|n| n.given.is_empty())
        .map(|n| n.gender)
        .filter(Option::is_some)
        .collect();
    match tops.as_slice() {
        // "Mr Roe" and "Mrs Roe" cannot both be "J. Roe" of unknown sex.
        [one] if one.gender.is_none() && name.gender.is_some() && genders.len() > 1 => name.clone(),
        [one] => (*one).clone(),
        _ => name.clone(),
    }
}

/// A name as a key.
fn written(name: &Name) -> String {
    let gender = match name.gender {
        Some(Gender::Man) if name.given.is_empty() => "mr",
        Some(Gender::Woman) if name.given.is_empty() => "mrs",
        _ => "",
    };
    let words = name.surname.iter().chain(&name.given).map(String::as_str);
    let all = words.chain(name.suffix.as_deref()).chain([gender]);
    all.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

struct BodyKeys {
    /// Name without legal form → the full names with it.
    full: BTreeMap<String, BTreeSet<String>>,
    /// Defined short name → the full names it was defined for.
    alias: BTreeMap<String, BTreeSet<String>>,
}

impl BodyKeys {
    fn of(documents: &[DocumentText<'_>]) -> Self {
        let (mut full, mut alias) = (BTreeMap::new(), BTreeMap::new());
        for d in documents {
            let bodies = d.findings.iter();
            for f in bodies.filter(|f| f.entity == EntityType::ORGANIZATION) {
                let hull = f.extent.hull();
                let parts = Parts::of(d.text.get(hull.range()).unwrap_or_default());
                let name = whole(&parts);
                let stem = parts.stem.join(" ");
                let tail = d.text.get(hull.end()..).unwrap_or_default();
                for short in aliases(&parts, tail) {
                    let folded: Vec<_> = words(&short).into_iter().map(|w| w.folded).collect();
                    let owners: &mut BTreeSet<String> = alias.entry(folded.join(" ")).or_default();
                    owners.insert(name.clone());
                }
                let names: &mut BTreeSet<String> = full.entry(stem).or_default();
                if !parts.forms.is_empty() {
                    names.insert(name);
                }
            }
        }
        Self { full, alias }
    }

    fn key(&self, value: &str) -> String {
        let parts = Parts::of(value);
        let stem = parts.stem.join(" ");
        if stem.is_empty() {
            return plain(value);
        }
        if !parts.forms.is_empty() {
            return whole(&parts);
        }
        let only = |names: Option<&BTreeSet<String>>| match names {
            Some(names) if names.len() == 1 => names.first().cloned(),
            _ => None,
        };
        only(self.alias.get(&stem))
            .or_else(|| only(self.full.get(&stem)))
            .unwrap_or(stem)
    }
}

fn whole(parts: &Parts) -> String {
    let words = parts.stem.iter().map(String::as_str);
    words
        .chain(parts.forms.iter().copied())
        .collect::<Vec<_>>()
        .join(" ")
}
