//! From candidates to findings.
//!
//! Detectors see the same text in their own ways: a model finds a name, a recogniser the e-mail
//! address that holds it, a list the same words again. [`merge`] makes one finding of what
//! overlaps, keeps all evidence, chooses the type that the evidence speaks for most and joins the
//! pieces of a name or an address that stand side by side.
//!
//! The result depends on the set of candidates only, never on their order, and every byte that a
//! candidate covered is covered by a finding or, where it lies beside a surer one and says
//! nothing by itself (a title, an article), stands in that finding's evidence. A model's guess over
//! several names is one candidate for each, without what parts them.

mod cluster;
mod contest;
mod doubt;
mod edges;
mod guess;
mod join;
mod rules;

pub use rules::{Interest, MergeRules};

use tacenda_core::{Candidate, Finding};

/// Merges `candidates`, whose extents are byte offsets into `text`, into disjoint findings sorted
/// by their first byte.
///
/// Candidates below the threshold of their type become near-misses unless they agree with others
/// that lift them above it. Types that `rules` do not want are left out before merging, so that
/// they cannot take a byte from one that is wanted; lists and manual marks always count. Extents
/// that stick out of the text or cut a character are fitted to it, and spaces at the edges go.
#[must_use]
pub fn merge(text: &str, candidates: Vec<Candidate>, rules: &MergeRules) -> Vec<Finding> {
    let candidates = edges::fit(text, candidates, rules);
    let groups = cluster::group(candidates, rules);
    let clusters = cluster::cluster(text, groups);
    let mut findings: Vec<Finding> = clusters.into_iter().map(contest::decide).collect();
    findings.sort_by_key(|f| f.extent.hull());
    join::join(text, findings)
}

/// Merges further candidates, such as links, into findings made by [`merge`] earlier.
///
/// What overlaps becomes one finding, near-misses may be lifted above their threshold by the new
/// evidence, and findings that no candidate touches stay as they are.
#[must_use]
pub fn extend(
    text: &str,
    findings: Vec<Finding>,
    further: Vec<Candidate>,
    rules: &MergeRules,
) -> Vec<Finding> {
    let further = cluster::group(edges::fit(text, further, rules), rules);
    let groups = cluster::regroup(findings, further, rules);
    let clusters = cluster::cluster(text, groups);
    let mut findings: Vec<Finding> = clusters.into_iter().map(contest::decide).collect();
    findings.sort_by_key(|f| f.extent.hull());
    findings
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
