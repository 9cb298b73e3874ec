//! Colour spaces, functions and shadings (ISO 32000-1, 7.10, 8.6 and 8.7.4).

use lopdf::{Dictionary, Object};
use tacenda_pdf_content::decoded;

use super::plain::data_string;
use super::{Copier, Kind, as_dict, set};
use crate::output::plain_stream;

const CIE_KEYS: &[&[u8]] = &[b"WhitePoint", b"BlackPoint", b"Gamma", b"Matrix", b"Range"];

const FUNCTION_KEYS: &[&[u8]] = &[
    b"FunctionType",
    b"Domain",
    b"Range",
    b"Size",
    b"BitsPerSample",
    b"Order",
    b"Encode",
    b"Decode",
    b"C0",
    b"C1",
    b"N",
    b"Bounds",
];

const SHADING_KEYS: &[&[u8]] = &[
    b"ShadingType",
    b"Background",
    b"BBox",
    b"AntiAlias",
    b"Domain",
    b"Matrix",
    b"Coords",
    b"Extend",
    b"BitsPerCoordinate",
    b"BitsPerComponent",
    b"BitsPerFlag",
    b"Decode",
    b"VerticesPerRow",
];

impl<'a> Copier<'a> {
    /// A colour space: a name or an array.
    pub(crate) fn colour(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Colour, object, Self::colour_value)
    }

    fn colour_value(&mut self, object: &'a Object) -> Option<Object> {
        let items = match object {
            Object::Name(name) => return Some(Object::Name(name.clone())),
            Object::Array(items) => items,
            _ => return None,
        };
        let family = self.deref(items.first()?).as_name().ok()?;
        let mut out = vec![Object::Name(family.to_vec())];
        match family {
            b"CalGray" | b"CalRGB" | b"Lab" => {
                let dict = as_dict(self.deref(items.get(1)?))?;
                out.push(self.plain_keys(dict, CIE_KEYS).into());
            }
            b"ICCBased" => out.push(self.profile(items.get(1)?)?),
            b"Indexed" | b"I" => {
                out.push(self.colour(items.get(1)?)?);
                out.push(self.plain(items.get(2)?)?);
                out.push(match self.deref(items.get(3)?) {
                    Object::String(bytes, _) => data_string(bytes),
                    Object::Stream(stream) => data_string(&decoded(self.src, stream)?),
                    _ => return None,
                });
            }
            b"Separation" | b"DeviceN" => {
                out.push(self.plain(items.get(1)?)?);
                out.push(self.colour(items.get(2)?)?);
                out.push(self.function(items.get(3)?)?);
            }
            b"Pattern" => {
                if let Some(base) = items.get(1) {
                    out.push(self.colour(base)?);
                }
            }
            _ => {}
        }
        Some(Object::Array(out))
    }

    fn profile(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Profile, object, |this, object| {
            let stream = object.as_stream().ok()?;
            let mut dict = this.plain_keys(&stream.dict, &[b"N", b"Range"]);
            let alternate = stream.dict.get(b"Alternate").ok();
            set(
                &mut dict,
                b"Alternate",
                alternate.and_then(|o| this.colour(o)),
            );
            this.with_data(dict, stream)
        })
    }

    /// A function, an array of functions, or a name such as `Identity`.
    pub(crate) fn function(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Function, object, |this, object| match object {
            Object::Name(name) => Some(Object::Name(name.clone())),
            Object::Array(items) => {
                let items: Option<Vec<_>> = items.iter().map(|o| this.function(o)).collect();
                Some(Object::Array(items?))
            }
            Object::Dictionary(from) => {
                let mut dict = this.plain_keys(from, FUNCTION_KEYS);
                if let Ok(functions) = from.get(b"Functions") {
                    set(&mut dict, b"Functions", this.function(functions));
                }
                Some(dict.into())
            }
            Object::Stream(stream) => {
                let dict = this.plain_keys(&stream.dict, FUNCTION_KEYS);
                let calculator = this
                    .value(&stream.dict, b"FunctionType")
                    .is_some_and(|t| t.as_i64().is_ok_and(|n| n == 4));
                if calculator {
                    let code = without_comments(&decoded(this.src, stream)?);
                    return Some(plain_stream(dict, code).into());
                }
                this.with_data(dict, stream)
            }
            _ => None,
        })
    }

    /// A shading dictionary or stream.
    pub(crate) fn shading(&mut self, object: &'a Object) -> Option<Object> {
        self.shared(Kind::Shading, object, |this, object| {
            let from: &'a Dictionary = as_dict(object)?;
            let mut dict = this.plain_keys(from, SHADING_KEYS);
            let colour = from.get(b"ColorSpace").ok();
            set(
                &mut dict,
                b"ColorSpace",
                colour.and_then(|o| this.colour(o)),
            );
            let function = from.get(b"Function").ok();
            set(
                &mut dict,
                b"Function",
                function.and_then(|o| this.function(o)),
            );
            match object {
                Object::Stream(stream) => this.with_data(dict, stream),
                _ => Some(dict.into()),
            }
        })
    }
}

/// PostScript calculator code has no strings, so every percent sign starts a comment.
fn without_comments(code: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(code.len());
    for line in code.split_inclusive(|b| matches!(b, b'\n' | b'\r')) {
        match line.iter().position(|b| *b == b'%') {
            Some(at) => {
                out.extend_from_slice(&line[..at]);
                out.push(b'\n');
            }
            None => out.extend_from_slice(line),
        }
    }
    out
}
