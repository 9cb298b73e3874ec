//! Editing content streams: what goes is taken out operator by operator, all else is copied as
//! it stands.
//!
//! In a stream with a removal the text state is set where it is needed and nowhere else, and in
//! a text object with a removal every position is absolute: operands that placed what follows
//! the removed text would give away how wide it was.

mod show;
mod state;
mod stream;

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{ObjectId, Stream};
use tacenda_pdf_content::{Content, RunId, ShowId, Via, in_parallel};

use crate::line::Layout;
use crate::rebuild::{Category, Edited, EditedRun, Extra};
use crate::removal::Removal;
use stream::StreamEdit;

/// A change of operators that are not text.
pub(crate) struct Change {
    /// One past the last byte of the operators that go.
    pub(crate) until: usize,
    /// The operators that come instead.
    pub(crate) operators: Vec<u8>,
    /// Whether those paint anything.
    pub(crate) paints: bool,
    /// The resources they name.
    pub(crate) resources: Vec<(Category, Vec<u8>, Extra)>,
}

impl Change {
    /// Nothing comes instead.
    pub(crate) fn nothing(until: usize) -> Self {
        Self {
            until,
            operators: Vec::new(),
            paints: false,
            resources: Vec::new(),
        }
    }
}

/// Changes by execution and first byte of the operator.
pub(crate) type Changes = HashMap<RunId, BTreeMap<usize, Change>>;

/// Edits every execution from which something goes.
///
/// Also returns the pages (from 1) on which this cannot be done: something goes from a glyph
/// procedure, which all pages share.
pub(crate) fn edit(
    content: &Content,
    removal: &Removal,
    layout: &Layout,
    mut changes: Changes,
    by_run: &HashMap<RunId, Vec<ShowId>>,
) -> (Edited, HashSet<u32>) {
    let table = &content.table;
    let mut direct: HashSet<RunId> = changes.keys().copied().collect();
    for &id in removal.glyphs.keys() {
        direct.insert(table.show(table.glyph(id).show).run);
    }
    let mut unsafe_pages = HashSet::new();
    let mut dirty: HashSet<RunId> = HashSet::new();
    for run in direct {
        let mut at = Some(run);
        while let Some(id) = at {
            if let Via::CharProc { .. } = table.run(id).via {
                unsafe_pages.insert(table.run(id).page);
            }
            dirty.insert(id);
            at = table.run(id).via.parent();
        }
    }
    let mut children: HashMap<RunId, Vec<RunId>> = HashMap::new();
    for &id in &dirty {
        if let Some(parent) = table.run(id).via.parent() {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut work: Vec<Execution<'_>> = Vec::with_capacity(dirty.len());
    for id in dirty {
        let run = table.run(id);
        if unsafe_pages.contains(&run.page) {
            continue;
        }
        let Some(stream) = content
            .source
            .document
            .get_object(run.stream)
            .ok()
            .and_then(|o| o.as_stream().ok())
        else {
            unsafe_pages.insert(run.page);
            continue;
        };
        let mut children = children.remove(&id).unwrap_or_default();
        children.sort_unstable();
        let mut own = changes.remove(&id).unwrap_or_default();
        let mut extras = HashMap::new();
        for (number, child) in children.into_iter().enumerate() {
            rename(
                table.run(child).via.clone(),
                child,
                number,
                &stream.content,
                &mut own,
                &mut extras,
            );
        }
        for change in own.values_mut() {
            for (category, name, extra) in std::mem::take(&mut change.resources) {
                extras.insert((category, name), extra);
            }
        }
        work.push(Execution {
            run: id,
            object: run.stream,
            stream,
            changes: own,
            extras,
            made: Vec::new(),
        });
    }
    in_parallel(&mut work, |item| {
        let shows = by_run.get(&item.run).map(Vec::as_slice).unwrap_or_default();
        item.made =
            StreamEdit::new(table, removal, layout, shows, &item.changes).run(&item.stream.content);
    });
    let runs = work
        .into_iter()
        .map(|item| {
            let run = EditedRun {
                stream: item.object,
                content: item.made,
                extras: item.extras,
            };
            (item.run, run)
        })
        .collect();
    (Edited { runs }, unsafe_pages)
}

/// One execution to edit.
struct Execution<'w> {
    run: RunId,
    object: ObjectId,
    stream: &'w Stream,
    changes: BTreeMap<usize, Change>,
    extras: HashMap<(Category, Vec<u8>), Extra>,
    made: Vec<u8>,
}

/// Makes the operator that executes an edited stream name the edited one.
fn rename(
    via: Via,
    child: RunId,
    number: usize,
    data: &[u8],
    changes: &mut BTreeMap<usize, Change>,
    extras: &mut HashMap<(Category, Vec<u8>), Extra>,
) {
    let new = format!("TacendaX{number}").into_bytes();
    let (op, category, extra) = match via {
        Via::Form { op, .. } => (op, Category::XObject, Extra::Run(child)),
        Via::Pattern { op, .. } => (op, Category::Pattern, Extra::Run(child)),
        Via::SoftMask { op, name, .. } => (
            op,
            Category::ExtGState,
            Extra::SoftMask(name.to_vec(), child),
        ),
        Via::Page | Via::CharProc { .. } => return,
    };
    let Some(bytes) = data.get(op.clone()) else {
        return;
    };
    let Some(slash) = bytes.iter().rposition(|b| *b == b'/') else {
        return;
    };
    let rest = bytes[slash + 1..]
        .iter()
        .position(|b| !is_regular(*b))
        .map_or(&[][..], |at| &bytes[slash + 1 + at..]);
    let operators = [&bytes[..=slash], &new, rest].concat();
    changes.insert(
        op.start,
        Change {
            until: op.end,
            operators,
            paints: category == Category::XObject,
            resources: Vec::new(),
        },
    );
    extras.insert((category, new), extra);
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | 9
            | 10
            | 12
            | 13
            | 32
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}
