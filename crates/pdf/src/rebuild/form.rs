//! Content streams that something else executes: forms, tiling patterns, glyph procedures.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use tacenda_pdf_content::{RunId, decoded};

use super::content::{Clean, Shown, clean};
use super::{Category, Copier, MAX_DEPTH, as_dict, set};
use crate::image::Painted;
use crate::output::plain_stream;

/// Content streams with something removed, each execution for itself.
#[derive(Default)]
pub(crate) struct Edited {
    pub(crate) runs: HashMap<RunId, EditedRun>,
}

/// One execution of a content stream with something removed from it or from one that it
/// executes.
pub(crate) struct EditedRun {
    /// The stream object of the source.
    pub(crate) stream: ObjectId,
    /// Its new content.
    pub(crate) content: Vec<u8>,
    /// What names of the new content stand for, where that is not what the source's resources
    /// say.
    pub(crate) extras: HashMap<(Category, Vec<u8>), Extra>,
}

/// A resource that the source does not have.
pub(crate) enum Extra {
    /// A form or tiling pattern, edited.
    Run(RunId),
    /// A graphics state whose soft mask is edited; the name is that of the source.
    SoftMask(Vec<u8>, RunId),
    /// An image with pixels painted over.
    Image(Box<Painted>),
}

const FORM_KEYS: &[&[u8]] = &[b"Type", b"Subtype", b"FormType", b"BBox", b"Matrix"];

const PATTERN_KEYS: &[&[u8]] = &[
    b"Type",
    b"PatternType",
    b"PaintType",
    b"TilingType",
    b"BBox",
    b"XStep",
    b"YStep",
    b"Matrix",
];

struct Scope<'c, 'a> {
    copier: &'c Copier<'a>,
    resources: Option<&'a Dictionary>,
}

impl Shown for Scope<'_, '_> {
    fn layer_off(&self, properties: &[u8]) -> bool {
        let Some(resources) = self.resources else {
            return false;
        };
        self.copier
            .dict(resources, b"Properties")
            .and_then(|dict| dict.get(properties).ok())
            .is_some_and(|object| self.copier.layers.hides(self.copier.src, object))
    }

    fn object_off(&self, name: &[u8]) -> bool {
        let Some(resources) = self.resources else {
            return false;
        };
        self.copier
            .dict(resources, b"XObject")
            .and_then(|dict| self.copier.value(dict, name))
            .and_then(as_dict)
            .and_then(|dict| dict.get(b"OC").ok())
            .is_some_and(|object| self.copier.layers.hides(self.copier.src, object))
    }
}

impl<'a> Copier<'a> {
    /// Cleans `content`, which names things in `resources`.
    pub(crate) fn clean(&self, content: &[u8], resources: Option<&'a Dictionary>) -> Clean {
        let scope = Scope {
            copier: self,
            resources,
        };
        clean(content, &scope)
    }

    /// Cleans `content` and copies the resources it uses.
    pub(crate) fn cleaned(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        edited: Option<&'a EditedRun>,
    ) -> (Vec<u8>, Dictionary) {
        let clean = self.clean(content, resources);
        let used = self.resources(&clean.names, resources, edited);
        (clean.content, used)
    }

    /// A form XObject of the source, nothing removed.
    pub(crate) fn form(
        &mut self,
        object: &'a Object,
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        self.stream_of(object, outer, Self::form_dict)
    }

    /// A tiling pattern of the source, nothing removed.
    pub(crate) fn tiling(
        &mut self,
        object: &'a Object,
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        self.stream_of(object, outer, Self::pattern_dict)
    }

    /// A glyph procedure.
    pub(crate) fn char_proc(
        &mut self,
        object: &'a Object,
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        self.stream_of(object, outer, |_, _| Dictionary::new())
    }

    fn form_dict(&mut self, from: &'a Dictionary) -> Dictionary {
        let mut dict = self.plain_keys(from, FORM_KEYS);
        dict.set("Subtype", Object::Name(b"Form".to_vec()));
        set(&mut dict, b"Group", self.group(from));
        dict
    }

    fn pattern_dict(&mut self, from: &'a Dictionary) -> Dictionary {
        self.plain_keys(from, PATTERN_KEYS)
    }

    /// The transparency group of a form or page (ISO 32000-1, 11.6.6).
    pub(crate) fn group(&mut self, from: &'a Dictionary) -> Option<Object> {
        let group = self.dict(from, b"Group")?;
        let mut dict = self.plain_keys(group, &[b"Type", b"S", b"I", b"K"]);
        let colour = group.get(b"CS").ok();
        set(&mut dict, b"CS", colour.and_then(|o| self.colour(o)));
        Some(dict.into())
    }

    fn stream_of(
        &mut self,
        object: &'a Object,
        outer: Option<&'a Dictionary>,
        keys: impl FnOnce(&mut Self, &'a Dictionary) -> Dictionary,
    ) -> Option<Object> {
        let (Some(id), Object::Stream(stream)) = self.src.dereference(object).ok()? else {
            return None;
        };
        let resources = self.dict(&stream.dict, b"Resources").or(outer);
        let force = resources.map_or(0, |dict| std::ptr::from_ref(dict).addr());
        if let Some(&done) = self.streams.get(&(id, force)) {
            return Some(Object::Reference(done));
        }
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let number = self.out.reserve();
        self.streams.insert((id, force), number);
        self.depth += 1;
        let dict = keys(self, &stream.dict);
        let content = decoded(self.src, stream).unwrap_or_default();
        let made = self.content_stream(dict, &content, resources, None);
        self.depth -= 1;
        self.out.put(number, made);
        Some(Object::Reference(number))
    }

    /// A form or pattern with something removed.
    pub(crate) fn edited_stream(
        &mut self,
        run: RunId,
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        let edited: &'a EditedRun = self.edited.runs.get(&run)?;
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let stream = self.src.get_object(edited.stream).ok()?.as_stream().ok()?;
        let resources = self.dict(&stream.dict, b"Resources").or(outer);
        self.depth += 1;
        let dict = if stream.dict.has(b"PatternType") {
            self.pattern_dict(&stream.dict)
        } else {
            self.form_dict(&stream.dict)
        };
        let made = self.content_stream(dict, &edited.content, resources, Some(edited));
        self.depth -= 1;
        Some(Object::Reference(self.out.add(made)))
    }

    fn content_stream(
        &mut self,
        mut dict: Dictionary,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        edited: Option<&'a EditedRun>,
    ) -> Stream {
        let (content, used) = self.cleaned(content, resources, edited);
        if !used.is_empty() || dict.has(b"PatternType") {
            dict.set("Resources", used);
        }
        plain_stream(dict, content)
    }
}
