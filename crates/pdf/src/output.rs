//! The new file: objects, and how they are written.

use std::collections::HashMap;
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, Stream, Writer};
use tacenda_core::Sha256;
use tacenda_pdf_content::in_parallel;

/// Objects of a file that is being made. Nothing is in the written file but what the catalogue
/// leads to.
#[derive(Default)]
pub(crate) struct Output {
    objects: Vec<Object>,
}

impl Output {
    /// A number for an object that comes later.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        self.objects.push(Object::Null);
        (u32::try_from(self.objects.len()).unwrap_or(u32::MAX), 0)
    }

    /// Fills a reserved number.
    pub(crate) fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        if let Some(slot) = self.slot(id) {
            *slot = object.into();
        }
    }

    /// Adds an object.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// The object of a number.
    pub(crate) fn get(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.0.checked_sub(1)? as usize)
    }

    fn slot(&mut self, id: ObjectId) -> Option<&mut Object> {
        self.objects.get_mut(id.0.checked_sub(1)? as usize)
    }

    /// Writes the file: one revision, classic cross-reference table, objects numbered in the
    /// order in which the catalogue leads to them, and an identifier that is a digest of the
    /// rest. The same objects always give the same bytes.
    pub(crate) fn finish(mut self, catalogue: ObjectId) -> Vec<u8> {
        let (order, numbers) = self.reachable(catalogue);
        let mut objects: Vec<Object> = order
            .iter()
            .map(|&id| {
                self.slot(id)
                    .map_or(Object::Null, |slot| std::mem::replace(slot, Object::Null))
            })
            .collect();
        in_parallel(&mut objects, |object| {
            renumber(object, &numbers);
            if let Object::Stream(stream) = object {
                pack(stream);
            }
        });
        let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut offsets = Vec::with_capacity(objects.len());
        for object in &objects {
            offsets.push(bytes.len());
            write_object(&mut bytes, offsets.len(), object);
        }
        let start = bytes.len();
        let digest = Sha256::of(&bytes).0;
        let _ = write!(
            bytes,
            "xref\n0 {}\n0000000000 65535 f \n",
            offsets.len() + 1
        );
        for offset in &offsets {
            let _ = writeln!(bytes, "{offset:010} 00000 n ");
        }
        let id: String = digest[..16].iter().map(|b| format!("{b:02X}")).collect();
        let _ = write!(
            bytes,
            "trailer\n<</Size {}/Root 1 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n",
            offsets.len() + 1
        );
        bytes
    }

    fn reachable(&self, catalogue: ObjectId) -> (Vec<ObjectId>, HashMap<ObjectId, u32>) {
        let mut order = vec![catalogue];
        let mut numbers = HashMap::from([(catalogue, 1)]);
        let mut next = 0;
        while let Some(&id) = order.get(next) {
            next += 1;
            let Some(object) = self.get(id) else { continue };
            for_each_reference(object, &mut |to| {
                numbers.entry(to).or_insert_with(|| {
                    order.push(to);
                    u32::try_from(order.len()).unwrap_or(u32::MAX)
                });
            });
        }
        (order, numbers)
    }
}

fn write_object(bytes: &mut Vec<u8>, number: usize, object: &Object) {
    // Writing to a vector cannot fail.
    let _ = writeln!(bytes, "{number} 0 obj");
    let _ = Writer::write_object(bytes, object);
    bytes.extend_from_slice(b"\nendobj\n");
}

fn for_each_reference(object: &Object, visit: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => visit(*id),
        Object::Array(items) => items.iter().for_each(|o| for_each_reference(o, visit)),
        Object::Dictionary(dict) | Object::Stream(Stream { dict, .. }) => {
            dict.iter().for_each(|(_, o)| for_each_reference(o, visit));
        }
        _ => {}
    }
}

fn renumber(object: &mut Object, numbers: &HashMap<ObjectId, u32>) {
    match object {
        Object::Reference(id) => {
            *object = match numbers.get(id) {
                Some(&number) => Object::Reference((number, 0)),
                None => Object::Null,
            };
        }
        Object::Array(items) => items.iter_mut().for_each(|o| renumber(o, numbers)),
        Object::Dictionary(dict) | Object::Stream(Stream { dict, .. }) => {
            dict.iter_mut().for_each(|(_, o)| renumber(o, numbers));
        }
        _ => {}
    }
}

/// A stream of `content`, whatever filters `dict` names. It is compressed when the file is written,
/// beside others.
pub(crate) fn plain_stream(mut dict: Dictionary, content: Vec<u8>) -> Stream {
    dict.remove(b"Filter");
    dict.remove(b"DecodeParms");
    Stream::new(dict, content)
}

/// [`plain_stream`], compressed at once: for pictures, of which a file may hold more than memory does.
pub(crate) fn compressed(dict: Dictionary, content: Vec<u8>) -> Stream {
    let mut made = plain_stream(dict, content);
    pack(&mut made);
    made
}

/// Compresses what has no filter (Flate; ISO 32000-1, 7.4.4), if that makes it smaller.
fn pack(stream: &mut Stream) {
    if stream.dict.has(b"Filter") {
        return;
    }
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    let packed = encoder
        .write_all(&stream.content)
        .and_then(|()| encoder.finish())
        .unwrap_or_default();
    if !packed.is_empty() && packed.len() + 20 < stream.content.len() {
        stream
            .dict
            .set("Filter", Object::Name(b"FlateDecode".to_vec()));
        stream.set_content(packed);
    }
}
