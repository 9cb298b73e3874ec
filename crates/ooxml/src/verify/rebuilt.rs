//! Whether what was to stay has stayed.

use std::collections::BTreeSet;

use tacenda_core::{RedactionPlan, Replacement};

use super::Report;
use super::archive::Entry;
use super::dom;

/// Compares every part that both files have: the same structure, and in each paragraph nothing
/// that was not there before but replacements.
pub(super) fn same_but_for(
    plan: &RedactionPlan,
    before: &[Entry],
    after: &[Entry],
    report: &mut Report,
) {
    let labels = labels(plan);
    let mut paragraphs = 0;
    for entry in after {
        let Some(old) = before.iter().find(|e| {
            e.name
                .trim_start_matches('/')
                .eq_ignore_ascii_case(&entry.name)
        }) else {
            report.leak(
                "structure",
                &entry.name,
                "the source has no such part".into(),
            );
            continue;
        };
        if !entry.name.to_lowercase().ends_with(".xml") {
            continue;
        }
        let trees = [old, entry].map(|e| dom::trees(std::slice::from_ref(e)));
        let [Ok(old), Ok(new)] = &trees else {
            report.leak("structure", &entry.name, "it cannot be compared".into());
            continue;
        };
        let ([old], [new]) = (old.as_slice(), new.as_slice()) else {
            continue;
        };
        if old.counts != new.counts && !plan.options.remove_comments {
            report.leak(
                "structure",
                &entry.name,
                "elements are missing or new".into(),
            );
        }
        paragraphs += new.paragraphs.len();
        let rows = old.paragraphs.iter().zip(&new.paragraphs);
        let changed = rows
            .filter(|(a, b)| a.words != b.words && !derived(&a.words, &b.words, &labels))
            .count();
        if changed > 0 {
            report.leak(
                "structure",
                &entry.name,
                format!("{changed} paragraphs hold text that the source has not"),
            );
        }
    }
    report.check(
        "fidelity",
        format!("{paragraphs} paragraphs compared with the source"),
    );
}

/// Everything that may stand in place of a removed value.
fn labels(plan: &RedactionPlan) -> BTreeSet<String> {
    let mut labels = BTreeSet::from(["████████".to_owned()]);
    for redaction in &plan.redactions {
        if let Replacement::Text(text) = &redaction.replacement {
            labels.insert(text.clone());
            labels.insert(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    labels.retain(|l| !l.is_empty());
    labels
}

/// Whether `new` comes from `old` by removing characters and putting labels in.
///
/// For every position in `new`, the least position in `old` at which the rest can still be read
/// is kept: a smaller one is never worse.
fn derived(old: &str, new: &str, labels: &BTreeSet<String>) -> bool {
    let old: Vec<char> = old.chars().collect();
    let new: Vec<char> = new.chars().collect();
    let labels: Vec<Vec<char>> = labels.iter().map(|l| l.chars().collect()).collect();
    let mut least: Vec<Option<usize>> = vec![None; new.len() + 1];
    least[0] = Some(0);
    for at in 0..new.len() {
        let Some(from) = least[at] else {
            continue;
        };
        let mut reach = |to: usize, position: usize| {
            let best = &mut least[to];
            *best = Some(best.map_or(position, |b| b.min(position)));
        };
        if let Some(found) = old[from..].iter().position(|c| *c == new[at]) {
            reach(at + 1, from + found + 1);
        }
        for label in &labels {
            if new[at..].starts_with(label) {
                reach(at + label.len(), from);
            }
        }
    }
    least[new.len()].is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_removal_and_labels_are_allowed() {
        let labels = BTreeSet::from(["[P 1]".to_owned(), "Patient 1".to_owned()]);
        for (old, new, expected) in [
            ("Dear John Smith, hello", "Dear [P 1], hello", true),
            ("Dear Pat, hello", "Dear Patient 1, hello", true),
            ("[John]", "[[P 1]]", true),
            ("Dear John", "Dear Jane", false),
            ("Dear John", "[P 2]", false),
            ("a b", "b a", false),
        ] {
            assert_eq!(derived(old, new, &labels), expected, "{old:?} {new:?}");
        }
    }
}
