//! PNG (W3C PNG, third edition): a signature, then chunks of length, type, data and checksum.

/// Chunks that say how the pixels look, or that they move.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"hIST", b"pHYs", b"sPLT", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// Texts, times, Exif, private chunks and what follows the end go.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        let kind: &[u8; 4] = head[4..8].try_into().ok()?;
        let chunk = bytes.get(at..at.checked_add(12)?.checked_add(length)?)?;
        if KEPT.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        at += chunk.len();
        if kind == b"IEND" {
            return Some(out);
        }
    }
}
