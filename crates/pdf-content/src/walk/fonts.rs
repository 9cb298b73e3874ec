//! Fonts: code to width and text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use hayro_font::hayro_cmap::{BfString, load_embedded};
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, ObjectIdentifier};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::opinion::{self, Question};
use super::reverse;
use crate::decode::{dict_at, numbers_at, resolved};
use crate::{FontId, FontInfo, TextId};

/// Ascent and descent of a font that does not tell its own, in ems.
const DEFAULT_EXTENT: (f32, f32) = (0.9, -0.21);

/// What a code means.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    pub text: TextId,
    /// Advance in ems, along the writing direction.
    pub width: f32,
    /// From the origin to where the glyph is drawn, in ems; zero in horizontal writing.
    pub shift: (f32, f32),
}

struct Loaded<'p> {
    font: Option<Font<'p>>,
    /// Whether it is the file's own font and no other in its place.
    own: bool,
    codes: HashMap<(u32, u8), Code, RandomState>,
}

/// The fonts met so far.
pub struct Fonts<'p> {
    pdf: Option<&'p Pdf>,
    cache: FontCache<'p>,
    resolver: FontResolverFn,
    cmaps: CMapResolverFn,
    ids: HashMap<Option<ObjectId>, FontId>,
    loaded: Vec<Loaded<'p>>,
    pub infos: Vec<FontInfo>,
    text_ids: HashMap<Box<str>, TextId>,
    pub texts: Vec<Box<str>>,
}

impl<'p> Fonts<'p> {
    /// Takes fonts from `pdf`, made by [`font_file`].
    pub fn new(pdf: Option<&'p Pdf>) -> Self {
        Self {
            pdf,
            cache: FontCache::new(),
            resolver: Arc::new(|query| match query {
                FontQuery::Standard(standard) => Some(standard.get_font_data()),
                FontQuery::Fallback(fallback) => {
                    Some(fallback.pick_standard_font().get_font_data())
                }
            }),
            cmaps: Arc::new(load_embedded),
            ids: HashMap::new(),
            loaded: Vec::new(),
            infos: Vec::new(),
            text_ids: HashMap::new(),
            texts: vec!["".into()],
        }
    }

    /// The font object, loaded at its first use; `None` stands for a font that is missing.
    pub fn get(&mut self, document: &Document, object: Option<ObjectId>) -> FontId {
        if let Some(&id) = self.ids.get(&object) {
            return id;
        }
        let id = FontId(u32::try_from(self.loaded.len()).unwrap_or(u32::MAX));
        let dict = object.and_then(|id| document.get_dictionary(id).ok());
        let own = object
            .zip(self.pdf)
            .and_then(|((number, generation), pdf)| {
                let id = ObjectIdentifier::new(number, i32::from(generation));
                let dict = pdf.xref().get::<Dict<'p>>(id)?;
                self.cache.font(&dict, &self.resolver, &self.cmaps)
            });
        let loaded = own.is_some();
        let composite = dict.is_some_and(|d| is(d, b"Subtype", b"Type0"));
        // Codes of a composite font mean nothing in another font.
        let font = own.or_else(|| {
            (!composite)
                .then(|| {
                    self.cache
                        .standard_font(StandardFont::Helvetica, &self.resolver)
                })
                .flatten()
        });
        let vertical = font.as_ref().is_some_and(|f| !f.is_horizontal());
        self.infos.push(describe(
            document, object, dict, loaded, composite, vertical,
        ));
        self.loaded.push(Loaded {
            font,
            own: loaded,
            codes: HashMap::default(),
        });
        self.ids.insert(object, id);
        id
    }

    /// The next code of a string: its number, its length in bytes (at least 1) and its meaning.
    pub fn read(&mut self, font: FontId, bytes: &[u8], at: usize) -> (u32, u8, Code) {
        let loaded = &mut self.loaded[font.0 as usize];
        let (code, len) = match &loaded.font {
            Some(font) => {
                let (code, len) = font.read_code(bytes, at);
                (code, len.clamp(1, 4.min(bytes.len() - at)))
            }
            // A composite font that cannot be loaded: two bytes each, as most have.
            None => {
                let len = 2.min(bytes.len() - at);
                let code = bytes[at..at + len]
                    .iter()
                    .fold(0, |c, &b| c << 8 | u32::from(b));
                (code, len)
            }
        };
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 4")]
        let len = len as u8;
        if let Some(&known) = loaded.codes.get(&(code, len)) {
            return (code, len, known);
        }
        let (text, width, shift) = match &loaded.font {
            Some(font) => meaning(font, code),
            None => (String::new(), 1.0, (0.0, 0.0)),
        };
        let meaning = Code {
            text: self.intern(&text),
            width,
            shift,
        };
        self.loaded[font.0 as usize]
            .codes
            .insert((code, len), meaning);
        (code, len, meaning)
    }

    /// Asks for the codes that have been read and mean nothing. Gives the texts found, by font,
    /// code and length.
    pub fn second_opinion(&mut self, document: &Document) -> HashMap<(FontId, u32, u8), TextId> {
        let mut questions = Vec::new();
        let mut asked = Vec::new();
        let mut found = self.by_program(document);
        for (index, loaded) in (0..).zip(&self.loaded) {
            let mut codes: Vec<(u32, u8)> = loaded
                .codes
                .iter()
                .filter(|(_, meaning)| meaning.text == TextId(0))
                .filter(|((code, len), _)| !found.contains_key(&(FontId(index), *code, *len)))
                .map(|(&code, _)| code)
                .collect();
            let info: &FontInfo = &self.infos[index as usize];
            if let (Some(font), false) = (info.object, codes.is_empty()) {
                codes.sort_unstable();
                questions.push(Question { font, codes });
                asked.push(FontId(index));
            }
        }
        if questions.is_empty() {
            return found;
        }
        let answers = opinion::ask(font_document(document), &questions);
        for ((font, question), answers) in asked.into_iter().zip(&questions).zip(answers) {
            for (&(code, len), answer) in question.codes.iter().zip(answers) {
                let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
                let text = clean(&answer);
                if !text.is_empty() && !text.contains(private) {
                    found.insert((font, code, len), self.intern(&text));
                }
            }
        }
        found
    }

    /// What the font's dictionary or its TrueType program says of codes that mean nothing to the
    /// font library.
    fn by_program(&mut self, document: &Document) -> HashMap<(FontId, u32, u8), TextId> {
        let mut answers = Vec::new();
        for (index, loaded) in (0..).zip(&self.loaded) {
            let info: &FontInfo = &self.infos[index as usize];
            let unknown: Vec<(u32, u8)> = loaded
                .codes
                .iter()
                .filter(|(_, meaning)| meaning.text == TextId(0))
                .map(|(&code, _)| code)
                .collect();
            let (Some(font), false) = (&loaded.font, unknown.is_empty()) else {
                continue;
            };
            if !info.composite || !loaded.own {
                continue;
            }
            if codes_are_characters(document, info) {
                answers.extend(unknown.into_iter().filter_map(|(code, len)| {
                    let character = char::from_u32(code)?.to_string();
                    Some(((FontId(index), code, len), clean(&character)))
                }));
                continue;
            }
            if !is_embedded(document, info) {
                continue;
            }
            let glyph = |code| font.glyph(font.map_code(code), code);
            let program = match glyph(unknown[0].0) {
                FontGlyph::Outline(outline) => outline.font_data(),
                FontGlyph::Type3(_) => None,
            };
            let Some(program) = program else { continue };
            let characters = reverse::characters(program.data.as_ref().as_ref());
            for (code, len) in unknown {
                if let Some(&character) = characters.get(&font.map_code(code).to_u32()) {
                    answers.push(((FontId(index), code, len), clean(&character.to_string())));
                }
            }
        }
        answers
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, self.intern(&text)))
            .collect()
    }

    /// Notes which glyphs the codes that have been read draw.
    pub fn note_glyphs(&mut self) {
        for (info, loaded) in self.infos.iter_mut().zip(&self.loaded) {
            let font = loaded.font.as_ref().filter(|_| loaded.own);
            if let Some(font) = font.filter(|_| info.subtype != "Type3") {
                let codes = loaded.codes.keys();
                info.drawn = codes
                    .map(|&(code, _)| (code, font.map_code(code).to_u32()))
                    .collect();
            }
        }
    }

    /// Gives a text its number.
    pub fn intern(&mut self, text: &str) -> TextId {
        if text.is_empty() {
            return TextId(0);
        }
        if let Some(&id) = self.text_ids.get(text) {
            return id;
        }
        let id = TextId(u32::try_from(self.texts.len()).unwrap_or(0));
        self.texts.push(text.into());
        self.text_ids.insert(text.into(), id);
        id
    }
}

#[expect(clippy::cast_possible_truncation, reason = "ems need no more than f32")]
fn meaning(font: &Font<'_>, code: u32) -> (String, f32, (f32, f32)) {
    let advance = font.code_advance(code) / 1000.0;
    let shift = font.origin_displacement(code) / 1000.0;
    let width = if font.is_horizontal() {
        advance.x
    } else {
        advance.y
    };
    let text = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    let text = match text {
        Some(BfString::Char(c)) => clean(&c.to_string()),
        Some(BfString::String(s)) => clean(&s),
        None => String::new(),
    };
    let width = if width.is_finite() { width as f32 } else { 0.0 };
    (text, width, (shift.x as f32, shift.y as f32))
}

/// Without control characters: a tab or line end becomes a space, anything else counts as
/// unknown. Ligatures become their letters.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\t' | '\n' | '\r' | '\u{a0}' => ' ',
            '\u{fb00}'..='\u{fb06}' => {
                out.push_str(LIGATURES[c as usize - 0xfb00]);
                continue;
            }
            '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => continue,
            c if c.is_control() => continue,
            c => c,
        };
        out.push(c);
    }
    out
}

/// The letters of the Latin ligatures U+FB00 to U+FB06: a name is found whatever its font.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

fn is(dict: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key)
        .and_then(Object::as_name)
        .is_ok_and(|value| value == name)
}

fn describe(
    document: &Document,
    object: Option<ObjectId>,
    dict: Option<&Dictionary>,
    loaded: bool,
    composite: bool,
    vertical: bool,
) -> FontInfo {
    let name = |key: &[u8]| {
        dict.and_then(|d| resolved(document, d, key))
            .and_then(|n| n.as_name().ok())
            .map(|n| String::from_utf8_lossy(n).into_owned())
            .unwrap_or_default()
    };
    let (ascent, descent) = dict
        .and_then(|d| extent(document, d))
        .unwrap_or(DEFAULT_EXTENT);
    FontInfo {
        object,
        name: name(b"BaseFont"),
        subtype: name(b"Subtype"),
        composite,
        vertical,
        loaded,
        ascent,
        descent,
        drawn: BTreeMap::new(),
    }
}

/// Whether `ToUnicode` names the identity instead of holding a map: viewers then take codes for
/// characters.
fn codes_are_characters(document: &Document, info: &FontInfo) -> bool {
    let font = info.object.and_then(|id| document.get_dictionary(id).ok());
    font.and_then(|font| resolved(document, font, b"ToUnicode"))
        .and_then(|map| map.as_name().ok())
        .is_some_and(|name| matches!(name, b"Identity-H" | b"Identity-V"))
}

/// Whether a composite font has a program of its own.
fn is_embedded(document: &Document, info: &FontInfo) -> bool {
    let font = info.object.and_then(|id| document.get_dictionary(id).ok());
    font.and_then(|font| descendant(document, font))
        .and_then(|font| dict_at(document, font, b"FontDescriptor"))
        .is_some_and(|d| d.has(b"FontFile2") || d.has(b"FontFile3"))
}

/// The font of glyphs of a composite font.
fn descendant<'d>(document: &'d Document, font: &'d Dictionary) -> Option<&'d Dictionary> {
    let list = resolved(document, font, b"DescendantFonts")?
        .as_array()
        .ok()?;
    document.dereference(list.first()?).ok()?.1.as_dict().ok()
}

/// Ascent and descent in ems, if the font tells usable ones.
#[expect(clippy::cast_possible_truncation, reason = "ems need no more than f32")]
fn extent(document: &Document, font: &Dictionary) -> Option<(f32, f32)> {
    if is(font, b"Subtype", b"Type3") {
        let [_, y0, _, y1] = numbers_at::<4>(document, font, b"FontBBox")?;
        let [_, _, _, d, _, _] = numbers_at::<6>(document, font, b"FontMatrix")?;
        let (low, high) = ((y0 * d).min(y1 * d) as f32, (y0 * d).max(y1 * d) as f32);
        return (high - low > 0.1 && high - low < 5.0).then_some((high, low));
    }
    let holder = descendant(document, font).unwrap_or(font);
    let descriptor = dict_at(document, holder, b"FontDescriptor")?;
    let value = |key: &[u8]| {
        resolved(document, descriptor, key)
            .and_then(|n| n.as_float().ok())
            .map(|n| n / 1000.0)
    };
    let ascent = value(b"Ascent").filter(|a| (0.3..=1.5).contains(a))?;
    let descent = value(b"Descent").map(|d| -d.abs()).filter(|d| *d >= -0.8)?;
    Some((ascent, descent))
}

/// All fonts of `document` under their ids and nothing else: the font library and `pdf-extract`
/// read files only, and this is much less than the whole.
pub fn font_document(document: &Document) -> Document {
    let mut wanted: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(is_font))
        .map(|(&id, _)| id)
        .collect();
    wanted.extend(listed_fonts(document));
    let mut objects: BTreeMap<ObjectId, Object> = BTreeMap::new();
    while let Some(id) = wanted.pop() {
        if objects.contains_key(&id) {
            continue;
        }
        let Some(object) = document.objects.get(&id) else {
            continue;
        };
        let mut copy = object.clone();
        prepare(&mut copy);
        references(&copy, &mut wanted, 0);
        objects.insert(id, copy);
    }
    let mut file = Document::with_version("1.7");
    file.max_id = document.max_id;
    file.objects = objects;
    file.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    file
}

/// The bytes of [`font_document`] with a page, which every file needs.
pub fn font_file(mut file: Document) -> Option<Vec<u8>> {
    let page = file.try_new_object_id().ok()?;
    let pages = file.try_new_object_id().ok()?;
    let media_box: Vec<Object> = vec![0.into(), 0.into(), 1.into(), 1.into()];
    file.objects.insert(
        page,
        dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => media_box }.into(),
    );
    file.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into(),
    );
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", root);
    let mut out = Vec::new();
    file.save_to(&mut out).ok()?;
    Some(out)
}

fn is_font(dict: &Dictionary) -> bool {
    dict.has_type(b"Font") || dict.has(b"BaseFont") || dict.has(b"CharProcs")
}

/// Fonts that do not say that they are one, found by where they are listed.
fn listed_fonts(document: &Document) -> BTreeSet<ObjectId> {
    let mut out = BTreeSet::new();
    for object in document.objects.values() {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        let resources = dict_at(document, dict, b"Resources").unwrap_or(dict);
        if let Some(fonts) = dict_at(document, resources, b"Font") {
            out.extend(fonts.iter().filter_map(|(_, f)| f.as_reference().ok()));
        }
    }
    out
}

/// Cuts what the library does not need, or could be made to choke on.
fn prepare(object: &mut Object) {
    let Ok(dict) = object.as_dict_mut() else {
        return;
    };
    for key in [&b"Resources"[..], b"CharProcs", b"Parent", b"Metadata"] {
        dict.remove(key);
    }
    for key in [&b"W"[..], b"W2"] {
        if let Ok(Object::Array(items)) = dict.get_mut(key) {
            let wide = |pair: &[Object]| match pair {
                [Object::Integer(first), Object::Integer(last)] => last - first > 0xffff,
                _ => false,
            };
            // `0 4294967295 500` would be written out code by code.
            if items.windows(2).any(wide) {
                items.clear();
            }
        }
    }
}

fn references(object: &Object, out: &mut Vec<ObjectId>, depth: usize) {
    if depth > 16 {
        return;
    }
    match object {
        Object::Reference(id) => out.push(*id),
        Object::Array(items) => items.iter().for_each(|o| references(o, out, depth + 1)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, o)| references(o, out, depth + 1)),
        Object::Stream(stream) => stream
            .dict
            .iter()
            .for_each(|(_, o)| references(o, out, depth + 1)),
        _ => {}
    }
}
