//! People who worked on a file become `Author 1`, `Author 2`…

use std::collections::BTreeMap;

use super::Edits;
use crate::opened::Opened;
use crate::xml::Edit;

/// Numbers of people over a file and everything inside it.
pub(super) type Numbers = BTreeMap<String, usize>;

/// Adds the edits that replace names and initials, the same person the same everywhere.
pub(super) fn edits(opened: &Opened, numbers: &mut Numbers, edits: &mut Edits) {
    for (part, scan) in &opened.scans {
        for author in &scan.authors {
            let next = numbers.len() + 1;
            let number = *numbers.entry(author.name.clone()).or_insert(next);
            let with = if author.initials {
                format!("A{number}")
            } else {
                format!("Author {number}")
            };
            let edit = Edit::put(author.from, author.to, with);
            edits.entry(*part).or_default().push(edit);
        }
    }
}
