//! Looking for values in texts, attributes, names and bytes.

use tacenda_core::{Needle, NeedleSet};

use super::Report;
use super::archive::Entry;
use super::dom::{Paragraph, Tree};

/// Stands between texts that are not read together.
const BARRIER: &str = "\u{fffc}";

/// Removed values with the number of times that each may still stand in the text.
pub(super) struct Values {
    texts: Vec<String>,
    allowed: Vec<usize>,
    needles: NeedleSet,
    /// For binary data: values that are long enough not to be there by chance.
    long: NeedleSet,
    long_owners: Vec<usize>,
}

impl Values {
    pub(super) fn new<'a>(terms: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let (texts, allowed): (Vec<String>, Vec<usize>) =
            terms.map(|(t, n)| (t.to_owned(), n)).unzip();
        let needles = NeedleSet::new(texts.iter().map(String::as_str));
        let long_owners: Vec<usize> = (0..texts.len())
            .filter(|&i| letters(&texts[i]) >= 5)
            .collect();
        let long = NeedleSet::new(long_owners.iter().map(|&i| texts[i].as_str()));
        Self {
            texts,
            allowed,
            needles,
            long,
            long_owners,
        }
    }

    /// Reports values that stand more often than they may.
    fn compare(&self, check: &str, part: &str, counts: &[usize], report: &mut Report) {
        for (index, (&found, &allowed)) in counts.iter().zip(&self.allowed).enumerate() {
            if found > allowed {
                let detail = format!("stands {found} times, {allowed} allowed");
                report.value(check, part, index, detail);
            }
        }
    }

    /// How often each value stands in `text`.
    pub(super) fn count(&self, text: &str) -> Vec<usize> {
        self.needles.count(text)
    }

    /// Whether value `index` may not stand in a text at all.
    pub(super) fn banned(&self, index: usize) -> bool {
        self.allowed[index] == 0
    }

    /// Whether a value is more than one word or a long number: nothing that a program writes by
    /// itself.
    fn distinctive(&self, index: usize) -> bool {
        let text = self.texts[index].trim();
        let length = letters(text);
        let digits = text.chars().all(|c| !c.is_alphabetic());
        length >= 6
            && (!digits || length >= 7)
            && (digits || text.chars().any(|c| !c.is_alphanumeric()))
    }

    /// Values that stand in an attribute beyond chance: distinctive ones in any spelling, single
    /// words as they are written and, if short, on their own. A small-letter word that is the
    /// whole value is vocabulary (`center`).
    fn in_attribute(&self, value: &str) -> Vec<usize> {
        let vocabulary = [
            "http://schemas.",
            "urn:schemas-",
            "http://purl.oclc.org/",
            "http://www.w3.org/",
        ];
        if vocabulary.iter().any(|v| value.starts_with(v)) {
            return Vec::new();
        }
        self.count(value)
            .into_iter()
            .enumerate()
            .filter(|&(index, count)| {
                count > 0 && (self.distinctive(index) || self.stands(index, value))
            })
            .map(|(index, _)| index)
            .collect()
    }

    fn stands(&self, index: usize, value: &str) -> bool {
        let word = self.texts[index].trim();
        let length = letters(word);
        let number = word.chars().all(|c| !c.is_alphabetic());
        let token = value == word && word.chars().all(|c| c.is_ascii_lowercase());
        if length < 4 || (number && length < 7) || token {
            return false;
        }
        let mut rest = value;
        while let Some(at) = rest.find(word) {
            let before = rest[..at].chars().next_back();
            let after = rest[at + word.len()..].chars().next();
            let alone = [before, after]
                .iter()
                .all(|c| c.is_none_or(|c| !c.is_alphanumeric()));
            if alone || word.chars().count() >= 8 {
                return true;
            }
            rest = &rest[at + word.len()..];
        }
        false
    }
}

fn letters(text: &str) -> usize {
    Needle::new(text).map_or(0, |n| n.as_str().chars().count())
}

/// One of the ways in which a paragraph can be read.
type Reading = fn(&Paragraph) -> &str;

/// How often each value stands in paragraphs that are read on from one to the next.
fn joined(trees: &[Tree], reading: Reading, values: &Values) -> Vec<usize> {
    let mut joined = String::new();
    for tree in trees {
        for paragraph in &tree.paragraphs {
            joined.push_str(reading(paragraph));
            joined.push_str(if tree.sheet { BARRIER } else { "\n" });
        }
        joined.push_str(BARRIER);
    }
    values.count(&joined)
}

/// Looks at texts and attributes of all parts together. `before` is what the source says: where
/// paragraphs are read on, the end of one and the start of the next may happen to spell a value,
/// and then the written file has fewer than the source.
pub(super) fn texts(trees: &[Tree], before: Option<&[Tree]>, values: &Values, report: &mut Report) {
    let mut attributes = vec![0; values.texts.len()];
    let mut first: Vec<Option<&str>> = vec![None; values.texts.len()];
    let mut looked = 0;
    for tree in trees {
        for value in tree.attributes.iter().chain(&tree.codes) {
            looked += 1;
            for index in values.in_attribute(value) {
                attributes[index] += 1;
                first[index].get_or_insert(&tree.name);
            }
        }
    }
    let readings: [(&str, Reading); 3] = [
        ("text", |p| &p.all),
        ("accepted_text", |p| &p.accepted),
        ("original_text", |p| &p.original),
    ];
    let mut characters = 0;
    for (name, reading) in readings {
        let mut apart = String::new();
        for tree in trees {
            for paragraph in &tree.paragraphs {
                apart.push_str(reading(paragraph));
                apart.push_str(BARRIER);
            }
            for text in tree.loose.iter().chain(&tree.asides) {
                apart.push_str(text);
                apart.push_str(BARRIER);
            }
        }
        characters = characters.max(apart.chars().count());
        let mut counts = values.count(&apart);
        for (count, more) in counts.iter_mut().zip(&attributes) {
            *count += more;
        }
        values.compare(name, "", &counts, report);
        let mut across = joined(trees, reading, values);
        if let Some(before) = before {
            let earlier = joined(before, reading, values);
            for (count, earlier) in across.iter_mut().zip(earlier) {
                if *count < earlier {
                    *count = 0;
                }
            }
        }
        values.compare(name, "", &across, report);
    }
    for (index, part) in first.iter().enumerate() {
        if let Some(part) = part
            && values.banned(index)
        {
            report.value("attributes", part, index, "stands in an attribute".into());
        }
    }
    report.check(
        "text",
        format!(
            "{} values, {} parts, {characters} characters, read as a whole, accepted and original",
            values.texts.len(),
            trees.len()
        ),
    );
    report.check("attributes", format!("{looked} values of attributes"));
}

/// Looks at the names of parts.
pub(super) fn names(entries: &[Entry], values: &Values, report: &mut Report) {
    for entry in entries {
        // Programs name parts `endnotes.xml`: only a spelling with a separator is a value.
        let name = plain_name(&entry.name);
        for (index, text) in values.texts.iter().enumerate() {
            if values.distinctive(index) && name.contains(&plain_name(text.trim())) {
                let detail = "stands in the name of this part".into();
                report.value("names", &entry.name, index, detail);
            }
        }
    }
    report.check("names", format!("{} parts", entries.len()));
}

/// In small letters, every separator a space.
fn plain_name(name: &str) -> String {
    name.to_lowercase()
        .replace("%20", " ")
        .replace(['_', '-', '.', '+'], " ")
}

/// Looks at bytes: of binary parts for every value that is long enough, of XML for distinctive
/// ones (in base64, say).
pub(super) fn raw(entries: &[Entry], values: &Values, report: &mut Report) {
    let mut bytes = 0;
    for entry in entries {
        bytes += entry.bytes.len();
        raw_entry(entry, values, report);
    }
    report.check(
        "raw_bytes",
        format!("{bytes} bytes in {} parts", entries.len()),
    );
}

fn raw_entry(entry: &Entry, values: &Values, report: &mut Report) {
    let bare = entry
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&entry.bytes);
    let xml = bare.starts_with(b"<");
    for hit in values.long.raw_hits(&entry.bytes) {
        let index = values.long_owners[hit];
        if values.banned(index)
            && (!xml || (values.distinctive(index) && letters(&values.texts[index]) >= 8))
        {
            report.value(
                "raw_bytes",
                &entry.name,
                index,
                "stands in the bytes".into(),
            );
        }
    }
}

/// Values that may not stand in `text` at all and do, of those that are distinctive.
pub(super) fn banned_in(values: &Values, text: &str) -> Vec<usize> {
    values
        .count(text)
        .into_iter()
        .enumerate()
        .filter(|&(i, n)| {
            n > 0 && values.banned(i) && values.distinctive(i) && letters(&values.texts[i]) >= 8
        })
        .map(|(i, _)| i)
        .collect()
}
