//! Fonts, cut down to the codes that are still shown (ISO 32000-1, 9.6 to 9.10).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use tacenda_pdf_content::decoded;

use super::{Copier, Kind, as_dict, set};
use crate::font::{self, FontCut};
use crate::output::plain_stream;

const SIMPLE_KEYS: &[&[u8]] = &[
    b"Type",
    b"Subtype",
    b"BaseFont",
    b"FirstChar",
    b"LastChar",
    b"Widths",
    b"FontBBox",
    b"FontMatrix",
];

const CID_KEYS: &[&[u8]] = &[b"Type", b"Subtype", b"BaseFont", b"DW", b"W", b"DW2", b"W2"];

const DESCRIPTOR_KEYS: &[&[u8]] = &[
    b"Type",
    b"FontName",
    b"Flags",
    b"FontBBox",
    b"ItalicAngle",
    b"Ascent",
    b"Descent",
    b"Leading",
    b"CapHeight",
    b"XHeight",
    b"StemV",
    b"StemH",
    b"AvgWidth",
    b"MaxWidth",
    b"MissingWidth",
];

impl<'a> Copier<'a> {
    /// A font dictionary. For Type 3 fonts see [`Copier::type3`].
    pub(crate) fn font(&mut self, object: &'a Object) -> Option<Object> {
        let id = object.as_reference().ok();
        self.shared(Kind::Font, object, |this, object| {
            this.font_value(object.as_dict().ok()?, id)
        })
    }

    fn font_value(&mut self, from: &'a Dictionary, id: Option<ObjectId>) -> Option<Object> {
        let cut = id.and_then(|id| self.cuts.fonts.get(&id)).cloned();
        let mut dict = self.plain_keys(from, SIMPLE_KEYS);
        self.rename(&mut dict, b"BaseFont");
        set(&mut dict, b"Encoding", self.encoding(from, cut.as_ref()));
        set(
            &mut dict,
            b"ToUnicode",
            self.unicode_map(from, cut.as_ref()),
        );
        if let Some(descendants) = self.value(from, b"DescendantFonts") {
            let first = match descendants {
                Object::Array(items) => items.first()?,
                other => other,
            };
            let identity = matches!(
                self.name(from, b"Encoding"),
                Some(b"Identity-H" | b"Identity-V")
            );
            let cids = cut.as_ref().filter(|_| identity);
            let child = self.cid_font(as_dict(self.deref(first))?, cids)?;
            dict.set(
                "DescendantFonts",
                vec![Object::Reference(self.out.add(child))],
            );
        } else {
            if let Some(cut) = &cut {
                font::cut_widths(&mut dict, cut);
            }
            let descriptor = from.get(b"FontDescriptor").ok();
            set(
                &mut dict,
                b"FontDescriptor",
                descriptor.and_then(|o| self.descriptor(o)),
            );
        }
        Some(dict.into())
    }

    /// The `Encoding` entry: a name, a dictionary with differences, or an embedded CMap.
    pub(crate) fn encoding(
        &mut self,
        from: &'a Dictionary,
        cut: Option<&FontCut>,
    ) -> Option<Object> {
        let object = from.get(b"Encoding").ok()?;
        match self.deref(object) {
            Object::Name(name) => Some(Object::Name(name.clone())),
            Object::Dictionary(encoding) => {
                let mut dict = self.plain_keys(encoding, &[b"Type", b"BaseEncoding"]);
                if let Some(Object::Array(items)) = self.value(encoding, b"Differences") {
                    let items: Vec<Object> = items.iter().map(|o| self.deref(o).clone()).collect();
                    dict.set("Differences", font::differences(&items, cut));
                }
                Some(dict.into())
            }
            Object::Stream(_) => self.cmap(object),
            _ => None,
        }
    }

    fn cmap(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::CMap, object, |this, object| {
            let stream = object.as_stream().ok()?;
            let mut dict = this.plain_keys(&stream.dict, &[b"Type", b"CMapName", b"WMode"]);
            this.rename(&mut dict, b"CMapName");
            set(&mut dict, b"CIDSystemInfo", this.system_info(&stream.dict));
            if let Ok(base) = stream.dict.get(b"UseCMap") {
                let base = match this.deref(base) {
                    Object::Name(name) => Some(Object::Name(name.clone())),
                    _ => this.cmap(base),
                };
                set(&mut dict, b"UseCMap", base);
            }
            let map = decoded(this.src, stream)?;
            Some(plain_stream(dict, font::without_values(&map, this.values)).into())
        })
    }

    /// The map to Unicode: the source's own for an untouched font, else made anew from the
    /// characters that are still shown.
    pub(crate) fn unicode_map(
        &mut self,
        from: &'a Dictionary,
        cut: Option<&FontCut>,
    ) -> Option<Object> {
        let object = from.get(b"ToUnicode").ok()?;
        match (self.deref(object), cut) {
            (Object::Name(name), _) => Some(Object::Name(name.clone())),
            (Object::Stream(_), None) => self.cmap(object),
            (Object::Stream(_), Some(cut)) => {
                let map = font::to_unicode(cut);
                Some(Object::Reference(
                    self.out.add(plain_stream(Dictionary::new(), map)),
                ))
            }
            _ => None,
        }
    }

    fn cid_font(&mut self, from: &'a Dictionary, cut: Option<&FontCut>) -> Option<Object> {
        let mut dict = self.plain_keys(from, CID_KEYS);
        self.rename(&mut dict, b"BaseFont");
        set(&mut dict, b"CIDSystemInfo", self.system_info(from));
        if let Some(cut) = cut {
            font::cut_cid_widths(&mut dict, cut);
        }
        match self.value(from, b"CIDToGIDMap") {
            Some(Object::Name(name)) => dict.set("CIDToGIDMap", Object::Name(name.clone())),
            Some(Object::Stream(stream)) => {
                let mut map = decoded(self.src, stream)?;
                if let Some(cut) = cut {
                    font::cut_glyph_map(&mut map, cut);
                }
                let id = self.out.add(plain_stream(Dictionary::new(), map));
                dict.set("CIDToGIDMap", id);
            }
            _ => {}
        }
        let descriptor = from.get(b"FontDescriptor").ok();
        set(
            &mut dict,
            b"FontDescriptor",
            descriptor.and_then(|o| self.descriptor(o)),
        );
        Some(dict.into())
    }

    /// A Type 3 font with the glyph procedures that its encoding still names.
    pub(crate) fn type3(
        &mut self,
        from: &'a Dictionary,
        cut: Option<&FontCut>,
        outer: Option<&'a Dictionary>,
    ) -> Option<Object> {
        let mut dict = self.plain_keys(from, SIMPLE_KEYS);
        let encoding = self.encoding(from, cut);
        let resources = self.dict(from, b"Resources").or(outer);
        let named = cut.and_then(|_| names_in(encoding.as_ref()));
        let mut procs = Dictionary::new();
        if let Some(held) = self.dict(from, b"CharProcs") {
            for (name, object) in held {
                if named.as_ref().is_none_or(|names| names.contains(name)) {
                    set(&mut procs, name, self.char_proc(object, resources));
                }
            }
        }
        set(&mut dict, b"Encoding", encoding);
        set(&mut dict, b"ToUnicode", self.unicode_map(from, cut));
        if let Some(cut) = cut {
            font::cut_widths(&mut dict, cut);
        }
        dict.set("CharProcs", procs);
        Some(dict.into())
    }

    /// A font may be called after a person or company whose name was removed. And the tag of a
    /// subset may be made from its glyphs, those that were removed among them, so tags are given
    /// anew (ISO 32000-1, 9.6.4).
    fn rename(&mut self, dict: &mut Dictionary, key: &[u8]) {
        let Ok(name) = dict.get(key).and_then(Object::as_name) else {
            return;
        };
        let new = if !self.values.raw_hits(name).is_empty() {
            b"Unnamed".to_vec()
        } else if let Some((tag, rest)) = name.split_at_checked(6)
            && tag.iter().all(u8::is_ascii_uppercase)
            && rest.starts_with(b"+")
        {
            let known = self.tags.len();
            let number = *self.tags.entry(tag.to_vec()).or_insert(known);
            [&subset_tag(number), rest].concat()
        } else {
            return;
        };
        dict.set(key, Object::Name(new));
    }

    fn system_info(&self, from: &'a Dictionary) -> Option<Object> {
        let info = self.dict(from, b"CIDSystemInfo")?;
        let mut dict = self.plain_keys(info, &[b"Supplement"]);
        for key in [&b"Registry"[..], b"Ordering"] {
            if let Some(Object::String(text, _)) = self.value(info, key) {
                dict.set(key, Object::String(text.clone(), StringFormat::Literal));
            }
        }
        Some(dict.into())
    }

    fn descriptor(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Descriptor, object, |this, object| {
            let from = object.as_dict().ok()?;
            let mut dict = this.plain_keys(from, DESCRIPTOR_KEYS);
            this.rename(&mut dict, b"FontName");
            for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
                if let Ok(program) = from.get(key) {
                    set(&mut dict, key, this.program(program));
                }
            }
            Some(dict.into())
        })
    }

    fn program(&mut self, object: &'a Object) -> Option<Object> {
        let id = object.as_reference().ok();
        self.shared(Kind::Program, object, |this, object| {
            let stream = object.as_stream().ok()?;
            let keys: &[&[u8]] = &[b"Length1", b"Length2", b"Length3", b"Subtype"];
            let mut dict = this.plain_keys(&stream.dict, keys);
            let data = decoded(this.src, stream)?;
            let kept = id.and_then(|id| this.cuts.programs.get(&id));
            let cut = kept.and_then(|kept| font::cut_program(&data, kept));
            this.uncut_programs += usize::from(kept.is_some() && cut.is_none());
            let cut = cut.unwrap_or_else(|| font::without_names(&data).unwrap_or(data).into());
            let length = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            if let Some(subtype) = cut.subtype {
                dict.set("Subtype", subtype);
            }
            if let Some(lengths) = cut.lengths {
                for (key, n) in ["Length1", "Length2", "Length3"].into_iter().zip(lengths) {
                    dict.set(key, length(n));
                }
            } else if !dict.has(b"Length2") && !dict.has(b"Subtype") {
                dict.set("Length1", length(cut.data.len()));
            }
            let data = cut.data;
            Some(plain_stream(dict, data).into())
        })
    }
}

/// Six letters that count.
fn subset_tag(number: usize) -> [u8; 6] {
    let mut tag = [b'A'; 6];
    let mut rest = number;
    for letter in tag.iter_mut().rev() {
        *letter += u8::try_from(rest % 26).unwrap_or(0);
        rest /= 26;
    }
    tag
}

/// The names that an encoding's differences give to codes, as the whole list would.
fn names_in(encoding: Option<&Object>) -> Option<BTreeSet<Vec<u8>>> {
    let items = encoding?.as_dict().ok()?.get(b"Differences").ok()?;
    let names = items
        .as_array()
        .ok()?
        .iter()
        .filter_map(|o| o.as_name().ok());
    Some(names.map(<[u8]>::to_vec).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_count_in_letters() {
        for (number, tag) in [(0, b"AAAAAA"), (25, b"AAAAAZ"), (26, b"AAAABA")] {
            assert_eq!(subset_tag(number), *tag);
        }
    }
}
