//! Finding a removed value again, however it is spelled.
//!
//! Verification compares how often a value stands in what was written with how often it may
//! stand there. Both counts come from here, and nothing here is used by a writer.

use aho_corasick::{AhoCorasick, Match, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{CanonicalText, Redaction, Replacement, Span, Term};

/// Stands where something was removed, so that no word forms across the gap (Unicode: object
/// replacement character).
const BARRIER: char = '\u{fffc}';

/// Values shorter than this many letters and digits are not searched for in raw bytes: two or
/// three letters occur in any binary data by chance. They are still counted in text.
const RAW_MINIMUM: usize = 4;

/// Shorter values are not searched for backwards: `Leon` would be found in `Noel`.
const REVERSED_MINIMUM: usize = 8;

/// A value in folded form: compatibility-decomposed (NFKD), without combining marks, in lower
/// case, letters and digits only. `Müller-Lüdenscheidt`, `MULLER LUDENSCHEIDT` and
/// `Mül­ler-\nLüdenscheidt` are one needle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needle(String);

impl Needle {
    /// Folds `value`. `None` when it has no letter or digit.
    #[must_use]
    pub fn new(value: &str) -> Option<Self> {
        let folded = fold(value).0;
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// The folded form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Many values searched for at once, in one pass over the text.
pub struct NeedleSet {
    values: usize,
    /// Needle index → value index.
    owners: Vec<usize>,
    /// By needle: whether it is too short to be meant inside a longer word.
    short: Vec<bool>,
    folded: Option<AhoCorasick>,
    raw: Option<AhoCorasick>,
    raw_owners: Vec<usize>,
}

impl NeedleSet {
    /// Prepares to search for `values`. A value without letters and digits is never found.
    #[must_use]
    pub fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut needles = Vec::new();
        let mut owners = Vec::new();
        let mut short = Vec::new();
        let mut patterns: Vec<Vec<u8>> = Vec::new();
        let mut raw_owners = Vec::new();
        let mut count = 0;
        for (index, value) in values.into_iter().enumerate() {
            count = index + 1;
            let Some(needle) = Needle::new(value) else {
                continue;
            };
            short.push(needle.0.chars().count() < RAW_MINIMUM);
            if !short[short.len() - 1] {
                for form in raw_forms(value.trim()) {
                    patterns.push(form);
                    raw_owners.push(index);
                }
            }
            needles.push(needle.0);
            owners.push(index);
        }
        let folded = build(&needles, false);
        let raw = build(&patterns, true);
        Self {
            values: count,
            owners,
            short,
            folded,
            raw,
            raw_owners,
        }
    }

    /// How often each value stands in `text`, by index of the values given, across spaces, line
    /// ends, hyphens, case and accents; inside longer words only from four letters and digits on.
    #[must_use]
    pub fn count(&self, text: &str) -> Vec<usize> {
        let mut counts = vec![0; self.values];
        if let Some(automaton) = &self.folded {
            let (folded, origin) = fold(text);
            for hit in automaton.find_overlapping_iter(&folded) {
                if self.means(text, &origin, &hit) {
                    counts[self.owners[hit.pattern().as_usize()]] += 1;
                }
            }
        }
        counts
    }

    /// Whether a hit is more than two or three letters inside a longer word.
    fn means(&self, text: &str, origin: &[(usize, usize)], hit: &Match) -> bool {
        if !self.short[hit.pattern().as_usize()] {
            return true;
        }
        let (start, end) = (origin[hit.start()].0, origin[hit.end() - 1].1);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
    }

    /// Where each value stands in `text`, as (index of the value, span from its first to its
    /// last character), in order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let Some(automaton) = &self.folded else {
            return Vec::new();
        };
        let (folded, origin) = fold(text);
        let mut hits: Vec<_> = automaton
            .find_overlapping_iter(&folded)
            .filter(|hit| self.means(text, &origin, hit))
            .filter_map(|hit| {
                let start = origin[hit.start()].0;
                let end = origin[hit.end() - 1].1;
                Span::new(start, end).map(|span| (self.owners[hit.pattern().as_usize()], span))
            })
            .collect();
        hits.sort_unstable_by_key(|&(value, span)| (span, value));
        hits.dedup();
        hits
    }

    /// The indices of values that stand in `bytes` in any of these spellings, ASCII case
    /// ignored: UTF-8, Latin-1, UTF-16 in both byte orders, hexadecimal, base64 at any alignment,
    /// and (from eight characters on) reversed. Values with fewer than four letters and digits are left out.
    #[must_use]
    pub fn raw_hits(&self, bytes: &[u8]) -> Vec<usize> {
        let Some(automaton) = &self.raw else {
            return Vec::new();
        };
        let mut found: Vec<usize> = automaton
            .find_overlapping_iter(bytes)
            .map(|hit| self.raw_owners[hit.pattern().as_usize()])
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn build(patterns: &[impl AsRef<[u8]>], ignore_case: bool) -> Option<AhoCorasick> {
    if patterns.is_empty() {
        return None;
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(ignore_case)
        .build(patterns)
        .ok()
}

/// The folded text, and for each of its bytes the byte range of the source character it came
/// from.
fn fold(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    for (at, source) in text.char_indices() {
        let range = (at, at + source.len_utf8());
        if source.is_ascii() {
            if source.is_ascii_alphanumeric() {
                folded.push(source.to_ascii_lowercase());
                origin.push(range);
            }
            continue;
        }
        let plain = std::iter::once(source)
            .nfkd()
            .filter(|c| !is_combining_mark(*c));
        for c in plain.flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || c == BARRIER {
                folded.push(c);
                origin.resize(folded.len(), range);
            }
        }
    }
    (folded, origin)
}

/// The byte strings under which `value` could hide.
fn raw_forms(value: &str) -> Vec<Vec<u8>> {
    let utf8 = value.as_bytes().to_vec();
    let wide: Vec<u16> = value.encode_utf16().collect();
    let mut forms = vec![
        wide.iter().flat_map(|u| u.to_le_bytes()).collect(),
        wide.iter().flat_map(|u| u.to_be_bytes()).collect(),
        utf8.iter()
            .flat_map(|b| format!("{b:02x}").into_bytes())
            .collect(),
        wide.iter()
            .flat_map(|u| format!("{u:04x}").into_bytes())
            .collect(),
    ];
    if value.chars().count() >= REVERSED_MINIMUM {
        forms.push(value.chars().rev().collect::<String>().into_bytes());
    }
    forms.extend((0..3).filter_map(|shift| base64_core(&utf8, shift)));
    if !value.is_ascii() {
        forms.extend(
            value
                .chars()
                .map(|c| u8::try_from(u32::from(c)).ok())
                .collect::<Option<_>>(),
        );
    }
    forms.push(utf8);
    forms
}

/// The characters of a base64 text (RFC 4648) that depend on `value` alone when it starts at
/// byte `shift` of a group of three. `None` when too few are left to mean anything.
fn base64_core(value: &[u8], shift: usize) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let skip = (3 - shift) % 3;
    let whole = value.get(skip..)?;
    let groups = whole.chunks_exact(3);
    let core: Vec<u8> = groups
        .flat_map(|g| {
            let bits = u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]);
            [18, 12, 6, 0].map(|at| ALPHABET[(bits >> at & 63) as usize])
        })
        .collect();
    (core.len() >= 8).then_some(core)
}

/// The terms of a plan: each removed value once, with its count in what remains.
pub(crate) fn terms(
    text: &CanonicalText,
    redactions: &[Redaction],
    mut values: Vec<String>,
) -> Vec<Term> {
    values.retain(|value| Needle::new(value).is_some());
    values.sort_unstable();
    values.dedup();
    let needles = NeedleSet::new(values.iter().map(String::as_str));
    let apart = needles.count(&remaining_text(text, redactions, true));
    let joined = needles.count(&remaining_text(text, redactions, false));
    let counts = apart.into_iter().zip(joined).map(|(a, b)| a.max(b));
    values
        .into_iter()
        .zip(counts)
        .map(|(text, remaining)| Term { text, remaining })
        .collect()
}

/// What remains of the text, with replacements' texts in place and barriers around them.
pub(crate) fn survivors(text: &CanonicalText, redactions: &[Redaction]) -> String {
    remaining_text(text, redactions, true)
}

fn remaining_text(text: &CanonicalText, redactions: &[Redaction], barrier: bool) -> String {
    let mut cuts: Vec<(Span, Option<&Replacement>)> = Vec::new();
    for redaction in redactions {
        let mut replacement = Some(&redaction.replacement);
        cuts.extend(
            redaction
                .extent
                .parts()
                .iter()
                .map(|&part| (part, replacement.take())),
        );
    }
    cuts.sort_unstable_by_key(|(span, _)| *span);
    let source = text.as_str();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (span, replacement) in cuts {
        out.push_str(&source[at..span.start()]);
        if barrier {
            out.push(BARRIER);
        }
        if let Some(Replacement::Text(label)) = replacement {
            out.push_str(label);
            if barrier {
                out.push(BARRIER);
            }
        }
        at = span.end();
    }
    out.push_str(&source[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(value: &str, text: &str) -> usize {
        NeedleSet::new([value]).count(text)[0]
    }

    #[test]
    fn spelling_does_not_hide_a_value() {
        for text in [
            "JOHN SMITH",
            "John\nSmith",
            "John Smi-\nth",
            "Jo\u{ad}hn\u{200b} Smith",
            "Ｊｏｈｎ Smith",
            "Jóhn Smïth",
            "j.o.h.n.s.m.i.t.h",
            "johnsmith@example.org",
        ] {
            assert_eq!(count("John Smith", text), 1, "{text:?}");
        }
        assert_eq!(count("John Smith", "John \u{fffc} Smith"), 0);
        assert_eq!(count("Müller", "Muller und Müller"), 2);
    }

    #[test]
    fn a_hit_spans_the_characters_it_came_from() {
        let text = "see O’Neil, Cónor.";
        let hits = NeedleSet::new(["ONEIL", "conor", "—"]).find(text);
        let texts: Vec<_> = hits.iter().map(|(v, s)| (*v, &text[s.range()])).collect();
        assert_eq!(texts, [(0, "O’Neil"), (1, "Cónor")]);
    }

    #[test]
    fn raw_bytes_are_searched_in_every_encoding() {
        let set = NeedleSet::new(["Zyxwvut Qponml", "Li"]);
        let utf16: Vec<u8> = "Zyxwvut Qponml"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [
            b"..Zyxwvut Qponml..".to_vec(),
            b"..ZYXWVUT QPONML..".to_vec(),
            utf16,
            b"5a79787776757420 51706f6e6d6c"
                .iter()
                .copied()
                .filter(|b| *b != b' ')
                .collect(),
            // `printf 'a Zyxwvut Qponml z' | base64`
            b"YSBaeXh3dnV0IFFwb25tbCB6".to_vec(),
            b"lmnopQ tuvwxyZ".to_vec(),
        ] {
            assert_eq!(
                set.raw_hits(&bytes),
                [0],
                "{:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
        assert_eq!(set.raw_hits(b"Li Li Li"), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn a_found_span_folds_to_the_value(text in "[a-zA-Zéß \\-]{0,40}", value in "[a-zA-Zéß]{1,3}") {
            let needle = Needle::new(&value).expect("letters");
            for (_, span) in NeedleSet::new([value.as_str()]).find(&text) {
                let found = Needle::new(&text[span.range()]).expect("letters");
                prop_assert!(found.as_str().contains(needle.as_str()));
            }
        }
    }
}
