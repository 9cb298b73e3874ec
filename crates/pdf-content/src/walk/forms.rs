//! Streams inside streams: forms, patterns, soft masks, Type 3 glyphs; and pictures.

use lopdf::{Dictionary, Object, ObjectId};

use super::machine::{Frame, Machine};
use crate::decode::{deref, dict_at, numbers_at, resolved};
use crate::lexer::Op;
use crate::{FontId, Glyph, ImageSource, ImageUse, ResourcesOf, Via};
use hayro_font::kurbo::Affine;

impl<'d> Machine<'d, '_> {
    /// `Do`
    pub fn paint_object(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let Some(name) = op.operands.last().and_then(|o| o.name()) else {
            return;
        };
        let Some(id) = self
            .resource(f, b"XObject", name)
            .and_then(|o| o.as_reference().ok())
        else {
            return;
        };
        let Some(Object::Stream(stream)) = self.document.objects.get(&id) else {
            return;
        };
        let subtype = resolved(self.document, &stream.dict, b"Subtype")
            .and_then(|s| s.as_name().ok())
            .unwrap_or_default();
        if subtype == b"Image" {
            self.table.images.push(ImageUse {
                run: f.run,
                op: op.range.clone(),
                source: ImageSource::XObject {
                    object: id,
                    name: name.into(),
                },
                ctm: f.state.ctm,
                width: self.size(&stream.dict, b"Width"),
                height: self.size(&stream.dict, b"Height"),
            });
            return;
        }
        if subtype != b"Form" && !stream.dict.has(b"BBox") {
            return;
        }
        let off = f.is_off()
            || stream
                .dict
                .get(b"OC")
                .is_ok_and(|layer| self.layer_is_off(layer));
        let via = Via::Form {
            parent: f.run,
            op: op.range.clone(),
            name: name.into(),
        };
        let matrix = self.matrix(&stream.dict);
        self.nested(f, id, &stream.dict, via, f.state.ctm * matrix, off);
    }

    fn nested(
        &mut self,
        f: &Frame<'d>,
        id: ObjectId,
        dict: &'d Dictionary,
        via: Via,
        ctm: Affine,
        off: bool,
    ) {
        // A form without resources of its own uses those around it (ISO 32000-1, table 95).
        let of = if dict_at(self.document, dict, b"Resources").is_some() {
            ResourcesOf::Stream(id)
        } else {
            f.of
        };
        let mut state = f.state.clone();
        state.ctm = ctm;
        self.execute(id, of, via, state, off);
    }

    fn size(&self, dict: &Dictionary, key: &[u8]) -> u32 {
        resolved(self.document, dict, key)
            .and_then(|n| n.as_i64().ok())
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0)
    }

    /// `scn` with the name of a tiling pattern.
    pub fn select_pattern(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let Some(name) = op.operands.last().and_then(|o| o.name()) else {
            return;
        };
        let Some(id) = self
            .resource(f, b"Pattern", name)
            .and_then(|o| o.as_reference().ok())
        else {
            return;
        };
        let Some(Object::Stream(stream)) = self.document.objects.get(&id) else {
            return;
        };
        // Each stream that selects it needs its own copy when it is edited.
        if !self.once.insert((id, f.run.0)) {
            return;
        }
        let via = Via::Pattern {
            parent: f.run,
            op: op.range.clone(),
            name: name.into(),
        };
        let ctm = f.base * self.matrix(&stream.dict);
        self.nested(f, id, &stream.dict, via, ctm, f.is_off());
    }

    /// The group of a soft mask that a graphics state sets.
    pub fn soft_mask(&mut self, f: &Frame<'d>, op: &Op<'_>, name: &[u8], state: &'d Dictionary) {
        let Some(id) = dict_at(self.document, state, b"SMask")
            .and_then(|mask| mask.get(b"G").ok())
            .and_then(|group| group.as_reference().ok())
        else {
            return;
        };
        let Some(Object::Stream(stream)) = self.document.objects.get(&id) else {
            return;
        };
        if !self.once.insert((id, f.run.0)) {
            return;
        }
        let via = Via::SoftMask {
            parent: f.run,
            op: op.range.clone(),
            name: name.into(),
        };
        let ctm = f.state.ctm * self.matrix(&stream.dict);
        self.nested(f, id, &stream.dict, via, ctm, f.is_off());
    }

    /// The procedure of a Type 3 glyph, if it may show text or pictures by itself.
    pub fn procedure(&mut self, f: &Frame<'d>, glyph: &Glyph, font: FontId) {
        let Some(object) = self.fonts.infos[font.0 as usize].object else {
            return;
        };
        let Some(id) = self.procedure_of(object, glyph.code) else {
            return;
        };
        let Some(Object::Stream(stream)) = self.document.objects.get(&id) else {
            return;
        };
        if !may_show(&stream.content) || !self.once.insert((id, 0)) {
            return;
        }
        let Ok(dict) = self.document.get_dictionary(object) else {
            return;
        };
        let of = if dict_at(self.document, dict, b"Resources").is_some() {
            ResourcesOf::Font(object)
        } else {
            f.of
        };
        let matrix = numbers_at::<6>(self.document, dict, b"FontMatrix")
            .map_or(Affine::scale(0.001), Affine::new);
        let show = self.table.show(glyph.show);
        let size = Affine::new([show.size * show.scale, 0.0, 0.0, show.size, 0.0, show.rise]);
        // Only the place differs from the exact matrix, by less than the string's length.
        let mut state = f.state.clone();
        state.ctm = show.ctm * show.tm * size * matrix;
        let via = Via::CharProc {
            parent: f.run,
            font,
            code: glyph.code,
        };
        self.execute(id, of, via, state, f.is_off());
    }

    fn procedure_of(&self, font: ObjectId, code: u32) -> Option<ObjectId> {
        let dict = self.document.get_dictionary(font).ok()?;
        let procedures = dict_at(self.document, dict, b"CharProcs")?;
        let differences = resolved(
            self.document,
            dict_at(self.document, dict, b"Encoding")?,
            b"Differences",
        )?;
        let mut at = 0_i64;
        for item in differences.as_array().ok()? {
            match deref(self.document, item) {
                Object::Integer(first) => at = *first,
                Object::Name(name) => {
                    if at == i64::from(code) {
                        return procedures.get(name).ok()?.as_reference().ok();
                    }
                    at = at.checked_add(1)?;
                }
                _ => {}
            }
        }
        None
    }
}

/// Whether a glyph procedure holds an operator that shows text or paints an object.
fn may_show(content: &[u8]) -> bool {
    content
        .windows(2)
        .any(|pair| matches!(pair, b"Tj" | b"TJ" | b"Do" | b"BT"))
}
