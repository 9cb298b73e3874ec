//! Characters of glyphs, by the `cmap` table of a TrueType program read backwards (OpenType
//! specification, formats 4 and 12): for composite fonts that do not say what their codes mean.

use std::collections::HashMap;

/// Most characters that one group may span.
const MAX_GROUP: u32 = 0x1_0000;

/// Glyph to character. Empty when the program has no table for Unicode.
pub fn characters(program: &[u8]) -> HashMap<u32, char> {
    let mut out = HashMap::new();
    if let Some(table) = unicode_table(program) {
        let _ = match u16_at(table, 0) {
            Some(4) => segments(table, &mut out),
            Some(12) => groups(table, &mut out),
            _ => None,
        };
    }
    out
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// The largest map of Unicode characters.
fn unicode_table(program: &[u8]) -> Option<&[u8]> {
    let tables = usize::from(u16_at(program, 4)?);
    let record = (0..tables)
        .filter_map(|n| program.get(12 + n * 16..28 + n * 16))
        .find(|record| record.starts_with(b"cmap"))?;
    let cmap = program.get(u32_at(record, 8)? as usize..)?;
    let maps = usize::from(u16_at(cmap, 2)?);
    let rank = |platform, encoding| match (platform, encoding) {
        (3, 10) | (0, 4 | 6) => 2,
        (3, 1) | (0, 0..=3) => 1,
        _ => 0,
    };
    let (rank, offset) = (0..maps)
        .filter_map(|n| {
            let at = 4 + n * 8;
            let rank = rank(u16_at(cmap, at)?, u16_at(cmap, at + 2)?);
            Some((rank, u32_at(cmap, at + 4)? as usize))
        })
        .max_by_key(|(rank, _)| *rank)?;
    (rank > 0).then(|| cmap.get(offset..))?
}

fn note(out: &mut HashMap<u32, char>, glyph: u32, code: u32) {
    let character = char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
    if let (Some(character), 1..) = (character, glyph) {
        // Of several characters with one picture, the first is the plain one.
        let known = out.entry(glyph).or_insert(character);
        *known = character.min(*known);
    }
}

fn segments(table: &[u8], out: &mut HashMap<u32, char>) -> Option<()> {
    let count = usize::from(u16_at(table, 6)?) / 2;
    for segment in 0..count {
        let row = |n: usize| 14 + n * count * 2 + segment * 2 + usize::from(n > 0) * 2;
        let (last, first) = (u16_at(table, row(0))?, u16_at(table, row(1))?);
        let (delta, offset) = (u16_at(table, row(2))?, u16_at(table, row(3))?);
        for code in first..=last {
            let glyph = match offset {
                0 => Some(code.wrapping_add(delta)),
                n => {
                    let at = row(3) + usize::from(n) + usize::from(code - first) * 2;
                    u16_at(table, at)
                        .filter(|glyph| *glyph != 0)
                        .map(|glyph| glyph.wrapping_add(delta))
                }
            };
            note(out, glyph.unwrap_or(0).into(), code.into());
        }
    }
    Some(())
}

fn groups(table: &[u8], out: &mut HashMap<u32, char>) -> Option<()> {
    for group in 0..u32_at(table, 12)? as usize {
        let at = 16 + group * 12;
        let (first, last) = (u32_at(table, at)?, u32_at(table, at + 4)?);
        let glyph = u32_at(table, at + 8)?;
        if last.checked_sub(first)? > MAX_GROUP {
            return None;
        }
        for code in first..=last {
            note(out, glyph.wrapping_add(code - first), code);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with one `cmap` map, for Windows and Unicode.
    fn program(map: &[u16]) -> Vec<u8> {
        let head: [u16; 20] = [
            0, 1, 1, 0, 0, 0, 0x636d, 0x6170, 0, 0, 0, 28, 0, 100, // `cmap` at 28
            0, 1, 3, 1, 0, 12, // one map at 12 of the table
        ];
        let words = head.iter().chain(map);
        words.flat_map(|n| n.to_be_bytes()).collect()
    }

    #[test]
    fn both_forms_are_read_backwards() {
        // A to C are 5 to 7; a soft hyphen and a private character share glyph 9 with a hyphen.
        let ranges = [
            4, 56, 0, 10, 0, 0, 0, // five segments
            0x2d, 0x43, 0xad, 0xe000, 0xffff, 0, // last codes
            0x2d, 0x41, 0xad, 0xe000, 0xffff, // first codes
            0xffdc, 0xffc4, 0xff5c, 0x2009, 1, // differences
            0, 0, 0, 0, 0,
        ];
        let by_segments = characters(&program(&ranges));
        let expected = HashMap::from([(5, 'A'), (6, 'B'), (7, 'C'), (9, '-')]);
        assert_eq!(by_segments, expected);
        // The same as groups: 12, reserved, length, language, number of groups.
        let groups = [
            12, 0, 0, 52, 0, 0, 0, 3, //
            0, 0x2d, 0, 0x2d, 0, 9, //
            0, 0x41, 0, 0x43, 0, 5, //
            0, 0xad, 0, 0xad, 0, 9,
        ];
        assert_eq!(characters(&program(&groups)), expected);
    }

    #[test]
    fn damage_gives_what_can_be_read() {
        for end in 0..40 {
            let whole = program(&[4, 24, 0, 2, 0, 0, 0, 0xffff, 0, 0, 5, 0xffff]);
            characters(&whole[..end.min(whole.len())]);
        }
        let endless = program(&[12, 0, 0, 28, 0, 0, 0, 1, 0, 0, 0xffff, 0xffff, 0, 1]);
        assert_eq!(characters(&endless), HashMap::new());
    }
}
