//! Joining the pieces of a name or an address that stand side by side.

use tacenda_core::{EntityType, Extent, Finding, Span};

use super::cluster::order_evidence;
use super::contest;

/// Joins neighbours in `findings` (disjoint, sorted by first byte).
pub(super) fn join(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let mut taken: Vec<Span> = findings
        .iter()
        .flat_map(|f| f.extent.parts().iter().copied())
        .collect();
    taken.sort_unstable();
    let mut out: Vec<Finding> = Vec::with_capacity(findings.len());
    for next in findings {
        match out.last_mut() {
            Some(last) if gap_is_free(last, &next, &taken) => {
                match joined_type(text, last, &next) {
                    Some(entity) => absorb(last, next, entity),
                    None => out.push(next),
                }
            }
            _ => out.push(next),
        }
    }
    out
}

/// Whether no part of a third finding, one that stands in several places, lies between the two.
fn gap_is_free(a: &Finding, b: &Finding, taken: &[Span]) -> bool {
    let (from, to) = (a.extent.hull().end(), b.extent.hull().start());
    let next = taken.partition_point(|part| part.start() < from);
    from <= to && taken.get(next).is_none_or(|part| part.start() >= to)
}

fn absorb(last: &mut Finding, next: Finding, entity: EntityType) {
    let gap = Span::new(last.extent.hull().end(), next.extent.hull().start());
    let parts = last.extent.parts().iter().chain(next.extent.parts());
    if let Some(extent) = Extent::new(parts.copied().chain(gap).collect()) {
        last.extent = extent;
    }
    last.entity = entity;
    last.score = last.score.max(next.score);
    last.near_miss &= next.near_miss;
    last.evidence.extend(next.evidence);
    last.evidence.sort_by(order_evidence);
    last.evidence.dedup();
}

/// The type of the whole, if the two are pieces of one.
fn joined_type(text: &str, a: &Finding, b: &Finding) -> Option<EntityType> {
    let gap = text.get(a.extent.hull().end()..b.extent.hull().start())?;
    let left = text.get(a.extent.hull().range())?;
    let right = text.get(b.extent.hull().range())?;
    let place = |e: &EntityType| {
        *e == EntityType::ADDRESS || *e == EntityType::LOCATION || contest::is_postcode(e)
    };
    if a.entity == EntityType::PERSON && b.entity == EntityType::PERSON {
        one_name(a, left, gap, b, right).then_some(EntityType::PERSON)
    } else if contest::is_postcode(&a.entity) && contest::is_postcode(&b.entity) {
        None
    } else if place(&a.entity) && place(&b.entity) {
        let entity = if a.entity == b.entity {
            a.entity.clone()
        } else {
            EntityType::ADDRESS
        };
        one_address(a, left, gap, b, right).then_some(entity)
    } else {
        None
    }
}

/// Which parts of a name the sources say a finding is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamePart {
    Given,
    Surname,
    Both,
    Unknown,
}

fn name_part(finding: &Finding) -> NamePart {
    let says = |words: &[&str]| {
        let labels = finding
            .evidence
            .iter()
            .map(|e| e.label.to_ascii_uppercase());
        labels
            .into_iter()
            .any(|l| words.iter().any(|w| l.contains(w)))
    };
    let given = says(&["GIVEN", "FIRST", "MIDDLE"]);
    let surname = says(&["SURNAME", "LAST", "FAMILY"]);
    match (given, surname) {
        (true, true) => NamePart::Both,
        (true, false) => NamePart::Given,
        (false, true) => NamePart::Surname,
        (false, false) => NamePart::Unknown,
    }
}

fn one_name(a: &Finding, left: &str, gap: &str, b: &Finding, right: &str) -> bool {
    use NamePart::{Both, Given, Surname, Unknown};
    let parts = (name_part(a), name_part(b));
    let one_word = |name: &str| name.split_whitespace().count() == 1;
    match gap {
        "" | "-" | "\u{2010}" | "\u{2011}" | "'" | "’" => true,
        _ if is_spaces(gap) || is_initial(gap) => match parts {
            (Given, _) | (Surname, Given | Surname) | (Both, Surname) => true,
            (Both, _) | (_, Both) => false,
            (_, Unknown | Given | Surname) => one_word(left) || is_suffix(right),
        },
        _ if matches!(gap.trim_matches(' '), "\n" | "\r\n") => parts == (Given, Surname),
        _ if gap.trim() == "," => parts == (Surname, Given) || is_suffix(right),
        _ => false,
    }
}

fn is_spaces(gap: &str) -> bool {
    !gap.is_empty()
        && gap
            .chars()
            .all(|c| c.is_whitespace() && !c.is_ascii_control())
}

/// A middle initial between two names.
fn is_initial(gap: &str) -> bool {
    let inner = gap.trim_matches([' ', '\t', '\u{a0}']);
    let letter = inner.strip_suffix('.').unwrap_or(inner);
    gap.starts_with([' ', '\u{a0}'])
        && gap.ends_with([' ', '\u{a0}'])
        && letter.chars().count() == 1
        && letter.chars().all(char::is_uppercase)
}

fn is_suffix(word: &str) -> bool {
    const SUFFIXES: &[&str] = &[
        "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Esq", "Esq.", "MD", "M.D.", "PhD", "Ph.D.",
    ];
    SUFFIXES.contains(&word)
}

fn one_address(a: &Finding, left: &str, gap: &str, b: &Finding, right: &str) -> bool {
    if a.entity == EntityType::LOCATION && b.entity == EntityType::LOCATION {
        // "Boston, MA" is one place; "Boston, Paris" may be two.
        return matches!(gap, ", " | " ") && is_state(right);
    }
    if starts_address(right) && left.chars().any(char::is_alphabetic) {
        return false;
    }
    let breaks = gap.matches('\n').count();
    let rest = gap.replace([' ', '\t', '\r', '\n', '\u{a0}', ','], "");
    let short = gap.chars().count() <= 8 && gap.matches(',').count() <= 1;
    let state = rest.len() == 2 && is_state(&rest) && is_postcode(right);
    let line = match breaks {
        0 => true,
        1 => b.entity == EntityType::LOCATION || is_postcode(right) || left.ends_with(','),
        _ => false,
    };
    short && line && (rest.is_empty() || state)
}

fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// A number followed by words, and not by a postcode's place: a street address of its own.
fn starts_address(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let number = first.bytes().all(|b| b.is_ascii_digit());
    let long = first.len() >= 4;
    number && !long && words.next().is_some()
}

fn is_postcode(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 10 && digits >= 2 && text.split_whitespace().count() <= 2
}
