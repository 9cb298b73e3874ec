//! Carrying out a plan: every removal becomes a change of byte ranges.

mod authors;
mod metafile;
mod pixels;
mod spans;
mod structure;
mod sweep;

pub(crate) use pixels::can_cut;

use std::collections::BTreeMap;

use tacenda_core::{
    FormatError, Notice, NoticeCode, Place, Redacted, RedactionPlan, Replacement, UnknownParts,
};

use crate::embedded::{error_inside, inside};
use crate::inventory::Role;
use crate::opened::Opened;
use crate::package::{Part, write};
use crate::xml::{Edit, splice};

/// Empty core properties.
const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#;
/// Empty application properties.
const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;

/// Changes by part.
pub(crate) type Edits = BTreeMap<usize, Vec<Edit>>;

/// Writes the package without what `plan` removes.
///
/// # Errors
/// [`FormatError::Changed`] when the plan was made for another text; [`FormatError::Refused`]
/// for what cannot be treated safely.
pub(crate) fn redact(opened: &Opened, plan: &RedactionPlan) -> Result<Redacted, FormatError> {
    if opened.document.text.digest() != plan.text {
        return Err(FormatError::Changed);
    }
    let mut numbers = authors::Numbers::new();
    package(opened, plan, &sweep::labels(opened, plan), &mut numbers)
}

/// Writes a package and those inside it. `labels` and `numbers` hold for the whole file: what
/// stands for each removed value and for each person.
fn package(
    opened: &Opened,
    plan: &RedactionPlan,
    labels: &[Replacement],
    numbers: &mut authors::Numbers,
) -> Result<Redacted, FormatError> {
    let mut roles = opened.roles.clone();
    let mut notices = Vec::new();
    for (index, role) in roles.iter_mut().enumerate() {
        if *role != Role::Unknown {
            continue;
        }
        let place = Place::part(&opened.package.parts[index].name);
        if plan.options.unknown_parts == UnknownParts::Refuse {
            return Err(FormatError::Refused {
                place,
                reason: "the program does not know this part; choose to remove unknown parts, or remove it in the program that made it".into(),
            });
        }
        *role = Role::Removed(tacenda_core::HiddenKind::Other);
        notices.push(Notice::new(NoticeCode::PartRemoved, place, ""));
    }
    let mut edits = Edits::new();
    for (&part, scan) in &opened.scans {
        edits.insert(part, scan.hygiene.clone());
    }
    authors::edits(opened, numbers, &mut edits);
    let dropped = structure::edits(opened, &mut roles, plan, &mut edits)?;
    spans::edits(opened, plan, &dropped, &mut edits);
    sweep::edits(opened, plan, labels, &roles, &mut edits);
    if let Some(name) = sweep::named(opened, plan, &roles) {
        return Err(FormatError::Refused {
            place: Place::part(name),
            reason: "the name of this part holds a removed value; save the file anew in its own program, which gives neutral names".into(),
        });
    }
    let mut inner = BTreeMap::new();
    for embedded in &opened.embedded {
        let name = &opened.package.parts[embedded.part].name;
        let written = package(&embedded.opened, &embedded.plan(plan), labels, numbers)
            .map_err(|error| error_inside(name, error))?;
        notices.extend(written.notices.into_iter().map(|notice| Notice {
            place: inside(name, &notice.place),
            ..notice
        }));
        inner.insert(embedded.part, written.bytes);
    }
    let mut parts = Vec::with_capacity(opened.package.parts.len());
    for (index, part) in opened.package.parts.iter().enumerate() {
        let bytes = match roles[index] {
            Role::Removed(_) | Role::Unknown => continue,
            Role::CoreProperties => CORE.into(),
            Role::AppProperties => APP.into(),
            Role::Pixels => match picture(opened, index) {
                Some(bytes) => bytes,
                None => {
                    notices.push(Notice::new(
                        NoticeCode::PartRemoved,
                        Place::part(&part.name),
                        "a damaged picture was replaced by an empty one",
                    ));
                    pixels::blank(&part.bytes)
                }
            },
            Role::Metafile => match metafile::without_text(&part.bytes) {
                metafile::Outcome::Clean => part.bytes.clone(),
                metafile::Outcome::Blanked(bytes) => {
                    notices.push(Notice::new(
                        NoticeCode::PartRemoved,
                        Place::part(&part.name),
                        "a picture that may hold text was replaced by an empty one",
                    ));
                    bytes
                }
            },
            Role::Preview => pixels::blank(&part.bytes),
            Role::Embedded => match inner.remove(&index) {
                Some(bytes) => bytes,
                None => continue,
            },
            Role::Xml { .. } | Role::Relations | Role::Types => {
                spliced(opened, index, edits.remove(&index).unwrap_or_default())?
            }
        };
        let name = part.name.clone();
        parts.push(Part { name, bytes });
    }
    Ok(Redacted {
        bytes: write(&parts)?,
        notices,
    })
}

/// A picture without metadata and without what is shown nowhere; `None` for a damaged one.
fn picture(opened: &Opened, index: usize) -> Option<Vec<u8>> {
    let bytes = pixels::without_metadata(&opened.package.parts[index].bytes)?;
    match opened.cropped.get(&index) {
        Some(shown) if pixels::can_cut(&bytes) => pixels::cut(&bytes, shown),
        _ => Some(bytes),
    }
}

/// The bytes of a part after its edits; its own bytes where there are none.
fn spliced(opened: &Opened, index: usize, edits: Vec<Edit>) -> Result<Vec<u8>, FormatError> {
    let part = &opened.package.parts[index];
    if edits.is_empty() {
        return Ok(part.bytes.clone());
    }
    let source = match opened.sources.get(&index) {
        Some(source) => source.clone(),
        None => crate::xml::decode(&part.name, &part.bytes)?,
    };
    let mut bytes = if source.marked {
        b"\xef\xbb\xbf".to_vec()
    } else {
        Vec::new()
    };
    bytes.extend(splice(&source.text, edits).into_bytes());
    Ok(bytes)
}
