//! What a file holds beside its pages, for the inspect report.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use tacenda_core::{HiddenItem, HiddenKind, Place, Treatment};

use crate::decode::{deref, dict_at, resolved};

/// Counts what an export leaves out. Looks at the document as it was loaded, before
/// normalisation.
pub fn inspect(document: &Document, bytes: &[u8]) -> Vec<HiddenItem> {
    let mut found = Found::default();
    found.trailer(document);
    found.catalogue(document);
    found.pages(document);
    found.objects(document);
    let revisions = revisions(document, bytes);
    if revisions > 1 {
        found.add(HiddenKind::Revision, Place::file(), revisions - 1);
    }
    found
        .0
        .into_iter()
        .map(|((kind, place), count)| HiddenItem {
            kind,
            place,
            count,
            treatment: Treatment::Removed,
        })
        .collect()
}

#[derive(Default)]
struct Found(BTreeMap<(HiddenKind, Place), u32>);

impl Found {
    fn add(&mut self, kind: HiddenKind, place: Place, count: u32) {
        if count > 0 {
            let sum = self.0.entry((kind, place)).or_default();
            *sum = sum.saturating_add(count);
        }
    }

    fn in_file(&mut self, kind: HiddenKind, count: usize) {
        self.add(
            kind,
            Place::file(),
            u32::try_from(count).unwrap_or(u32::MAX),
        );
    }

    fn trailer(&mut self, document: &Document) {
        if let Some(info) = dict_at(document, &document.trailer, b"Info") {
            self.in_file(HiddenKind::Metadata, info.len());
        }
    }

    fn catalogue(&mut self, document: &Document) {
        let Ok(catalogue) = document.catalog() else {
            return;
        };
        let dict = |key: &[u8]| dict_at(document, catalogue, key);
        if let Some(outlines) = dict(b"Outlines") {
            self.in_file(HiddenKind::Outline, outline_items(document, outlines));
        }
        if let Some(form) = dict(b"AcroForm") {
            let fields = resolved(document, form, b"Fields").and_then(|f| f.as_array().ok());
            let xfa = usize::from(form.has(b"XFA"));
            self.in_file(HiddenKind::Form, fields.map_or(0, Vec::len) + xfa);
        }
        if let Some(names) = dict(b"Names") {
            for (key, kind) in [
                (&b"EmbeddedFiles"[..], HiddenKind::Attachment),
                (b"JavaScript", HiddenKind::Script),
                (b"Dests", HiddenKind::Destination),
            ] {
                if let Some(tree) = dict_at(document, names, key) {
                    self.in_file(kind, tree_entries(document, tree, 0));
                }
            }
        }
        if let Some(destinations) = dict(b"Dests") {
            self.in_file(HiddenKind::Destination, destinations.len());
        }
        if let Some(layers) = dict(b"OCProperties")
            .and_then(|p| resolved(document, p, b"OCGs"))
            .and_then(|groups| groups.as_array().ok())
        {
            self.in_file(HiddenKind::Layer, layers.len());
        }
        for key in [&b"OpenAction"[..], b"AA"] {
            let script = dict(key).is_some_and(|action| holds_script(action, 0));
            self.in_file(HiddenKind::Script, usize::from(script));
        }
        for key in [&b"Perms"[..], b"DSS"] {
            self.in_file(HiddenKind::Signature, usize::from(catalogue.has(key)));
        }
        for key in [&b"PageLabels"[..], b"Threads", b"Collection", b"PieceInfo"] {
            self.in_file(HiddenKind::Other, usize::from(catalogue.has(key)));
        }
    }

    fn pages(&mut self, document: &Document) {
        for (number, id) in (1..).zip(document.page_iter()) {
            let Ok(page) = document.get_dictionary(id) else {
                continue;
            };
            let place = || Place::page(number);
            self.add(
                HiddenKind::Thumbnail,
                place(),
                u32::from(page.has(b"Thumb")),
            );
            let annotations = resolved(document, page, b"Annots").and_then(|a| a.as_array().ok());
            for annotation in annotations.into_iter().flatten() {
                let Ok(dict) = deref(document, annotation).as_dict() else {
                    continue;
                };
                let subtype = resolved(document, dict, b"Subtype").and_then(|s| s.as_name().ok());
                let kind = match subtype.unwrap_or_default() {
                    b"Link" => HiddenKind::Link,
                    b"Widget" => HiddenKind::Form,
                    b"FileAttachment" => HiddenKind::Attachment,
                    _ => HiddenKind::Comment,
                };
                self.add(kind, place(), 1);
            }
        }
    }

    /// What may hang anywhere in the object graph.
    fn objects(&mut self, document: &Document) {
        let mut counts: BTreeMap<HiddenKind, usize> = BTreeMap::new();
        for object in document.objects.values() {
            let dict = match object {
                Object::Dictionary(dict) => dict,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            let kind = match dict.get_type().unwrap_or_default() {
                b"Metadata" => HiddenKind::Xmp,
                b"Sig" | b"DocTimeStamp" => HiddenKind::Signature,
                b"StructElem" => HiddenKind::StructureText,
                _ if dict.has(b"PieceInfo") => HiddenKind::Other,
                _ if is_script(dict) => HiddenKind::Script,
                _ => continue,
            };
            if kind != HiddenKind::StructureText || holds_text(dict) {
                *counts.entry(kind).or_default() += 1;
            }
        }
        for (kind, count) in counts {
            self.in_file(kind, count);
        }
    }
}

/// Alternative, replacement and expansion text, titles (ISO 32000-1, 14.9).
fn holds_text(element: &Dictionary) -> bool {
    [&b"Alt"[..], b"ActualText", b"E", b"T"]
        .iter()
        .any(|key| element.has(key))
}

fn is_script(dict: &Dictionary) -> bool {
    dict.get(b"S")
        .and_then(Object::as_name)
        .is_ok_and(|name| name == b"JavaScript")
}

fn holds_script(action: &Dictionary, depth: usize) -> bool {
    // Scripts that are objects of their own are counted as such.
    depth < 4
        && (is_script(action)
            || action.iter().any(|(_, value)| match value {
                Object::Dictionary(inner) => holds_script(inner, depth + 1),
                _ => false,
            }))
}

/// Most items counted in trees that may be endless.
const MAX_ITEMS: usize = 100_000;

fn outline_items(document: &Document, outlines: &Dictionary) -> usize {
    let mut count = 0;
    let mut waiting = vec![outlines];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(item) = waiting.pop() {
        for key in [&b"First"[..], b"Next"] {
            let Some(id) = item.get(key).ok().and_then(|o| o.as_reference().ok()) else {
                continue;
            };
            if seen.insert(id) && count < MAX_ITEMS {
                count += 1;
                waiting.extend(document.get_dictionary(id).ok());
            }
        }
    }
    count
}

/// Entries of a name tree (ISO 32000-1, 7.9.6).
fn tree_entries(document: &Document, node: &Dictionary, depth: usize) -> usize {
    if depth > 16 {
        return 0;
    }
    let list = |key: &[u8]| resolved(document, node, key).and_then(|a| a.as_array().ok());
    let own = list(b"Names").map_or(0, |names| names.len() / 2);
    let kids = list(b"Kids").into_iter().flatten();
    let below: usize = kids
        .filter_map(|kid| deref(document, kid).as_dict().ok())
        .map(|kid| tree_entries(document, kid, depth + 1))
        .sum();
    own + below
}

/// How many states of the file its bytes hold.
fn revisions(document: &Document, bytes: &[u8]) -> u32 {
    let ends = bytes.windows(5).filter(|w| w == b"%%EOF").count();
    let linearised = usize::from(document.linearization.is_some());
    let told = document.revision_count();
    u32::try_from(told.max(ends.saturating_sub(linearised))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn each_kind_is_counted_where_it_is() {
        let mut document = Document::with_version("1.7");
        let page = document.new_object_id();
        let second = document.add_object(dictionary! { "Title" => "b" });
        let first = document.add_object(dictionary! { "Title" => "a", "Next" => second });
        let outlines = document.add_object(dictionary! { "First" => first, "Last" => second });
        let link = document.add_object(dictionary! { "Subtype" => "Link" });
        let note = document.add_object(dictionary! { "Subtype" => "Text" });
        let pages = document.add_object(
            dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
        );
        document.objects.insert(
            page,
            dictionary! {
                "Type" => "Page", "Parent" => pages,
                "Annots" => vec![link.into(), note.into()], "Thumb" => 1,
            }
            .into(),
        );
        let files = dictionary! { "Names" => vec![Object::string_literal("a"), note.into()] };
        let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("x") };
        let root = document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => pages, "Outlines" => outlines,
            "Names" => dictionary! { "EmbeddedFiles" => files },
            "OpenAction" => script,
            "AcroForm" => dictionary! { "Fields" => Vec::<Object>::new(), "XFA" => 1 },
        });
        document.trailer.set("Root", root);
        document.add_object(
            dictionary! { "Type" => "StructElem", "Alt" => Object::string_literal("x") },
        );
        document.add_object(dictionary! { "Type" => "StructElem" });
        document.trailer.set(
            "Info",
            dictionary! { "Author" => Object::string_literal("a"), "Title" => Object::string_literal("b") },
        );
        let found: Vec<_> = inspect(&document, b"%%EOF %%EOF")
            .into_iter()
            .map(|item| (item.kind, item.place.page, item.count))
            .collect();
        assert_eq!(
            found,
            [
                (HiddenKind::Metadata, None, 2),
                (HiddenKind::Script, None, 1),
                (HiddenKind::Attachment, None, 1),
                (HiddenKind::Form, None, 1),
                (HiddenKind::Outline, None, 2),
                (HiddenKind::StructureText, None, 1),
                (HiddenKind::Thumbnail, Some(1), 1),
                (HiddenKind::Revision, None, 1),
                (HiddenKind::Comment, Some(1), 1),
                (HiddenKind::Link, Some(1), 1),
            ]
        );
    }
}
