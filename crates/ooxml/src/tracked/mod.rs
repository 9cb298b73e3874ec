//! Tracked changes: kept, accepted or rejected; comments: kept or removed.

mod settle;

use std::collections::BTreeMap;

use tacenda_core::{FormatError, HiddenKind, TrackedChanges};

use crate::inventory::Role;
use crate::opened::Opened;
use crate::redact::Edits;
use crate::xml::Edit;

/// Adds the edits that settle all tracked changes; returns the byte ranges that go by part.
///
/// # Errors
/// [`FormatError::Refused`] for changes that only Word can settle.
pub(crate) fn edits(
    opened: &Opened,
    choice: TrackedChanges,
    edits: &mut Edits,
) -> Result<BTreeMap<usize, Vec<(usize, usize)>>, FormatError> {
    let mut dropped: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let gone = match choice {
        TrackedChanges::Keep => return Ok(dropped),
        TrackedChanges::AcceptAll => settle::Gone::Deletions,
        TrackedChanges::RejectAll => settle::Gone::Insertions,
    };
    for (&part, scan) in &opened.scans {
        if scan.changes == 0 {
            continue;
        }
        let name = &opened.package.parts[part].name;
        let settled = settle::settle(name, &opened.sources[&part].text, gone)?;
        edits.entry(part).or_default().extend(settled.edits);
        dropped.insert(part, settled.dropped);
    }
    Ok(dropped)
}

/// Removes the comments' parts and every mark of a comment in the text.
pub(crate) fn remove_comments(opened: &Opened, roles: &mut [Role], edits: &mut Edits) {
    let kinds = [
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "threadedComment",
        "person",
        "people",
    ];
    for (part, kind) in &opened.graph.reached {
        if kinds.contains(&kind.as_str()) {
            roles[*part] = Role::Removed(HiddenKind::Comment);
        }
    }
    for (&part, source) in &opened.sources {
        let marks = comment_marks(&source.text);
        edits.entry(part).or_default().extend(marks);
    }
}

/// The elements that tie comments to text, none of which has content.
fn comment_marks(text: &str) -> Vec<Edit> {
    let names = [
        ":commentRangeStart",
        ":commentRangeEnd",
        ":commentReference",
    ];
    let mut edits = Vec::new();
    for name in names {
        for (at, found) in text.match_indices(name) {
            let from = text[..at].rfind('<');
            let to = text[at + found.len()..].find('>');
            if let (Some(from), Some(to)) = (from, to)
                && text[from..].starts_with('<')
            {
                edits.push(Edit::cut(from, at + found.len() + to + 1));
            }
        }
    }
    edits
}
