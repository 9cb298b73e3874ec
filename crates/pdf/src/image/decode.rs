//! The samples of a picture.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use tacenda_pdf_content::decoded;

use crate::output::Output;

/// Most bytes of samples: far above real pictures.
const MAX_BYTES: usize = 1 << 30;

/// Uncompressed samples, rows from the top, each row on a byte boundary (ISO 32000-1, 8.9.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Samples {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// 1, 2, 4, 8 or 16.
    pub(crate) bits: usize,
    /// Values for each pixel.
    pub(crate) components: usize,
    pub(crate) data: Vec<u8>,
    /// The colour space that the compressed data bring, where the dictionary names none.
    pub(crate) colour: Option<&'static str>,
}

impl Samples {
    /// Bytes of a row.
    pub(crate) fn stride(&self) -> usize {
        (self.width * self.components * self.bits).div_ceil(8)
    }
}

/// Decodes the picture `stream`. `None` if its data cannot be read or do not fit its dictionary.
pub(crate) fn samples(document: &Document, stream: &Stream) -> Option<Samples> {
    let value = |key: &[u8]| {
        let object = stream.dict.get(key).ok()?;
        document.dereference(object).ok().map(|(_, o)| o)
    };
    let number = |key: &[u8]| usize::try_from(value(key)?.as_i64().ok()?).ok();
    let (width, height) = (number(b"Width")?, number(b"Height")?);
    let mask = value(b"ImageMask").is_some_and(|o| o.as_bool().unwrap_or(false));
    let bits = if mask {
        1
    } else {
        number(b"BitsPerComponent").unwrap_or(8)
    };
    let mut samples = Samples {
        width,
        height,
        bits,
        components: 1,
        data: Vec::new(),
        colour: None,
    };
    if width == 0 || height == 0 || width.checked_mul(height)? > MAX_BYTES / 8 {
        return None;
    }
    match decoded(document, stream) {
        Some(data) => samples.data = data,
        None => foreign(document, stream, &mut samples)?,
    }
    if !matches!(samples.bits, 1 | 2 | 4 | 8 | 16) {
        return None;
    }
    // The number of components is what makes the data fit: colour spaces need not be read.
    let fits = |components: usize| {
        let row = (samples.width * components * samples.bits).div_ceil(8);
        row.checked_mul(samples.height)
            .is_some_and(|n| n <= samples.data.len())
    };
    let named = components(document, value(b"ColorSpace"), mask);
    let count = named.or_else(|| [4, 3, 1].into_iter().find(|&n| fits(n)))?;
    samples.components = count;
    let size = samples.stride().checked_mul(samples.height)?;
    if size > MAX_BYTES {
        return None;
    }
    // A picture that ends early is white, black or nothing there, but has a size.
    samples.data.resize(size, 0);
    Some(samples)
}

/// Components of a colour space; `None` if it is not one of the simple ones.
fn components(document: &Document, space: Option<&Object>, mask: bool) -> Option<usize> {
    if mask {
        return Some(1);
    }
    let deref = |o| document.dereference(o).ok().map(|(_, o)| o);
    match space? {
        Object::Name(name) => match name.as_slice() {
            b"DeviceGray" | b"G" | b"CalGray" => Some(1),
            b"DeviceRGB" | b"RGB" => Some(3),
            b"DeviceCMYK" | b"CMYK" => Some(4),
            _ => None,
        },
        Object::Array(items) => match deref(items.first()?)?.as_name().ok()? {
            b"CalGray" | b"Indexed" | b"I" | b"Separation" | b"DeviceGray" | b"G" => Some(1),
            b"CalRGB" | b"Lab" | b"DeviceRGB" | b"RGB" => Some(3),
            b"DeviceCMYK" | b"CMYK" => Some(4),
            b"DeviceN" => Some(deref(items.get(1)?)?.as_array().ok()?.len()),
            b"ICCBased" => {
                let profile = deref(items.get(1)?)?.as_stream().ok()?;
                let n = deref(profile.dict.get(b"N").ok()?)?.as_i64().ok()?;
                usize::try_from(n).ok()
            }
            _ => None,
        },
        _ => None,
    }
}

/// Decodes with the decoders of the renderer: the picture alone is put into a file of its own.
fn foreign(document: &Document, stream: &Stream, samples: &mut Samples) -> Option<()> {
    let mut out = Output::default();
    let root = out.reserve();
    let image = embed(document, &mut out, &Object::Stream(stream.clone()), 0);
    let picture = out.add(image);
    let tree = dictionary! { "Type" => "Pages", "Kids" => Vec::new(), "Count" => 0 };
    let tree = out.add(tree);
    let catalogue = dictionary! { "Type" => "Catalog", "Pages" => tree, "Picture" => picture };
    out.put(root, catalogue);
    let bytes = out.finish(root);
    let pdf = hayro_syntax::Pdf::new(bytes).ok()?;
    let objects = pdf.objects();
    let picture = objects.into_iter().find_map(|object| match object {
        hayro_syntax::object::Object::Stream(stream)
            if stream.dict().contains_key(b"TacendaPicture" as &[u8]) =>
        {
            Some(stream)
        }
        _ => None,
    })?;
    let parameters = hayro_syntax::object::stream::ImageDecodeParams {
        width: u32::try_from(samples.width).ok()?,
        height: u32::try_from(samples.height).ok()?,
        bpc: u8::try_from(samples.bits).ok(),
        is_indexed: false,
        num_components: None,
        target_dimension: None,
    };
    let result = picture.decoded_image(&parameters).ok()?;
    if let Some(image) = result.image_data {
        use hayro_syntax::object::stream::ImageColorSpace;
        samples.bits = usize::from(image.bits_per_component);
        samples.width = image.width as usize;
        samples.height = image.height as usize;
        samples.colour = match image.color_space {
            Some(ImageColorSpace::Gray) => Some("DeviceGray"),
            Some(ImageColorSpace::Rgb) => Some("DeviceRGB"),
            Some(ImageColorSpace::Cmyk) => Some("DeviceCMYK"),
            _ => None,
        };
    }
    samples.data = result.data.into_owned();
    Some(())
}

/// Copies a picture's stream with what its filters need and nothing else.
fn embed(document: &Document, out: &mut Output, object: &Object, depth: usize) -> Object {
    let object = document
        .dereference(object)
        .map_or(&Object::Null, |(_, o)| o);
    if depth > 4 {
        return Object::Null;
    }
    match object {
        Object::Stream(stream) => {
            let mut dict = Dictionary::new();
            for key in [
                &b"Filter"[..],
                b"DecodeParms",
                b"Width",
                b"Height",
                b"BitsPerComponent",
            ] {
                if let Ok(value) = stream.dict.get(key) {
                    dict.set(key, embed(document, out, value, depth + 1));
                }
            }
            dict.set("TacendaPicture", depth == 0);
            if depth > 0 {
                dict.remove(b"TacendaPicture");
                let id: ObjectId = out.add(Stream::new(dict, stream.content.clone()));
                return Object::Reference(id);
            }
            Stream::new(dict, stream.content.clone()).into()
        }
        Object::Dictionary(from) => {
            let mut dict = Dictionary::new();
            for (key, value) in from {
                dict.set(key.clone(), embed(document, out, value, depth + 1));
            }
            dict.into()
        }
        Object::Array(items) => items
            .iter()
            .map(|o| embed(document, out, o, depth + 1))
            .collect::<Vec<_>>()
            .into(),
        other => other.clone(),
    }
}
