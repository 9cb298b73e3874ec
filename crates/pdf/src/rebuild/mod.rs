//! The whitelist rebuild: a new file made of what is known to be needed, key by key. Everything
//! else in the source (metadata, names, outlines, structure, forms, scripts, old revisions…) is
//! left behind by construction.

mod colour;
mod content;
mod font;
mod form;
mod image;
mod page;
mod plain;
mod resources;

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use tacenda_core::NeedleSet;

use crate::font::Cuts;
use crate::layers::Layers;
use crate::output::Output;

pub(crate) use content::{Category, Clean, Names};
pub(crate) use form::{Edited, EditedRun, Extra};
pub(crate) use page::{PageContent, catalogue};

/// What an object of the source is copied as. The same object can be misused as several.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Kind {
    Font,
    Descriptor,
    Program,
    CMap,
    Image,
    Colour,
    Function,
    Shading,
    Profile,
    Globals,
}

/// Deepest chain of objects that lead to one another; a chain this long is made on purpose.
const MAX_DEPTH: usize = 48;

/// Copies objects of the source into the output, each at most once for each kind.
pub(crate) struct Copier<'a> {
    pub(crate) src: &'a Document,
    pub(crate) out: Output,
    pub(crate) cuts: &'a Cuts,
    pub(crate) edited: &'a Edited,
    /// The values that were removed.
    pub(crate) values: &'a NeedleSet,
    /// Font programs that should have been cut down and could not be.
    pub(crate) uncut_programs: usize,
    layers: Layers,
    /// New numbers of the tags of font subsets.
    tags: HashMap<Vec<u8>, usize>,
    memo: HashMap<(Kind, ObjectId), ObjectId>,
    /// Content streams by object and by the resources in force (their address in the source).
    streams: HashMap<(ObjectId, usize), ObjectId>,
    depth: usize,
}

impl<'a> Copier<'a> {
    pub(crate) fn new(
        src: &'a Document,
        cuts: &'a Cuts,
        edited: &'a Edited,
        values: &'a NeedleSet,
    ) -> Self {
        Self {
            src,
            out: Output::default(),
            cuts,
            edited,
            values,
            uncut_programs: 0,
            layers: Layers::of(src),
            tags: HashMap::new(),
            memo: HashMap::new(),
            streams: HashMap::new(),
            depth: 0,
        }
    }

    /// Follows references; null for what does not exist.
    pub(crate) fn deref(&self, object: &'a Object) -> &'a Object {
        self.src
            .dereference(object)
            .map_or(&Object::Null, |(_, o)| o)
    }

    /// The value of a key, references followed; `None` for null too.
    pub(crate) fn value(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let object = self.deref(dict.get(key).ok()?);
        (!object.is_null()).then_some(object)
    }

    pub(crate) fn dict(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dict(self.value(dict, key)?)
    }

    pub(crate) fn name(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.value(dict, key)?.as_name().ok()
    }

    /// Copies what `object` is or refers to with `copy`, as an indirect object if it was one or
    /// is a stream, once for each kind.
    pub(crate) fn shared(
        &mut self,
        kind: Kind,
        object: &'a Object,
        copy: impl FnOnce(&mut Self, &'a Object) -> Option<Object>,
    ) -> Option<Object> {
        let (id, target) = self.src.dereference(object).ok()?;
        if self.depth >= MAX_DEPTH || target.is_null() {
            return None;
        }
        let known = id.map(|id| (kind, id));
        if let Some(&done) = known.as_ref().and_then(|key| self.memo.get(key)) {
            return Some(Object::Reference(done));
        }
        // The number is known before the copy, so that an object may lead back to itself.
        let reserved = known.map(|key| {
            let number = self.out.reserve();
            self.memo.insert(key, number);
            number
        });
        self.depth += 1;
        let made = copy(self, target);
        self.depth -= 1;
        let Some(made) = made else {
            if let Some(key) = known {
                self.memo.remove(&key);
            }
            return None;
        };
        match (reserved, made) {
            (Some(number), made) => {
                self.out.put(number, made);
                Some(Object::Reference(number))
            }
            (None, Object::Stream(stream)) => Some(Object::Reference(self.out.add(stream))),
            (None, made) => Some(made),
        }
    }
}

/// The dictionary of a dictionary or stream.
pub(crate) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Sets `key` if there is a value.
pub(crate) fn set(dict: &mut Dictionary, key: &[u8], value: Option<Object>) {
    if let Some(value) = value {
        dict.set(key.to_vec(), value);
    }
}
