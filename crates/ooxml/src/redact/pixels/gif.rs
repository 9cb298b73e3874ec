//! GIF (89a): a header, then images and extensions made of sub-blocks.

/// Comments, text extensions, application data but for the count of repetitions, and what
/// follows the end go.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let flags = *bytes.get(10)?;
    let mut at = 13 + table(flags);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        match *bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => {
                // The descriptor, its colours, and the size of codes.
                at += 10 + table(*bytes.get(at + 9)?) + 1;
                at = blocks_end(bytes, at)?;
                out.extend_from_slice(&bytes[start..at]);
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                at = blocks_end(bytes, at + 2)?;
                let block = &bytes[start..at];
                let repeats = block[2..].starts_with(b"\x0bNETSCAPE2.0\x03\x01");
                if label == 0xf9 || (label == 0xff && repeats && block.len() == 19) {
                    out.extend_from_slice(block);
                }
            }
            _ => return None,
        }
    }
}

/// Bytes of a colour table by its flags.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        return 0;
    }
    3 << ((flags & 7) + 1)
}

/// One past the empty block that ends the sub-blocks at `at`.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
