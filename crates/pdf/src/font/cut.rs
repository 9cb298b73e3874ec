//! What of a font stays, and the tables of a PDF font that tell more.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId};

/// The codes of one font that are still shown somewhere, with their lengths in bytes and texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct FontCut {
    pub(crate) codes: BTreeMap<u32, (u8, String)>,
}

impl FontCut {
    pub(crate) fn has(&self, code: u32) -> bool {
        self.codes.contains_key(&code)
    }
}

/// What is still shown of a font program. Glyph 0 always stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    /// Glyphs that composite fonts address by their number; `None` where that is not known.
    pub(crate) glyphs: Option<BTreeSet<u32>>,
    /// Codes of simple fonts, with the texts they stand for: which glyphs those are, the program
    /// itself says.
    pub(crate) codes: BTreeMap<u32, Vec<String>>,
    /// Every glyph that is drawn, as the reader found it; `None` where it could not load the font.
    pub(crate) drawn: Option<BTreeSet<u32>>,
    /// Some font that uses the program is a composite one.
    pub(crate) composite: bool,
}

impl Kept {
    pub(crate) fn nothing() -> Self {
        Self {
            glyphs: Some(BTreeSet::new()),
            codes: BTreeMap::new(),
            drawn: Some(BTreeSet::new()),
            composite: false,
        }
    }
}

/// Adds a glyph to a set that is unknown as soon as one of its members is.
pub(super) fn add(set: &mut Option<BTreeSet<u32>>, glyph: Option<u32>) {
    match (set.as_mut(), glyph) {
        (Some(known), Some(glyph)) => {
            known.insert(glyph);
        }
        _ => *set = None,
    }
}

/// All cuts of a file, by object of the source. A font without an entry stays as it is.
#[derive(Default, Debug)]
pub(crate) struct Cuts {
    pub(crate) fonts: HashMap<ObjectId, FontCut>,
    /// By program.
    pub(crate) programs: HashMap<ObjectId, Kept>,
}

/// Cuts `FirstChar`, `LastChar` and `Widths` of a simple font.
pub(crate) fn cut_widths(dict: &mut Dictionary, cut: &FontCut) {
    let Ok(first) = dict.get(b"FirstChar").and_then(Object::as_i64) else {
        return;
    };
    let Ok(widths) = dict.get(b"Widths").and_then(Object::as_array) else {
        return;
    };
    let shown: BTreeMap<i64, Object> = (first..)
        .zip(widths)
        .filter(|(code, _)| u32::try_from(*code).is_ok_and(|c| cut.has(c)))
        .map(|(code, width)| (code, width.clone()))
        .collect();
    let (low, high) = match (shown.keys().next(), shown.keys().next_back()) {
        (Some(&low), Some(&high)) => (low, high),
        _ => (0, -1),
    };
    let widths: Vec<Object> = (low..=high)
        .map(|code| shown.get(&code).cloned().unwrap_or(Object::Integer(0)))
        .collect();
    dict.set("FirstChar", low);
    dict.set("LastChar", high.max(low));
    dict.set("Widths", widths);
}

/// Writes `W` of a CID font anew with the shown CIDs only; codes are CIDs.
pub(crate) fn cut_cid_widths(dict: &mut Dictionary, cut: &FontCut) {
    for (key, values) in [(&b"W"[..], 1), (b"W2", 3)] {
        let Ok(array) = dict.get(key).and_then(Object::as_array) else {
            continue;
        };
        let shown = cid_metrics(array, values, cut);
        let out: Vec<Object> = shown
            .into_iter()
            .flat_map(|(cid, metrics)| [Object::Integer(cid), Object::Array(metrics)])
            .collect();
        if out.is_empty() {
            dict.remove(key);
        } else {
            dict.set(key, out);
        }
    }
}

/// The metrics of shown CIDs (ISO 32000-1, 9.7.4.3: `c [w…]` and `first last w` in any mix).
fn cid_metrics(array: &[Object], values: usize, cut: &FontCut) -> BTreeMap<i64, Vec<Object>> {
    let mut shown = BTreeMap::new();
    let mut keep = |cid: i64, metrics: &[Object]| {
        if u32::try_from(cid).is_ok_and(|c| cut.has(c)) {
            shown.insert(cid, metrics.to_vec());
        }
    };
    let mut rest = array;
    while let [first, second, tail @ ..] = rest {
        let Ok(first) = first.as_float() else { break };
        #[expect(clippy::cast_possible_truncation, reason = "CIDs are below 65536")]
        let first = first as i64;
        match second {
            Object::Array(list) => {
                for (cid, metrics) in (first..).zip(list.chunks_exact(values)) {
                    keep(cid, metrics);
                }
                rest = tail;
            }
            last => {
                let (Ok(last), Some(metrics)) = (last.as_float(), tail.get(..values)) else {
                    break;
                };
                let range = f64::from(last);
                for &code in cut.codes.keys() {
                    if i64::from(code) >= first && f64::from(code) <= range {
                        keep(code.into(), metrics);
                    }
                }
                rest = &tail[values..];
            }
        }
    }
    shown
}

/// Zeroes the entries of unused CIDs in a `CIDToGIDMap` stream.
pub(crate) fn cut_glyph_map(map: &mut Vec<u8>, cut: &FontCut) {
    for (cid, entry) in (0u32..).zip(map.chunks_mut(2)) {
        if !cut.has(cid) {
            entry.fill(0);
        }
    }
    let used = map.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1);
    map.truncate(used.next_multiple_of(2));
}

/// The `Differences` array, of the shown codes only where there is a cut.
pub(crate) fn differences(items: &[Object], cut: Option<&FontCut>) -> Vec<Object> {
    let mut names = BTreeMap::new();
    let mut code: i64 = 0;
    for item in items {
        match item {
            Object::Name(name) => {
                names.insert(code, name.clone());
                code = code.saturating_add(1);
            }
            other =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "codes are below 256")]
                if let Ok(number) = other.as_float() {
                    code = number as i64;
                }
            }
        }
    }
    if let Some(cut) = cut {
        names.retain(|code, _| u32::try_from(*code).is_ok_and(|c| cut.has(c)));
    }
    let mut out = Vec::new();
    let mut next = None;
    for (code, name) in names {
        if next != Some(code) {
            out.push(Object::Integer(code));
        }
        out.push(Object::Name(name));
        next = Some(code + 1);
    }
    out
}

/// A `ToUnicode` CMap (ISO 32000-1, 9.10.3) of the shown codes.
pub(crate) fn to_unicode(cut: &FontCut) -> Vec<u8> {
    let length = cut.codes.values().map(|(len, _)| *len).max().unwrap_or(1);
    let digits = usize::from(length) * 2;
    let mapped: Vec<(u32, &str)> = cut
        .codes
        .iter()
        .filter(|(_, (_, text))| !text.is_empty())
        .map(|(code, (_, text))| (*code, text.as_str()))
        .collect();
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n",
    );
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "1 begincodespacerange\n<{:0digits$}> <{}>\nendcodespacerange",
        0,
        "F".repeat(digits)
    );
    for chunk in mapped.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", chunk.len());
        for (code, text) in chunk {
            let _ = write!(out, "<{code:0digits$X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(codes: &[u32]) -> FontCut {
        FontCut {
            codes: codes.iter().map(|&c| (c, (1, String::new()))).collect(),
        }
    }

    fn ints(values: &[i64]) -> Vec<Object> {
        values.iter().map(|&v| Object::Integer(v)).collect()
    }

    #[test]
    fn widths_span_the_shown_codes_only() {
        let mut dict = Dictionary::new();
        dict.set("FirstChar", 60);
        dict.set("LastChar", 66);
        dict.set("Widths", ints(&[1, 2, 3, 4, 5, 6, 7]));
        cut_widths(&mut dict, &cut(&[61, 64]));
        assert_eq!(
            dict.get(b"FirstChar").and_then(Object::as_i64).ok(),
            Some(61)
        );
        assert_eq!(
            dict.get(b"LastChar").and_then(Object::as_i64).ok(),
            Some(64)
        );
        let widths = dict.get(b"Widths").and_then(Object::as_array).expect("set");
        assert_eq!(*widths, ints(&[2, 0, 0, 5]));
    }

    #[test]
    fn cid_widths_are_read_in_both_forms() {
        let mut dict = Dictionary::new();
        let mut w = ints(&[3]);
        w.push(Object::Array(ints(&[30, 40, 50])));
        w.extend(ints(&[10, 20, 99]));
        dict.set("W", w);
        cut_cid_widths(&mut dict, &cut(&[4, 12]));
        let w = dict.get(b"W").and_then(Object::as_array).expect("set");
        let expected = vec![
            Object::Integer(4),
            Object::Array(ints(&[40])),
            Object::Integer(12),
            Object::Array(ints(&[99])),
        ];
        assert_eq!(*w, expected);
    }

    #[test]
    fn differences_keep_the_place_of_names() {
        let name = |n: &str| Object::Name(n.as_bytes().to_vec());
        let items = [Object::Integer(65), name("a"), name("b"), name("c")];
        let kept = differences(&items, Some(&cut(&[65, 67])));
        let expected = [
            Object::Integer(65),
            name("a"),
            Object::Integer(67),
            name("c"),
        ];
        assert_eq!(kept, expected);
        assert_eq!(differences(&items, None), items);
    }
}
