//! New Word documents: clean text and redaction reports.

use std::io::Cursor;

use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
use tacenda_core::FormatError;

use crate::package::Package;
use crate::xml::decode;

/// What a redaction report says. Holds no removed value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// The heading.
    pub title: String,
    /// Facts such as file names, digests and times: label and value.
    pub facts: Vec<(String, String)>,
    /// How many values of each type were removed.
    pub counts: Vec<(String, usize)>,
    /// The checks that the written file passed: name and figures.
    pub checks: Vec<(String, String)>,
    /// What had to be done differently or left out.
    pub notices: Vec<String>,
}

/// A document of `title` as heading and plain paragraphs. Characters that XML cannot hold are
/// left out.
///
/// # Errors
/// [`FormatError::Internal`] when what was written cannot be read back.
pub fn clean_text_docx(title: &str, paragraphs: &[&str]) -> Result<Vec<u8>, FormatError> {
    let body = paragraphs.iter().map(|text| paragraph(text));
    let docx = body.fold(new(title), Docx::add_paragraph);
    pack(docx)
}

/// A redaction report as a document: facts, a table of counts by type, checks and notices.
///
/// # Errors
/// [`FormatError::Internal`] when what was written cannot be read back.
pub fn receipt_docx(report: &Report) -> Result<Vec<u8>, FormatError> {
    let mut docx = new(&report.title);
    if !report.facts.is_empty() {
        docx = docx.add_table(table(&report.facts));
    }
    let total: usize = report.counts.iter().map(|c| c.1).sum();
    let mut rows: Vec<(String, String)> = vec![("Type".into(), "Removed".into())];
    rows.extend(
        report
            .counts
            .iter()
            .map(|(name, count)| (name.clone(), count.to_string())),
    );
    rows.push(("Total".into(), total.to_string()));
    docx = docx
        .add_paragraph(heading("Removed, by type"))
        .add_table(table(&rows));
    if !report.checks.is_empty() {
        docx = docx
            .add_paragraph(heading("Checks passed"))
            .add_table(table(&report.checks));
    }
    if !report.notices.is_empty() {
        docx = docx.add_paragraph(heading("Notices"));
        for notice in &report.notices {
            docx = docx.add_paragraph(paragraph(notice));
        }
    }
    pack(docx)
}

fn new(title: &str) -> Docx {
    let run = Run::new().add_text(xml_safe(title)).bold().size(32);
    Docx::new().add_paragraph(Paragraph::new().outline_lvl(0).add_run(run))
}

fn heading(text: &str) -> Paragraph {
    let run = Run::new().add_text(xml_safe(text)).bold().size(24);
    Paragraph::new().outline_lvl(1).add_run(run)
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(xml_safe(text)))
}

fn table(rows: &[(String, String)]) -> Table {
    let cell = |text: &str| TableCell::new().add_paragraph(paragraph(text));
    let rows = rows
        .iter()
        .map(|(left, right)| TableRow::new(vec![cell(left), cell(right)]));
    Table::new(rows.collect()).set_grid(vec![3000, 6000])
}

/// The text without what XML 1.0 cannot hold. `docx-rs` escapes texts of runs itself, but lets
/// control characters through.
fn xml_safe(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })
        .filter(|c| *c == '\t' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// Packs the document and reads every part back.
fn pack(docx: Docx) -> Result<Vec<u8>, FormatError> {
    let internal = |reason: String| FormatError::Internal(format!("writing a report: {reason}"));
    let mut out = Cursor::new(Vec::new());
    docx.build()
        .pack(&mut out)
        .map_err(|e| internal(e.to_string()))?;
    let bytes = out.into_inner();
    for part in Package::open(&bytes)?.parts {
        let source = decode(&part.name, &part.bytes)?;
        roxmltree::Document::parse(&source.text)
            .map_err(|e| internal(format!("{}: {e}", part.name)))?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tacenda_core::{Format, ReadOptions};

    fn text(bytes: &[u8]) -> String {
        let reading = crate::DocxFormat.read(bytes, &ReadOptions::default());
        reading.expect("readable").text().as_str().to_owned()
    }

    #[test]
    fn any_text_can_be_written() {
        let odd = "R&D <b>\"x\"</b> \u{1}]]> é \u{ffff}";
        let bytes = clean_text_docx("A & B", &[odd, "", "second"]).expect("written");
        let text = text(&bytes);
        assert!(
            text.starts_with("A & B\nR&D <b>\"x\"</b> ]]> é"),
            "{text:?}"
        );
        assert!(text.contains("second"));
    }

    #[test]
    fn a_report_shows_counts_and_their_sum() {
        let report = Report {
            title: "Report".into(),
            facts: vec![("SHA-256".into(), "ab".into())],
            counts: vec![("PERSON".into(), 2), ("DATE".into(), 3)],
            checks: vec![("text".into(), "5 values".into())],
            notices: vec!["one <picture>".into()],
        };
        let text = text(&receipt_docx(&report).expect("written"));
        for expected in [
            "SHA-256\nab",
            "PERSON\n2",
            "Total\n5",
            "text\n5 values",
            "one <picture>",
        ] {
            assert!(text.contains(expected), "{expected:?} in {text:?}");
        }
    }
}
