//! The same person or body everywhere in a project, however it is written.

use std::collections::btree_map::Entry;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use tacenda_core::{EntityType, Extent, Finding, FindingId, Span};
use tacenda_detect::link::{DocumentText, Place, groups, link};

use super::decide::Reach;
use super::engine::Project;
use super::list::no_finding;
use super::state::{DocumentId, Item, Spot, State};
use crate::EngineError;
use crate::occurrences::alike;

/// Bytes of text kept on each side of a name: a title stands before it, a short name that is
/// defined in brackets behind it.
const BEFORE: usize = 48;
const BEHIND: usize = 448;

/// Another way in which a person or body is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// As written at its first place.
    pub text: String,
    /// How often in the project.
    pub count: usize,
    /// Why it is taken for the same, in a sentence.
    pub reason: String,
}

/// Findings of one person or body share a number, from 1.
pub type Groups = Arc<BTreeMap<FindingId, u32>>;

/// What was worked out last.
#[derive(Default)]
pub struct Same(Mutex<Known>);

#[derive(Default)]
struct Known {
    excerpts: BTreeMap<FindingId, Arc<Excerpt>>,
    stamp: u64,
    groups: Groups,
}

/// A name with the words around it.
struct Excerpt {
    text: String,
    value: Span,
}

/// A name in the list of those that are compared.
struct Name {
    id: FindingId,
    document: DocumentId,
    entity: EntityType,
    extent: Extent,
}

impl Project {
    /// Which findings are about the same person or body. Two who share only a common word have
    /// numbers of their own; findings of other types and near-misses have none.
    ///
    /// # Errors
    /// [`EngineError::Store`] when a text cannot be loaded.
    pub fn groups(&self) -> Result<Groups, EngineError> {
        let (stamp, names) = {
            let state = self.state();
            (stamp(&state), names(&state))
        };
        let mut known = self
            .inner()
            .same
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if known.stamp == stamp {
            return Ok(Arc::clone(&known.groups));
        }
        let ids: BTreeSet<FindingId> = names.iter().map(|name| name.id).collect();
        known.excerpts.retain(|id, _| ids.contains(id));
        for name in &names {
            if let Entry::Vacant(missing) = known.excerpts.entry(name.id) {
                let content = self.content(name.document)?;
                let excerpt = Excerpt::of(content.document.text.as_str(), &name.extent);
                missing.insert(Arc::new(excerpt));
            }
        }
        known.groups = Arc::new(grouped(&names, &known.excerpts));
        known.stamp = stamp;
        Ok(Arc::clone(&known.groups))
    }

    /// The other ways in which the person or body of a finding is written in the project, the
    /// longest first, each with why it is taken for the same.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn variants(&self, id: FindingId) -> Result<Vec<Variant>, EngineError> {
        let members = self.members(id)?;
        let rows = self.rows(&members)?;
        let state = self.state();
        let own = &state.findings.get(&id).ok_or_else(|| no_finding(id))?.alike;
        let fullest = rows.iter().max_by_key(|row| row.value.chars().count());
        let mut out: BTreeMap<&str, Variant> = BTreeMap::new();
        for row in &rows {
            let Some(item) = state.findings.get(&row.id) else {
                continue;
            };
            if item.alike == *own {
                continue;
            }
            let entry = out.entry(&item.alike).or_insert_with(|| Variant {
                text: row.value.clone(),
                count: 0,
                reason: reason(
                    item,
                    &row.value,
                    fullest.map_or("", |f| f.value.as_str()),
                    &row.entity,
                ),
            });
            entry.count += 1;
        }
        let mut out: Vec<Variant> = out.into_values().collect();
        out.sort_by(|a, b| {
            let longest = b.text.chars().count().cmp(&a.text.chars().count());
            longest.then_with(|| a.text.cmp(&b.text))
        });
        Ok(out)
    }

    /// The finding, all others of the same value, and those of the same person or body that are
    /// written as one of `spellings`; within reach, by id.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn alike_or(
        &self,
        id: FindingId,
        reach: Reach,
        spellings: &[String],
    ) -> Result<Vec<FindingId>, EngineError> {
        let mut ids: BTreeSet<FindingId> = self.alike(id, reach)?.into_iter().collect();
        if !spellings.is_empty() {
            let wanted: BTreeSet<String> = spellings.iter().map(|text| alike(text)).collect();
            let members = self.members(id)?;
            let state = self.state();
            let own = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
            ids.extend(members.into_iter().filter(|member| {
                state
                    .findings
                    .get(member)
                    .is_some_and(|item| wanted.contains(&item.alike) && reach.holds(own, item))
            }));
        }
        Ok(ids.into_iter().collect())
    }

    /// All findings of the group of `id`; itself when it has none.
    fn members(&self, id: FindingId) -> Result<Vec<FindingId>, EngineError> {
        let groups = self.groups()?;
        let Some(group) = groups.get(&id) else {
            return Ok(vec![id]);
        };
        let same = groups.iter().filter(|(_, other)| *other == group);
        Ok(same.map(|(&id, _)| id).collect())
    }
}

impl Excerpt {
    fn of(text: &str, extent: &Extent) -> Self {
        let hull = extent.hull();
        let from = text.ceil_char_boundary(hull.start().saturating_sub(BEFORE));
        let to = text.floor_char_boundary((hull.end() + BEHIND).min(text.len()));
        let before = text.get(from..hull.start()).unwrap_or_default();
        let behind = text.get(hull.end()..to).unwrap_or_default();
        let value: String = extent
            .parts()
            .iter()
            .filter_map(|part| text.get(part.range()))
            .collect();
        let (start, end) = (before.len(), before.len() + value.len());
        Self {
            text: format!("{before}{value}{behind}"),
            value: Span::new(start, end).unwrap_or(hull),
        }
    }
}

/// Changes whenever a name is added, is gone or is of another type.
fn stamp(state: &State) -> u64 {
    let mut hasher = DefaultHasher::new();
    1u8.hash(&mut hasher);
    for name in names(state) {
        (name.id, name.entity.as_str()).hash(&mut hasher);
    }
    hasher.finish().max(1)
}

fn names(state: &State) -> Vec<Name> {
    let is_name = |e: &EntityType| *e == EntityType::PERSON || *e == EntityType::ORGANIZATION;
    let accepted = |item: &Item| matches!(item.decision(), tacenda_core::Decision::Accept { .. });
    let wanted = state.findings.iter().filter(|(_, item)| {
        item.is_shown() && is_name(item.effective()) && (!item.near_miss || accepted(item))
    });
    let mut names: Vec<Name> = wanted
        .filter_map(|(&id, item)| match &item.spot {
            Spot::Text(extent) => Some(Name {
                id,
                document: item.document,
                entity: item.effective().clone(),
                extent: extent.clone(),
            }),
            Spot::Area(_) => None,
        })
        .collect();
    names.sort_by_key(|name| (name.document, name.extent.hull(), name.id));
    names
}

fn grouped(
    names: &[Name],
    excerpts: &BTreeMap<FindingId, Arc<Excerpt>>,
) -> BTreeMap<FindingId, u32> {
    let documents: BTreeSet<DocumentId> = names.iter().map(|name| name.document).collect();
    let mut texts: Vec<(String, Vec<Finding>, Vec<FindingId>)> = Vec::new();
    for document in documents {
        let (mut text, mut findings, mut ids) = (String::new(), Vec::new(), Vec::new());
        for name in names.iter().filter(|name| name.document == document) {
            let Some(excerpt) = excerpts.get(&name.id) else {
                continue;
            };
            let at = text.len();
            let moved = Span::new(at + excerpt.value.start(), at + excerpt.value.end());
            if let Some(span) = moved {
                findings.push(named(span, &name.entity));
                ids.push(name.id);
            }
            text.push_str(&excerpt.text);
            // A paragraph's end: no name goes on into the next excerpt.
            text.push_str("\n\n");
        }
        texts.push((text, findings, ids));
    }
    let documents: Vec<DocumentText<'_>> = texts
        .iter()
        .map(|(text, findings, _)| DocumentText {
            name: "",
            text,
            findings,
        })
        .collect();
    let mut numbers: BTreeMap<(EntityType, String), u32> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for ((_, findings, ids), keys) in texts.iter().zip(groups(&documents)) {
        for ((id, finding), key) in ids.iter().zip(findings).zip(keys) {
            let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
            let number = numbers.entry((finding.entity.clone(), key)).or_insert(next);
            out.insert(*id, *number);
        }
    }
    out
}

fn named(span: Span, entity: &EntityType) -> Finding {
    Finding {
        extent: span.into(),
        entity: entity.clone(),
        score: 1.0,
        near_miss: false,
        evidence: Vec::new(),
    }
}

/// Why `text` is taken for the same as `full`.
fn reason(item: &Item, text: &str, full: &str, entity: &EntityType) -> String {
    let linked = item.evidence.iter().find(|e| e.source.starts_with("link:"));
    if let Some(evidence) = linked {
        return evidence.explanation.clone();
    }
    // The rules of linking, asked on nothing but the two.
    let between = ".\n\n";
    let both = format!("{full}{between}{text}");
    let whole = Span::new(full.len() + between.len(), both.len());
    let finding = Span::new(0, full.len()).map(|span| named(span, entity));
    let findings: Vec<Finding> = finding.into_iter().collect();
    let document = DocumentText {
        name: "",
        text: &both,
        findings: &findings,
    };
    let found = link(&[document])
        .into_iter()
        .find(|l| matches!(&l.place, Place::Text(c) if Some(c.extent.hull()) == whole));
    let said = found.map(|l| l.rule.explanation());
    said.unwrap_or("Nobody else in this project can be meant by it.")
        .to_owned()
}
