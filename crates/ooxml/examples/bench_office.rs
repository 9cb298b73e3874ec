//! One step on one file, for `bench/office.py`. Prints one line of JSON.
//!
//! ```text
//! bench_office identity FILE          put every text in its own place, pack, unpack, compare
//! bench_office words FILE OUT WORD…   remove the words everywhere, check, write
//! bench_office speed FILE             read it, remove a word, check: milliseconds
//! ```

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};
use tacenda_core::{
    EntityType, ExportOptions, Extent, Format, FormatError, FormatKind, NeedleSet, Notice,
    ReadOptions, Reading, Redaction, RedactionPlan, Replacement, UnknownParts, VerifyError,
};
use tacenda_ooxml::{DocxFormat, PptxFormat, XlsxFormat, identity};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [step, file, rest @ ..] = args.as_slice() else {
        panic!("a step and a file are needed");
    };
    let bytes = std::fs::read(file).expect("the file is readable");
    let formats: [&dyn Format; 3] = [&DocxFormat, &XlsxFormat, &PptxFormat];
    let recognised = formats
        .iter()
        .find_map(|f| Some((*f, f.recognise(&bytes, file)?)));
    let answer = match (recognised, step.as_str(), rest) {
        (None, ..) => Ok(json!({ "error": "no Office document" })),
        (Some((format, kind)), "identity", []) => same(format, &bytes, kind),
        (Some((format, _)), "words", [out, words @ ..]) => cleaned(format, &bytes, out, words),
        (Some((format, kind)), "speed", []) => timed(format, &bytes, kind),
        _ => panic!("no such step"),
    };
    let answer = answer.unwrap_or_else(|error| match error {
        FormatError::Refused { .. } => json!({ "refused": error.to_string() }),
        FormatError::Internal(reason) => json!({ "differs": reason }),
        _ => json!({ "error": error.to_string() }),
    });
    println!("{answer}");
}

/// Milliseconds that this thread has worked, where the system tells (Linux); else those that have
/// passed.
fn worked(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told
        .ok()
        .and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or(start.elapsed().as_secs_f64() * 1e3, |n| n / 1e6)
}

fn same(format: &dyn Format, bytes: &[u8], kind: FormatKind) -> Result<Value, FormatError> {
    format.read(bytes, &ReadOptions::default())?;
    Ok(json!({ "xml": identity(bytes, kind)? }))
}

/// A plan that removes `words` wherever the text or one of its views says them.
fn plan(reading: &Reading, words: &[String]) -> RedactionPlan {
    let text = reading.text();
    let needles = NeedleSet::new(words.iter().map(String::as_str));
    let mut found: Vec<(usize, Extent)> = needles
        .find(text.as_str())
        .into_iter()
        .map(|(word, span)| (word, span.into()))
        .collect();
    for view in &reading.document.views {
        let hits = needles.find(&view.text(text));
        found.extend(hits.iter().filter_map(|(word, span)| {
            Some((*word, view.to_canonical(span.start(), span.end())?))
        }));
    }
    let redactions = found
        .into_iter()
        .map(|(word, extent)| Redaction {
            extent,
            entity: EntityType::PERSON,
            replacement: Replacement::Text(format!("[X {}]", word + 1)),
        })
        .collect();
    let options = ExportOptions {
        unknown_parts: UnknownParts::Remove,
        ..ExportOptions::default()
    };
    RedactionPlan::build(text, redactions, Vec::new(), options)
        .expect("spans were found in this text")
}

fn counted(notices: &[Notice]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for notice in notices {
        *counts.entry(notice.code.as_str()).or_default() += 1;
    }
    counts
}

fn cleaned(
    format: &dyn Format,
    bytes: &[u8],
    out: &str,
    words: &[String],
) -> Result<Value, FormatError> {
    let options = ReadOptions::default();
    let reading = format.read(bytes, &options)?;
    let plan = plan(&reading, words);
    let redacted = format.redact(bytes, &options, &plan)?;
    let leaks: Vec<String> = match format.verify(bytes, &options, &redacted.bytes, &plan) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Leaks(leaks)) => leaks.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    std::fs::write(out, &redacted.bytes).expect("the folder is writable");
    Ok(json!({
        "redactions": plan.redactions.len(),
        "sections": reading.document.sections.len(),
        "notices": counted(&reading.notices),
        "leaks": leaks,
    }))
}

fn timed(format: &dyn Format, bytes: &[u8], kind: FormatKind) -> Result<Value, FormatError> {
    let options = ReadOptions::default();
    let clock = Instant::now();
    let start = worked(clock);
    let reading = format.read(bytes, &options)?;
    let read_ms = worked(clock) - start;
    let text = reading.text().as_str();
    let word = text.split(|c: char| !c.is_alphabetic());
    let word = word.max_by_key(|w| w.chars().count()).unwrap_or_default();
    let plan = plan(&reading, &[word.to_owned()]);
    let start = worked(clock);
    let redacted = format.redact(bytes, &options, &plan)?;
    let redact_ms = worked(clock) - start;
    let start = worked(clock);
    // A leak takes as long to find as none does; `words` is the step that reports them.
    let verified = format
        .verify(bytes, &options, &redacted.bytes, &plan)
        .is_ok();
    let verify_ms = worked(clock) - start;
    Ok(json!({
        "xml": identity(bytes, kind)?,
        "read_ms": read_ms,
        "redact_ms": redact_ms,
        "verify_ms": verify_ms,
        "verified": verified,
    }))
}
