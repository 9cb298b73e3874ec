//! Image XObjects (ISO 32000-1, 8.9.5).

use lopdf::{Dictionary, Object, Stream};
use tacenda_pdf_content::decoded;

use super::{Copier, Kind, set};
use crate::image::{self, Loss, Painted, strip};
use crate::output::compressed;

const IMAGE_KEYS: &[&[u8]] = &[
    b"Type",
    b"Subtype",
    b"Width",
    b"Height",
    b"BitsPerComponent",
    b"ImageMask",
    b"Decode",
    b"Interpolate",
    b"Intent",
    b"SMaskInData",
    b"Matte",
];

/// Takes metadata out of a compressed picture.
type Strip = fn(&[u8]) -> Option<Vec<u8>>;

impl<'a> Copier<'a> {
    /// An image of the source with its masks, without metadata.
    pub(crate) fn image(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Image, object, |this, object| {
            let stream = object.as_stream().ok()?;
            let dict = this.image_dict(&stream.dict);
            this.image_data(dict, stream)
        })
    }

    /// Everything of an image but its own samples.
    pub(crate) fn image_dict(&mut self, from: &'a Dictionary) -> Dictionary {
        let mut dict = self.plain_keys(from, IMAGE_KEYS);
        let colour = from.get(b"ColorSpace").ok();
        set(
            &mut dict,
            b"ColorSpace",
            colour.and_then(|o| self.colour(o)),
        );
        if let Ok(mask) = from.get(b"SMask") {
            set(&mut dict, b"SMask", self.image(mask));
        }
        if let Ok(mask) = from.get(b"Mask") {
            let made = match self.deref(mask) {
                Object::Stream(_) => self.image(mask),
                _ => self.plain(mask),
            };
            set(&mut dict, b"Mask", made);
        }
        dict
    }

    /// An image with pixels painted over.
    pub(crate) fn painted(&mut self, painted: &Painted) -> Option<Object> {
        let source = self.src.get_object(painted.source).ok()?.as_stream().ok()?;
        let mut dict = self.image_dict(&source.dict);
        for (key, samples) in [
            (&b"SMask"[..], &painted.soft_mask),
            (b"Mask", &painted.mask),
        ] {
            let Some(samples) = samples else { continue };
            let mask = self.value(&source.dict, key)?.as_stream().ok()?;
            let made = image::stream(self.image_dict(&mask.dict), samples.clone(), Loss::Lossless);
            dict.set(key, self.out.add(made));
        }
        let made = match &painted.own {
            Some((samples, loss)) => image::stream(dict, samples.clone(), *loss).into(),
            None => self.image_data(dict, source)?,
        };
        let Object::Stream(stream) = made else {
            return Some(made);
        };
        Some(Object::Reference(self.out.add(stream)))
    }

    fn image_data(&mut self, mut dict: Dictionary, from: &'a Stream) -> Option<Object> {
        let filters = self.filters(from)?;
        let stripped: Option<Strip> = match filters.as_slice() {
            [one] if one == b"DCTDecode" => Some(strip::jpeg),
            [one] if one == b"JPXDecode" => Some(strip::jpeg2000),
            _ => None,
        };
        if let Some(strip) = stripped {
            let made = self.with_data(dict, from)?;
            let Object::Stream(mut stream) = made else {
                return Some(made);
            };
            if let Some(content) = strip(&stream.content) {
                stream.set_content(content);
            }
            return Some(stream.into());
        }
        if let Some((last, packed)) = filters.split_last()
            && matches!(last.as_slice(), b"DCTDecode" | b"JPXDecode")
            && !packed.is_empty()
        {
            // A picture packed once more: unpack it to reach its metadata.
            let mut outer = Stream::new(Dictionary::new(), from.content.clone());
            let names: Vec<_> = packed.iter().cloned().map(Object::Name).collect();
            outer.dict.set("Filter", names);
            if let Some(content) = decoded(self.src, &outer) {
                let strip = if last == b"DCTDecode" {
                    strip::jpeg
                } else {
                    strip::jpeg2000
                };
                let content = strip(&content).unwrap_or(content);
                dict.set("Filter", Object::Name(last.clone()));
                return Some(Stream::new(dict, content).into());
            }
        }
        self.with_data(dict, from)
            .or_else(|| Some(compressed(Dictionary::new(), Vec::new()).into()))
    }
}
