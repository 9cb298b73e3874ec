//! Counting.

use std::collections::{BTreeMap, BTreeSet};

/// An entity of a type over `start..end`, in whatever unit both sides of a comparison use.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Labelled {
    /// First unit.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its type.
    pub label: String,
}

/// What was counted for a type or in total.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Entities in the labelled data.
    pub gold: usize,
    /// Entities that were found.
    pub found: usize,
    /// Found entities whose bounds and type are those of a labelled one.
    pub correct: usize,
    /// Characters (or tokens) of labelled entities.
    pub gold_characters: usize,
    /// Those that something found covers, whatever its type.
    pub covered_characters: usize,
    /// Labelled entities that what was found covers wholly, whatever its type.
    pub covered: usize,
}

impl Counts {
    /// Share of the found that is right; 0 when nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.correct, self.found)
    }

    /// Share of the labelled that was found; 0 when nothing is labelled.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.correct, self.gold)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        self.f(1.0)
    }

    /// The same with recall counting twice as much (van Rijsbergen's F with β = 2).
    #[must_use]
    pub fn f2(&self) -> f64 {
        self.f(2.0)
    }

    /// Share of the characters of labelled entities that something covers.
    #[must_use]
    pub fn character_recall(&self) -> f64 {
        ratio(self.covered_characters, self.gold_characters)
    }

    /// Share of labelled entities that are covered wholly.
    #[must_use]
    pub fn covered_recall(&self) -> f64 {
        ratio(self.covered, self.gold)
    }

    fn f(&self, beta: f64) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        let weighted = beta * beta * precision + recall;
        if weighted == 0.0 {
            0.0
        } else {
            (1.0 + beta * beta) * precision * recall / weighted
        }
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.correct += other.correct;
        self.gold_characters += other.gold_characters;
        self.covered_characters += other.covered_characters;
        self.covered += other.covered;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Counts over many texts.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    labels: BTreeMap<String, Counts>,
}

/// The counts by type and in total.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// By type.
    pub labels: BTreeMap<String, Counts>,
    /// The sums.
    pub total: Counts,
}

impl Scorer {
    /// A scorer that has counted nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one text: its labelled entities and those that were found. An entity that is listed
    /// twice counts once.
    pub fn add(&mut self, gold: &[Labelled], found: &[Labelled]) {
        let gold: BTreeSet<&Labelled> = gold.iter().collect();
        let found: BTreeSet<&Labelled> = found.iter().collect();
        let covered: BTreeSet<usize> = found.iter().flat_map(|f| f.start..f.end).collect();
        for entity in &gold {
            let counts = self.labels.entry(entity.label.clone()).or_default();
            let inside = (entity.start..entity.end)
                .filter(|at| covered.contains(at))
                .count();
            let length = entity.end - entity.start;
            counts.gold += 1;
            counts.gold_characters += length;
            counts.covered_characters += inside;
            counts.covered += usize::from(inside == length);
            counts.correct += usize::from(found.contains(*entity));
        }
        for entity in found {
            self.labels.entry(entity.label.clone()).or_default().found += 1;
        }
    }

    /// What was counted.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut total = Counts::default();
        self.labels.values().for_each(|counts| total.add(counts));
        Report {
            labels: self.labels.clone(),
            total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(start: usize, end: usize, label: &str) -> Labelled {
        Labelled {
            start,
            end,
            label: label.into(),
        }
    }

    /// Counted by hand: of four labelled entities one is found exactly, one with the wrong type,
    /// one with wrong bounds, one not; and one thing is found where there is nothing.
    #[test]
    fn counts_are_those_made_by_hand() {
        let mut scorer = Scorer::new();
        scorer.add(
            &[
                entity(0, 4, "PER"),
                entity(10, 14, "LOC"),
                entity(20, 30, "ORG"),
            ],
            &[
                entity(0, 4, "PER"),
                entity(10, 14, "ORG"),
                entity(20, 25, "ORG"),
                entity(40, 42, "PER"),
            ],
        );
        scorer.add(&[entity(0, 4, "PER")], &[]);
        let Report { labels, total } = scorer.report();
        assert_eq!((total.gold, total.found, total.correct), (4, 4, 1));
        assert_eq!(
            (
                total.gold_characters,
                total.covered_characters,
                total.covered
            ),
            (22, 13, 2)
        );
        assert_eq!(
            (total.precision(), total.recall(), total.f1()),
            (0.25, 0.25, 0.25)
        );
        let per = labels["PER"];
        assert_eq!((per.gold, per.found, per.correct), (2, 2, 1));
        assert_eq!(labels["ORG"].found, 2);
        assert_eq!(labels["LOC"].recall(), 0.0);
        // 5PR / (4P + R) with P = 1/2, R = 1 (van Rijsbergen, Information Retrieval, 1979).
        let counts = Counts {
            gold: 1,
            found: 2,
            correct: 1,
            ..Counts::default()
        };
        assert!((counts.f2() - 5.0 / 6.0).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), 0.0);
    }
}
