//! Whether pictures hold more than the document shows of them.

use std::collections::BTreeMap;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgba};
use roxmltree::{Document, Node};

use super::Report;
use super::archive::Entry;
use super::structure::path;

/// Samples darker than this are black: a JPEG keeps no exact value.
const BLACK: u8 = 40;

/// So near to what is shown, in pixels, a JPEG mixes what is beside it (ITU-T T.81, A.2: blocks of
/// eight, twice as large where colour is halved).
const MIXED: f64 = 16.0;

/// What a place cuts from a picture: left, top, right and bottom, in shares of its sides.
type Cuts = [f64; 4];

const NONE: Cuts = [0.0; 4];

/// Checks that PNG and JPEG pictures are black, or clear, wherever every place cuts them off.
pub(super) fn show_what_they_hold(entries: &[Entry], report: &mut Report) {
    let mut uses: BTreeMap<String, Vec<Cuts>> = BTreeMap::new();
    for entry in entries.iter().filter(|e| e.name.ends_with(".rels")) {
        relationships(entries, entry, &mut uses);
    }
    let mut cut = 0;
    for entry in entries {
        let Some(cuts) = uses.get(&entry.name.to_lowercase()) else {
            continue;
        };
        let format = image::guess_format(&entry.bytes);
        let Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) = format else {
            continue;
        };
        if cuts.contains(&NONE) {
            continue;
        }
        cut += 1;
        let margin = if format == ImageFormat::Png {
            1.0
        } else {
            MIXED
        };
        match image::load_from_memory_with_format(&entry.bytes, format) {
            Ok(picture) if holds_more(&picture, cuts, margin) => report.leak(
                "pictures",
                &entry.name,
                "it holds what is cut off wherever it is shown".into(),
            ),
            Ok(_) => {}
            Err(error) => report.leak("pictures", &entry.name, error.to_string()),
        }
    }
    report.check("pictures", format!("{cut} cropped pictures"));
}

/// Adds how the part that `rels` belongs to uses other parts of its package.
fn relationships(entries: &[Entry], rels: &Entry, uses: &mut BTreeMap<String, Vec<Cuts>>) {
    let Some((folder, file)) = rels.inner_name().split_once("_rels/") else {
        return;
    };
    let folder = folder.trim_end_matches('/');
    let owner = path(folder, file.trim_end_matches(".rels"));
    let text = String::from_utf8_lossy(&rels.bytes).into_owned();
    let Ok(document) = Document::parse(text.trim_start_matches('\u{feff}')) else {
        return;
    };
    let same = |e: &&Entry| e.package == rels.package && e.inner_name().to_lowercase() == owner;
    let shown = entries.iter().find(same).map_or_else(Vec::new, pictures);
    for node in document.descendants() {
        let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else {
            continue;
        };
        let target = format!("{}{}", rels.package.to_lowercase(), path(folder, target));
        let uses = uses.entry(target).or_default();
        let before = uses.len();
        uses.extend(shown.iter().filter(|(i, _)| i == id).map(|(_, cuts)| *cuts));
        if uses.len() == before {
            uses.push(NONE);
        }
    }
}

/// The pictures that a part shows: ids of relationships, and what is cut off.
fn pictures(entry: &Entry) -> Vec<(String, Cuts)> {
    let Ok(Some(text)) = super::dom::text(entry) else {
        return Vec::new();
    };
    let Ok(document) = Document::parse(&text) else {
        return Vec::new();
    };
    let nodes = document.descendants();
    let nodes = nodes.filter(|n| matches!(n.tag_name().name(), "blip" | "imagedata"));
    nodes
        .filter_map(|node| {
            let id = node.attributes().find(|a| {
                a.namespace()
                    .is_some_and(|n| n.to_lowercase().ends_with("/relationships"))
            })?;
            Some((id.value().to_owned(), cuts(node)))
        })
        .collect()
}

/// What the picture's own attributes, or those of the rectangle beside it, cut off.
fn cuts(node: Node<'_, '_>) -> Cuts {
    let beside = || {
        let mut next = node.next_siblings().skip(1);
        next.find(|n| n.tag_name().name() == "srcRect")
    };
    let (holder, names, unit) = match node.tag_name().name() {
        "imagedata" => {
            let names = ["cropleft", "croptop", "cropright", "cropbottom"];
            (Some(node), names, 1.0)
        }
        _ => (beside(), ["l", "t", "r", "b"], 100_000.0),
    };
    names.map(|name| {
        let value = holder.and_then(|h| h.attribute(name)).unwrap_or("0");
        let (number, unit) = match value.chars().next_back() {
            Some('%') => (&value[..value.len() - 1], 100.0),
            Some('f') => (&value[..value.len() - 1], 65_536.0),
            _ => (value, unit),
        };
        let number: f64 = number.trim().parse().unwrap_or(0.0);
        (number / unit).clamp(0.0, 1.0)
    })
}

/// Whether a pixel that every use cuts off by `margin` pixels or more is not black.
fn holds_more(picture: &DynamicImage, uses: &[Cuts], margin: f64) -> bool {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let is_cut = |x: f64, y: f64| {
        uses.iter().all(|[left, top, right, bottom]| {
            x + 1.0 + margin <= left * width
                || y + 1.0 + margin <= top * height
                || x - margin >= (1.0 - right) * width
                || y - margin >= (1.0 - bottom) * height
        })
    };
    picture.pixels().any(|(x, y, Rgba([r, g, b, alpha]))| {
        alpha > 0 && r.max(g).max(b) > BLACK && is_cut(x.into(), y.into())
    })
}
