//! The inspect report: what a package holds beside its visible text.

use std::collections::{BTreeMap, BTreeSet};

use tacenda_core::{HiddenItem, HiddenKind, MarkKind, Place, Treatment};

use crate::inventory::Role;
use crate::package::{Graph, Package};
use crate::redact::can_cut;
use crate::scan::{Lane, PartScan, Shown};

/// Everything hidden, in file order.
pub(crate) fn items(
    package: &Package,
    graph: &Graph,
    roles: &[Role],
    scans: &BTreeMap<usize, PartScan>,
    cropped: &BTreeMap<usize, Vec<Shown>>,
) -> Vec<HiddenItem> {
    let mut items = Vec::new();
    for (index, part) in package.parts.iter().enumerate() {
        let mut add = |kind, count: usize, treatment| {
            if let Ok(count @ 1..) = u32::try_from(count) {
                items.push(HiddenItem {
                    kind,
                    place: Place::part(&part.name),
                    count,
                    treatment,
                });
            }
        };
        match roles[index] {
            Role::Removed(kind) => add(kind, 1, Treatment::Removed),
            Role::Embedded => add(HiddenKind::Attachment, 1, Treatment::Searched),
            Role::Preview => add(HiddenKind::Thumbnail, 1, Treatment::Removed),
            Role::CoreProperties | Role::AppProperties => {
                add(HiddenKind::Metadata, 1, Treatment::Removed);
            }
            Role::Pixels if cropped.contains_key(&index) && can_cut(&part.bytes) => {
                add(HiddenKind::CroppedArea, 1, Treatment::Removed);
            }
            Role::Unknown => add(HiddenKind::Other, 1, Treatment::Choice),
            Role::Relations => {
                let links = graph.relations.iter().filter(|r| r.rels == index);
                let links = links.filter(|r| r.external).count();
                add(HiddenKind::Link, links, Treatment::Searched);
            }
            Role::Xml { title, .. } => {
                let Some(scan) = scans.get(&index) else {
                    continue;
                };
                let marked = |kind: MarkKind| {
                    let marks = scan.flows.iter().flat_map(|f| &f.marks);
                    marks.filter(|m| m.2 == kind).count()
                };
                let people: BTreeSet<_> = scan.authors.iter().map(|a| &a.name).collect();
                let codes = scan.flows.iter().filter(|f| f.lane == Lane::Code).count();
                add(HiddenKind::People, people.len(), Treatment::Removed);
                add(HiddenKind::TrackedChange, scan.changes, Treatment::Searched);
                add(
                    HiddenKind::HiddenText,
                    marked(MarkKind::Hidden),
                    Treatment::Searched,
                );
                add(
                    HiddenKind::HiddenSheet,
                    scan.hidden_sheets,
                    Treatment::Searched,
                );
                add(HiddenKind::FieldCode, codes, Treatment::Searched);
                add(
                    HiddenKind::Comment,
                    scan.comments as usize,
                    Treatment::Searched,
                );
                if title == "Document data" {
                    add(HiddenKind::CustomXml, 1, Treatment::Searched);
                }
            }
            _ => {}
        }
    }
    items
}
