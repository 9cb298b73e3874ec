//! The `cmap` table of TrueType programs (OpenType specification, formats 0, 4, 6 and 12).

use std::collections::{BTreeMap, BTreeSet};

use tacenda_pdf_content::helvetica::win_ansi;

/// Maps by (platform, encoding).
#[derive(Default)]
pub(super) struct Cmap {
    maps: BTreeMap<(u16, u16), BTreeMap<u32, u32>>,
}

/// Most entries of one map.
const MOST: u32 = 0x11_0000;

impl Cmap {
    pub(super) fn read(table: &[u8]) -> Self {
        let mut maps = BTreeMap::new();
        for index in 0..usize::from(u16_at(table, 2).unwrap_or(0)) {
            let at = 4 + index * 8;
            let record = (
                u16_at(table, at),
                u16_at(table, at + 2),
                u32_at(table, at + 4),
            );
            if let (Some(platform), Some(encoding), Some(offset)) = record
                && let Some(map) = table.get(offset as usize..).and_then(subtable)
            {
                maps.insert((platform, encoding), map);
            }
        }
        Self { maps }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.maps.is_empty()
    }

    /// Every glyph that a viewer might draw for a code of a simple font (ISO 32000-1, 9.6.6.4):
    /// by the code itself, in the private area of symbol fonts, or by its character.
    pub(super) fn glyphs_of(&self, code: u32, texts: &[String]) -> BTreeSet<u32> {
        let mut keys: BTreeSet<u32> = [code, 0xF000 + code, 0xF100 + code, 0xF200 + code].into();
        keys.extend(texts.iter().flat_map(|t| t.chars()).map(u32::from));
        let ansi = (0x80..=0x2122).filter_map(char::from_u32);
        keys.extend(
            ansi.filter(|c| win_ansi(*c).map(u32::from) == Some(code))
                .map(u32::from),
        );
        self.maps
            .values()
            .flat_map(|map| keys.iter().filter_map(|key| map.get(key)))
            .copied()
            .filter(|glyph| *glyph != 0)
            .collect()
    }

    /// The same maps to these glyphs only.
    pub(super) fn keeping(mut self, glyphs: &BTreeSet<u32>) -> Self {
        for map in self.maps.values_mut() {
            map.retain(|_, glyph| glyphs.contains(glyph));
        }
        self
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = vec![0, 0];
        let count = u16::try_from(self.maps.len()).unwrap_or(u16::MAX);
        out.extend_from_slice(&count.to_be_bytes());
        let mut body = Vec::new();
        let start = 4 + self.maps.len() * 8;
        for (&(platform, encoding), map) in &self.maps {
            out.extend_from_slice(&platform.to_be_bytes());
            out.extend_from_slice(&encoding.to_be_bytes());
            let offset = u32::try_from(start + body.len()).unwrap_or(u32::MAX);
            out.extend_from_slice(&offset.to_be_bytes());
            body.extend(if platform == 1 {
                format0(map)
            } else if map.keys().any(|key| *key > 0xFFFF) {
                format12(map)
            } else {
                format4(map)
            });
        }
        out.extend(body);
        out
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn subtable(data: &[u8]) -> Option<BTreeMap<u32, u32>> {
    let mut map = BTreeMap::new();
    match u16_at(data, 0)? {
        0 => {
            for (code, glyph) in (0..).zip(data.get(6..262)?) {
                map.insert(code, u32::from(*glyph));
            }
        }
        4 => {
            let segments = usize::from(u16_at(data, 6)?) / 2;
            for segment in 0..segments {
                let at = |row: usize| 14 + row * segments * 2 + segment * 2;
                let end = u32::from(u16_at(data, at(0))?);
                let first = u32::from(u16_at(data, at(1) + 2)?);
                let delta = u16_at(data, at(2) + 2)?;
                let place = at(3) + 2;
                let offset = u16_at(data, place)?;
                for code in first..=end {
                    let short = u16::try_from(code).ok()?;
                    let glyph = if offset == 0 {
                        short.wrapping_add(delta)
                    } else {
                        let index = place + usize::from(offset) + (code - first) as usize * 2;
                        match u16_at(data, index) {
                            Some(glyph) if glyph != 0 => glyph.wrapping_add(delta),
                            _ => 0,
                        }
                    };
                    map.insert(code, u32::from(glyph));
                }
            }
        }
        6 => {
            let first = u32::from(u16_at(data, 6)?);
            for index in 0..usize::from(u16_at(data, 8)?) {
                let glyph = u16_at(data, 10 + index * 2)?;
                map.insert(first + u32::try_from(index).ok()?, u32::from(glyph));
            }
        }
        12 => {
            for group in 0..u32_at(data, 12)? as usize {
                let at = 16 + group * 12;
                let (first, last) = (u32_at(data, at)?, u32_at(data, at + 4)?);
                let glyph = u32_at(data, at + 8)?;
                if last > MOST || last < first {
                    return None;
                }
                map.extend((first..=last).map(|code| (code, glyph.wrapping_add(code - first))));
            }
        }
        _ => return None,
    }
    map.retain(|_, glyph| *glyph != 0);
    Some(map)
}

fn format0(map: &BTreeMap<u32, u32>) -> Vec<u8> {
    if map.iter().any(|(code, glyph)| *code > 255 || *glyph > 255) {
        return format6(map);
    }
    let mut out = vec![0, 0, 1, 6, 0, 0];
    out.extend((0..256).map(|code| {
        map.get(&code)
            .and_then(|glyph| u8::try_from(*glyph).ok())
            .unwrap_or(0)
    }));
    out
}

fn format6(map: &BTreeMap<u32, u32>) -> Vec<u8> {
    let last = map.keys().next_back().copied().unwrap_or(0).min(0xFFFE);
    let mut out = Vec::new();
    let length = 10 + (last + 1) * 2;
    for n in [6, length, 0, 0, last + 1] {
        out.extend_from_slice(&u16::try_from(n).unwrap_or(u16::MAX).to_be_bytes());
    }
    for code in 0..=last {
        let glyph = map.get(&code).copied().unwrap_or(0);
        out.extend_from_slice(&u16::try_from(glyph).unwrap_or(0).to_be_bytes());
    }
    out
}

/// Runs of codes whose glyphs follow one another: (first code, last code, first glyph).
fn runs(map: &BTreeMap<u32, u32>) -> Vec<(u32, u32, u32)> {
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for (&code, &glyph) in map {
        match runs.last_mut() {
            Some((first, last, start))
                if *last + 1 == code && *start + (code - *first) == glyph =>
            {
                *last = code;
            }
            _ => runs.push((code, code, glyph)),
        }
    }
    runs
}

fn format4(map: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut runs: Vec<(u32, u32, u32)> = runs(map);
    runs.retain(|run| run.1 < 0xFFFF);
    runs.push((0xFFFF, 0xFFFF, 0));
    let short = |n: u32| u16::try_from(n & 0xFFFF).unwrap_or(0).to_be_bytes();
    let count = u32::try_from(runs.len()).unwrap_or(0);
    let log = count.ilog2();
    let search = 2u32 << log;
    let mut out = Vec::new();
    for n in [
        4,
        16 + count * 8,
        0,
        count * 2,
        search,
        log,
        count * 2 - search,
    ] {
        out.extend_from_slice(&short(n));
    }
    out.extend(runs.iter().flat_map(|run| short(run.1)));
    out.extend_from_slice(&[0, 0]);
    out.extend(runs.iter().flat_map(|run| short(run.0)));
    out.extend(runs.iter().flat_map(|run| {
        let delta = if run.0 == 0xFFFF {
            1
        } else {
            run.2.wrapping_sub(run.0)
        };
        short(delta)
    }));
    out.extend(runs.iter().flat_map(|_| [0, 0]));
    out
}

fn format12(map: &BTreeMap<u32, u32>) -> Vec<u8> {
    let runs = runs(map);
    let count = u32::try_from(runs.len()).unwrap_or(0);
    let mut out = vec![0, 12, 0, 0];
    for n in [16 + count * 12, 0, count] {
        out.extend_from_slice(&n.to_be_bytes());
    }
    for (first, last, glyph) in runs {
        for n in [first, last, glyph] {
            out.extend_from_slice(&n.to_be_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            map in prop::collection::btree_map(0u32..0xFFFF, 1u32..2000, 1..60),
            wide in prop::collection::btree_map(0u32..0x10_FFFF, 1u32..2000, 1..20),
            narrow in prop::collection::btree_map(0u32..256, 1u32..256, 1..60),
        ) {
            let cmap = Cmap {
                maps: [((3, 1), map), ((3, 10), wide), ((1, 0), narrow)].into(),
            };
            prop_assert_eq!(Cmap::read(&cmap.write()).maps, cmap.maps);
        }
    }

    #[test]
    fn damaged_tables_are_read_as_far_as_they_go() {
        assert!(Cmap::read(b"").is_empty());
        assert!(Cmap::read(&[0, 0, 0, 9, 0, 3]).is_empty());
    }
}
