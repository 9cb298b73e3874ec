//! Removes five words, chosen by a seed, everywhere in every text-rich PDF of a folder, and looks
//! for them with foreign tools (`pdftotext`, `mutool`, `qpdf`) and in every decoded stream.
//!
//! `cargo run -p tacenda-pdf --example random_words -- DIR [--seed 7] [--limit N] [--keep OUT]`

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tacenda_core::{
    EntityType, ExportOptions, Format, NeedleSet, NoticeCode, ReadOptions, Redaction,
    RedactionPlan, Replacement, VerifyError,
};
use tacenda_pdf::PdfFormat;

/// Fewer letters and digits than this by `pdftotext` make no text-rich file.
const TEXT_RICH: usize = 200;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    let seed: u64 = option("--seed").and_then(|s| s.parse().ok()).unwrap_or(7);
    let limit: usize = option("--limit")
        .and_then(|s| s.parse().ok())
        .unwrap_or(usize::MAX);
    let keep = option("--keep").map(PathBuf::from);
    let mut files = Vec::new();
    collect(
        Path::new(args.first().map_or(".", String::as_str)),
        &mut files,
    );
    files.sort();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut tally = Tally::default();
    for file in files.iter().take(limit) {
        let out = folder.path().join("out.pdf");
        let verdict = catch_unwind(AssertUnwindSafe(|| check(file, &out, seed)))
            .unwrap_or_else(|_| Verdict::Bad(vec!["PANIC".into()]));
        if let (Some(keep), true) = (&keep, out.exists()) {
            let name = file.file_name().unwrap_or_default();
            let _ = std::fs::copy(&out, keep.join(name));
        }
        let _ = std::fs::remove_file(&out);
        tally.add(file, verdict);
    }
    tally.print();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    if folder.is_file() {
        files.push(folder.to_owned());
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
        {
            files.push(path);
        }
    }
}

/// Words that every PDF file has in its syntax.
const SYNTAX: &[&str] = &[
    "ascent",
    "catalog",
    "columns",
    "content",
    "contents",
    "decode",
    "descent",
    "device",
    "domain",
    "encode",
    "encoding",
    "endobj",
    "extend",
    "filter",
    "function",
    "functions",
    "height",
    "intent",
    "length",
    "matrix",
    "object",
    "ordering",
    "parent",
    "pattern",
    "person",
    "registry",
    "resource",
    "resources",
    "rotate",
    "shading",
    "stream",
    "subtype",
    "supplement",
    "trailer",
    "widths",
];

enum Verdict {
    Skipped,
    Refused(String),
    Good(Figures),
    Bad(Vec<String>),
}

struct Figures {
    pages: usize,
    pictures: usize,
    time: Duration,
    verify_time: Duration,
    growth: f64,
}

#[derive(Default)]
struct Tally {
    skipped: usize,
    refused: Vec<String>,
    good: usize,
    bad: usize,
    pages: usize,
    pictures: usize,
    time: Duration,
    verify_time: Duration,
    growth: f64,
}

impl Tally {
    fn add(&mut self, file: &Path, verdict: Verdict) {
        match verdict {
            Verdict::Skipped => self.skipped += 1,
            Verdict::Refused(why) => self.refused.push(format!("{}: {why}", file.display())),
            Verdict::Good(figures) => {
                self.good += 1;
                self.pages += figures.pages;
                self.pictures += figures.pictures;
                self.time += figures.time;
                self.verify_time += figures.verify_time;
                self.growth = self.growth.max(figures.growth);
            }
            Verdict::Bad(why) => {
                self.bad += 1;
                println!("BAD  {}: {}", file.display(), why.join("; "));
            }
        }
    }

    fn print(&self) {
        for line in &self.refused {
            println!("refused  {line}");
        }
        println!(
            "clean {} | bad {} | refused {} | not text-rich {} | {} pages ({} as pictures) in {:.2} s, verified in {:.2} s | largest growth {:.2}",
            self.good,
            self.bad,
            self.refused.len(),
            self.skipped,
            self.pages,
            self.pictures,
            self.time.as_secs_f64(),
            self.verify_time.as_secs_f64(),
            self.growth
        );
    }
}

fn check(file: &Path, out: &Path, seed: u64) -> Verdict {
    let bytes = std::fs::read(file).unwrap_or_default();
    let before = tool("pdftotext", &["-q"], file);
    if before.chars().filter(|c| c.is_alphanumeric()).count() < TEXT_RICH {
        return Verdict::Skipped;
    }
    let options = ReadOptions::default();
    let reading = match PdfFormat.read(&bytes, &options) {
        Ok(reading) => reading,
        Err(error) => return Verdict::Refused(error.to_string()),
    };
    let text = reading.text();
    let words = choose(text.as_str(), seed);
    if words.is_empty() {
        return Verdict::Skipped;
    }
    let set = NeedleSet::new(words.iter().map(String::as_str));
    let redactions = set
        .find(text.as_str())
        .into_iter()
        .map(|(_, span)| Redaction {
            extent: span.into(),
            entity: EntityType::MANUAL,
            replacement: Replacement::Box,
        })
        .collect();
    let plan = RedactionPlan::build(text, redactions, Vec::new(), ExportOptions::default())
        .expect("spans were found in this text");
    let start = Instant::now();
    let redacted = match PdfFormat.redact(&bytes, &options, &plan) {
        Ok(redacted) => redacted,
        Err(error) => return Verdict::Refused(error.to_string()),
    };
    let time = start.elapsed();
    let start = Instant::now();
    let verified = PdfFormat.verify(&bytes, &options, &redacted.bytes, &plan);
    let verify_time = start.elapsed();
    std::fs::write(out, &redacted.bytes).expect("the temporary folder is writable");
    let mut why = Vec::new();
    let after = tool("pdftotext", &["-q"], out);
    for (name, text) in [("pdftotext", &after), ("mutool", &mutool(out))] {
        let found = words.iter().filter(|w| stands_in(text, w)).count();
        if found > 0 {
            why.push(format!("{found} words in {name}"));
        }
    }
    let found = raw(&redacted.bytes, &words);
    if !found.is_empty() {
        why.push(format!("words in objects {found:?}"));
    }
    let removed: String = plan
        .redactions
        .iter()
        .flat_map(|r| r.extent.parts())
        .filter_map(|&part| text.get(part))
        .collect();
    let kept = kept(&before, &after, &removed);
    if kept < 0.995 {
        why.push(format!("{:.2} % kept", kept * 100.0));
    }
    let qpdf = Command::new("qpdf").arg("--check").arg(out).output();
    if let Ok(report) = qpdf
        && !report.status.success()
    {
        let said = String::from_utf8_lossy(&report.stderr);
        why.push(format!("qpdf: {}", said.lines().next().unwrap_or_default()));
    }
    match &verified {
        Ok(_) => {}
        Err(VerifyError::Leaks(leaks)) => {
            why.extend(leaks.iter().take(3).map(|leak| format!("verify: {leak}")));
        }
        Err(error) => why.push(format!("verify: {error}")),
    }
    let pictures = redacted
        .notices
        .iter()
        .filter(|n| n.code == NoticeCode::RasterNeeded)
        .count();
    if !why.is_empty() {
        if std::env::var_os("SHOW_WORDS").is_some() {
            why.push(words.join(" "));
        }
        return Verdict::Bad(why);
    }
    #[expect(clippy::cast_precision_loss, reason = "file sizes")]
    let growth = redacted.bytes.len() as f64 / bytes.len() as f64;
    Verdict::Good(Figures {
        pages: reading.document.pages.len(),
        time,
        verify_time,
        pictures,
        growth,
    })
}

/// Five words of six letters or more, by a linear congruential generator.
fn choose(text: &str, seed: u64) -> Vec<String> {
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() >= 6 && !SYNTAX.contains(&w.to_lowercase().as_str()))
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words.dedup();
    let mut state = seed;
    let mut chosen = Vec::new();
    while chosen.len() < 5 && !words.is_empty() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap_or(0) % words.len();
        chosen.push(words.swap_remove(at));
    }
    chosen
}

fn tool(name: &str, options: &[&str], file: &Path) -> String {
    Command::new(name)
        .args(options)
        .arg(file)
        .arg("-")
        .output()
        .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
        .unwrap_or_default()
}

fn mutool(file: &Path) -> String {
    Command::new("mutool")
        .args(["draw", "-q", "-F", "txt"])
        .arg(file)
        .output()
        .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
        .unwrap_or_default()
}

/// Whether the word stands in the text, perhaps divided at a line end.
fn stands_in(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.contains(word) || text.replace("-\n", "").replace('\u{ad}', "").contains(word)
}

/// The objects (0 is the whole file) in which one of the words stands when decoded.
fn raw(bytes: &[u8], words: &[String]) -> Vec<u32> {
    let mut places: Vec<(u32, Vec<u8>)> = vec![(0, bytes.to_ascii_lowercase())];
    if let Ok(document) = lopdf::Document::load_mem(bytes) {
        for (id, object) in &document.objects {
            if let Ok(stream) = object.as_stream()
                && let Ok(content) = stream.get_plain_content()
            {
                places.push((id.0, content.to_ascii_lowercase()));
            }
        }
    }
    let holds = |place: &[u8]| {
        words
            .iter()
            .any(|word| place.windows(word.len()).any(|w| w == word.as_bytes()))
    };
    places
        .into_iter()
        .filter(|(_, place)| holds(place))
        .map(|(id, _)| id)
        .collect()
}

/// Share of the other letters and digits that are still there. The tool reads characters that we
/// do not (form data, for one), so at most all of them can be missing.
fn kept(before: &str, after: &str, removed: &str) -> f64 {
    let bag = |text: &str| {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for c in text.to_lowercase().chars().filter(|c| c.is_alphanumeric()) {
            *counts.entry(c).or_default() += 1;
        }
        counts
    };
    let (before, after, removed) = (bag(before), bag(after), bag(removed));
    let count = |counts: &BTreeMap<char, usize>, c: &char| counts.get(c).copied().unwrap_or(0);
    let mut total = 0;
    let mut shared = 0;
    for (c, n) in &before {
        let wanted = n.saturating_sub(count(&removed, c));
        total += wanted;
        shared += wanted.min(count(&after, c));
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of characters")]
    if total == 0 {
        1.0
    } else {
        shared as f64 / total as f64
    }
}
