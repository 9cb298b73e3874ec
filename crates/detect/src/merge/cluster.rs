//! Finding out which candidates are about the same stretch of text.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use tacenda_core::{Candidate, EntityType, Evidence, Extent, Finding, Span};

use super::contest::{by_hand, combined};
use super::{MergeRules, edges};

/// One type that one or more candidates gave to one extent.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) extent: Extent,
    pub(super) entity: EntityType,
    pub(super) voices: Vec<Voice>,
    pub(super) standing: Standing,
}

/// One candidate's word.
#[derive(Clone, PartialEq)]
pub(super) struct Voice {
    pub(super) score: f32,
    pub(super) evidence: Evidence,
}

/// Whether the evidence reaches the threshold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Above,
    Below,
}

/// Groups that become one finding: the first ones decide its extent and type, the others only
/// add their evidence.
pub(super) struct Cluster {
    pub(super) extent: Extent,
    pub(super) standing: Standing,
    pub(super) groups: Vec<Group>,
    pub(super) bystanders: Vec<Group>,
}

/// A weak candidate that covers more sure findings than this is evidence for the first ones only.
/// Otherwise a candidate over a whole text would be copied once for each finding in it.
const MOST_BESIDE: usize = 16;

/// Brings candidates of the same extent and type together.
pub(super) fn group(mut candidates: Vec<Candidate>, rules: &MergeRules) -> Vec<Group> {
    candidates.sort_by(order);
    candidates.dedup();
    let mut groups: Vec<Group> = Vec::new();
    for c in candidates {
        let voice = Voice {
            score: c.score,
            evidence: c.evidence,
        };
        match groups.last_mut() {
            Some(last) if last.extent == c.extent && last.entity == c.entity => {
                last.voices.push(voice);
            }
            _ => groups.push(Group {
                extent: c.extent,
                entity: c.entity,
                voices: vec![voice],
                standing: Standing::Below,
            }),
        }
    }
    for group in &mut groups {
        let sure = group.voices.iter().any(|v| by_hand(&v.evidence))
            || rules.suffices(&group.entity, combined(group.voices.iter()));
        if sure {
            group.standing = Standing::Above;
        }
    }
    groups
}

/// Findings as groups again, together with further ones of the same extent and type. What was
/// above its threshold stays above it.
pub(super) fn regroup(
    findings: Vec<Finding>,
    further: Vec<Group>,
    rules: &MergeRules,
) -> Vec<Group> {
    let mut groups: BTreeMap<(Extent, EntityType), Group> = BTreeMap::new();
    for finding in findings {
        let (most, near_miss) = (finding.score, finding.near_miss);
        let voices = finding.evidence.into_iter().map(|evidence| Voice {
            score: evidence.score.min(most),
            evidence,
        });
        let group = Group {
            extent: finding.extent,
            entity: finding.entity,
            voices: voices.collect(),
            standing: if near_miss {
                Standing::Below
            } else {
                Standing::Above
            },
        };
        groups.insert((group.extent.clone(), group.entity.clone()), group);
    }
    for mut group in further {
        let key = (group.extent.clone(), group.entity.clone());
        match groups.get_mut(&key) {
            None => {
                groups.insert(key, group);
            }
            Some(known) => {
                known.voices.append(&mut group.voices);
                let lifted = rules.suffices(&known.entity, combined(known.voices.iter()));
                if group.standing == Standing::Above || lifted {
                    known.standing = Standing::Above;
                }
            }
        }
    }
    groups.into_values().collect()
}

/// A total order over everything in a candidate, so that the order they came in does not matter.
fn order(a: &Candidate, b: &Candidate) -> Ordering {
    (&a.extent, &a.entity)
        .cmp(&(&b.extent, &b.entity))
        .then_with(|| b.score.total_cmp(&a.score))
        .then_with(|| order_evidence(&a.evidence, &b.evidence))
}

/// Strongest first; beyond that any order that is always the same.
pub(super) fn order_evidence(a: &Evidence, b: &Evidence) -> Ordering {
    fn words(e: &Evidence) -> (&str, &str, Option<&str>, &str) {
        (&e.source, &e.label, e.context.as_deref(), &e.explanation)
    }
    by_hand(b)
        .cmp(&by_hand(a))
        .then(b.validated.cmp(&a.validated))
        .then(b.score.total_cmp(&a.score))
        .then_with(|| words(a).cmp(&words(b)))
}

/// Makes clusters of what overlaps. Sure groups decide; what is below its threshold adds its
/// evidence to the sure ones it touches, and what it covers beside them is a cluster of its own.
pub(super) fn cluster(text: &str, groups: Vec<Group>) -> Vec<Cluster> {
    let (sure, weak): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|g| g.standing == Standing::Above);
    let mut clusters = overlapping(sure);
    let mut taken: Vec<(Span, usize)> = clusters
        .iter()
        .enumerate()
        .flat_map(|(index, c)| c.extent.parts().iter().map(move |&p| (p, index)))
        .collect();
    taken.sort_unstable();

    let mut rest = Vec::new();
    for group in weak {
        let beside = touched(&group.extent, &taken);
        for &index in beside.iter().take(MOST_BESIDE) {
            clusters[index].bystanders.push(group.clone());
        }
        if beside.is_empty() {
            rest.push(group);
        } else {
            rest.extend(left_over(text, &group, &taken));
        }
    }
    clusters.extend(overlapping(rest));
    clusters
}

/// Connected components of the relation "shares a byte".
fn overlapping(groups: Vec<Group>) -> Vec<Cluster> {
    let mut parts: Vec<(Span, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(index, g)| g.extent.parts().iter().map(move |&p| (p, index)))
        .collect();
    parts.sort_unstable();
    let mut parent: Vec<usize> = (0..groups.len()).collect();
    let mut reach: Option<(usize, usize)> = None;
    for (span, index) in parts {
        reach = Some(match reach {
            Some((end, other)) if span.start() < end => {
                let (a, b) = (root(&mut parent, other), root(&mut parent, index));
                parent[a.max(b)] = a.min(b);
                (end.max(span.end()), index)
            }
            _ => (span.end(), index),
        });
    }
    let mut members: BTreeMap<usize, Vec<Group>> = BTreeMap::new();
    for (index, group) in groups.into_iter().enumerate() {
        members
            .entry(root(&mut parent, index))
            .or_default()
            .push(group);
    }
    members.into_values().filter_map(as_cluster).collect()
}

fn as_cluster(groups: Vec<Group>) -> Option<Cluster> {
    let parts = groups.iter().flat_map(|g| g.extent.parts()).copied();
    Some(Cluster {
        extent: Extent::new(parts.collect())?,
        standing: groups.first()?.standing,
        groups,
        bystanders: Vec::new(),
    })
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

/// The entries of `taken` (sorted, disjoint) that overlap `span`.
fn overlaps(span: Span, taken: &[(Span, usize)]) -> &[(Span, usize)] {
    let from = taken.partition_point(|(t, _)| t.end() <= span.start());
    let to = taken.partition_point(|(t, _)| t.start() < span.end());
    &taken[from..to.max(from)]
}

fn touched(extent: &Extent, taken: &[(Span, usize)]) -> Vec<usize> {
    let mut found: Vec<usize> = extent
        .parts()
        .iter()
        .flat_map(|&part| overlaps(part, taken).iter().take(MOST_BESIDE))
        .map(|&(_, index)| index)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The pieces of a weak group that no sure finding covers and that could mean something.
fn left_over(text: &str, group: &Group, taken: &[(Span, usize)]) -> Vec<Group> {
    let mut free = Vec::new();
    for &part in group.extent.parts() {
        let mut at = part.start();
        for (span, _) in overlaps(part, taken) {
            free.extend(Span::new(at, span.start()));
            at = at.max(span.end());
        }
        free.extend(Span::new(at, part.end()));
    }
    free.into_iter()
        .filter_map(|span| edges::trim(text, span, edges::is_edge))
        .filter(|span| says_something(&text[span.range()]))
        .map(|span| Group {
            extent: span.into(),
            ..group.clone()
        })
        .collect()
}

/// Whether a piece cut from a larger candidate could identify anybody: it has a digit, a
/// capitalised word that is no title, or a letter of a script without capitals.
fn says_something(piece: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "The", "A", "An", "In", "On", "At", "Of",
        "And", "For", "By", "To", "From", "Hon", "Rev", "Judge", "Herr", "Frau",
    ];
    piece.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.chars()
            .any(|c| c.is_numeric() || c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
            && !TITLES.contains(&word)
    })
}
