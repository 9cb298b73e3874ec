//! Damages files at random and takes them all the way: read, remove the longest word, check, read
//! again. The fuzz targets of `crates/pdf-content/fuzz` do the same with coverage; this needs no
//! more than the stable compiler.
//!
//! `cargo run --release -p tacenda-pdf --example mutate_pdf -- DIR [SECONDS [SEED]]`
//!
//! Damage in compressed streams only breaks the compression: give it files written by
//! `qpdf --qdf`. Prints one line for each defect, with the seed that makes it again.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tacenda_core::{
    EntityType, ExportOptions, Format, FormatError, NeedleSet, ReadOptions, Redaction,
    RedactionPlan, Replacement, VerifyError,
};
use tacenda_pdf::PdfFormat;

/// Larger files take too long for many rounds.
const LARGEST: usize = 300_000;

/// A step that takes longer is a defect.
const SLOW: Duration = Duration::from_secs(20);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().expect("a folder");
    let number = |at: usize, or: u64| args.get(at).map_or(or, |n| n.parse().expect("a number"));
    let (seconds, first) = (number(1, 60), number(2, 1));
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files.sort();
    assert!(!files.is_empty(), "no PDF file below {folder}");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut rounds, mut read, mut written, mut defects) = (0, 0, 0, 0);
    for seed in first.. {
        if Instant::now() > end {
            break;
        }
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (path, source) = &files[random.below(files.len())];
        let data = damaged(source, &mut random);
        let start = Instant::now();
        let outcome = catch_unwind(|| whole_way(&data)).unwrap_or(Err("a panic".into()));
        rounds += 1;
        let outcome = match outcome {
            Ok(_) if start.elapsed() > SLOW => Err(format!("{:?}", start.elapsed())),
            other => other,
        };
        match outcome {
            Ok(Reached::Nothing) => {}
            Ok(Reached::Read) => read += 1,
            Ok(Reached::Written) => written += 1,
            Err(defect) => {
                defects += 1;
                println!("seed {seed} of {}: {defect}", path.display());
            }
        }
    }
    println!("{rounds} rounds: {read} only read, {written} written and checked, {defects} defects");
    std::process::exit(i32::from(defects > 0));
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
        {
            let data = std::fs::read(&path).unwrap_or_default();
            if (1..=LARGEST).contains(&data.len()) {
                files.push((path, data));
            }
        }
    }
}

/// Xorshift: the same seed gives the same damage.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % limit.max(1)
    }
}

fn damaged(source: &[u8], random: &mut Random) -> Vec<u8> {
    let mut data = source.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(data.len());
        let to = (at + random.below(40)).min(data.len());
        match random.below(7) {
            0 => data[at] = u8::try_from(random.below(256)).unwrap_or(0),
            1 => drop(data.drain(at..to)),
            2 => {
                let piece = data[at..to].to_vec();
                let there = random.below(data.len());
                data.splice(there..there, piece);
            }
            3 => {
                let words: [&[u8]; 12] = [
                    b" q ",
                    b" Q ",
                    b" BT ",
                    b" ET ",
                    b" Do ",
                    b"<<",
                    b">>",
                    b"(",
                    b" ' ",
                    b"[",
                    b"-1e9 ",
                    b" endstream endobj ",
                ];
                let word = words[random.below(words.len())];
                data.splice(at..at, word.iter().copied());
            }
            4 => {
                // Another number where one stands: references, lengths, offsets, sizes.
                if let Some(digit) = data[at..].iter().position(u8::is_ascii_digit) {
                    data[at + digit] = b'0' + u8::try_from(random.below(10)).unwrap_or(0);
                }
            }
            5 => data.truncate(data.len() - random.below(data.len() / 8 + 1)),
            _ => data[at..to].reverse(),
        }
        if data.is_empty() {
            break;
        }
    }
    data
}

enum Reached {
    Nothing,
    Read,
    Written,
}

fn whole_way(data: &[u8]) -> Result<Reached, String> {
    let inside = |error: &FormatError| matches!(error, FormatError::Internal(_));
    let options = ReadOptions::default();
    let reading = match PdfFormat.read(data, &options) {
        Ok(reading) => reading,
        Err(error) if inside(&error) => return Err(format!("reading: {error}")),
        Err(_) => return Ok(Reached::Nothing),
    };
    let text = reading.text();
    let words = text.as_str().split(|c: char| !c.is_alphanumeric());
    let Some(value) = words.max_by_key(|w| w.len()).filter(|w| w.len() > 3) else {
        return Ok(Reached::Read);
    };
    let needles = NeedleSet::new([value]);
    let redactions = needles
        .find(text.as_str())
        .into_iter()
        .map(|(_, span)| Redaction {
            extent: span.into(),
            entity: EntityType::MANUAL,
            replacement: Replacement::Box,
        })
        .collect();
    let plan = RedactionPlan::build(text, redactions, vec![], ExportOptions::default())
        .map_err(|error| error.to_string())?;
    let bytes = match PdfFormat.redact(data, &options, &plan) {
        Ok(written) => written.bytes,
        Err(error) if inside(&error) => return Err(format!("redacting: {error}")),
        Err(_) => return Ok(Reached::Read),
    };
    match PdfFormat.verify(data, &options, &bytes, &plan) {
        Ok(_) => {}
        Err(VerifyError::Unreadable(error)) if inside(&error) => {
            return Err(format!("checking: {error}"));
        }
        Err(_) => return Ok(Reached::Read),
    }
    let again = PdfFormat
        .read(&bytes, &options)
        .map_err(|error| format!("our own file: {error}"))?;
    let may_stay = plan.terms.first().map_or(0, |term| term.remaining);
    match needles.count(again.text().as_str()).as_slice() {
        [found] if *found <= may_stay => Ok(Reached::Written),
        _ => Err("the value stands in a file that passed".into()),
    }
}
