//! The plan's redactions as edits.

use std::collections::{BTreeMap, BTreeSet};

use tacenda_core::{Redaction, RedactionPlan, Replacement, Span};

use super::Edits;
use crate::opened::{Opened, Placed};
use crate::scan::{Host, Map};
use crate::xml::{Edit, escape};

/// A box: eight full blocks, whatever it stands for.
pub(crate) const BOX: &str = "████████";

/// Byte ranges that go altogether, by part.
pub(super) type Dropped = BTreeMap<usize, Vec<(usize, usize)>>;

/// Adds the edits for all redactions. A replacement is put where the removed text starts, but
/// never inside `dropped`, where it would be lost.
pub(super) fn edits(opened: &Opened, plan: &RedactionPlan, dropped: &Dropped, edits: &mut Edits) {
    let mut spaces = BTreeSet::new();
    for redaction in &plan.redactions {
        one(opened, redaction, dropped, edits, &mut spaces);
    }
    for (part, at) in spaces {
        let edit = Edit::put(at, at, " xml:space=\"preserve\"");
        edits.entry(part).or_default().push(edit);
    }
}

fn one(
    opened: &Opened,
    redaction: &Redaction,
    dropped: &Dropped,
    edits: &mut Edits,
    spaces: &mut BTreeSet<(usize, usize)>,
) {
    let parts = redaction.extent.parts();
    let cuts: Vec<Cut> = parts
        .iter()
        .flat_map(|&part| cuts(&opened.placed, part))
        .collect();
    let lost = |cut: &Cut| {
        dropped.get(&cut.placed.part).is_some_and(|ranges| {
            ranges
                .iter()
                .any(|&(from, to)| from <= cut.from && cut.to <= to)
        })
    };
    let textual =
        |cut: &Cut| !matches!(cut.placed.piece.host, Host::Element | Host::Formula { .. });
    let home = cuts
        .iter()
        .position(|c| !lost(c) && textual(c) && c.placed.piece.len > 0)
        .or_else(|| cuts.iter().position(|c| !lost(c) && textual(c)))
        .or_else(|| cuts.iter().position(|c| !lost(c)));
    let mut wholes = BTreeSet::new();
    // A list of attributes under one redaction is several places: each gets the replacement.
    let mut labelled: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, cut) in cuts.iter().enumerate() {
        let placed = &cut.placed;
        let list = edits.entry(placed.part).or_default();
        let attribute = !matches!(
            placed.piece.host,
            Host::Text { .. } | Host::Cdata | Host::Plain | Host::Element | Host::Number { .. }
        );
        let here = home == Some(index)
            || (attribute && labelled.insert((placed.part, placed.piece.from)) && cut.first);
        match placed.piece.host {
            Host::Target | Host::Typed => {
                if wholes.insert((placed.part, placed.piece.from)) {
                    list.push(whole(opened, placed));
                }
                continue;
            }
            Host::Formula { open } => {
                list.push(Edit::cut(open, formula_end(opened, placed)));
                continue;
            }
            Host::Number { kind } if wholes.insert((placed.part, kind.0)) => {
                list.push(Edit::put(kind.0, kind.1, " t=\"str\""));
            }
            _ => {}
        }
        let with = if here {
            replacement(&redaction.replacement, placed)
        } else {
            String::new()
        };
        list.push(Edit::put(cut.from, cut.to, with));
        if let Host::Text { space: Some(at) } = placed.piece.host {
            spaces.insert((placed.part, at));
        }
    }
}

/// Bytes that go.
struct Cut {
    placed: Placed,
    from: usize,
    to: usize,
    /// Whether the bytes start where the piece does.
    first: bool,
}

/// The bytes that say what stands in `span`, with those that say nothing inside it.
fn cuts(placed: &[Placed], span: Span) -> Vec<Cut> {
    let start = placed
        .partition_point(|p| p.piece.at + p.piece.len <= span.start() && p.piece.at < span.start());
    placed[start..]
        .iter()
        .take_while(|p| p.piece.at < span.end())
        .filter_map(|p| {
            let piece = p.piece;
            let from = span.start().max(piece.at) - piece.at;
            let to = (span.end() - piece.at).min(piece.len);
            if piece.len == 0 && piece.at > span.start() {
                return Some((p, piece.from, piece.to));
            }
            if from >= to {
                return None;
            }
            Some(match piece.map {
                Map::Exact => (p, piece.from + from, piece.from + to),
                Map::Whole => (p, piece.from, piece.to),
            })
        })
        .map(|(p, from, to)| Cut {
            placed: *p,
            from,
            to,
            first: from == p.piece.from,
        })
        .collect()
}

/// Where the element of a formula ends.
fn formula_end(opened: &Opened, placed: &Placed) -> usize {
    let text = opened.sources.get(&placed.part);
    let rest = text.and_then(|s| s.text.get(placed.piece.to..));
    let end = rest.and_then(|r| {
        let close = r.find("</")?;
        Some(close + r[close..].find('>')? + 1)
    });
    placed.piece.to + end.unwrap_or(0)
}

/// Values that have a type of their own cannot hold a label: a link leads nowhere, another
/// attribute goes.
fn whole(opened: &Opened, placed: &Placed) -> Edit {
    let (from, to) = (placed.piece.from, placed.piece.to);
    if placed.piece.host == Host::Target {
        return Edit::put(from, to, "about:blank#redacted");
    }
    let source = opened.sources.get(&placed.part);
    let name = source
        .and_then(|s| s.text.get(..from))
        .and_then(|before| before.rfind(char::is_whitespace));
    match name {
        Some(name) => Edit::cut(name, to + 1),
        None => Edit::cut(from, to),
    }
}

fn replacement(replacement: &Replacement, placed: &Placed) -> String {
    let label = match replacement {
        Replacement::Box => BOX,
        Replacement::Text(text) => text,
    };
    match placed.piece.host {
        _ if placed.code => name(replacement),
        Host::Name => name(replacement),
        Host::Cdata => label.replace("]]>", "]] >"),
        Host::Plain => label.to_owned(),
        // A character that is an element of its own sits in a run, beside its texts.
        Host::Element => format!("<w:t xmlns:w=\"{}\">{}</w:t>", WORD, escape(label)),
        _ => escape(label),
    }
}

/// The transitional address of WordprocessingML.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A replacement that can stand where a name is needed: letters, digits and underscores.
pub(super) fn name(replacement: &Replacement) -> String {
    let text = match replacement {
        Replacement::Box => "",
        Replacement::Text(text) => text,
    };
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let joined = words.join("_");
    if joined.starts_with(|c: char| c.is_alphabetic()) {
        joined
    } else {
        format!("redacted{joined}")
    }
}
