//! Runs the engine over a folder of real files and prints figures.
//!
//! `cargo run -p tacenda-ooxml --example corpus -- DIR --seed 7 [--out OUT]
//! [--changes accept|reject] [--values 5] [--letters 6]` reads every Office
//! document below DIR, checks the identity of every part, redacts five values chosen by the seed,
//! verifies the result and, with `--out`, writes source, result and values for other readers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tacenda_core::{
    EntityType, ExportOptions, Extent, Format, ReadOptions, Redaction, RedactionPlan, Replacement,
    TrackedChanges, UnknownParts,
};
use tacenda_ooxml::{DocxFormat, PptxFormat, XlsxFormat, identity};

/// What happened, counted.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<String, usize>,
    notes: Vec<String>,
    xml: usize,
    reading: Duration,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    let seed: u64 = option("--seed").and_then(|s| s.parse().ok()).unwrap_or(7);
    let out = option("--out").map(PathBuf::from);
    let changes = match option("--changes").as_deref() {
        Some("accept") => TrackedChanges::AcceptAll,
        Some("reject") => TrackedChanges::RejectAll,
        _ => TrackedChanges::Keep,
    };
    let mut files = Vec::new();
    for dir in args.iter().take_while(|a| !a.starts_with("--")) {
        walk(Path::new(dir), &mut files);
    }
    files.sort();
    let mut tally = Tally::default();
    for (index, path) in files.iter().enumerate() {
        let run = Run {
            seed: seed ^ (index as u64) << 8,
            values: option("--values").and_then(|s| s.parse().ok()).unwrap_or(5),
            letters: option("--letters")
                .and_then(|s| s.parse().ok())
                .unwrap_or(6),
            changes,
            stem: format!("{index:04}"),
            out: out.as_deref(),
        };
        one(path, &run, &mut tally);
    }
    for (name, count) in &tally.counts {
        println!("{count:6} {name}");
    }
    for note in &tally.notes {
        println!("  {note}");
    }
    let seconds = tally.reading.as_secs_f64();
    println!(
        "{} files, {:.1} MB of XML, reading {:.1} MB/s",
        files.len(),
        tally.xml as f64 / 1e6,
        tally.xml as f64 / 1e6 / seconds.max(1e-9)
    );
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| {
            [
                "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "pptx", "pptm",
            ]
            .iter()
            .any(|x| e.eq_ignore_ascii_case(x))
        }) {
            files.push(path);
        }
    }
}

/// How one file is treated.
struct Run<'a> {
    seed: u64,
    values: usize,
    letters: usize,
    changes: TrackedChanges,
    stem: String,
    out: Option<&'a Path>,
}

fn one(path: &Path, run: &Run<'_>, tally: &mut Tally) {
    let Ok(bytes) = fs::read(path) else {
        return;
    };
    let name = path.display().to_string();
    let mut count = |what: &str| *tally.counts.entry(what.to_owned()).or_default() += 1;
    let file_name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let options = ReadOptions {
        password: None,
        file_name,
    };
    let formats: [&dyn Format; 3] = [&DocxFormat, &XlsxFormat, &PptxFormat];
    let recognised = formats
        .iter()
        .find_map(|f| Some((*f, f.recognise(&bytes, &options.file_name)?)));
    let Some((format, kind)) = recognised else {
        count("not recognised");
        tally.notes.push(format!("not recognised: {name}"));
        return;
    };
    let start = Instant::now();
    let reading = match format.read(&bytes, &options) {
        Ok(reading) => reading,
        Err(error) => {
            count("not readable");
            tally.notes.push(format!("not readable: {name}: {error}"));
            return;
        }
    };
    tally.reading += start.elapsed();
    match identity(&bytes, kind) {
        Ok(length) => {
            count("identical");
            tally.xml += length;
        }
        Err(error) => {
            count("not identical");
            tally.notes.push(format!("not identical: {name}: {error}"));
        }
    }
    let text = reading.text();
    let values = values(text.as_str(), run);
    let mut redactions = Vec::new();
    for (number, value) in values.iter().enumerate() {
        for (at, found) in text.as_str().match_indices(value.as_str()) {
            let Some(span) = text.span(at, at + found.len()) else {
                continue;
            };
            redactions.push(Redaction {
                extent: Extent::from(span),
                entity: EntityType::PERSON,
                replacement: Replacement::Text(format!("[PERSON {}]", number + 1)),
            });
        }
    }
    let export = ExportOptions {
        unknown_parts: UnknownParts::Remove,
        tracked_changes: run.changes,
        ..ExportOptions::default()
    };
    let Ok(plan) = RedactionPlan::build(text, redactions, vec![], export) else {
        count("no plan");
        return;
    };
    let redacted = match format.redact(&bytes, &options, &plan) {
        Ok(redacted) => redacted,
        Err(error) => {
            count("not redacted");
            tally.notes.push(format!("not redacted: {name}: {error}"));
            return;
        }
    };
    match format.verify(&bytes, &options, &redacted.bytes, &plan) {
        Ok(_) => count("verified"),
        Err(error) => {
            count("not verified");
            tally
                .notes
                .push(format!("not verified: {name}: {error} {values:?}"));
        }
    }
    if let Some(out) = run.out {
        let stem = &run.stem;
        let extension = kind.extension();
        let terms: Vec<String> = plan
            .terms
            .iter()
            .filter(|t| t.remaining == 0)
            .map(|t| t.text.replace('\n', " "))
            .collect();
        let written = fs::create_dir_all(out)
            .and_then(|()| fs::write(out.join(format!("{stem}.source.{extension}")), &bytes))
            .and_then(|()| fs::write(out.join(format!("{stem}.{extension}")), &redacted.bytes))
            .and_then(|()| fs::write(out.join(format!("{stem}.terms")), terms.join("\n")));
        if let Err(error) = written {
            tally.notes.push(format!("not written: {name}: {error}"));
        }
    }
}

/// Some values: words and pairs of words of so many letters or digits, by a small generator
/// (xorshift64, Marsaglia 2003).
fn values(text: &str, run: &Run<'_>) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != ' ')
        .flat_map(|line| {
            let words: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
            let pairs: Vec<&str> = words
                .windows(2)
                .filter_map(|w| {
                    let from = w[0].as_ptr() as usize - line.as_ptr() as usize;
                    let to = w[1].as_ptr() as usize - line.as_ptr() as usize + w[1].len();
                    line.get(from..to)
                })
                .collect();
            words.into_iter().chain(pairs)
        })
        .filter(|w| w.chars().filter(|c| c.is_alphanumeric()).count() >= run.letters)
        .collect();
    let mut state = run.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut values: Vec<String> = Vec::new();
    for _ in 0..run.values {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if let Some(word) =
            words.get(usize::try_from(state % (words.len().max(1) as u64)).unwrap_or(0))
        {
            values.push((*word).to_owned());
        }
    }
    values.sort_unstable();
    values.dedup();
    values
}
