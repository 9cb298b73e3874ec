//! CFF programs (Adobe Technical Note 5176), written anew with the glyphs that are still shown.
//!
//! Where glyphs are found by name or CID the others leave no trace; where a glyph's number is its
//! address, those that go are emptied and lose their names.

mod charstring;
mod dict;

use std::collections::{BTreeMap, BTreeSet};

use super::standard::standard_sid;
use dict::Dict;

/// An INDEX: its entries (5176, 5).
type Index<'d> = Vec<&'d [u8]>;

/// Strings below this number are in the standard (5176, appendix A).
const STANDARD_STRINGS: u16 = 391;

/// Operators of dictionaries (5176, tables 9, 10 and 23).
mod op {
    pub(super) const CHARSET: u16 = 15;
    pub(super) const ENCODING: u16 = 16;
    pub(super) const CHAR_STRINGS: u16 = 17;
    pub(super) const PRIVATE: u16 = 18;
    pub(super) const SUBRS: u16 = 19;
    pub(super) const CHARSTRING_TYPE: u16 = 0x0c06;
    pub(super) const SYNTHETIC_BASE: u16 = 0x0c14;
    pub(super) const ROS: u16 = 0x0c1e;
    pub(super) const FD_ARRAY: u16 = 0x0c24;
    pub(super) const FD_SELECT: u16 = 0x0c25;
    /// What only names or counts: version, notices, names, identifiers, PostScript, count of CIDs.
    pub(super) const TELLING: &[u16] = &[
        0, 1, 2, 3, 4, 13, 14, 0x0c00, 0x0c15, 0x0c16, 0x0c22, 0x0c23, 0x0c26,
    ];
}

/// A program read as far as cutting needs.
struct Program<'d> {
    top: Dict<'d>,
    strings: Index<'d>,
    global: Index<'d>,
    glyphs: Index<'d>,
    /// SID or CID of each glyph.
    charset: Vec<u16>,
    /// Codes of the built-in encoding; `None` where a standard one is named.
    encoding: Option<Vec<(u8, u16)>>,
    /// What a font dictionary holds: entries of its own, private entries, local subroutines.
    fonts: Vec<Font<'d>>,
    /// Font dictionary of each glyph.
    select: Vec<u8>,
    cid_keyed: bool,
}

struct Font<'d> {
    dict: Dict<'d>,
    private: Dict<'d>,
    local: Index<'d>,
}

/// The program with these glyphs only. `composite` says that it belongs to a composite font, which
/// asks for CIDs, or for the numbers of glyphs where there are none. `None` if it is damaged or
/// does what is not known here.
pub(super) fn cut(data: &[u8], glyphs: &BTreeSet<u32>, composite: bool) -> Option<Vec<u8>> {
    let program = Program::read(data)?;
    if program.cid_keyed && !composite {
        return None;
    }
    let numbered = composite && !program.cid_keyed;
    let mut kept: BTreeSet<usize> = [0].into();
    for &glyph in glyphs {
        let glyph = usize::try_from(glyph).ok()?;
        if glyph < program.glyphs.len() {
            kept.insert(glyph);
        }
    }
    let used = program.follow(&mut kept)?;
    program.write(&kept, &used, numbered)
}

/// Subroutines that are still called: global ones, and local ones by font dictionary.
#[derive(Default)]
struct Used {
    global: BTreeSet<usize>,
    local: BTreeMap<u8, BTreeSet<usize>>,
}

impl<'d> Program<'d> {
    fn read(data: &'d [u8]) -> Option<Self> {
        let [1, _, header, _, ..] = data else {
            return None;
        };
        let (names, at) = index(data, usize::from(*header))?;
        let (tops, at) = index(data, at)?;
        let (strings, at) = index(data, at)?;
        let (global, _) = index(data, at)?;
        let ([_], [top]) = (names.as_slice(), tops.as_slice()) else {
            return None;
        };
        let top = Dict::read(top)?;
        if top.has(op::SYNTHETIC_BASE) || top.offset(op::CHARSTRING_TYPE).is_some_and(|t| t != 2) {
            return None;
        }
        let (glyphs, _) = index(data, top.offset(op::CHAR_STRINGS)?)?;
        let cid_keyed = top.has(op::ROS);
        let charset = charset(
            data,
            top.offset(op::CHARSET).unwrap_or(0),
            glyphs.len(),
            cid_keyed,
        )?;
        let encoding = match top.offset(op::ENCODING).unwrap_or(0) {
            0 | 1 => None,
            _ if cid_keyed => None,
            at => Some(encoding(data, at, &charset)?),
        };
        let (fonts, select) = if cid_keyed {
            let (dicts, _) = index(data, top.offset(op::FD_ARRAY)?)?;
            let fonts: Option<Vec<Font<'d>>> = dicts
                .into_iter()
                .map(|dict| Font::read(data, Dict::read(dict)?))
                .collect();
            let select = fd_select(data, top.offset(op::FD_SELECT)?, glyphs.len())?;
            (fonts?, select)
        } else {
            (vec![Font::read(data, top.clone())?], vec![0; glyphs.len()])
        };
        let known = |font: &u8| usize::from(*font) < fonts.len();
        select.iter().all(known).then_some(Self {
            top,
            strings,
            global,
            glyphs,
            charset,
            encoding,
            fonts,
            select,
            cid_keyed,
        })
    }

    /// Adds the parts of composed glyphs to `kept`, and finds the subroutines that are called.
    fn follow(&self, kept: &mut BTreeSet<usize>) -> Option<Used> {
        let mut used = Used::default();
        let mut waiting: Vec<usize> = kept.iter().copied().collect();
        while let Some(glyph) = waiting.pop() {
            let font = self.select[glyph];
            let parts = charstring::follow(
                self.glyphs[glyph],
                &self.global,
                &self.fonts[usize::from(font)].local,
                &mut used.global,
                used.local.entry(font).or_default(),
            )?;
            for code in parts {
                let sid = standard_sid(code).filter(|_| !self.cid_keyed)?;
                let part = self.charset.iter().position(|s| *s == sid)?;
                if kept.insert(part) {
                    waiting.push(part);
                }
            }
        }
        Some(used)
    }

    fn write(&self, kept: &BTreeSet<usize>, used: &Used, numbered: bool) -> Option<Vec<u8>> {
        // Without its own number or name a glyph that goes leaves nothing behind.
        let order: Vec<usize> = if numbered {
            (0..self.glyphs.len()).collect()
        } else {
            kept.iter().copied().collect()
        };
        let fonts: Vec<u8> = {
            let shown: BTreeSet<u8> = kept.iter().map(|&glyph| self.select[glyph]).collect();
            shown.into_iter().collect()
        };
        let mut strings = Strings::new(self);
        let top = self.top.without(op::TELLING);
        let top = top.map(op::ROS, |numbers| strings.keep(numbers));
        let charset: Vec<u16> = order
            .iter()
            .map(|glyph| match kept.contains(glyph) {
                true if self.cid_keyed => self.charset[*glyph],
                true => strings.of(self.charset[*glyph]),
                false => 0,
            })
            .collect();
        let glyphs: Vec<&[u8]> = order
            .iter()
            .map(|glyph| match kept.contains(glyph) {
                true => self.glyphs[*glyph],
                false => charstring::EMPTY,
            })
            .collect();
        let codes: Option<Vec<(u8, u16)>> = self.encoding.as_ref().map(|codes| {
            codes
                .iter()
                .filter(|(_, glyph)| kept.contains(&usize::from(*glyph)))
                .map(|(code, glyph)| (*code, strings.of(self.charset[usize::from(*glyph)])))
                .collect()
        });
        let global = subroutines(&self.global, &used.global);
        // Offsets are numbers of fixed size, so a first pass with wrong ones tells the right ones.
        let mut places = Places::default();
        let mut out = Vec::new();
        for _ in 0..2 {
            out = vec![1, 0, 4, 4];
            out.extend(written(&[b"Cut".as_slice()]));
            out.extend(written(&[self.top_dict(&top, &places)]));
            out.extend(written(&strings.kept));
            out.extend(written(&global));
            places.charset = out.len();
            out.push(0);
            out.extend(charset.iter().skip(1).flat_map(|n| n.to_be_bytes()));
            if let Some(codes) = &codes {
                places.encoding = out.len();
                // No glyph in order, all codes as supplements: format 0 with the high bit.
                out.extend([0x80, 0, u8::try_from(codes.len()).ok()?]);
                for (code, sid) in codes {
                    out.push(*code);
                    out.extend(sid.to_be_bytes());
                }
            }
            places.glyphs = out.len();
            out.extend(written(&glyphs));
            places.private.clear();
            for &font in &fonts {
                let Font { private, local, .. } = &self.fonts[usize::from(font)];
                let none = BTreeSet::new();
                let called = used.local.get(&font).unwrap_or(&none);
                let mut dict = private.without(&[op::SUBRS]);
                if !called.is_empty() {
                    let size = dict.write().len() + 6;
                    dict.push_offsets(op::SUBRS, &[size]);
                }
                let dict = dict.write();
                places.private.push((dict.len(), out.len()));
                out.extend(dict);
                if !called.is_empty() {
                    out.extend(written(&subroutines(local, called)));
                }
            }
            if self.cid_keyed {
                places.select = out.len();
                out.push(0);
                for glyph in &order {
                    let font = self.select[*glyph];
                    let place = fonts.iter().position(|f| *f == font).unwrap_or(0);
                    out.push(u8::try_from(place).ok()?);
                }
                places.fonts = out.len();
                let dicts = fonts.iter().zip(&places.private);
                let dicts: Vec<Vec<u8>> = dicts
                    .map(|(font, &(size, at))| {
                        let from = &self.fonts[usize::from(*font)].dict;
                        let mut dict = from.without(op::TELLING).without(&[op::PRIVATE]);
                        dict.push_offsets(op::PRIVATE, &[size, at]);
                        dict.write()
                    })
                    .collect();
                out.extend(written(&dicts));
            }
        }
        Some(out)
    }

    fn top_dict(&self, top: &Dict<'_>, places: &Places) -> Vec<u8> {
        let mut dict = top.without(&[
            op::CHARSET,
            op::CHAR_STRINGS,
            op::PRIVATE,
            op::FD_ARRAY,
            op::FD_SELECT,
        ]);
        if self.encoding.is_some() || self.cid_keyed {
            dict = dict.without(&[op::ENCODING]);
        }
        if self.encoding.is_some() {
            dict.push_offsets(op::ENCODING, &[places.encoding]);
        }
        dict.push_offsets(op::CHARSET, &[places.charset]);
        dict.push_offsets(op::CHAR_STRINGS, &[places.glyphs]);
        if self.cid_keyed {
            dict.push_offsets(op::FD_SELECT, &[places.select]);
            dict.push_offsets(op::FD_ARRAY, &[places.fonts]);
        } else {
            let (size, at) = places.private.first().copied().unwrap_or_default();
            dict.push_offsets(op::PRIVATE, &[size, at]);
        }
        dict.write()
    }
}

/// Offsets from the start of the program; sizes first where both are needed.
#[derive(Default)]
struct Places {
    charset: usize,
    encoding: usize,
    glyphs: usize,
    select: usize,
    fonts: usize,
    private: Vec<(usize, usize)>,
}

/// The strings that are still used, numbered anew.
struct Strings<'p, 'd> {
    program: &'p Program<'d>,
    kept: Vec<&'d [u8]>,
}

impl<'p, 'd> Strings<'p, 'd> {
    fn new(program: &'p Program<'d>) -> Self {
        Self {
            program,
            kept: Vec::new(),
        }
    }

    /// The new number of a string.
    fn of(&mut self, sid: u16) -> u16 {
        let Some(own) = sid.checked_sub(STANDARD_STRINGS) else {
            return sid;
        };
        let text = self.program.strings.get(usize::from(own)).copied();
        let text = text.unwrap_or_default();
        let place = self
            .kept
            .iter()
            .position(|k| *k == text)
            .unwrap_or_else(|| {
                self.kept.push(text);
                self.kept.len() - 1
            });
        u16::try_from(place).map_or(0, |n| STANDARD_STRINGS.saturating_add(n))
    }

    /// Registry and ordering are strings, the supplement is a number.
    fn keep(&mut self, numbers: &[i32]) -> Vec<i32> {
        let string =
            |strings: &mut Self, n: i32| u16::try_from(n).map_or(n, |sid| strings.of(sid).into());
        numbers
            .iter()
            .enumerate()
            .map(|(at, &n)| if at < 2 { string(self, n) } else { n })
            .collect()
    }
}

impl<'d> Font<'d> {
    fn read(data: &'d [u8], dict: Dict<'d>) -> Option<Self> {
        let (size, at) = match dict.numbers(op::PRIVATE) {
            Some(&[size, at]) => (usize::try_from(size).ok()?, usize::try_from(at).ok()?),
            _ => (0, 0),
        };
        let private = Dict::read(data.get(at..at.checked_add(size)?)?)?;
        let local = match private.offset(op::SUBRS) {
            Some(offset) => index(data, at.checked_add(offset)?)?.0,
            None => Vec::new(),
        };
        Some(Self {
            dict,
            private,
            local,
        })
    }
}

/// Subroutines keep their numbers; those that nothing calls return at once.
fn subroutines<'d>(all: &Index<'d>, used: &BTreeSet<usize>) -> Index<'d> {
    all.iter()
        .enumerate()
        .map(|(number, code)| match used.contains(&number) {
            true => code,
            false => charstring::RETURN,
        })
        .collect()
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(
        data.get(at..at.checked_add(2)?)?.try_into().ok()?,
    ))
}

/// The entries of an INDEX, and where it ends (5176, 5).
fn index(data: &[u8], at: usize) -> Option<(Index<'_>, usize)> {
    let count = usize::from(u16_at(data, at)?);
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*data.get(at + 2)?);
    if !(1..=4).contains(&size) {
        return None;
    }
    let base = at + 3 + (count + 1) * size - 1;
    let offset = |n: usize| {
        let from = at + 3 + n * size;
        let bytes = data.get(from..from + size)?;
        base.checked_add(bytes.iter().fold(0, |n, b| n << 8 | usize::from(*b)))
    };
    let mut entries = Vec::with_capacity(count);
    for n in 0..count {
        entries.push(data.get(offset(n)?..offset(n + 1)?)?);
    }
    Some((entries, offset(count)?))
}

/// An INDEX with offsets of four bytes.
fn written(entries: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let mut out = count.to_be_bytes().to_vec();
    if count == 0 {
        return out;
    }
    out.push(4);
    let mut offset = 1_u32;
    out.extend(offset.to_be_bytes());
    for entry in entries {
        offset = offset.saturating_add(u32::try_from(entry.as_ref().len()).unwrap_or(u32::MAX));
        out.extend(offset.to_be_bytes());
    }
    for entry in entries {
        out.extend_from_slice(entry.as_ref());
    }
    out
}

/// SID or CID of each glyph (5176, 13).
fn charset(data: &[u8], at: usize, glyphs: usize, cid_keyed: bool) -> Option<Vec<u16>> {
    if at == 0 && !cid_keyed {
        // ISOAdobe: the first 228 standard strings in order.
        return (glyphs <= 229).then(|| (0..=228).take(glyphs).collect());
    }
    if at <= 2 {
        return None;
    }
    let mut out = vec![0_u16];
    let format = *data.get(at)?;
    let mut next = at + 1;
    while out.len() < glyphs {
        let first = u16_at(data, next)?;
        let more = match format {
            0 => 0,
            1 => u16::from(*data.get(next + 2)?),
            2 => u16_at(data, next + 2)?,
            _ => return None,
        };
        next += 2 + usize::from(format);
        out.extend((first..=first.checked_add(more)?).take(glyphs - out.len()));
    }
    Some(out)
}

/// Code and glyph of each entry of a built-in encoding (5176, 12).
fn encoding(data: &[u8], at: usize, charset: &[u16]) -> Option<Vec<(u8, u16)>> {
    let format = *data.get(at)?;
    let count = usize::from(*data.get(at + 1)?);
    let mut out = Vec::new();
    let mut glyph = 0_u16;
    let mut next = at + 2;
    for _ in 0..count {
        let first = *data.get(next)?;
        let more = match format & 0x7f {
            0 => 0,
            1 => *data.get(next + 1)?,
            _ => return None,
        };
        next += 1 + usize::from(format & 0x7f);
        for code in first..=first.checked_add(more)? {
            glyph += 1;
            out.push((code, glyph));
        }
    }
    if format & 0x80 != 0 {
        for n in 0..usize::from(*data.get(next)?) {
            let code = *data.get(next + 1 + n * 3)?;
            let sid = u16_at(data, next + 2 + n * 3)?;
            if let Some(glyph) = charset.iter().position(|s| *s == sid) {
                out.push((code, u16::try_from(glyph).ok()?));
            }
        }
    }
    Some(out)
}

/// Font dictionary of each glyph (5176, 19).
fn fd_select(data: &[u8], at: usize, glyphs: usize) -> Option<Vec<u8>> {
    match data.get(at)? {
        0 => Some(data.get(at + 1..at + 1 + glyphs)?.to_vec()),
        3 => {
            let ranges = usize::from(u16_at(data, at + 1)?);
            let mut out = Vec::with_capacity(glyphs);
            for range in 0..ranges {
                let from = at + 3 + range * 3;
                let (first, end) = (u16_at(data, from)?, u16_at(data, from + 3)?);
                let font = *data.get(from + 2)?;
                let count = end.checked_sub(first)?;
                out.extend(std::iter::repeat_n(font, count.into()));
            }
            (out.len() == glyphs).then_some(out)
        }
        _ => None,
    }
}
