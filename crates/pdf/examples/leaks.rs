//! Removes the spans listed in a file (`start end replacement`, in code points, one a line) and prints
//! every leak that verification reports.
//!
//! `cargo run -p tacenda-pdf --example leaks -- FILE SPANS [OUT]`

use tacenda_core::{
    EntityType, ExportOptions, Format, ReadOptions, Redaction, RedactionPlan, Replacement, Span,
    VerifyError,
};
use tacenda_pdf::PdfFormat;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let bytes = std::fs::read(&args[0]).expect("the file is readable");
    let spans = std::fs::read_to_string(&args[1]).expect("the spans are readable");
    let options = ReadOptions::default();
    let reading = match PdfFormat.read(&bytes, &options) {
        Ok(reading) => reading,
        Err(error) => return println!("refused: {error}"),
    };
    let text = reading.text();
    let offsets: Vec<usize> = text
        .as_str()
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.as_str().len()])
        .collect();
    let redactions = spans
        .lines()
        .filter_map(|line| {
            let mut words = line.splitn(3, ' ');
            let start: usize = words.next()?.parse().ok()?;
            let end: usize = words.next()?.parse().ok()?;
            Some(Redaction {
                extent: Span::new(offsets[start], offsets[end])?.into(),
                entity: EntityType::MANUAL,
                replacement: Replacement::Text(words.next()?.to_owned()),
            })
        })
        .collect();
    let plan = RedactionPlan::build(text, redactions, Vec::new(), ExportOptions::default())
        .expect("the spans fit");
    let redacted = match PdfFormat.redact(&bytes, &options, &plan) {
        Ok(redacted) => redacted,
        Err(error) => return println!("refused: {error}"),
    };
    if let Some(out) = args.get(2) {
        std::fs::write(out, &redacted.bytes).expect("the folder is writable");
    }
    match PdfFormat.verify(&bytes, &options, &redacted.bytes, &plan) {
        Ok(_) => println!("clean"),
        Err(VerifyError::Leaks(leaks)) => {
            for leak in leaks {
                println!("{leak}");
            }
            for (number, term) in (1..).zip(&plan.terms) {
                println!("  value {number}: {:?}, {} stay", term.text, term.remaining);
            }
        }
        Err(error) => println!("{error}"),
    }
}
