//! The interpreter.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use hayro_font::kurbo::Affine;
use hayro_syntax::Pdf;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fonts::Fonts;
use super::paths::PathBuilder;
use super::state::State;
use crate::decode::{deref, dict_at, numbers_at, resolved};
use crate::lexer::{Lexer, Op, Value};
use crate::{
    FontId, GlyphTable, ImageSource, ImageUse, MarkedUse, PageInfo, ResourcesOf, Run, RunId,
    TextId, Via, resources,
};

/// Deepest nesting of forms, patterns and glyph procedures.
const MAX_DEPTH: usize = 24;
/// Deepest nesting of `q`.
const MAX_SAVED: usize = 512;
/// Most operators executed for one page, repetitions of forms included.
const MAX_OPERATORS: u64 = 5_000_000;
/// Most records of one kind for one page.
const MAX_RECORDS: usize = 1_000_000;

pub struct Machine<'d, 'p> {
    pub document: &'d Document,
    pub fonts: Fonts<'p>,
    pub table: GlyphTable,
    pub page: u32,
    pub active: Vec<ObjectId>,
    layers_off: BTreeSet<ObjectId>,
    operators: u64,
    records: usize,
    /// What is executed once a page only: patterns, masks and glyph procedures.
    pub once: HashSet<(ObjectId, u32)>,
}

/// One execution under way.
pub struct Frame<'d> {
    pub run: RunId,
    pub resources: Option<&'d Dictionary>,
    pub of: ResourcesOf,
    /// Matrix of the stream's user space at its start: patterns are relative to it.
    pub base: Affine,
    pub saved: Vec<State>,
    pub state: State,
    pub tm: Affine,
    pub line: Affine,
    pub marked: Vec<Marked>,
    pub path: PathBuilder,
    /// Whether the whole stream belongs to a layer that is off.
    pub off: bool,
}

/// A marked-content sequence that is open.
#[derive(Clone, Copy)]
pub struct Marked {
    off: bool,
    mcid: Option<i64>,
}

impl Frame<'_> {
    pub fn is_off(&self) -> bool {
        self.off || self.marked.iter().any(|m| m.off)
    }

    pub fn mcid(&self) -> Option<i64> {
        self.marked.iter().rev().find_map(|m| m.mcid)
    }
}

impl<'d, 'p> Machine<'d, 'p> {
    pub fn new(document: &'d Document, pdf: Option<&'p Pdf>) -> Self {
        Self {
            document,
            fonts: Fonts::new(pdf),
            table: GlyphTable::default(),
            page: 0,
            active: Vec::new(),
            layers_off: layers_off(document),
            operators: 0,
            records: 0,
            once: HashSet::new(),
        }
    }

    pub fn finish(mut self) -> GlyphTable {
        let found = self.fonts.second_opinion(self.document);
        if !found.is_empty() {
            for glyph in self.table.glyphs.iter_mut().filter(|g| g.text == TextId(0)) {
                let font = self.table.shows[glyph.show.0 as usize].font;
                if let Some(&text) = found.get(&(font, glyph.code, glyph.len)) {
                    glyph.text = text;
                }
            }
        }
        self.fonts.note_glyphs();
        self.table.fonts = self.fonts.infos;
        self.table.texts = self.fonts.texts;
        self.table
    }

    pub fn page(&mut self, page: &PageInfo) {
        self.page = page.number;
        self.operators = 0;
        self.records = self.total();
        self.once.clear();
        let of = ResourcesOf::Page(page.object);
        self.execute(
            page.contents,
            of,
            Via::Page,
            State::new(Affine::IDENTITY),
            false,
        );
    }

    fn total(&self) -> usize {
        let t = &self.table;
        t.glyphs.len() + t.shows.len() + t.runs.len() + t.images.len() + t.paths.len()
    }

    /// Whether the page may go on; notes it if not.
    fn within_limits(&mut self) -> bool {
        self.operators += 1;
        let within =
            self.operators <= MAX_OPERATORS && self.total() - self.records <= 4 * MAX_RECORDS;
        if !within {
            self.table.incomplete.insert(self.page);
        }
        within
    }

    /// Executes a stream with `state`, whose matrix is that of its user space.
    pub fn execute(
        &mut self,
        stream: ObjectId,
        of: ResourcesOf,
        via: Via,
        state: State,
        off: bool,
    ) {
        let Some(Object::Stream(content)) = self.document.objects.get(&stream) else {
            return;
        };
        if self.active.contains(&stream) {
            return;
        }
        if self.active.len() >= MAX_DEPTH {
            self.table.incomplete.insert(self.page);
            return;
        }
        let run = RunId(u32::try_from(self.table.runs.len()).unwrap_or(u32::MAX));
        self.table.runs.push(Run {
            page: self.page,
            stream,
            via,
            resources: of,
            ctm: state.ctm,
        });
        let mut frame = Frame {
            run,
            resources: resources(self.document, of),
            of,
            base: state.ctm,
            saved: Vec::new(),
            state,
            tm: Affine::IDENTITY,
            line: Affine::IDENTITY,
            marked: Vec::new(),
            path: PathBuilder::default(),
            off,
        };
        self.active.push(stream);
        for op in Lexer::new(&content.content) {
            if !self.within_limits() {
                break;
            }
            self.operator(&mut frame, &op);
        }
        self.active.pop();
    }

    fn operator(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        match op.name {
            b"q" => {
                if f.saved.len() < MAX_SAVED {
                    f.saved.push(f.state.clone());
                } else {
                    self.table.incomplete.insert(self.page);
                }
            }
            b"Q" => {
                if let Some(state) = f.saved.pop() {
                    f.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = op.numbers::<6>() {
                    f.state.ctm *= Affine::new(matrix);
                }
            }
            b"w" => f.state.line_width = op.number_from_end(0).unwrap_or(f.state.line_width),
            b"gs" => self.graphics_state(f, op),
            b"Do" => self.paint_object(f, op),
            b"BI" => self.inline_image(f, op),
            b"scn" | b"SCN" => self.select_pattern(f, op),
            b"BDC" | b"BMC" | b"DP" | b"MP" => self.marked_content(f, op),
            b"EMC" => {
                f.marked.pop();
            }
            _ if self.text_operator(f, op) => {}
            _ => self.path_operator(f, op),
        }
    }

    /// The entry `name` of a category of the resources in force.
    pub fn resource(&self, f: &Frame<'d>, category: &[u8], name: &[u8]) -> Option<&'d Object> {
        dict_at(self.document, f.resources?, category)?
            .get(name)
            .ok()
    }

    /// The font that a reference or dictionary in the resources stands for.
    pub fn font(&mut self, object: Option<&Object>) -> FontId {
        let id = object.and_then(|o| o.as_reference().ok());
        self.fonts.get(self.document, id)
    }

    fn graphics_state(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let Some(name) = op.operands.last().and_then(|o| o.name()) else {
            return;
        };
        let Some(dict) = self
            .resource(f, b"ExtGState", name)
            .and_then(|o| deref(self.document, o).as_dict().ok())
        else {
            return;
        };
        let number =
            |key: &[u8]| resolved(self.document, dict, key).and_then(|n| n.as_float().ok());
        if let Some(width) = number(b"LW") {
            f.state.line_width = width.into();
        }
        if let Some(alpha) = number(b"ca") {
            f.state.fill_alpha = alpha.into();
        }
        if let Some(alpha) = number(b"CA") {
            f.state.stroke_alpha = alpha.into();
        }
        if let Some(Ok([font, size])) = resolved(self.document, dict, b"Font")
            .and_then(|o| o.as_array().ok())
            .map(|a| <&[Object; 2]>::try_from(a.as_slice()))
        {
            f.state.text.font = Some(self.font(Some(font)));
            f.state.text.font_name = Arc::from([]);
            f.state.text.size = deref(self.document, size).as_float().map_or(0.0, f64::from);
        }
        self.soft_mask(f, op, name, dict);
    }

    fn inline_image(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let data = op.data.clone().unwrap_or(op.range.end..op.range.end);
        let size = |full: &[u8], short: &[u8]| {
            let n = op.image_key(full, short)?.number()?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "casts of floats saturate"
            )]
            let n = n as u32;
            Some(n)
        };
        let dict = op.range.start + 2
            ..op.operands
                .last()
                .map_or(op.range.start + 2, |last| last.range.end);
        self.table.images.push(ImageUse {
            run: f.run,
            op: op.range.clone(),
            source: ImageSource::Inline { dict, data },
            ctm: f.state.ctm,
            width: size(b"Width", b"W").unwrap_or(0),
            height: size(b"Height", b"H").unwrap_or(0),
        });
    }

    fn marked_content(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let properties = op.operands.last().map(|o| &o.value);
        let tag = op.operands.first().and_then(|o| o.name()).unwrap_or(b"");
        let mut marked = Marked {
            off: false,
            mcid: None,
        };
        let mut text = false;
        match properties {
            Some(Value::Dictionary(items)) => {
                for pair in items.chunks_exact(2) {
                    match pair[0].name() {
                        Some(b"MCID") => {
                            #[expect(clippy::cast_possible_truncation, reason = "saturates")]
                            let id = pair[1].number().map(|n| n as i64);
                            marked.mcid = id;
                        }
                        Some(b"ActualText" | b"Alt" | b"E") => text = true,
                        _ => {}
                    }
                }
            }
            Some(Value::Name(name)) if op.operands.len() > 1 => {
                let entry = self.resource(f, b"Properties", name);
                let dict = entry.and_then(|o| deref(self.document, o).as_dict().ok());
                if let Some(dict) = dict {
                    text = [&b"ActualText"[..], b"Alt", b"E"]
                        .iter()
                        .any(|k| dict.has(k));
                    marked.mcid =
                        resolved(self.document, dict, b"MCID").and_then(|n| n.as_i64().ok());
                }
                marked.off = tag == b"OC" && entry.is_some_and(|o| self.layer_is_off(o));
            }
            _ => {}
        }
        if matches!(op.name, b"BDC" | b"BMC") {
            f.marked.push(marked);
        }
        if matches!(op.name, b"BDC" | b"DP") {
            self.table.marked.push(MarkedUse {
                run: f.run,
                op: op.range.clone(),
                text,
            });
        }
    }

    /// Whether optional content is off by default (ISO 32000-1, 8.11).
    pub fn layer_is_off(&self, object: &Object) -> bool {
        if object
            .as_reference()
            .is_ok_and(|id| self.layers_off.contains(&id))
        {
            return true;
        }
        let Ok(dict) = deref(self.document, object).as_dict() else {
            return false;
        };
        let Ok(groups) = dict.get(b"OCGs") else {
            return false;
        };
        let off = |group: &Object| {
            group
                .as_reference()
                .is_ok_and(|id| self.layers_off.contains(&id))
        };
        match groups {
            Object::Array(items) => !items.is_empty() && items.iter().all(off),
            Object::Reference(_) if off(groups) => true,
            other => match deref(self.document, other) {
                Object::Array(items) => !items.is_empty() && items.iter().all(off),
                _ => false,
            },
        }
    }

    /// The `Matrix` of a form or pattern.
    pub fn matrix(&self, dict: &Dictionary) -> Affine {
        numbers_at::<6>(self.document, dict, b"Matrix").map_or(Affine::IDENTITY, Affine::new)
    }
}

fn layers_off(document: &Document) -> BTreeSet<ObjectId> {
    let config = || {
        let properties = dict_at(document, document.catalog().ok()?, b"OCProperties")?;
        Some((properties, dict_at(document, properties, b"D")?))
    };
    let Some((properties, default)) = config() else {
        return BTreeSet::new();
    };
    let list = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        resolved(document, dict, key)
            .and_then(|o| o.as_array().ok())
            .map(|items| items.iter().filter_map(|o| o.as_reference().ok()).collect())
            .unwrap_or_default()
    };
    let mut off: BTreeSet<ObjectId> = list(default, b"OFF").into_iter().collect();
    let base = resolved(document, default, b"BaseState").and_then(|s| s.as_name().ok());
    if base == Some(b"OFF") {
        off.extend(list(properties, b"OCGs"));
        for id in list(default, b"ON") {
            off.remove(&id);
        }
    }
    off
}
