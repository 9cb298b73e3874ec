//! Parts that go, with everything that points to them, and tracked changes.

use std::collections::BTreeSet;

use tacenda_core::{FormatError, FormatKind, RedactionPlan};

use super::Edits;
use super::spans::Dropped;
use crate::inventory::{Role, removed};
use crate::opened::Opened;
use crate::xml::{Edit, Element, Visitor, walk};

/// Elements that make no sense without the part that they point to.
const DEPENDENT: &[&str] = &[
    "OLEObject",
    "altChunk",
    "externalData",
    "control",
    "embedRegular",
    "embedBold",
    "embedItalic",
    "embedBoldItalic",
    "attachedTemplate",
    "subDoc",
    "contentPart",
    "movie",
    "oleObj",
    "legacyDrawing",
    "pivotCache",
    "externalReference",
    "smartTags",
    "saveThroughXslt",
    "attachedSchema",
    "videoFile",
    "audioFile",
    "pivotTableDefinition",
    "embed",
    "media",
    "oleObject",
    "customPr",
    "externalBook",
    "frame",
    "font",
    "embeddedFont",
    "slicer",
    "custData",
];

/// Adds edits for removed parts and tracked changes; returns what goes altogether.
///
/// # Errors
/// [`FormatError`] when a part cannot be read.
pub(super) fn edits(
    opened: &Opened,
    roles: &mut [Role],
    plan: &RedactionPlan,
    edits: &mut Edits,
) -> Result<Dropped, FormatError> {
    if plan.options.remove_comments {
        crate::tracked::remove_comments(opened, roles, edits);
    }
    let mut dropped = crate::tracked::edits(opened, plan.options.tracked_changes, edits)?;
    let gone: Vec<_> = opened
        .graph
        .relations
        .iter()
        .filter(|r| match r.part {
            Some(part) => matches!(roles[part], Role::Removed(_)),
            // A target that is missing in the package is of no use to anyone.
            None => !r.external || removed(&r.kind).is_some(),
        })
        .collect();
    let mut ids = BTreeSet::new();
    for relation in gone {
        if matches!(roles[relation.rels], Role::Removed(_)) {
            continue;
        }
        let (from, to) = relation.element;
        edits
            .entry(relation.rels)
            .or_default()
            .push(Edit::cut(from, to));
        if let Some(source) = relation.source {
            ids.insert((source, relation.id.as_str()));
        }
    }
    for (&part, scan) in &opened.scans {
        for reference in &scan.references {
            if !ids.contains(&(part, reference.id.as_str())) {
                continue;
            }
            let (from, to) = if DEPENDENT.contains(&reference.element.as_str()) {
                dropped.entry(part).or_default().push(reference.range);
                reference.range
            } else {
                reference.attribute
            };
            edits.entry(part).or_default().push(Edit::cut(from, to));
        }
    }
    types(opened, roles, edits)?;
    Ok(dropped)
}

/// Adds edits to the content types: entries of parts that go, and the main part's own type
/// without macros or template.
fn types(opened: &Opened, roles: &[Role], edits: &mut Edits) -> Result<(), FormatError> {
    let Some(index) = opened.package.find("[Content_Types].xml") else {
        return Ok(());
    };
    let part = &opened.package.parts[index];
    let source = crate::xml::decode(&part.name, &part.bytes)?;
    let gone = opened
        .package
        .parts
        .iter()
        .enumerate()
        .filter(|(i, _)| matches!(roles[*i], Role::Removed(_)))
        .map(|(_, p)| format!("/{}", p.name.to_ascii_lowercase()))
        .collect();
    let mut types = Types {
        gone,
        edits: Vec::new(),
        open: None,
        main: main_type(opened.document.kind),
    };
    walk(&part.name, &source.text, &mut types)?;
    if !types.edits.is_empty() {
        edits.entry(index).or_default().extend(types.edits);
    }
    Ok(())
}

/// The content type of a main part without macros.
fn main_type(kind: FormatKind) -> &'static str {
    match kind {
        FormatKind::Xlsx => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        }
        FormatKind::Pptx => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        }
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    }
}

struct Types {
    gone: BTreeSet<String>,
    edits: Vec<Edit>,
    /// Start of an entry that goes and has not ended.
    open: Option<usize>,
    main: &'static str,
}

impl<'a> Visitor<'a> for Types {
    fn open(&mut self, e: &Element<'a>) -> Result<(), FormatError> {
        let name = e.attr("PartName").unwrap_or_default().to_ascii_lowercase();
        if self.gone.contains(&name) {
            self.open = Some(e.from);
        }
        if let Some(a) = e.attrs.iter().find(|a| a.local == "ContentType") {
            let value = a.value.to_ascii_lowercase();
            let other = ["macroenabled", "template", "slideshow"]
                .iter()
                .any(|w| value.contains(w));
            if other && value.ends_with(".main+xml") {
                self.edits.push(Edit::put(a.from, a.to, self.main));
            }
        }
        Ok(())
    }
    fn close(&mut self, _: usize, to: usize) {
        if let Some(from) = self.open.take() {
            self.edits.push(Edit::cut(from, to));
        }
    }
    fn text(&mut self, _: &crate::xml::Chunk<'a>) {}
    fn aside(&mut self, _: usize, _: usize) {}
}
