//! JPEG (ITU-T T.81, annex B): segments, of which scans are followed by coded data.

/// Application data but for what decides how the picture looks, comments, thumbnails and what
/// follows the end go.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Fill bytes may stand before any marker.
            0xff => {
                at += 1;
                continue;
            }
            0xd9 => {
                out.extend_from_slice(&[0xff, 0xd9]);
                return Some(out);
            }
            0x01 | 0xd0..=0xd8 => {
                out.extend_from_slice(&[0xff, marker]);
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
        at += segment.len();
        match marker {
            0xe0 => out.extend(jfif(segment).unwrap_or_default()),
            // A colour profile.
            0xe2 if segment[4..].starts_with(b"ICC_") => out.extend_from_slice(segment),
            // The colour transform.
            0xee if segment[4..].starts_with(b"Adobe") => out.extend_from_slice(segment),
            0xe1..=0xef | 0xfe => {}
            0xda => {
                out.extend_from_slice(segment);
                let end = coded_end(bytes, at);
                out.extend_from_slice(&bytes[at..end]);
                at = end;
                if at == bytes.len() {
                    // Cut short: what there is shows as before.
                    return Some(out);
                }
            }
            _ => out.extend_from_slice(segment),
        }
    }
}

/// The JFIF header without its thumbnail.
fn jfif(segment: &[u8]) -> Option<Vec<u8>> {
    let mut head = segment.get(..16)?.to_vec();
    head.extend_from_slice(&[0, 0]);
    head[2..4].copy_from_slice(&[0, 16]);
    segment[4..].starts_with(b"JFIF\0").then_some(head)
}

/// Where coded data that starts at `at` ends: at the next marker that is no restart.
fn coded_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(pair) = bytes.get(at..at + 2) {
        if pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}
