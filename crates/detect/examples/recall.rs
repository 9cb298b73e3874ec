//! How much of labelled text the recognisers cover.
//!
//! `cargo run -p tacenda-detect --example recall -- [--misses] FILE.jsonl`
//!
//! Each line of the file is `{"text", "spans": [[start, end, label]]}` with offsets in code
//! points. A span counts as covered when candidates of at least score 0.5 cover every letter and
//! digit of it, whatever their type. False positives are candidates of a type that has a rule for
//! one of the file's labels and that touch no labelled span.

use std::collections::BTreeMap;

use serde::Deserialize;
use tacenda_core::{Candidate, Detector, Span};
use tacenda_detect::{PatternDetector, RecogniserSet};

const THRESHOLD: f32 = 0.5;

#[derive(Deserialize)]
struct Row {
    text: String,
    spans: Vec<(usize, usize, String)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let misses = flags.iter().any(|f| f == "--misses");
    let detector = PatternDetector::new(&RecogniserSet::all());
    for file in files {
        let mut labels: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut extra: BTreeMap<String, usize> = BTreeMap::new();
        let (mut words, mut clean, mut flagged) = (0, 0, 0);
        for line in std::fs::read_to_string(&file)?.lines() {
            let row: Row = serde_json::from_str(line)?;
            let mut found: Vec<Candidate> = Vec::new();
            detector.detect(&row.text, &mut found)?;
            found.retain(|c| c.score >= THRESHOLD);
            words += row.text.split_whitespace().count();
            let bytes: Vec<usize> = row
                .text
                .char_indices()
                .map(|(i, _)| i)
                .chain([row.text.len()])
                .collect();
            let mut gold = Vec::new();
            for (start, end, label) in &row.spans {
                let (start, end) = (bytes[*start], bytes[*end]);
                gold.extend(Span::new(start, end));
                let covered = row.text[start..end].char_indices().all(|(i, c)| {
                    let at = start + i;
                    let inside = |c: &Candidate| c.extent.hull().range().contains(&at);
                    !c.is_alphanumeric() || found.iter().any(inside)
                });
                let entry = labels.entry(label.clone()).or_default();
                entry.0 += usize::from(covered);
                entry.1 += 1;
                if misses && !covered {
                    println!(
                        "missed {label} {:?} in {:?}",
                        &row.text[start..end],
                        excerpt(&row.text, start)
                    );
                }
            }
            let outside = found
                .iter()
                .filter(|c| !gold.iter().any(|g| c.extent.overlaps(*g)));
            for candidate in outside.clone() {
                *extra.entry(candidate.entity.to_string()).or_default() += 1;
                if misses && candidate.entity.as_str() != "AGE" {
                    let span = candidate.extent.hull();
                    println!(
                        "extra {} {:?} in {:?}",
                        candidate.entity,
                        &row.text[span.range()],
                        excerpt(&row.text, span.start())
                    );
                }
            }
            if row.spans.is_empty() {
                clean += 1;
                flagged += usize::from(outside.clone().any(|c| c.entity.as_str() != "AGE"));
            }
        }
        println!("{file}: {words} words");
        for (label, (covered, all)) in labels {
            println!(
                "  {label:32} {covered:5} of {all:5}  {:.3}",
                covered as f64 / all as f64
            );
        }
        let total: usize = extra.values().sum();
        let ages = extra.get("AGE").copied().unwrap_or(0);
        let rate = |n: usize| n as f64 * 1000.0 / words as f64;
        println!("  outside every label: {extra:?}");
        println!(
            "  per 1,000 words: {:.2}, without ages {:.2}",
            rate(total),
            rate(total - ages)
        );
        println!("  texts without labels: {clean}, flagged for more than an age: {flagged}");
    }
    Ok(())
}

fn excerpt(text: &str, at: usize) -> &str {
    let from = (0..=at.saturating_sub(40))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    let to = (at + 40..text.len())
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(text.len());
    &text[from..to]
}
