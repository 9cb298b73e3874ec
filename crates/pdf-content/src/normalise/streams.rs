//! Content streams decoded in place; fonts made objects of their own.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use tacenda_core::{Notice, NoticeCode, Place};

use crate::decode::{decoded, deref};

/// Decodes forms, tiling patterns, appearance streams and Type 3 glyph procedures.
pub fn decode_content_streams(document: &mut Document, notices: &mut Vec<Notice>) {
    let mut content: BTreeSet<ObjectId> = BTreeSet::new();
    for (&id, object) in &document.objects {
        match object {
            Object::Stream(stream) if is_content(&stream.dict) => {
                content.insert(id);
            }
            Object::Dictionary(dict) => glyph_procedures(document, dict, &mut content),
            _ => {}
        }
    }
    let mut lost = 0;
    for id in content {
        let Some(Object::Stream(stream)) = document.objects.get(&id) else {
            continue;
        };
        if stream.dict.get(b"Filter").is_err() {
            continue;
        }
        let plain = decoded(document, stream);
        lost += usize::from(plain.is_none());
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.set_plain_content(plain.unwrap_or_default());
        }
    }
    if lost > 0 {
        notices.push(Notice::new(
            NoticeCode::DamagedContent,
            Place::file(),
            format!("{lost} drawings inside pages cannot be decoded and are left out"),
        ));
    }
}

/// Forms say so; tiling patterns have a `PatternType` of 1; both are also recognised by their
/// `BBox` where `Subtype` was forgotten.
fn is_content(dict: &Dictionary) -> bool {
    let subtype = dict
        .get(b"Subtype")
        .and_then(Object::as_name)
        .unwrap_or(b"");
    let tiling = dict
        .get(b"PatternType")
        .and_then(Object::as_i64)
        .is_ok_and(|t| t == 1);
    subtype == b"Form" || tiling || (dict.has(b"BBox") && subtype != b"Image")
}

fn glyph_procedures(document: &Document, dict: &Dictionary, out: &mut BTreeSet<ObjectId>) {
    let procedures = match dict.get(b"CharProcs") {
        Ok(object) => deref(document, object),
        Err(_) => return,
    };
    if let Ok(procedures) = procedures.as_dict() {
        out.extend(procedures.iter().filter_map(|(_, p)| p.as_reference().ok()));
    }
}

/// Makes every font that stands directly in a resource dictionary or a graphics state an object
/// of its own, so that it can be told by its id.
pub fn fonts_as_objects(document: &mut Document) {
    let holders: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| dict_of(object).is_some_and(may_hold_fonts))
        .map(|(&id, _)| id)
        .collect();
    let mut fresh: BTreeMap<ObjectId, Object> = BTreeMap::new();
    let mut next = document.max_id;
    for id in holders {
        if let Some(dict) = document.objects.get_mut(&id).and_then(dict_of_mut) {
            promote(dict, &mut next, &mut fresh, 0);
        }
    }
    document.max_id = next;
    document.objects.append(&mut fresh);
}

fn may_hold_fonts(dict: &Dictionary) -> bool {
    [&b"Resources"[..], b"Font", b"DR"]
        .iter()
        .any(|key| dict.has(key))
        || is_font_list(dict)
}

fn is_font_list(dict: &Dictionary) -> bool {
    dict.iter()
        .any(|(_, value)| value.as_dict().is_ok_and(is_font))
}

fn is_font(dict: &Dictionary) -> bool {
    dict.has_type(b"Font") && dict.has(b"Subtype")
}

/// Deepest nesting of direct dictionaries that is looked into.
const MAX_DEPTH: usize = 8;

fn promote(
    dict: &mut Dictionary,
    next: &mut u32,
    fresh: &mut BTreeMap<ObjectId, Object>,
    depth: usize,
) {
    if depth > MAX_DEPTH {
        return;
    }
    for (_, value) in dict.iter_mut() {
        match value {
            Object::Dictionary(inner) if is_font(inner) => {
                promote(inner, next, fresh, depth + 1);
                if let Some(number) = next.checked_add(1) {
                    *next = number;
                    fresh.insert((number, 0), std::mem::replace(value, Object::Null));
                    *value = Object::Reference((number, 0));
                }
            }
            Object::Dictionary(inner) => promote(inner, next, fresh, depth + 1),
            _ => {}
        }
    }
}

fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn dict_of_mut(object: &mut Object) -> Option<&mut Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    }
}
