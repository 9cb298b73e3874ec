//! Streams that do not say how long they are.

use lopdf::{Document, Object};

/// Fills streams that came out empty because `Length` is missing or wrong with what stands
/// between `stream` and `endstream` in the file. The bytes of an encrypted file are no use.
pub fn fill_empty_streams(document: &mut Document, bytes: &[u8]) {
    if document.was_encrypted() {
        return;
    }
    for (&(number, generation), object) in &mut document.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        let told = stream.dict.get(b"Length").and_then(Object::as_i64);
        if stream.content.is_empty() && !told.is_ok_and(|length| length == 0) {
            let header = format!("{number} {generation} obj");
            if let Some(data) = data_of(bytes, header.as_bytes()) {
                stream.set_content(data.to_vec());
            }
        }
    }
}

/// The data of the last object with this header.
fn data_of<'b>(bytes: &'b [u8], header: &[u8]) -> Option<&'b [u8]> {
    let mut at = bytes.len();
    let object = loop {
        at = rfind(&bytes[..at], header)?;
        // `11 0 obj` also ends in `1 0 obj`.
        if at == 0 || !bytes[at - 1].is_ascii_digit() {
            break &bytes[at + header.len()..];
        }
    };
    let start = find(object, b"stream")?;
    // The next object begins first: this one is no stream.
    if find(&object[..start], b"endobj").is_some() {
        return None;
    }
    let data = &object[start + 6..];
    let data = data
        .strip_prefix(b"\r\n")
        .or_else(|| data.strip_prefix(b"\n"))
        .unwrap_or(data);
    let end = find(data, b"endstream")?;
    let data = &data[..end];
    Some(data.strip_suffix(b"\n").unwrap_or(data))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|w| w == needle)
}
