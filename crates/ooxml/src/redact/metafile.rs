//! Windows metafiles: drawing commands, some of which hold text.

/// What became of a metafile.
pub(super) enum Outcome {
    /// It holds no text and stays as it is.
    Clean,
    /// It holds text, or is not understood: these bytes draw nothing.
    Blanked(Vec<u8>),
}

/// Looks at every record of an enhanced metafile (MS-EMF) or Windows metafile (MS-WMF).
pub(super) fn without_text(bytes: &[u8]) -> Outcome {
    let clean = enhanced(bytes).or_else(|| windows(bytes));
    match clean {
        Some(true) => Outcome::Clean,
        _ => Outcome::Blanked(empty(bytes)),
    }
}

/// A metafile that draws nothing, of the kind that `bytes` are.
pub(super) fn empty(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]) {
        empty_windows()
    } else {
        empty_enhanced()
    }
}

/// Whether an enhanced metafile is free of text records; `None` for what is none.
fn enhanced(bytes: &[u8]) -> Option<bool> {
    let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if word(0)? != 1 || bytes.get(40..44)? != b" EMF" {
        return None;
    }
    // The header may hold a description, in characters at +60 and a byte offset at +64.
    if word(60)? != 0 {
        return Some(false);
    }
    let mut at = 0;
    loop {
        let (kind, size) = (word(at)?, word(at + 4)? as usize);
        // Text output, comments (which hold EMF+ and private data), fonts' names are harmless.
        if matches!(kind, 70 | 83 | 84 | 96 | 97 | 105 | 106 | 108 | 110) {
            return Some(false);
        }
        if size < 8 || at + size > bytes.len() {
            return Some(false);
        }
        at += size;
        if kind == 14 {
            return Some(at == bytes.len());
        }
    }
}

/// Whether a Windows metafile is free of text records; `None` for what is none.
fn windows(bytes: &[u8]) -> Option<bool> {
    let start = if bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]) {
        22
    } else {
        0
    };
    let half = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    if !matches!(half(start)?, 1 | 2) || half(start + 2)? != 9 {
        return None;
    }
    let mut at = start + 18;
    loop {
        let size = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize * 2;
        let kind = half(at + 4)?;
        if matches!(kind, 0x0521 | 0x0a32 | 0x0626) {
            return Some(false);
        }
        if kind == 0 {
            // Some programs fill up with zeros; anything else was hidden there.
            return Some(bytes.get(at + 6..)?.iter().all(|b| *b == 0));
        }
        if size < 6 {
            return Some(false);
        }
        at = at.checked_add(size)?;
    }
}

/// An enhanced metafile of one header and one end record.
fn empty_enhanced() -> Vec<u8> {
    let mut out = Vec::with_capacity(108);
    let mut put = |words: &[u32]| out.extend(words.iter().flat_map(|w| w.to_le_bytes()));
    put(&[1, 88, 0, 0, 0, 0, 0, 0, 0, 0]);
    put(&[u32::from_le_bytes(*b" EMF"), 0x1_0000, 108, 2, 1, 0, 0, 0]);
    put(&[1024, 768, 320, 240]);
    // Size of the pixel format and whether it uses OpenGL: none.
    put(&[0; 3]);
    out.truncate(88);
    out.resize(88, 0);
    let mut put = |words: &[u32]| out.extend(words.iter().flat_map(|w| w.to_le_bytes()));
    put(&[14, 20, 0, 16, 20]);
    out
}

/// A placeable Windows metafile of one end record.
fn empty_windows() -> Vec<u8> {
    let mut halves: Vec<u16> = vec![0xcdd7, 0x9ac6, 0, 0, 0, 1, 1, 1440, 0, 0];
    halves.push(halves.iter().fold(0, |a, b| a ^ b));
    halves.extend([1, 9, 0x300, 12, 0, 0, 3, 0, 0]);
    halves.extend([3, 0, 0]);
    halves.iter().flat_map(|h| h.to_le_bytes()).collect()
}
