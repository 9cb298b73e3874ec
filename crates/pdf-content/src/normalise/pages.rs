//! Pages with everything they inherit, and one content stream each.

use hayro_font::kurbo::Rect;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use tacenda_core::{Notice, NoticeCode, Place};

use crate::decode::{decoded, deref, numbers_at, resolved};
use crate::lexer::Lexer;
use crate::{PageInfo, in_parallel};

/// US Letter: what viewers take when a page has no usable MediaBox.
const DEFAULT_BOX: Rect = Rect::new(0.0, 0.0, 612.0, 792.0);

/// Longest way up the page tree.
const MAX_ANCESTORS: usize = 64;

/// Gives every page its own attributes and one content stream.
pub fn normalise_pages(document: &mut Document, notices: &mut Vec<Notice>) -> Vec<PageInfo> {
    let mut all: Vec<(ObjectId, Joined)> = document
        .page_iter()
        .map(|id| (id, Joined::default()))
        .collect();
    let source = &*document;
    in_parallel(&mut all, |(id, joined)| {
        *joined = joined_contents(source, *id)
    });
    let mut seen = std::collections::BTreeSet::new();
    let mut pages = Vec::with_capacity(all.len());
    for (id, joined) in all {
        let number = u32::try_from(pages.len() + 1).unwrap_or(u32::MAX);
        // A page that stands twice in the tree gets a second object, so that each has its own.
        let object = if seen.insert(id) {
            id
        } else {
            let copy = document.objects.get(&id).cloned().unwrap_or(Object::Null);
            document.add_object(copy)
        };
        let media_box = page_box(document, object, b"MediaBox").unwrap_or(DEFAULT_BOX);
        let crop_box = page_box(document, object, b"CropBox")
            .map(|crop| crop.intersect(media_box))
            .filter(|crop| crop.width() > 0.0 && crop.height() > 0.0)
            .unwrap_or(media_box);
        let quarter_turns = quarter_turns(document, object);
        let resources = inherited(document, object, b"Resources")
            .and_then(|r| r.as_dict().ok().cloned())
            .unwrap_or_default();
        if joined.lost > 0 {
            let detail = format!(
                "{} content streams cannot be decoded and are left out",
                joined.lost
            );
            let place = Place::page(number);
            notices.push(Notice::new(NoticeCode::DamagedContent, place, detail));
        }
        let contents = document.add_object(Stream::new(Dictionary::new(), joined.content));
        if let Ok(page) = document.get_dictionary_mut(object) {
            page.set("MediaBox", box_object(media_box));
            page.set("CropBox", box_object(crop_box));
            page.set("Rotate", i64::from(quarter_turns) * 90);
            page.set("Resources", resources);
            page.set("Contents", contents);
        } else {
            continue;
        }
        pages.push(PageInfo {
            object,
            contents,
            number,
            media_box,
            crop_box,
            quarter_turns,
        });
    }
    pages
}

/// The value of `key` in the page or the nearest ancestor that has one (ISO 32000-1, 7.7.3.4).
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..MAX_ANCESTORS {
        if let Some(value) = resolved(document, node, key) {
            return Some(value);
        }
        node = resolved(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

fn page_box(document: &Document, page: ObjectId, key: &[u8]) -> Option<Rect> {
    let value = inherited(document, page, key)?.clone();
    let mut holder = Dictionary::new();
    holder.set("B", value);
    let [a, b, c, d] = numbers_at::<4>(document, &holder, b"B")?;
    let rect = Rect::new(a, b, c, d).abs();
    (rect.width() >= 1.0 && rect.height() >= 1.0).then_some(rect)
}

fn box_object(rect: Rect) -> Object {
    #[expect(clippy::cast_possible_truncation, reason = "boxes were read as f32")]
    let number = |n: f64| Object::Real(n as f32);
    Object::Array([rect.x0, rect.y0, rect.x1, rect.y1].map(number).to_vec())
}

fn quarter_turns(document: &Document, page: ObjectId) -> u8 {
    let degrees = inherited(document, page, b"Rotate")
        .and_then(|r| r.as_float().ok())
        .unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 3"
    )]
    let turns = (degrees / 90.0).round().rem_euclid(4.0) as u8;
    turns
}

/// All content streams of a page, decoded, with a line end between them, nested cleanly: no `Q`
/// without its `q`, no `q` left open.
fn joined_contents(document: &Document, page: ObjectId) -> Joined {
    let mut out = Vec::new();
    let mut lost = 0;
    let contents = document
        .get_dictionary(page)
        .ok()
        .and_then(|page| resolved(document, page, b"Contents"));
    let parts: Vec<&Object> = match contents {
        Some(Object::Array(items)) => items.iter().map(|item| deref(document, item)).collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    };
    for part in parts {
        let Ok(stream) = part.as_stream() else {
            continue;
        };
        match decoded(document, stream) {
            Some(bytes) => {
                out.extend_from_slice(&bytes);
                out.push(b'\n');
            }
            None => lost += 1,
        }
    }
    close_open_states(&mut out);
    Joined { content: out, lost }
}

/// The content of a page.
#[derive(Default)]
struct Joined {
    content: Vec<u8>,
    /// Streams that cannot be decoded.
    lost: usize,
}

/// Blanks each `Q` that closes nothing, cuts what stands behind the last operator, and appends
/// what is missing, so that content can be added behind.
fn close_open_states(content: &mut Vec<u8>) {
    let mut depth = 0_usize;
    let mut text = false;
    let mut end = 0;
    let mut stray = Vec::new();
    for op in Lexer::new(content) {
        match op.name {
            b"q" => depth += 1,
            b"Q" if depth == 0 => stray.push(op.range.end - 1),
            b"Q" => depth -= 1,
            b"BT" => text = true,
            b"ET" => text = false,
            _ => {}
        }
        end = op.range.end;
    }
    for at in stray {
        content[at] = b' ';
    }
    content.truncate(end);
    content.push(b'\n');
    if text {
        content.extend_from_slice(b"ET\n");
    }
    for _ in 0..depth {
        content.extend_from_slice(b"Q\n");
    }
}
