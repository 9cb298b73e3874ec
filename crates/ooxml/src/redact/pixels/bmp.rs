//! Windows bitmaps: a file header, an information header, colours, pixels.

/// Gaps, linked and embedded profiles, and what follows the pixels go.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let half = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let (pixels, header) = (word(10)? as usize, word(14)? as usize);
    if !matches!(header, 40 | 52 | 56 | 108 | 124) {
        return None;
    }
    let (width, height) = (
        word(18)? as usize,
        (word(22)? as i32).unsigned_abs() as usize,
    );
    let (depth, compression) = (usize::from(half(28)?), word(30)?);
    let row = width.checked_mul(depth)?.div_ceil(32) * 4;
    let size = match word(34)? as usize {
        0 if matches!(compression, 0 | 3) => row.checked_mul(height)?,
        size => size,
    };
    let masks = if header == 40 && compression == 3 {
        12
    } else {
        0
    };
    let colours = match (word(46)? as usize, depth) {
        (0, 1 | 4 | 8) => 1 << depth,
        (count, _) => count,
    };
    let end = pixels.checked_add(size)?.min(bytes.len());
    let described = (14 + header + masks).checked_add(colours.checked_mul(4)?)?;
    if described > pixels || pixels > end {
        return None;
    }
    let mut out = bytes[..end].to_vec();
    out[described..pixels].fill(0);
    out[2..6].copy_from_slice(&u32::try_from(end).ok()?.to_le_bytes());
    out[6..10].fill(0);
    if header == 124 {
        // Where the profile stands and how long it is; then plain sRGB is meant.
        out[14 + 112..14 + 124].fill(0);
        out[14 + 56..14 + 60].copy_from_slice(b"BGRs");
    }
    Some(out)
}
