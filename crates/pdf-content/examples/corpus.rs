//! Reads every PDF under a folder and compares with `pdftotext`, where that is installed:
//!
//! ```text
//! cargo run --release -p tacenda-pdf-content --example corpus -- DIR [--quick]
//! ```
//!
//! Prints one line for each file that is not read or compares badly, then the sums: opened, clear
//! errors, notices, character recall, and words found where `pdftotext -bbox` has them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tacenda_core::{FormatError, ReadOptions};
use tacenda_pdf_content::{Content, read_content};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|a| a == "--quick");
    let mut files = Vec::new();
    for folder in arguments.iter().filter(|a| !a.starts_with("--")) {
        find(Path::new(folder), &mut files);
    }
    files.sort();
    let mut sums = Sums::default();
    for file in &files {
        sums.file(file, quick);
    }
    println!("{sums:#?}");
    println!(
        "character recall: {:.4} mean over {} text-rich files, {} at .99 or more",
        sums.recall_sum / sums.text_rich.max(1) as f64,
        sums.text_rich,
        sums.recall_good
    );
    println!(
        "words in place: {:.4} of {}",
        sums.words_placed as f64 / sums.words.max(1) as f64,
        sums.words
    );
    println!(
        "time: ours {:?}, pdftotext {:?}",
        sums.our_time, sums.their_time
    );
}

fn find(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            find(&entry.path(), out);
        }
    } else if path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
    {
        out.push(path.to_owned());
    }
}

#[derive(Debug, Default)]
struct Sums {
    files: usize,
    opened: usize,
    internal: usize,
    errors: BTreeMap<String, usize>,
    notices: BTreeMap<&'static str, usize>,
    pages: usize,
    glyphs: usize,
    unknown: usize,
    slowest: Duration,
    our_time: Duration,
    their_time: Duration,
    text_rich: usize,
    recall_sum: f64,
    recall_good: usize,
    words: usize,
    words_placed: usize,
}

impl Sums {
    fn file(&mut self, file: &Path, quick: bool) {
        let Ok(bytes) = std::fs::read(file) else {
            return;
        };
        self.files += 1;
        let start = Instant::now();
        let content = read_content(&bytes, &ReadOptions::default());
        let took = start.elapsed();
        self.slowest = self.slowest.max(took);
        if took > Duration::from_secs(5) {
            println!("slow {took:?} {}", file.display());
        }
        let content = match content {
            Ok(content) => content,
            Err(error) => {
                self.internal += usize::from(matches!(error, FormatError::Internal(_)));
                println!("error {}: {error}", file.display());
                let name = format!("{error:?}");
                let name = name
                    .split(['{', '('])
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned();
                *self.errors.entry(name).or_default() += 1;
                return;
            }
        };
        self.opened += 1;
        self.our_time += took;
        self.pages += content.source.pages.len();
        self.glyphs += content.table.glyphs.len();
        self.unknown += content
            .table
            .glyphs
            .iter()
            .filter(|g| content.table.text(g).is_empty())
            .count();
        for notice in &content.reading.notices {
            *self.notices.entry(notice.code.as_str()).or_default() += 1;
        }
        if !quick {
            self.compare(file, &content);
        }
    }

    fn compare(&mut self, file: &Path, content: &Content) {
        let start = Instant::now();
        let Some(theirs) = output(Command::new("pdftotext").arg(file).arg("-")) else {
            return;
        };
        self.their_time += start.elapsed();
        let (ours, theirs) = (bag(content.reading.text().as_str()), bag(&theirs));
        let total: usize = theirs.values().sum();
        if total < 200 {
            return;
        }
        let shared: usize = theirs
            .iter()
            .map(|(c, n)| n.min(ours.get(c).unwrap_or(&0)))
            .sum();
        let recall = shared as f64 / total as f64;
        self.text_rich += 1;
        self.recall_sum += recall;
        self.recall_good += usize::from(recall >= 0.99);
        if recall < 0.98 {
            println!("recall {recall:.3} of {total} {}", file.display());
        }
        let (placed, words) = words_in_place(file, content);
        self.words += words;
        self.words_placed += placed;
        if words > 0 && (placed as f64) < 0.95 * words as f64 {
            println!("words {placed} of {words} in place {}", file.display());
        }
    }
}

fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn bag(text: &str) -> HashMap<char, usize> {
    let mut bag = HashMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let letters = match c {
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{ad}' => "-",
            _ => "",
        };
        if letters.is_empty() {
            *bag.entry(c).or_default() += 1;
        }
        for c in letters.chars() {
            *bag.entry(c).or_default() += 1;
        }
    }
    bag
}

/// Words of upright pages that stand, in our boxes, where `pdftotext -bbox` has them (1 pt).
fn words_in_place(file: &Path, content: &Content) -> (usize, usize) {
    let Some(html) = output(Command::new("pdftotext").arg("-bbox").arg(file).arg("-")) else {
        return (0, 0);
    };
    let (mut placed, mut words) = (0, 0);
    for (index, section) in html.split("<page ").skip(1).enumerate() {
        let Some(page) = content
            .source
            .pages
            .get(index)
            .filter(|p| p.quarter_turns == 0)
        else {
            continue;
        };
        let dx = (page.crop_box.x0 - page.media_box.x0) as f32;
        let dy = (page.media_box.y1 - page.crop_box.y1) as f32;
        let text = content.reading.text();
        let boxes: Vec<_> = content.reading.layouts[index]
            .boxes
            .iter()
            .map(|b| {
                let middle = |a: f32, b: f32| (a + b) / 2.0;
                let (x, y) = (
                    middle(b.rect.x0, b.rect.x1) + dx,
                    middle(b.rect.y0, b.rect.y1) + dy,
                );
                (x, y, text.get(b.span).unwrap_or_default())
            })
            .collect();
        for line in section
            .lines()
            .filter(|l| l.trim_start().starts_with("<word"))
        {
            let value = |key: &str| -> Option<f32> {
                line.split(key).nth(1)?.split('"').nth(1)?.parse().ok()
            };
            let (Some(x0), Some(y0), Some(x1), Some(y1)) = (
                value("xMin="),
                value("yMin="),
                value("xMax="),
                value("yMax="),
            ) else {
                continue;
            };
            let word = line
                .split('>')
                .nth(1)
                .and_then(|w| w.split('<').next())
                .unwrap_or("");
            let word = word
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
            let there: String = boxes
                .iter()
                .filter(|(x, y, _)| {
                    *x > x0 - 1.0 && *x < x1 + 1.0 && *y > y0 - 1.0 && *y < y1 + 1.0
                })
                .map(|(_, _, text)| *text)
                .collect();
            words += 1;
            let (there, word) = (bag(&there), bag(&word));
            placed += usize::from(
                word.iter()
                    .all(|(c, n)| there.get(c).is_some_and(|m| m >= n)),
            );
        }
    }
    (placed, words)
}
