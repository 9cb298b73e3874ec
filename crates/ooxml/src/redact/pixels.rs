//! Pictures without what cameras and programs wrote beside the pixels.

/// The picture without metadata: PNG text, time and Exif chunks, JPEG application segments but
/// colour-related ones, JPEG comments. Other formats come back as they are.
pub(super) fn without_metadata(bytes: &[u8]) -> Vec<u8> {
    let stripped = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        jpeg(bytes)
    } else {
        None
    };
    stripped.unwrap_or_else(|| bytes.to_vec())
}

/// PNG (ISO/IEC 15948): length, type, data, checksum; text is in tEXt, zTXt, iTXt; what comes
/// after the end chunk goes too.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes[..8].to_vec();
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        let kind = &head[4..8];
        let chunk = bytes.get(at..at.checked_add(12)?.checked_add(length)?)?;
        if !matches!(kind, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            out.extend_from_slice(chunk);
        }
        at += chunk.len();
        if kind == b"IEND" {
            return Some(out);
        }
    }
}

/// JPEG (ITU-T T.81, annex B): segments up to the first scan. APP0 (JFIF), APP2 (colour profile)
/// and APP14 (colour transform) decide how the picture looks; other application segments and
/// comments go.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes[..2].to_vec();
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => {
                at += 1;
                continue;
            }
            0xda => {
                out.extend_from_slice(&bytes[at..]);
                return Some(out);
            }
            0x01 | 0xd0..=0xd9 => {
                out.extend_from_slice(&bytes[at..at + 2]);
                at += 2;
                continue;
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        let profile = marker == 0xe2 && segment.get(4..).is_some_and(|s| s.starts_with(b"ICC_"));
        let metadata = matches!(marker, 0xe1..=0xed | 0xef | 0xfe) && !profile;
        if !metadata {
            out.extend_from_slice(segment);
        }
        at += segment.len();
    }
}
