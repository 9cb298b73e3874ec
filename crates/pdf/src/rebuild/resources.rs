//! Resource dictionaries made of the names in use.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};
use tacenda_pdf_content::RunId;

use super::form::{EditedRun, Extra};
use super::{Category, Copier, Kind, Names, as_dict, set};

const STATE_KEYS: &[&[u8]] = &[
    b"Type", b"LW", b"LC", b"LJ", b"ML", b"D", b"RI", b"OP", b"op", b"OPM", b"FL", b"SM", b"SA",
    b"BM", b"CA", b"ca", b"AIS", b"TK",
];

/// Functions of a graphics state, or names that stand for none.
const STATE_FUNCTIONS: &[&[u8]] = &[b"BG", b"BG2", b"UCR", b"UCR2", b"TR", b"TR2"];

/// Colour spaces that stand in for the device's without being named by an operator.
const DEFAULT_SPACES: &[&[u8]] = &[b"DefaultGray", b"DefaultRGB", b"DefaultCMYK"];

/// Names of colour spaces that need no resource.
fn is_device(name: &[u8]) -> bool {
    matches!(
        name,
        b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern" | b"G" | b"RGB" | b"CMYK"
    )
}

impl<'a> Copier<'a> {
    /// The resources for `names`, from `extras` of an edited stream or from the source's.
    pub(crate) fn resources(
        &mut self,
        names: &Names,
        from: Option<&'a Dictionary>,
        edited: Option<&'a EditedRun>,
    ) -> Dictionary {
        let mut out = Dictionary::new();
        let empty = BTreeSet::new();
        for category in [
            Category::ColorSpace,
            Category::ExtGState,
            Category::Font,
            Category::Pattern,
            Category::Shading,
            Category::XObject,
        ] {
            let held = from.and_then(|dict| self.dict(dict, category.key()));
            let mut entries = Dictionary::new();
            for name in names.get(&category).unwrap_or(&empty) {
                let extra = edited.and_then(|e| e.extras.get(&(category, name.clone())));
                let made = match (extra, held) {
                    (Some(extra), _) => self.extra(extra, from),
                    (None, Some(held)) => self.resource(category, held, name, from),
                    (None, None) => None,
                };
                set(&mut entries, name, made);
            }
            if let (Category::ColorSpace, Some(held)) = (category, held) {
                for name in DEFAULT_SPACES {
                    let space = held.get(name).ok();
                    set(&mut entries, name, space.and_then(|o| self.colour(o)));
                }
            }
            if !entries.is_empty() {
                out.set(category.key(), entries);
            }
        }
        out
    }

    fn extra(&mut self, extra: &'a Extra, from: Option<&'a Dictionary>) -> Option<Object> {
        match extra {
            Extra::Run(run) => self.edited_stream(*run, from),
            Extra::Image(painted) => self.painted(painted),
            Extra::SoftMask(name, run) => {
                let held = self.dict(from?, b"ExtGState")?;
                let state = as_dict(self.value(held, name)?)?;
                Some(self.state(state, from, Some(*run)))
            }
        }
    }

    fn resource(
        &mut self,
        category: Category,
        held: &'a Dictionary,
        name: &[u8],
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        if category == Category::ColorSpace && is_device(name) {
            return None;
        }
        let object = held.get(name).ok()?;
        match category {
            Category::ColorSpace => self.colour(object),
            Category::ExtGState => {
                let state = as_dict(self.deref(object))?;
                Some(self.state(state, outer, None))
            }
            Category::Font => self.any_font(object, outer),
            Category::Pattern => match self.deref(object) {
                Object::Stream(_) => self.tiling(object, outer),
                Object::Dictionary(from) => {
                    let mut dict = self.plain_keys(from, &[b"Type", b"PatternType", b"Matrix"]);
                    dict.set("Shading", self.shading(from.get(b"Shading").ok()?)?);
                    if let Some(state) = self.dict(from, b"ExtGState") {
                        dict.set("ExtGState", self.state(state, outer, None));
                    }
                    Some(dict.into())
                }
                _ => None,
            },
            Category::Shading => self.shading(object),
            Category::XObject => {
                let stream = self.deref(object).as_stream().ok()?;
                match self.name(&stream.dict, b"Subtype") {
                    Some(b"Image") => self.image(object),
                    Some(b"Form") => self.form(object, outer),
                    None if stream.dict.has(b"BBox") => self.form(object, outer),
                    _ => None,
                }
            }
        }
    }

    /// A graphics state dictionary; its soft mask is replaced by an edited one if given.
    fn state(
        &mut self,
        from: &'a Dictionary,
        outer: Option<&'a Dictionary>,
        mask: Option<RunId>,
    ) -> Object {
        let mut dict = self.plain_keys(from, STATE_KEYS);
        for key in STATE_FUNCTIONS {
            let function = from.get(key).ok();
            set(&mut dict, key, function.and_then(|o| self.function(o)));
        }
        if let Some(Object::Array(items)) = self.value(from, b"Font")
            && let [font, size] = items.as_slice()
            && let (Some(font), Some(size)) = (self.any_font(font, outer), self.plain(size))
        {
            dict.set("Font", vec![font, size]);
        }
        match self.value(from, b"SMask") {
            Some(Object::Name(name)) => dict.set("SMask", Object::Name(name.clone())),
            Some(Object::Dictionary(source)) => {
                let made = self.soft_mask(source, outer, mask);
                dict.set(
                    "SMask",
                    made.unwrap_or_else(|| Object::Name(b"None".to_vec())),
                );
            }
            _ => {}
        }
        dict.into()
    }

    fn soft_mask(
        &mut self,
        from: &'a Dictionary,
        outer: Option<&'a Dictionary>,
        edited: Option<RunId>,
    ) -> Option<Object> {
        let mut dict = self.plain_keys(from, &[b"Type", b"S", b"BC"]);
        let group = match edited {
            Some(run) => self.edited_stream(run, outer),
            None => self.form(from.get(b"G").ok()?, outer),
        };
        dict.set("G", group?);
        let transfer = from.get(b"TR").ok();
        set(&mut dict, b"TR", transfer.and_then(|o| self.function(o)));
        Some(dict.into())
    }

    /// A font of any kind.
    fn any_font(&mut self, object: &'a Object, outer: Option<&'a Dictionary>) -> Option<Object> {
        let dict = self.deref(object).as_dict().ok()?;
        if self.name(dict, b"Subtype") != Some(b"Type3") {
            return self.font(object);
        }
        let id = object.as_reference().ok();
        self.shared(Kind::Font, object, |this, object| {
            let from = object.as_dict().ok()?;
            let cut = id.and_then(|id| this.cuts.fonts.get(&id)).cloned();
            this.type3(from, cut.as_ref(), outer)
        })
    }
}
