//! Type 1 programs (Adobe Type 1 Font Format), cut down to the glyphs that are still shown: the
//! others go with their names, and so do their entries in the built-in encoding.

mod charstring;
mod cipher;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::standard::standard_name;

/// A program that was cut, with the lengths of its three parts (ISO 32000-1, table 127).
pub(crate) struct Cut {
    pub(crate) data: Vec<u8>,
    pub(crate) lengths: [usize; 3],
}

/// What follows the encrypted part: 512 zeros and `cleartomark` (Type 1 Font Format, 7.2).
const TRAILER: &str = "\n0000000000000000000000000000000000000000000000000000000000000000";

/// Subroutines 0 to 4 are the standard ones for flex and hint replacement (8.3, 8.1).
const STANDARD_SUBRS: usize = 5;

/// The program with the glyphs of these numbers only, as a reader numbers them that puts `.notdef`
/// first. `None` if it is damaged or does what is not known here.
pub(super) fn cut(data: &[u8], glyphs: &BTreeSet<u32>) -> Option<Cut> {
    let mark = find(data, b"eexec")? + 5;
    let (clear, rest) = data.split_at(mark);
    let private = cipher::decrypted_part(rest)?;
    let private = Private::read(&private)?;
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for &glyph in glyphs {
        kept.extend(private.place(usize::try_from(glyph).ok()?));
    }
    kept.extend(private.notdef());
    let used = private.follow(&mut kept)?;
    let names: BTreeSet<&[u8]> = kept.iter().map(|&at| private.glyphs[at].name).collect();
    let clear = without_codes(clear, &names);
    let body = cipher::encrypted_part(&private.write(&kept, &used));
    let trailer = format!("{}\ncleartomark\n", TRAILER.repeat(8));
    let lengths = [clear.len() + 1, body.len(), trailer.len()];
    let data = [&clear[..], b"\n", &body, trailer.as_bytes()].concat();
    Some(Cut { data, lengths })
}

/// The encrypted part, in plain.
struct Private<'d> {
    data: &'d [u8],
    /// Random bytes before each charstring.
    lead: usize,
    /// The number before `dict dup begin`.
    count: Range<usize>,
    /// Behind the code of the last glyph.
    end: usize,
    glyphs: Vec<Entry<'d>>,
    /// Subroutines by number; subsets leave gaps.
    subrs: BTreeMap<usize, Entry<'d>>,
}

/// A charstring with what it is called and where it stands.
struct Entry<'d> {
    /// Empty for a subroutine.
    name: &'d [u8],
    /// The word before the code: `RD` or `-|`.
    token: &'d [u8],
    code: &'d [u8],
    /// Where its name or number begins.
    start: usize,
    /// From the length of its code to behind its last byte.
    body: Range<usize>,
}

impl<'d> Private<'d> {
    fn read(data: &'d [u8]) -> Option<Self> {
        let lead = match find(data, b"/lenIV") {
            Some(at) => usize::try_from(number(data, at + 6)?.0).ok()?,
            None => 4,
        };
        let start = find(data, b"/CharStrings")?;
        // A second list would be read by some and not by others.
        if find(&data[start + 12..], b"/CharStrings").is_some() {
            return None;
        }
        let (_, count) = number(data, start + 12)?;
        let first = count.end + data[count.end..].iter().position(|b| *b == b'/')?;
        let mut glyphs = Vec::new();
        let mut at = first;
        while let Some(entry) = glyph(data, at) {
            at = entry.body.end;
            glyphs.push(entry);
            at = next_name(data, at)?;
        }
        let end = glyphs.last()?.body.end;
        let subrs = find(&data[..start], b"/Subrs").map_or(Some(BTreeMap::new()), |at| {
            subroutines(&data[..start], at + 6)
        })?;
        Some(Self {
            data,
            lead,
            count,
            end,
            glyphs,
            subrs,
        })
    }

    fn notdef(&self) -> Option<usize> {
        self.glyphs.iter().position(|g| g.name == b".notdef")
    }

    /// The place of a glyph in the list. Readers swap `.notdef` with the first glyph, or add it.
    fn place(&self, glyph: usize) -> Option<usize> {
        let notdef = self.notdef().unwrap_or(self.glyphs.len());
        let place = match glyph {
            0 => notdef,
            n if n == notdef => 0,
            n => n,
        };
        (place < self.glyphs.len()).then_some(place)
    }

    /// Adds the parts of composed glyphs to `kept`, and finds the subroutines that are called.
    fn follow(&self, kept: &mut BTreeSet<usize>) -> Option<BTreeSet<usize>> {
        let plain = |entry: &Entry<'_>| cipher::charstring(entry.code, self.lead);
        let subrs: Option<BTreeMap<usize, Vec<u8>>> = self
            .subrs
            .iter()
            .map(|(&number, entry)| Some((number, plain(entry)?)))
            .collect();
        let subrs = subrs?;
        let mut used: BTreeSet<usize> = (0..STANDARD_SUBRS).collect();
        let mut waiting: Vec<usize> = kept.iter().copied().collect();
        while let Some(glyph) = waiting.pop() {
            let code = plain(&self.glyphs[glyph])?;
            for part in charstring::follow(&code, &subrs, &mut used)? {
                let name = standard_name(part)?;
                let place = self.glyphs.iter().position(|g| g.name == name.as_bytes())?;
                if kept.insert(place) {
                    waiting.push(place);
                }
            }
        }
        Some(used)
    }

    fn write(&self, kept: &BTreeSet<usize>, used: &BTreeSet<usize>) -> Vec<u8> {
        let mut changes: BTreeMap<usize, (usize, Vec<u8>)> = BTreeMap::new();
        let nothing = cipher::encrypted_charstring(charstring::RETURN, self.lead);
        for (number, entry) in &self.subrs {
            if !used.contains(number) {
                let length = format!("{} ", nothing.len());
                let new = [length.as_bytes(), entry.token, b" ", &nothing].concat();
                changes.insert(entry.body.start, (entry.body.end, new));
            }
        }
        let kept_count = kept.len().max(1).to_string().into_bytes();
        changes.insert(self.count.start, (self.count.end, kept_count));
        for (place, entry) in self.glyphs.iter().enumerate() {
            if !kept.contains(&place) {
                let end = self.glyphs.get(place + 1).map(|next| next.start);
                let end = end.unwrap_or_else(|| self.behind_last());
                changes.insert(entry.start, (end, Vec::new()));
            }
        }
        let mut out = Vec::with_capacity(self.data.len());
        let mut at = 0;
        for (from, (to, new)) in changes {
            out.extend_from_slice(&self.data[at..from]);
            out.extend(new);
            at = to;
        }
        out.extend_from_slice(&self.data[at..]);
        out
    }

    /// Behind the word (`ND`, `|-`, `def`) that ends the last glyph.
    fn behind_last(&self) -> usize {
        let rest = &self.data[self.end..];
        let word = rest.iter().position(|b| !b.is_ascii_whitespace());
        let word = word.unwrap_or(rest.len());
        let length = rest[word..].iter().take_while(|b| !b.is_ascii_whitespace());
        self.end + word + length.count()
    }
}

fn find(data: &[u8], word: &[u8]) -> Option<usize> {
    data.windows(word.len()).position(|w| w == word)
}

/// The whole number at or behind white space at `at`, and its place.
fn number(data: &[u8], at: usize) -> Option<(i64, Range<usize>)> {
    let rest = data.get(at..)?;
    let start = at + rest.iter().position(|b| !b.is_ascii_whitespace())?;
    let length = data[start..].iter().take_while(|b| b.is_ascii_digit());
    let end = start + length.count();
    let text = std::str::from_utf8(&data[start..end]).ok()?;
    Some((text.parse().ok()?, start..end))
}

/// `length RD code` at `from`, of what is called `name` and begins at `start`.
fn entry<'d>(data: &'d [u8], name: &'d [u8], start: usize, from: usize) -> Option<Entry<'d>> {
    let (length, place) = number(data, from)?;
    let rest = &data[place.end..];
    let word = rest.iter().position(|b| !b.is_ascii_whitespace())?;
    let token = rest[word..].split(u8::is_ascii_whitespace).next()?;
    let at = place.end + word + token.len() + 1;
    let end = at.checked_add(usize::try_from(length).ok()?)?;
    Some(Entry {
        name,
        token,
        code: data.get(at..end)?,
        start,
        body: place.start..end,
    })
}

/// The glyph whose name begins at `at`; `None` where the list ends.
fn glyph(data: &[u8], at: usize) -> Option<Entry<'_>> {
    let name = data.get(at..)?.strip_prefix(b"/")?;
    let name = name.split(u8::is_ascii_whitespace).next()?;
    entry(data, name, at, at + 1 + name.len())
}

/// The place of the next name behind a glyph, or of the word `end`.
fn next_name(data: &[u8], at: usize) -> Option<usize> {
    let rest = data.get(at..)?;
    let name = rest.iter().position(|b| *b == b'/').unwrap_or(rest.len());
    let end = find(&rest[..name.min(rest.len())], b"end").unwrap_or(name);
    Some(at + end.min(name))
}

/// `count array`, then `dup number length RD code NP` for each.
fn subroutines(data: &[u8], at: usize) -> Option<BTreeMap<usize, Entry<'_>>> {
    let (count, place) = number(data, at)?;
    let count = usize::try_from(count).ok().filter(|n| *n <= 65536)?;
    let mut found: BTreeMap<usize, Entry<'_>> = BTreeMap::new();
    let mut at = place.end;
    while found.len() < count {
        let rest = &data[at..];
        let Some(dup) = find(rest, b"dup ") else {
            break;
        };
        // Behind the list comes something else.
        if dup > 64 {
            break;
        }
        let start = at + dup + 4;
        let (number, place) = number(data, start)?;
        let entry = entry(data, b"", start, place.end)?;
        at = entry.body.end;
        found.insert(usize::try_from(number).ok()?, entry);
    }
    Some(found)
}

/// The clear part without the codes of glyphs that go (`dup 65 /A put`), and without the tag that
/// some producers make from the glyphs of a subset.
fn without_codes(clear: &[u8], names: &BTreeSet<&[u8]>) -> Vec<u8> {
    let mut out = Vec::with_capacity(clear.len());
    let mut at = 0;
    while let Some(next) = find(&clear[at..], b"dup ").map(|n| at + n) {
        let end = match encoded(clear, next) {
            Some((name, end)) if !names.contains(name) => end,
            _ => next,
        };
        out.extend_from_slice(&clear[at..next]);
        let copied = end.max(next + 4);
        if end == next {
            out.extend_from_slice(&clear[next..copied]);
        }
        at = copied;
    }
    out.extend_from_slice(&clear[at..]);
    let tag = |w: &[u8]| w[6] == b'+' && w[..6].iter().all(u8::is_ascii_uppercase);
    let tags: Vec<usize> = (0..out.len().saturating_sub(6))
        .filter(|&at| tag(&out[at..at + 7]))
        .collect();
    for at in tags {
        out[at..at + 6].fill(b'A');
    }
    out
}

/// The name in `dup code /name put` at `at`, and where that ends.
fn encoded(clear: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let (_, code) = number(clear, at + 4)?;
    let slash = code.end
        + clear[code.end..]
            .iter()
            .position(|b| !b.is_ascii_whitespace())?;
    let name = clear[slash..].strip_prefix(b"/")?;
    let name = name.split(u8::is_ascii_whitespace).next()?;
    let behind = slash + 1 + name.len();
    let put = behind
        + clear[behind..]
            .iter()
            .position(|b| !b.is_ascii_whitespace())?;
    clear[put..].starts_with(b"put").then_some((name, put + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three glyphs: `A` calls subroutine 5, `B` calls 8, `Agrave` is made of `A` and `grave`.
    fn program() -> Vec<u8> {
        let code = |bytes: &[u8]| cipher::encrypted_charstring(bytes, 4);
        let mut private = b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n/Subrs 9 array\n".to_vec();
        for number in [0, 1, 2, 3, 4, 5, 8] {
            let body = code(&[139 + number, 22, 11]);
            private.extend(format!("dup {number} {} RD ", body.len()).bytes());
            private.extend(body);
            private.extend(b" NP\n");
        }
        private.extend(b"ND\n2 index /CharStrings 5 dict dup begin\n");
        for (name, bytes) in [
            ("A", &[144, 10, 14][..]),
            ("B", &[147, 10, 14]),
            ("grave", &[139, 14]),
            ("Agrave", &[139, 139, 139, 204, 247, 85, 12, 6]),
            (".notdef", &[14]),
        ] {
            let body = code(bytes);
            private.extend(format!("/{name} {} RD ", body.len()).bytes());
            private.extend(body);
            private.extend(b" ND\n");
        }
        private.extend(b"end\nend\nreadonly put\nmark currentfile closefile\n");
        let mut out = b"%!PS-AdobeFont-1.0: QWERTY+Some\n/FontName /QWERTY+Some def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /A put\ndup 66 /B put\ndup 67 /Agrave put\nreadonly def\ncurrentfile eexec\n".to_vec();
        out.extend(cipher::encrypted_part(&private));
        out.extend(b"\n0000\ncleartomark\n");
        out
    }

    fn read_back(cut: &Cut) -> (String, Vec<u8>) {
        let (clear, rest) = cut.data.split_at(cut.lengths[0] - 1);
        let private = cipher::decrypted_part(rest).expect("encrypted");
        (String::from_utf8_lossy(clear).into_owned(), private)
    }

    fn names(private: &[u8]) -> Vec<String> {
        let read = Private::read(private).expect("whole");
        let name = |g: &Entry<'_>| String::from_utf8_lossy(g.name).into_owned();
        read.glyphs.iter().map(name).collect()
    }

    #[test]
    fn what_goes_leaves_no_name_code_or_outline() {
        // A reader puts `.notdef` first: 1 is B, 4 is A.
        let cut = cut(&program(), &[1].into()).expect("can be cut");
        let (clear, private) = read_back(&cut);
        assert!(clear.contains("dup 66 /B put") && !clear.contains("/A put"));
        assert!(!clear.contains("QWERTY") && clear.contains("AAAAAA+Some"));
        assert!(clear.contains("/.notdef put} for"));
        assert_eq!(names(&private), ["B", ".notdef"]);
        let read = Private::read(&private).expect("whole");
        let subr = |number| cipher::charstring(read.subrs[&number].code, 4).expect("long enough");
        assert_eq!(subr(8), [147, 22, 11], "called by B");
        assert_eq!(subr(5), charstring::RETURN, "called by A alone");
        assert!(String::from_utf8_lossy(&private).contains("/CharStrings 2 dict"));
    }

    #[test]
    fn the_parts_of_a_composed_glyph_stay() {
        let cut = cut(&program(), &[3].into()).expect("can be cut");
        let (_, private) = read_back(&cut);
        assert_eq!(names(&private), ["A", "grave", "Agrave", ".notdef"]);
    }

    #[test]
    fn damage_is_no_program() {
        let whole = program();
        for end in [0, 10, 200, 400, whole.len() - 300] {
            assert!(cut(&whole[..end], &[1].into()).is_none_or(|c| !c.data.is_empty()));
        }
    }
}
