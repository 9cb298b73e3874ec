//! Which type a finding gets, and with what score.

use std::collections::BTreeMap;

use tacenda_core::{EntityType, Evidence, Extent, Finding, Span};

use super::cluster::{Cluster, Group, Standing, Voice, order_evidence};

/// Whether a person said so, in a list or on the page.
pub(super) fn by_hand(evidence: &Evidence) -> bool {
    evidence.source.starts_with("list:") || evidence.source == "manual"
}

/// The score of several voices for the same thing: 1 − Π(1 − s), with the strongest voice of each
/// family of sources (`ner`, `pattern`, `list`, `link`), as two patterns or two models are not
/// independent of each other.
pub(super) fn combined<'a>(voices: impl Iterator<Item = &'a Voice>) -> f32 {
    let mut best: BTreeMap<&str, f32> = BTreeMap::new();
    for voice in voices {
        let source = voice.evidence.source.as_str();
        let family = source.split(':').next().unwrap_or(source);
        let score = best.entry(family).or_default();
        *score = score.max(voice.score);
    }
    let (mut doubt, mut strongest) = (1.0, 0.0f32);
    for score in best.into_values() {
        doubt *= 1.0 - score;
        strongest = strongest.max(score);
    }
    // A single score must come out as it went in, to the last bit.
    strongest.max(1.0 - doubt)
}

/// Makes the finding of a cluster.
pub(super) fn decide(cluster: Cluster) -> Finding {
    let entity = choose(&cluster);
    let everyone = || cluster.groups.iter().chain(&cluster.bystanders);
    let of_type = everyone()
        .filter(|g| g.entity == entity)
        .flat_map(|g| &g.voices);
    let hand = everyone()
        .flat_map(|g| &g.voices)
        .filter(|v| by_hand(&v.evidence))
        .map(|v| v.score);
    let score = hand.fold(combined(of_type), f32::max);
    let mut evidence: Vec<Evidence> = everyone()
        .flat_map(|g| g.voices.iter().map(|v| v.evidence.clone()))
        .collect();
    evidence.sort_by(order_evidence);
    evidence.dedup();
    Finding {
        near_miss: cluster.standing == Standing::Below,
        extent: cluster.extent,
        entity,
        score,
        evidence,
    }
}

fn choose(cluster: &Cluster) -> EntityType {
    let mut camps: BTreeMap<&EntityType, Camp<'_>> = BTreeMap::new();
    for group in &cluster.groups {
        let camp = camps.entry(&group.entity).or_insert_with(|| Camp {
            groups: Vec::new(),
            hull: group.extent.hull(),
            longest: 0,
        });
        camp.hull = camp.hull.hull(group.extent.hull());
        camp.longest = camp.longest.max(length(&group.extent));
        camp.groups.push(group);
    }
    let whole = length(&cluster.extent);
    let mut ranked: Vec<(f32, &EntityType)> = camps
        .iter()
        .map(|(&entity, camp)| (weight(entity, camp, whole), entity))
        .collect();
    // Equal weights: the name decides, so that the result is always the same.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let held = |entity: &EntityType| {
        let part = is_postcode(entity) && camps[entity].longest < whole;
        if part && camps.contains_key(&EntityType::ADDRESS) {
            return true;
        }
        let mut others = camps.iter().filter(|(other, _)| holds(other, entity));
        others.any(|(_, other)| other.wraps(&camps[entity]))
    };
    let free = ranked.iter().find(|(_, entity)| !held(entity));
    // Somebody is free: what wraps another is longer than it.
    free.unwrap_or(&ranked[0]).1.clone()
}

/// The groups of one type.
struct Camp<'a> {
    groups: Vec<&'a Group>,
    hull: Span,
    longest: usize,
}

impl Camp<'_> {
    /// Whether one extent of this camp reaches over all of `inner` and is longer.
    fn wraps(&self, inner: &Camp<'_>) -> bool {
        self.longest > inner.longest
            && self
                .groups
                .iter()
                .any(|g| length(&g.extent) > inner.longest && g.extent.hull().contains(inner.hull))
    }
}

/// How much speaks for a type: its combined score, by how much of the finding it explains, and
/// more for a passed checksum, a context word or a person's word. Types that only say "something"
/// come last.
fn weight(entity: &EntityType, camp: &Camp<'_>, whole: usize) -> f32 {
    let voices = || camp.groups.iter().flat_map(|g| &g.voices);
    #[expect(clippy::cast_precision_loss, reason = "a ratio for ranking")]
    let explained = (camp.longest as f32 / whole as f32).sqrt();
    let mut weight = combined(voices()) * explained;
    if voices().any(|v| v.evidence.validated) {
        weight += 1.0;
    }
    if voices().any(|v| v.evidence.context.is_some()) {
        weight += 0.3;
    }
    if *entity == EntityType::MANUAL {
        weight -= 8.0;
    } else if *entity == EntityType::MISC {
        weight -= 4.0;
    } else if voices().any(|v| by_hand(&v.evidence)) {
        weight += 4.0;
    } else if *entity == EntityType::GOVERNMENT_ID {
        // A model's "some number": a recogniser that knows which number it is has the say.
        weight -= 0.6;
    }
    weight
}

/// Whether something of type `outer` commonly has something of type `inner` inside, which is
/// then not what it is about: a name in an e-mail address, a year in a case number.
fn holds(outer: &EntityType, inner: &EntityType) -> bool {
    let is = |entity: &EntityType, types: &[EntityType]| types.contains(entity);
    let named = [
        EntityType::PERSON,
        EntityType::ORGANIZATION,
        EntityType::LOCATION,
        EntityType::NRP,
        EntityType::MISC,
        EntityType::PROFESSION,
        EntityType::AGE,
        EntityType::DATE,
    ];
    match outer {
        o if is(o, &[EntityType::EMAIL, EntityType::URL]) => *inner != EntityType::MANUAL,
        o if is(o, &[EntityType::ADDRESS]) => is(inner, &named),
        o if is(o, &[EntityType::ORGANIZATION]) => is(
            inner,
            &[EntityType::PERSON, EntityType::LOCATION, EntityType::NRP],
        ),
        o if is(o, &[EntityType::PERSON]) => is(inner, &[EntityType::LOCATION, EntityType::NRP]),
        o if is(o, &[EntityType::DATE]) => is(inner, &[EntityType::AGE]),
        o if is(o, &named) => false,
        _ => is(inner, &named),
    }
}

/// Whether a type is that of the postcodes of one country, each a part of an address.
pub(super) fn is_postcode(entity: &EntityType) -> bool {
    matches!(entity.as_str(), "UK_POSTCODE" | "DE_PLZ")
}

fn length(extent: &Extent) -> usize {
    extent.parts().iter().map(|p| p.len()).sum()
}
