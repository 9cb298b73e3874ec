//! One step on one file, for `bench/pdf.py`. Prints one line of JSON.
//!
//! ```text
//! bench_pdf open FILE             read it
//! bench_pdf text FILE             read it, print nothing but the text
//! bench_pdf words FILE OUT SEED   remove five words chosen by a seed everywhere, check, write
//! bench_pdf draw FILE SCALE       draw all pages, pixels for each point
//! ```

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};
use tacenda_core::{
    EntityType, ExportOptions, Format, NeedleSet, Notice, ReadOptions, Reading, Redaction,
    RedactionPlan, Replacement, VerifyError,
};
use tacenda_pdf::PdfFormat;

/// Words that every PDF file has in its syntax, so that finding them in the bytes means nothing.
#[rustfmt::skip]
const SYNTAX: &[&str] = &[
    "ascent", "catalog", "codespace", "columns", "content", "contents", "current", "darken", "dctdecode",
    "decode", "define", "descent", "device", "devicecmyk", "devicegray", "devicergb", "difference", "domain",
    "encode", "encoding", "endobj", "entity", "exclusion", "extend", "filter", "function", "functions", "height",
    "intent", "length", "lighten", "luminosity", "matrix", "mediabox", "multiply", "normal", "object", "ordering",
    "overlay", "parent", "pattern", "person", "registry", "resource", "resources", "rotate", "runlengthdecode",
    "saturation", "screen", "shading", "source", "standard", "stream", "subtype", "supplement", "system", "trailer",
    "unicode", "widths",
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [step, file, rest @ ..] = args.as_slice() else {
        panic!("a step and a file are needed");
    };
    let bytes = std::fs::read(file).expect("the file is readable");
    let answer = match (step.as_str(), rest) {
        ("open", []) => open(&bytes),
        ("text", []) => return text(&bytes),
        ("words", [out, seed]) => words(&bytes, out, seed.parse().expect("a number")),
        ("draw", [scale]) => draw(bytes, scale.parse().expect("a number")),
        _ => panic!("no such step"),
    };
    println!("{answer}");
}

fn millis(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn counted(notices: &[Notice]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for notice in notices {
        *counts.entry(notice.code.as_str()).or_default() += 1;
    }
    counts
}

fn open(bytes: &[u8]) -> Value {
    match PdfFormat.read(bytes, &ReadOptions::default()) {
        Ok(reading) => json!({
            "pages": reading.document.pages.len(),
            "characters": reading.text().as_str().chars().count(),
            "notices": counted(&reading.notices),
        }),
        Err(error) => json!({ "error": error.to_string() }),
    }
}

fn text(bytes: &[u8]) {
    match PdfFormat.read(bytes, &ReadOptions::default()) {
        Ok(reading) => println!("{}", reading.text().as_str()),
        Err(error) => eprintln!("{error}"),
    }
}

fn words(bytes: &[u8], out: &str, seed: u64) -> Value {
    let options = ReadOptions::default();
    let reading = match PdfFormat.read(bytes, &options) {
        Ok(reading) => reading,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let text = reading.text();
    let words = chosen(text.as_str(), seed);
    if words.is_empty() {
        return json!({ "words": words });
    }
    let redactions: Vec<Redaction> = NeedleSet::new(words.iter().map(String::as_str))
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
    let removed: String = plan
        .redactions
        .iter()
        .flat_map(|r| r.extent.parts())
        .filter_map(|&part| text.get(part))
        .collect();
    let (mut redact_ms, mut verify_ms) = (0.0, 0.0);
    let mut done = None;
    // The engine's way: a quick try, and where that fails a second one.
    for quick in [true, false] {
        let mut plan = plan.clone();
        plan.options.quick = quick;
        let start = Instant::now();
        let redacted = match PdfFormat.redact(bytes, &options, &plan) {
            Ok(redacted) => redacted,
            Err(error) => return json!({ "words": words, "refused": error.to_string() }),
        };
        redact_ms += millis(start);
        let start = Instant::now();
        let verified = PdfFormat.verify(bytes, &options, &redacted.bytes, &plan);
        verify_ms += millis(start);
        let leaks: Vec<String> = match verified {
            Ok(_) => Vec::new(),
            Err(VerifyError::Leaks(leaks)) => leaks.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        };
        let clean = leaks.is_empty();
        done = Some((redacted, leaks));
        if clean {
            break;
        }
    }
    let (redacted, leaks) = done.expect("it was tried");
    std::fs::write(out, &redacted.bytes).expect("the folder is writable");
    json!({
        "words": words,
        "removed": removed,
        "redactions": plan.redactions.len(),
        "places": places(&reading, &plan),
        "notices": counted(&redacted.notices),
        "leaks": leaks,
        "redact_ms": redact_ms,
        "verify_ms": verify_ms,
    })
}

/// Where the redactions stand, for a peer that removes by rectangle: page from 0, box in points
/// from the top left.
fn places(reading: &Reading, plan: &RedactionPlan) -> Vec<(usize, [f32; 4])> {
    let mut places = Vec::new();
    for part in plan.redactions.iter().flat_map(|r| r.extent.parts()) {
        for (page, layout) in reading.layouts.iter().enumerate() {
            let boxes = layout.boxes.iter().filter(|b| b.span.overlaps(*part));
            if let Some(r) = boxes.map(|b| b.rect).reduce(|a, b| a.hull(b)) {
                places.push((page, [r.x0, r.y0, r.x1, r.y1]));
            }
        }
    }
    places
}

/// Five words of six letters or more, by a linear congruential generator.
fn chosen(text: &str, seed: u64) -> Vec<String> {
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

fn draw(bytes: Vec<u8>, scale: f32) -> Value {
    let start = Instant::now();
    let mut pages = match PdfFormat.pages(bytes.into(), &ReadOptions::default()) {
        Ok(pages) => pages,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let mut drawn = 0;
    while pages.draw(drawn + 1, scale).is_ok() {
        drawn += 1;
    }
    json!({ "pages": drawn, "ms": millis(start) })
}
