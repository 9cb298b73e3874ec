//! The same person, company or number everywhere in a project.
//!
//! Once "Jane Roe-Smith" is found, "Ms Roe", "J. Smith", "SMITH, Jane", "Rce-Smith" misread by a
//! scanner and `jroesmith@example.org` are hers as well, in every document. [`link`] proposes
//! such places as further candidates, each with the rule and the finding it comes from;
//! [`groups`] says which findings are about the same one, so that they get the same number.
//!
//! Both lean on the careful side: a word of everyday language ("Green", "May") is no surname
//! without a title, a given name or an initial beside it, and two people who share a surname are
//! never made one.

mod alias;
mod common;
mod document;
mod group;
mod mentions;
mod name;
mod organisation;
mod people;
mod repeat;
mod rule;
mod words;

pub(crate) use common::is_common;
pub use common::is_function_word;
pub use document::{DocumentText, Link, Place};
pub use group::groups;
pub use rule::LinkRule;

use std::collections::BTreeMap;

/// Proposes places where something found elsewhere in `documents` stands in another form.
///
/// The links are sorted by document and place; what a finding above its threshold covers already
/// is left out. A candidate's extent is in the text of its document. To take links in, merge the
/// document's candidates again with those of its links.
#[must_use]
pub fn link(documents: &[DocumentText<'_>]) -> Vec<Link> {
    let covered: Vec<document::Covered> = documents.iter().map(document::Covered::of).collect();
    let people = people::People::of(documents);
    let organisations = organisation::Organisations::of(documents);
    let mut best: BTreeMap<document::Key, Link> = BTreeMap::new();
    let found = repeat::links(documents)
        .into_iter()
        .chain(mentions::links(documents, &people))
        .chain(organisation::links(documents, &organisations))
        .filter(|l| !covered[l.document].covers(&l.place));
    for one in found {
        let key = one.key();
        let better = best.get(&key).is_none_or(|known| one.rank() > known.rank());
        if better {
            best.insert(key, one);
        }
    }
    best.into_values().collect()
}

#[cfg(test)]
mod tests;
