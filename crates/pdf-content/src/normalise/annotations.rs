//! Appearances of annotations and form fields, painted into the page.

use std::fmt::Write as _;

use hayro_font::kurbo::{Affine, Rect};
use lopdf::{Dictionary, Document, Object, ObjectId};
use tacenda_core::{Notice, NoticeCode, Place};

use super::fields::{self, Drawn, Made};
use crate::PageInfo;
use crate::decode::{deref, dict_at, numbers_at, resolved};

/// Annotation flags (ISO 32000-1, table 165): hidden, and not shown on screen.
const HIDDEN: i64 = 1 << 1;
const NO_VIEW: i64 = 1 << 5;

/// Paints what a viewer shows of a page's annotations at the end of its content, and removes
/// the annotations themselves.
/// `room` is how many more bytes of text may be drawn that has no appearance.
pub fn flatten(
    document: &mut Document,
    page: &mut PageInfo,
    room: &mut usize,
    notices: &mut Vec<Notice>,
) {
    let annotations: Vec<Dictionary> = document
        .get_dictionary(page.object)
        .ok()
        .and_then(|dict| resolved(document, dict, b"Annots"))
        .and_then(|annots| annots.as_array().ok())
        .map(|items| {
            items
                .iter()
                .filter_map(|item| deref(document, item).as_dict().ok().cloned())
                .collect()
        })
        .unwrap_or_default();
    let anew = fields::all_drawn_anew(document);
    let mut painted = Vec::new();
    let (mut without, mut lacking) = (0, 0);
    for annotation in &annotations {
        match appearance(document, annotation, anew, room) {
            Appearance::Form(form) => painted.extend(place(document, annotation, form)),
            Appearance::Made(made) => {
                lacking += made.lacking;
                let form = add(document, *made);
                painted.extend(place(document, annotation, form));
            }
            Appearance::Missing => without += 1,
            Appearance::NotShown => {}
        }
    }
    if without > 0 {
        notices.push(Notice::new(
            NoticeCode::PartRemoved,
            Place::page(page.number),
            format!("{without} annotations or form fields without an appearance of their own"),
        ));
    }
    if lacking > 0 {
        notices.push(Notice::new(
            NoticeCode::PartRemoved,
            Place::page(page.number),
            format!("the shapes of {lacking} characters of form fields; question marks stand for them, their text stays"),
        ));
    }
    paint(document, page, &painted);
    if let Ok(dict) = document.get_dictionary_mut(page.object) {
        dict.remove(b"Annots");
    }
}

enum Appearance {
    /// The form that shows it.
    Form(ObjectId),
    /// It has none, or none that counts, and this is what a viewer would show.
    Made(Box<Made>),
    /// It should be seen, but only a viewer could make up how.
    Missing,
    /// It is not seen.
    NotShown,
}

/// Adds an appearance that was made here to the document.
fn add(document: &mut Document, made: Made) -> ObjectId {
    let form = document.add_object(made.form);
    if let Some(others) = made.others {
        let table = document.add_object(others);
        let font = document
            .get_object_mut(form)
            .and_then(Object::as_stream_mut)
            .and_then(|form| form.dict.get_mut(b"Resources"))
            .and_then(Object::as_dict_mut)
            .and_then(|resources| resources.get_mut(b"Font"))
            .and_then(Object::as_dict_mut)
            .and_then(|fonts| fonts.get_mut(fields::OTHER.as_bytes()))
            .and_then(Object::as_dict_mut);
        if let Ok(font) = font {
            font.set("ToUnicode", table);
        }
    }
    form
}

fn appearance(
    document: &Document,
    annotation: &Dictionary,
    anew: bool,
    room: &mut usize,
) -> Appearance {
    let flags = resolved(document, annotation, b"F")
        .and_then(|f| f.as_i64().ok())
        .unwrap_or(0);
    let subtype = resolved(document, annotation, b"Subtype")
        .and_then(|s| s.as_name().ok())
        .unwrap_or_default();
    if flags & (HIDDEN | NO_VIEW) != 0 || subtype == b"Popup" {
        return Appearance::NotShown;
    }
    let is_text = fields::inherited(document, annotation, b"FT")
        .and_then(|kind| kind.as_name().ok())
        .is_some_and(|kind| matches!(kind, b"Tx" | b"Ch"));
    let normal = dict_at(document, annotation, b"AP")
        .and_then(|ap| ap.get(b"N").ok())
        .filter(|normal| match deref(document, normal) {
            Object::Stream(_) => true,
            Object::Dictionary(_) => !is_text,
            _ => false,
        });
    let is_field = matches!(subtype, b"Widget" | b"FreeText");
    if is_field && (normal.is_none() || anew && subtype == b"Widget") {
        match fields::drawn(document, annotation, normal.is_some(), room) {
            Some(Drawn::Form(made)) => return Appearance::Made(made),
            Some(Drawn::Nothing) => return Appearance::NotShown,
            Some(Drawn::Unknown) => return Appearance::Missing,
            None => {}
        }
    }
    let Some(normal) = normal else {
        // Links have no appearance, and signatures and buttons without one show nothing.
        let empty =
            subtype == b"Link" || (subtype == b"Widget" && !has_value(document, annotation));
        return if empty {
            Appearance::NotShown
        } else {
            Appearance::Missing
        };
    };
    let form = match deref(document, normal) {
        Object::Stream(_) => normal.as_reference().ok(),
        Object::Dictionary(states) => resolved(document, annotation, b"AS")
            .and_then(|state| state.as_name().ok())
            .and_then(|state| states.get(state).ok())
            .and_then(|form| form.as_reference().ok()),
        _ => None,
    };
    match form {
        Some(id) if matches!(document.objects.get(&id), Some(Object::Stream(_))) => {
            Appearance::Form(id)
        }
        _ => Appearance::NotShown,
    }
}

fn has_value(document: &Document, field: &Dictionary) -> bool {
    match fields::inherited(document, field, b"V") {
        Some(Object::String(text, _)) => !text.is_empty(),
        Some(Object::Name(_) | Object::Null) | None => false,
        Some(_) => true,
    }
}

/// The form to paint and the matrix that puts it into the annotation's rectangle (ISO 32000-1,
/// 12.5.5, algorithm 8.1).
fn place(
    document: &mut Document,
    annotation: &Dictionary,
    form: ObjectId,
) -> Option<(ObjectId, Affine)> {
    let [x0, y0, x1, y1] = numbers_at::<4>(document, annotation, b"Rect")?;
    let rect = Rect::new(x0, y0, x1, y1).abs();
    let stream = document.get_object(form).ok()?.as_stream().ok()?;
    let bounds = numbers_at::<4>(document, &stream.dict, b"BBox")
        .map_or(rect, |[a, b, c, d]| Rect::new(a, b, c, d).abs());
    let matrix =
        numbers_at::<6>(document, &stream.dict, b"Matrix").map_or(Affine::IDENTITY, Affine::new);
    let bounds_on_page = matrix.transform_rect_bbox(bounds);
    if bounds_on_page.width() <= 0.0 || bounds_on_page.height() <= 0.0 {
        return None;
    }
    let fit = Affine::translate((rect.x0, rect.y0))
        * Affine::scale_non_uniform(
            rect.width() / bounds_on_page.width(),
            rect.height() / bounds_on_page.height(),
        )
        * Affine::translate((-bounds_on_page.x0, -bounds_on_page.y0));
    // Field appearances may rely on the fonts of the whole form (ISO 32000-1, 12.7.3.3).
    let needs_fonts = !stream.dict.has(b"Resources");
    let fonts = needs_fonts
        .then(|| {
            let form = dict_at(document, document.catalog().ok()?, b"AcroForm")?;
            dict_at(document, form, b"DR").cloned()
        })
        .flatten();
    let stream = document.get_object_mut(form).ok()?.as_stream_mut().ok()?;
    stream.dict.set("Subtype", Object::Name(b"Form".to_vec()));
    stream.dict.set("Type", Object::Name(b"XObject".to_vec()));
    if !stream.dict.has(b"BBox") {
        let [a, b, c, d] = [rect.x0, rect.y0, rect.x1, rect.y1];
        #[expect(clippy::cast_possible_truncation, reason = "read as f32")]
        let numbers = [a, b, c, d].map(|n| Object::Real(n as f32));
        stream.dict.set("BBox", Object::Array(numbers.to_vec()));
    }
    if let Some(fonts) = fonts {
        stream.dict.set("Resources", fonts);
    }
    Some((form, fit))
}

fn paint(document: &mut Document, page: &PageInfo, forms: &[(ObjectId, Affine)]) {
    if forms.is_empty() {
        return;
    }
    let mut resources = document
        .get_dictionary(page.object)
        .ok()
        .and_then(|dict| dict_at(document, dict, b"Resources"))
        .cloned()
        .unwrap_or_default();
    let mut objects = dict_at(document, &resources, b"XObject")
        .cloned()
        .unwrap_or_default();
    let mut content = String::new();
    for (index, (form, fit)) in forms.iter().enumerate() {
        let mut name = format!("Annot{index}");
        while objects.has(name.as_bytes()) {
            name.push('x');
        }
        let [a, b, c, d, e, f] = fit.as_coeffs();
        writeln!(
            content,
            "q {a:.6} {b:.6} {c:.6} {d:.6} {e:.6} {f:.6} cm /{name} Do Q"
        )
        .expect("writing to a string cannot fail");
        objects.set(name, Object::Reference(*form));
    }
    resources.set("XObject", objects);
    if let Ok(dict) = document.get_dictionary_mut(page.object) {
        dict.set("Resources", resources);
    }
    if let Ok(stream) = document
        .get_object_mut(page.contents)
        .and_then(Object::as_stream_mut)
    {
        let mut joined = b"q\n".to_vec();
        joined.append(&mut stream.content);
        joined.extend_from_slice(b"Q\n");
        joined.extend_from_slice(content.as_bytes());
        stream.set_content(joined);
    }
}
