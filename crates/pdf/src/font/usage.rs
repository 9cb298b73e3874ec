//! Which codes of which fonts are still shown.

use std::collections::{BTreeSet, HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use tacenda_pdf_content::{Content, FontId, FontInfo, GlyphId, Visibility, decoded};

use super::cut::add;
use super::{Cuts, FontCut, Kept};
use crate::removal::Removal;

/// The cuts for every font from which a glyph was removed, and for those that share a program
/// with one. The other fonts stay whole: what they hold beyond their use says nothing of what
/// was removed.
pub(crate) fn cuts(content: &Content, removal: &Removal) -> Cuts {
    let table = &content.table;
    let document = &content.source.document;
    let object = |font: FontId| table.font(font).object;
    let removed: HashSet<ObjectId> = removal
        .glyphs
        .keys()
        .filter_map(|&id| object(table.show(table.glyph(id).show).font))
        .collect();
    let all: BTreeSet<ObjectId> = table.fonts.iter().filter_map(|font| font.object).collect();
    let programs: HashMap<ObjectId, Program> = all
        .iter()
        .filter_map(|&id| Some((id, Program::of(document, id)?)))
        .collect();
    let opened: HashSet<ObjectId> = removed
        .iter()
        .filter_map(|id| programs.get(id).map(|program| program.object))
        .collect();
    let touched = all.iter().filter(|id| {
        removed.contains(id) || programs.get(id).is_some_and(|p| opened.contains(&p.object))
    });
    let mut fonts: HashMap<ObjectId, FontCut> =
        touched.map(|&id| (id, FontCut::default())).collect();
    for show in &table.shows {
        if show.visible == Visibility::LayerOff {
            continue;
        }
        let Some(cut) = object(show.font).and_then(|id| fonts.get_mut(&id)) else {
            continue;
        };
        for index in show.glyphs.clone() {
            let id = GlyphId(index);
            let glyph = table.glyph(id);
            if !removal.has(id) && !cut.has(glyph.code) {
                let text = table.text(glyph).to_owned();
                cut.codes.insert(glyph.code, (glyph.len, text));
            }
        }
    }
    let mut kept: HashMap<ObjectId, Kept> = HashMap::new();
    let infos: HashMap<ObjectId, &FontInfo> = table
        .fonts
        .iter()
        .filter_map(|font| Some((font.object?, font)))
        .collect();
    for (id, cut) in &fonts {
        if let (Some(program), Some(font)) = (programs.get(id), infos.get(id)) {
            let kept = kept.entry(program.object).or_insert_with(Kept::nothing);
            program.keep(kept, cut, font);
        }
    }
    Cuts {
        fonts,
        programs: kept,
    }
}

/// The program of a font, and how codes lead to its glyphs.
struct Program {
    object: ObjectId,
    route: Route,
}

enum Route {
    /// Through tables of the program.
    Simple,
    /// The code is the CID, and this maps CIDs to glyphs.
    Map(Vec<u8>),
    /// The code is the glyph.
    Identity,
    /// As the reader found.
    Read,
    /// In a way that is not known here.
    Other,
}

impl Program {
    fn of(document: &Document, font: ObjectId) -> Option<Self> {
        let get = |dict: &'_ Dictionary, key: &[u8]| -> Option<Object> {
            let (_, object) = document.dereference(dict.get(key).ok()?).ok()?;
            Some(object.clone())
        };
        let dict = document.get_dictionary(font).ok()?;
        let mut holder = dict.clone();
        let mut route = Route::Simple;
        if let Some(descendants) = get(dict, b"DescendantFonts") {
            let first = descendants.as_array().ok()?.first()?;
            holder = document.dereference(first).ok()?.1.as_dict().ok()?.clone();
            let identity = get(dict, b"Encoding")
                .is_some_and(|o| matches!(o.as_name(), Ok(b"Identity-H" | b"Identity-V")));
            let outlines = get(&holder, b"Subtype")
                .is_some_and(|o| matches!(o.as_name(), Ok(b"CIDFontType2")));
            route = match get(&holder, b"CIDToGIDMap") {
                // That map is for TrueType only; readers differ in what they make of it.
                Some(Object::Stream(_)) if !outlines => Route::Other,
                _ if !identity || !outlines => Route::Read,
                Some(Object::Stream(map)) => {
                    decoded(document, &map).map_or(Route::Other, Route::Map)
                }
                _ => Route::Identity,
            };
        }
        let descriptor = get(&holder, b"FontDescriptor")?;
        let descriptor = descriptor.as_dict().ok()?;
        let object = [&b"FontFile2"[..], b"FontFile3", b"FontFile"]
            .iter()
            .find_map(|key| descriptor.get(key).ok()?.as_reference().ok())?;
        Some(Self { object, route })
    }

    /// Adds what `cut` still shows.
    fn keep(&self, kept: &mut Kept, cut: &FontCut, font: &FontInfo) {
        kept.composite |= !matches!(self.route, Route::Simple);
        for (&code, (_, text)) in &cut.codes {
            let drawn = match self.route {
                Route::Other => None,
                _ => font.drawn.get(&code).copied(),
            };
            add(&mut kept.drawn, drawn);
            match &self.route {
                Route::Simple => kept.codes.entry(code).or_default().push(text.clone()),
                Route::Identity => add(&mut kept.glyphs, Some(code)),
                Route::Map(map) => {
                    let at = code as usize * 2;
                    let glyph = map.get(at..at + 2);
                    let glyph = glyph.map_or(0, |g| u32::from(g[0]) << 8 | u32::from(g[1]));
                    add(&mut kept.glyphs, Some(glyph));
                }
                Route::Read | Route::Other => add(&mut kept.glyphs, drawn),
            }
        }
    }
}
