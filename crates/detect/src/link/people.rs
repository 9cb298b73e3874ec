//! Everybody whose full name was found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tacenda_core::EntityType;

use super::common;
use super::document::DocumentText;
use super::name::{Name, is_particle};

/// A full name with where it was found first.
pub(super) struct Person {
    pub(super) name: Name,
    pub(super) canonical: (usize, usize),
    /// The documents that have the full name.
    pub(super) documents: BTreeSet<usize>,
}

/// All full names, by their words.
pub(super) struct People {
    pub(super) list: Vec<Person>,
    surnames: HashMap<String, Vec<usize>>,
    given: HashMap<String, Vec<usize>>,
    look_alikes: HashMap<String, Vec<String>>,
    logins: HashMap<String, Vec<usize>>,
}

/// At most so many people of one name are compared with a mention of it.
const MOST: usize = 32;

impl People {
    pub(super) fn of(documents: &[DocumentText<'_>]) -> Self {
        let mut found: BTreeMap<Name, Person> = BTreeMap::new();
        for (document, d) in documents.iter().enumerate() {
            for (index, finding) in d.findings.iter().enumerate() {
                if finding.near_miss || finding.entity != EntityType::PERSON {
                    continue;
                }
                let written = d.text.get(finding.extent.hull().range());
                // In lower case throughout it may be a name or "coalition forces".
                let written = written.filter(|w| w.contains(char::is_uppercase) || !cased(w));
                let Some(mut name) = written.and_then(Name::parse) else {
                    continue;
                };
                name.gender = None;
                let last = name.surname.last().map_or(0, |s| s.chars().count());
                if name.given.is_empty() || last < 2 {
                    continue;
                }
                let person = found.entry(name.clone()).or_insert_with(|| Person {
                    name,
                    canonical: (document, index),
                    documents: BTreeSet::new(),
                });
                person.documents.insert(document);
            }
        }
        let mut list: Vec<Person> = found.into_values().collect();
        list.sort_by_key(|p| p.canonical);
        Self::index(list)
    }

    fn index(list: Vec<Person>) -> Self {
        let mut people = Self {
            list: Vec::new(),
            surnames: HashMap::new(),
            given: HashMap::new(),
            look_alikes: HashMap::new(),
            logins: HashMap::new(),
        };
        for (id, person) in list.iter().enumerate() {
            let own = person.name.surname.iter().filter(|w| !is_particle(w));
            for word in own.chain(person.name.surname.first()) {
                add(&mut people.surnames, word.clone(), id);
            }
            for word in person.name.given.iter().filter(|g| g.chars().count() > 1) {
                add(&mut people.given, word.clone(), id);
            }
            for login in logins(&person.name) {
                add(&mut people.logins, login, id);
            }
        }
        for word in people.surnames.keys().filter(|w| w.chars().count() >= 4) {
            let alike = people.look_alikes.entry(skeleton(word)).or_default();
            alike.push(word.clone());
        }
        people
            .look_alikes
            .values_mut()
            .for_each(|w| w.sort_unstable());
        people.list = list;
        people
    }

    /// Who has `word` in the surname.
    pub(super) fn with_surname(&self, word: &str) -> &[usize] {
        self.surnames.get(word).map_or(&[], Vec::as_slice)
    }

    /// Who has `word` as a given name.
    pub(super) fn with_given(&self, word: &str) -> &[usize] {
        self.given.get(word).map_or(&[], Vec::as_slice)
    }

    /// Who could be called `word` on a computer.
    pub(super) fn with_login(&self, word: &str) -> &[usize] {
        self.logins.get(word).map_or(&[], Vec::as_slice)
    }

    /// The surname that `word` looks like without being one.
    pub(super) fn looks_like(&self, word: &str) -> Option<&str> {
        if self.look_alikes.is_empty() || word.chars().count() < 4 || common::is_common(word) {
            return None;
        }
        let alike = self.look_alikes.get(&skeleton(word))?;
        alike
            .iter()
            .map(String::as_str)
            .find(|known| *known != word)
    }
}

/// Whether the script has capitals.
fn cased(text: &str) -> bool {
    text.contains(char::is_lowercase)
}

fn add(index: &mut HashMap<String, Vec<usize>>, word: String, id: usize) {
    let ids = index.entry(word).or_default();
    if ids.last() != Some(&id) && ids.len() < MOST {
        ids.push(id);
    }
}

/// A word with letters that a scanner confuses made one: `cl` and `d`, `rn` and `m`, `vv` and
/// `w`, `l`, `i` and `1`, `o` and `0`, `s` and `5`, `b` and `8`.
fn skeleton(word: &str) -> String {
    let digits: String = word
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            '5' => 's',
            '8' => 'b',
            other => other,
        })
        .collect();
    digits
        .replace("cl", "d")
        .replace("rn", "m")
        .replace("vv", "w")
}

/// What mail and computer accounts make of a name.
fn logins(name: &Name) -> BTreeSet<String> {
    let surname = name.surname.concat();
    let mut out = BTreeSet::new();
    let Some(first) = name.given.first() else {
        return out;
    };
    let initials: String = name.given.iter().filter_map(|g| g.chars().next()).collect();
    let initial: String = first.chars().take(1).collect();
    for surname in [surname.as_str()].into_iter().chain(
        name.surname
            .iter()
            .map(String::as_str)
            .filter(|s| !is_particle(s)),
    ) {
        for front in [&initial, &initials, first] {
            out.insert(format!("{front}{surname}"));
            out.insert(format!("{surname}{front}"));
        }
    }
    let letter: String = surname.chars().take(1).collect();
    if first.chars().count() > 3 {
        out.insert(format!("{first}{letter}"));
    }
    out.retain(|login| login.chars().count() >= 4);
    out
}
