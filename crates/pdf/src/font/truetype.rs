//! TrueType programs: outlines of glyphs that are no longer shown are emptied, with what names
//! or maps them. Glyph numbers stay (OpenType specification, `glyf`, `loca`, `cmap`, `post`).

use std::collections::{BTreeMap, BTreeSet};

use super::Kept;
use super::cmap::Cmap;

/// Tables that drawing needs. Others (names, layout rules, signatures, bitmaps) go.
const NEEDED: &[&[u8; 4]] = &[
    b"OS/2", b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp",
    b"post", b"prep", b"vhea", b"vmtx", b"CFF ",
];

type Tables<'d> = BTreeMap<[u8; 4], &'d [u8]>;

/// Cuts a program down to the glyphs that are kept.
pub(super) fn cut(data: &[u8], kept: &Kept) -> Option<Vec<u8>> {
    let tables = tables(data)?;
    let get = |tag: &[u8; 4]| tables.get(tag).copied();
    let cmap = get(b"cmap").map(Cmap::read).unwrap_or_default();
    let mut glyphs = kept.glyphs.clone()?;
    for (code, texts) in &kept.codes {
        let found = cmap.glyphs_of(*code, texts);
        if found.is_empty() && texts.iter().any(|t| !t.trim().is_empty()) {
            // It is found by name or in another way that is not known here.
            return None;
        }
        glyphs.extend(found);
    }
    glyphs.insert(0);
    let (head, loca, glyf) = (get(b"head")?, get(b"loca")?, get(b"glyf")?);
    let count = usize::from(u16_at(get(b"maxp")?, 4)?);
    let offsets = offsets(loca, u16_at(head, 50)? != 0, count)?;
    let outline = |glyph: u32| -> Option<&[u8]> {
        let at = glyph as usize;
        glyf.get(*offsets.get(at)?..*offsets.get(at + 1)?)
    };
    add_components(&mut glyphs, outline);
    let mut new_glyf = Vec::new();
    let mut new_loca = vec![0u8; 4];
    for glyph in 0..u32::try_from(count).ok()? {
        if glyphs.contains(&glyph) {
            new_glyf.extend_from_slice(outline(glyph).unwrap_or_default());
            new_glyf.resize(new_glyf.len().next_multiple_of(4), 0);
        }
        new_loca.extend_from_slice(&u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
    }
    let mut new_head = head.to_vec();
    new_head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    let mut owned: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    owned.insert(*b"glyf", new_glyf);
    owned.insert(*b"loca", new_loca);
    owned.insert(*b"head", new_head);
    for (metrics, header) in [(b"hmtx", b"hhea"), (b"vmtx", b"vhea")] {
        if let (Some(table), Some(header)) = (get(metrics), get(header)) {
            let long = usize::from(u16_at(header, 34)?);
            owned.insert(*metrics, cut_metrics(table, long, &glyphs));
        }
    }
    if !cmap.is_empty() {
        owned.insert(*b"cmap", cmap.keeping(&glyphs).write());
    }
    Some(assemble(data, &tables, owned))
}

/// One table of a program.
pub(super) fn table<'d>(data: &'d [u8], tag: &[u8; 4]) -> Option<&'d [u8]> {
    tables(data)?.get(tag).copied()
}

/// The program without names and other tables that drawing does not need.
pub(super) fn without_names(data: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(data)?;
    Some(assemble(data, &tables, BTreeMap::new()))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn tables(data: &[u8]) -> Option<Tables<'_>> {
    let count = usize::from(u16_at(data, 4)?);
    let mut tables = Tables::new();
    for index in 0..count {
        let record = data.get(12 + index * 16..28 + index * 16)?;
        let tag: [u8; 4] = record[..4].try_into().ok()?;
        let (start, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
        // Many embedded fonts say more than there is; drawing copes with that.
        let end = start.saturating_add(length).min(data.len());
        tables.insert(tag, data.get(start..end).unwrap_or_default());
    }
    Some(tables)
}

fn offsets(loca: &[u8], long: bool, count: usize) -> Option<Vec<usize>> {
    (0..=count)
        .map(|i| {
            if long {
                u32_at(loca, i * 4).map(|n| n as usize)
            } else {
                u16_at(loca, i * 2).map(|n| usize::from(n) * 2)
            }
        })
        .collect()
}

/// Adds the parts of composite glyphs, and their parts.
fn add_components<'d>(glyphs: &mut BTreeSet<u32>, outline: impl Fn(u32) -> Option<&'d [u8]>) {
    let mut queue: Vec<u32> = glyphs.iter().copied().collect();
    while let Some(glyph) = queue.pop() {
        for part in outline(glyph).map(components).unwrap_or_default() {
            if glyphs.insert(part) {
                queue.push(part);
            }
        }
    }
}

fn components(outline: &[u8]) -> Vec<u32> {
    let mut parts = Vec::new();
    // A negative number of contours says that the glyph is made of others.
    if u16_at(outline, 0).is_none_or(|contours| contours < 0x8000) {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(glyph)) = (u16_at(outline, at), u16_at(outline, at + 2)) {
        parts.push(u32::from(glyph));
        at += 4 + if flags & 0x0001 != 0 { 4 } else { 2 };
        at += match flags {
            f if f & 0x0008 != 0 => 2,
            f if f & 0x0040 != 0 => 4,
            f if f & 0x0080 != 0 => 8,
            _ => 0,
        };
        if flags & 0x0020 == 0 {
            break;
        }
    }
    parts
}

/// Zeroes the advances and bearings of glyphs that go; the last advance stands for all that
/// follow, so it stays.
fn cut_metrics(table: &[u8], long: usize, glyphs: &BTreeSet<u32>) -> Vec<u8> {
    let mut out = table.to_vec();
    let keeps = |index: usize| u32::try_from(index).is_ok_and(|i| glyphs.contains(&i));
    for index in 0..long {
        let at = index * 4;
        let end = if index + 1 == long {
            at + 2..at + 4
        } else {
            at..at + 4
        };
        if let (false, Some(bytes)) = (keeps(index), out.get_mut(end)) {
            bytes.fill(0);
        }
    }
    let rest = out.get_mut(long * 4..).unwrap_or_default();
    for (index, bytes) in rest.chunks_mut(2).enumerate() {
        if !keeps(long + index) {
            bytes.fill(0);
        }
    }
    out
}

/// A `post` table of version 3: no names.
fn post(table: &[u8]) -> Vec<u8> {
    let mut out = table.get(..32).map_or_else(|| vec![0; 32], <[u8]>::to_vec);
    out[..4].copy_from_slice(&[0, 3, 0, 0]);
    out
}

fn assemble(data: &[u8], tables: &Tables<'_>, mut owned: BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    if let (false, Some(table)) = (tables.contains_key(b"CFF "), tables.get(b"post")) {
        // Fonts without a cmap are looked up by name.
        if tables.contains_key(b"cmap") {
            owned.insert(*b"post", post(table));
        }
    }
    let mut parts: Vec<([u8; 4], Vec<u8>)> = tables
        .iter()
        .filter(|(tag, _)| NEEDED.contains(tag))
        .map(|(tag, table)| (*tag, owned.remove(tag).unwrap_or_else(|| table.to_vec())))
        .collect();
    for (tag, table) in &mut parts {
        // The range of characters of the whole font says which were embedded.
        if tag == b"OS/2"
            && let Some(range) = table.get_mut(64..68)
        {
            range.fill(0);
        }
        if tag == b"head"
            && let Some(sum) = table.get_mut(8..12)
        {
            sum.fill(0);
        }
    }
    let count = u16::try_from(parts.len()).unwrap_or(u16::MAX);
    let log = count.checked_ilog2().unwrap_or(0);
    let search = 16u16 << log;
    let mut out = data[..4].to_vec();
    for n in [
        count,
        search,
        u16::try_from(log).unwrap_or(0),
        count * 16 - search,
    ] {
        out.extend_from_slice(&n.to_be_bytes());
    }
    let mut at = 12 + parts.len() * 16;
    for (tag, table) in &parts {
        out.extend_from_slice(tag);
        let word = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes();
        out.extend_from_slice(&checksum(table).to_be_bytes());
        out.extend_from_slice(&word(at));
        out.extend_from_slice(&word(table.len()));
        at += table.len().next_multiple_of(4);
    }
    let mut head = None;
    for (tag, table) in &parts {
        if tag == b"head" {
            head = Some(out.len() + 8);
        }
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBAu32.wrapping_sub(checksum(&out)).to_be_bytes();
    if let Some(slot) = head.and_then(|at| out.get_mut(at..at + 4)) {
        slot.copy_from_slice(&adjustment);
    }
    out
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
