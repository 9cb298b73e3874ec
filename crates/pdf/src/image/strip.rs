//! Metadata out of compressed pictures, pixels untouched.

/// A JPEG without application segments but those that say how to read its colours (JFIF, ICC
/// profile, Adobe), without comments, and without anything after its end. `None` if it is not
/// well formed.
pub(crate) fn jpeg(data: &[u8]) -> Option<Vec<u8>> {
    let start = data.windows(2).position(|w| w == [0xFF, 0xD8])?;
    let mut out = vec![0xFF, 0xD8];
    let mut at = start + 2;
    loop {
        // Any number of fill bytes may stand before a marker (ITU-T T.81, B.1.1.2).
        if *data.get(at)? != 0xFF {
            return None;
        }
        while data.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = *data.get(at + 1)?;
        match marker {
            0xD9 => {
                out.extend_from_slice(&[0xFF, 0xD9]);
                return Some(out);
            }
            0x01 | 0xD0..=0xD7 => {
                out.extend_from_slice(&data[at..at + 2]);
                at += 2;
                continue;
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*data.get(at + 2)?, *data.get(at + 3)?]));
        let end = at + 2 + length.max(2);
        let segment = data.get(at..end)?;
        if keeps(marker, segment.get(4..).unwrap_or_default()) {
            out.extend_from_slice(segment);
        }
        at = end;
        if marker == 0xDA {
            let entropy = entropy_end(data, at);
            out.extend_from_slice(&data[at..entropy]);
            at = entropy;
            if at >= data.len() {
                out.extend_from_slice(&[0xFF, 0xD9]);
                return Some(out);
            }
        }
    }
}

fn keeps(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xE0 => body.starts_with(b"JFIF\0"),
        0xE2 => body.starts_with(b"ICC_PROFILE\0"),
        0xEE => body.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// The first marker after entropy-coded data that is neither stuffing nor a restart.
fn entropy_end(data: &[u8], from: usize) -> usize {
    let mut at = from;
    while at + 1 < data.len() {
        if data[at] == 0xFF && !matches!(data[at + 1], 0x00 | 0xD0..=0xD7 | 0xFF) {
            return at;
        }
        at += 1;
    }
    data.len()
}

/// A JPEG 2000 file without boxes for metadata (`xml `, `uuid`, `uinf`, intellectual property).
/// A bare codestream is left as it is. `None` if it is not well formed.
pub(crate) fn jpeg2000(data: &[u8]) -> Option<Vec<u8>> {
    if data.starts_with(&[0xFF, 0x4F]) {
        return Some(data.to_vec());
    }
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while at < data.len() {
        let word = |i: usize| data.get(i..i + 4)?.try_into().ok().map(u32::from_be_bytes);
        let name = data.get(at + 4..at + 8)?;
        let length = match word(at)? {
            0 => data.len() - at,
            1 => usize::try_from((u64::from(word(at + 8)?) << 32) | u64::from(word(at + 12)?))
                .ok()?,
            n => n as usize,
        };
        if length < 8 {
            return None;
        }
        let whole = data.get(at..at.checked_add(length)?)?;
        if matches!(name, b"jP  " | b"ftyp" | b"jp2h" | b"jp2c" | b"rreq") {
            out.extend_from_slice(whole);
        }
        at += length;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_decoders_need_stays() {
        let mut file = vec![0xFF, 0xD8];
        file.extend(b"\xFF\xE1\x00\x0AExif\0\0Ja");
        file.extend(b"\xFF\xE0\x00\x07JFIF\0");
        file.extend(b"\xFF\xFE\x00\x06Jane");
        file.extend(b"\xFF\xDB\x00\x03\x01\xFF\xDA\x00\x02ab\xFF\x00c\xFF\xD0d\xFF\xD9Jane");
        let mut kept = vec![0xFF, 0xD8];
        kept.extend(b"\xFF\xE0\x00\x07JFIF\0");
        kept.extend(b"\xFF\xDB\x00\x03\x01\xFF\xDA\x00\x02ab\xFF\x00c\xFF\xD0d\xFF\xD9");
        assert_eq!(jpeg(&file), Some(kept));
        assert_eq!(jpeg(b"no picture"), None);
    }

    #[test]
    fn boxes_with_text_go() {
        let boxed = |name: &[u8], body: &[u8]| {
            let mut out = u32::try_from(8 + body.len())
                .expect("short")
                .to_be_bytes()
                .to_vec();
            out.extend_from_slice(name);
            out.extend_from_slice(body);
            out
        };
        let picture = [boxed(b"ftyp", b"jp2 "), boxed(b"jp2c", b"data")];
        let file = [
            &picture[0][..],
            &boxed(b"xml ", b"Jane"),
            &picture[1],
            &boxed(b"uuid", b"J"),
        ];
        assert_eq!(jpeg2000(&file.concat()), Some(picture.concat()));
    }
}
