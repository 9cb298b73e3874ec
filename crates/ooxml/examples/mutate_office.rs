//! Damages files at random and takes them all the way: read, remove the longest word, check, read
//! again. The fuzz target of `crates/ooxml/fuzz` reads with coverage; this needs no more than the
//! stable compiler.
//!
//! `cargo run --release -p tacenda-ooxml --example mutate_office -- DIR [SECONDS [SEED]]`
//!
//! Damage to a packed part only breaks the packing, so that parts are unpacked, damaged and packed
//! again; one round in eight damages the package itself, one in eight puts another document into
//! it. Prints one line for each defect, with the seed that makes it again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tacenda_core::{
    EntityType, ExportOptions, Format, FormatError, NeedleSet, ReadOptions, Redaction,
    RedactionPlan, Replacement, UnknownParts, VerifyError,
};
use tacenda_ooxml::{DocxFormat, PptxFormat, XlsxFormat, identity};

/// Larger files take too long for many rounds.
const LARGEST: u64 = 200_000;
/// A step that takes longer is a defect.
const SLOW: Duration = Duration::from_secs(20);

type Entries = Vec<(String, Vec<u8>)>;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().expect("a folder");
    let number = |at: usize, or: u64| args.get(at).map_or(or, |n| n.parse().expect("a number"));
    let (seconds, first) = (number(1, 60), number(2, 1));
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files.sort();
    assert!(!files.is_empty(), "no Office file below {folder}");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut rounds, mut read, mut defects) = (0, 0, 0);
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for seed in first.. {
        if Instant::now() > end {
            break;
        }
        rounds += 1;
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let path = &files[dice.below(files.len())];
        let other = &files[dice.below(files.len())];
        let Some(bytes) = damaged(path, other, &mut dice) else {
            continue;
        };
        let start = Instant::now();
        let outcome = catch_unwind(|| whole_way(&bytes));
        let defect = match outcome {
            Err(_) => Some("panic".to_owned()),
            _ if start.elapsed() > SLOW => Some(format!("{:?}", start.elapsed())),
            Ok(Ok(Outcome::Unreadable)) => None,
            Ok(Ok(Outcome::Refused(why))) => {
                read += 1;
                *refused.entry(why).or_default() += 1;
                None
            }
            Ok(Ok(Outcome::Verified)) => {
                read += 1;
                None
            }
            Ok(Err(said)) => Some(said),
        };
        if let Some(said) = defect {
            defects += 1;
            println!("seed {seed}, {}: {said}", path.display());
        }
    }
    println!("{rounds} rounds, {read} still readable, {defects} defects");
    for (why, count) in refused {
        println!("refused {count}: {why}");
    }
    assert_eq!(defects, 0);
}

enum Outcome {
    Unreadable,
    /// The writer or the check says no, which is no defect in a damaged file.
    Refused(String),
    Verified,
}

fn whole_way(bytes: &[u8]) -> Result<Outcome, String> {
    let options = ReadOptions::default();
    let formats: [&dyn Format; 3] = [&DocxFormat, &XlsxFormat, &PptxFormat];
    let found = formats
        .iter()
        .find_map(|f| Some((*f, f.recognise(bytes, "")?)));
    let Some((format, kind)) = found else {
        return Ok(Outcome::Unreadable);
    };
    let Ok(reading) = format.read(bytes, &options) else {
        return Ok(Outcome::Unreadable);
    };
    identity(bytes, kind).map_err(|e| format!("not identical: {e}"))?;
    let text = reading.text();
    let words = text.as_str().split(|c: char| !c.is_alphabetic());
    let Some(word) = words.max_by_key(|w| w.len()).filter(|w| w.len() > 3) else {
        return Ok(Outcome::Verified);
    };
    let redactions = NeedleSet::new([word]).find(text.as_str());
    let redactions = redactions.into_iter().map(|(_, span)| Redaction {
        extent: span.into(),
        entity: EntityType::MANUAL,
        replacement: Replacement::Box,
    });
    let export = ExportOptions {
        unknown_parts: UnknownParts::Remove,
        ..ExportOptions::default()
    };
    let plan = RedactionPlan::build(text, redactions.collect(), Vec::new(), export)
        .map_err(|e| e.to_string())?;
    let redacted = match format.redact(bytes, &options, &plan) {
        Ok(redacted) => redacted,
        Err(FormatError::Changed) => return Err("it reads otherwise the second time".into()),
        Err(FormatError::Internal(reason)) => return Err(reason),
        Err(error) => return Ok(Outcome::Refused(error.to_string())),
    };
    match format.verify(bytes, &options, &redacted.bytes, &plan) {
        Err(VerifyError::Leaks(leaks)) => {
            let first = leaks.first().map(|l| format!("{}: {}", l.check, l.detail));
            return Ok(Outcome::Refused(first.unwrap_or_default()));
        }
        Err(VerifyError::Unreadable(error)) => return Ok(Outcome::Refused(error.to_string())),
        Ok(_) => {}
    }
    let again = format.read(&redacted.bytes, &options);
    let again = again.map_err(|e| format!("verified, but not readable: {e}"))?;
    let left = NeedleSet::new([word]).count(again.text().as_str())[0];
    let allowed: usize = plan.terms.iter().map(|t| t.remaining).sum();
    if left > allowed {
        return Err(format!("verified, but the word stands {left} times"));
    }
    Ok(Outcome::Verified)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if entry.metadata().is_ok_and(|m| m.len() < LARGEST)
            && path
                .extension()
                .is_some_and(|e| ["docx", "docm", "xlsx", "pptx"].iter().any(|x| e == *x))
        {
            files.push(path);
        }
    }
}

/// The file with one thing wrong in it.
fn damaged(path: &Path, other: &Path, dice: &mut Dice) -> Option<Vec<u8>> {
    let mut bytes = std::fs::read(path).ok()?;
    if dice.below(8) == 0 {
        dice.damage(&mut bytes);
        return Some(bytes);
    }
    let mut entries = unzip(&bytes)?;
    if dice.below(8) == 0 {
        let kind = ["package", "oleObject", "aFChunk"][dice.below(3)];
        let rels = entries
            .iter_mut()
            .find(|e| e.0.ends_with("document.xml.rels"))?;
        let text = String::from_utf8(rels.1.clone()).ok()?;
        let inserted = format!(
            r#"<Relationship Id="inner" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="inner.docx"/></Relationships>"#
        );
        rels.1 = text.replace("</Relationships>", &inserted).into_bytes();
        let folder = rels.0.split("_rels/").next()?.to_owned();
        let mut inner = unzip(&std::fs::read(other).ok()?)?;
        let at = dice.below(inner.len());
        dice.damage(&mut inner[at].1);
        entries.push((format!("{folder}inner.docx"), zip(&inner)?));
        return zip(&entries);
    }
    for _ in 0..=dice.below(3) {
        let at = dice.below(entries.len());
        dice.damage(&mut entries[at].1);
    }
    zip(&entries)
}

fn unzip(bytes: &[u8]) -> Option<Entries> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        (&mut file).take(20 << 20).read_to_end(&mut content).ok()?;
        entries.push((file.name().ok()?.into_owned(), content));
    }
    (!entries.is_empty()).then_some(entries)
}

fn zip(entries: &Entries) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// A small generator (xorshift64, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap_or(0)
    }

    /// Changes, removes, doubles or moves a few bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let from = self.below(bytes.len());
        let to = (from + 1 + self.below(60)).min(bytes.len());
        let piece = bytes[from..to].to_vec();
        let at = self.below(bytes.len());
        match self.below(6) {
            0 => bytes[from] ^= 1 << self.below(8),
            1 => drop(bytes.drain(from..to)),
            2 => drop(bytes.splice(at..at, piece)),
            3 => bytes.truncate(at.max(1)),
            4 => {
                let pieces: [&[u8]; 8] = [
                    b"<",
                    b">",
                    b"\"",
                    b"&#0;",
                    b"&amp;",
                    b"<![CDATA[",
                    b"</w:p>",
                    b"<w:del>",
                ];
                let piece = pieces[self.below(pieces.len())];
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
            _ => bytes[from..to].reverse(),
        }
    }
}
