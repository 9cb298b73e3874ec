//! WebP (RFC 9649): chunks of type, length and data in a RIFF file.

/// Chunks that say how the pixels look, or that they move.
const KEPT: &[&[u8; 4]] = &[
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// Bits of the extended header that promise Exif and XMP.
const PROMISES: u8 = 0x08 | 0x04;

/// Exif, XMP, unknown chunks and what follows the end go.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let length = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let end = 8 + length(4)? as usize;
    let mut out = bytes[..12].to_vec();
    let mut at = 12;
    while at < end {
        let kind: &[u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let size = length(at + 4)? as usize;
        let to = at.checked_add(8)?.checked_add(size)?;
        let chunk = bytes.get(at..to)?;
        if KEPT.contains(&kind) {
            let start = out.len();
            out.extend_from_slice(chunk);
            // Data of odd length is padded.
            out.resize(out.len() + size % 2, 0);
            if kind == b"VP8X" {
                *out.get_mut(start + 8)? &= !PROMISES;
            }
        }
        at = to + size % 2;
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    (out.len() > 12).then_some(out)
}
