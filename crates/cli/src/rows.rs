//! Texts that come as rows of JSON instead of files.

use serde_json::{Value, json};
use tacenda_core::{CancelToken, CanonicalText, Document, Finding, FormatKind};
use tacenda_engine::{Detection, EngineError, scan};

use crate::report;

/// One row: any JSON value as id, and a text.
pub struct Row {
    pub id: Value,
    pub text: String,
}

/// Reads a row; `None` for a blank line.
///
/// # Errors
/// What is wrong with the line.
pub fn parse(line: &str) -> Result<Option<Row>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let mut value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = value["text"]
        .as_str()
        .ok_or("there is no \"text\"")?
        .to_owned();
    Ok(Some(Row {
        id: value["id"].take(),
        text,
    }))
}

/// `[start, end, label, score]` in code points for each finding that `shows` lets through.
///
/// # Errors
/// As [`scan`].
pub fn spans(
    text: &str,
    detection: &Detection,
    cancel: &CancelToken,
    shows: impl Fn(&Finding) -> bool,
) -> Result<Vec<Value>, EngineError> {
    let document = Document {
        kind: FormatKind::Text,
        text: CanonicalText::new(text.to_owned()),
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        marks: Vec::new(),
        views: Vec::new(),
    };
    let mut findings = Vec::new();
    scan(&document, detection, cancel, &mut |_| {}, &mut |batch| {
        findings.extend(batch.into_iter().filter(&shows));
        Ok(())
    })?;
    let mut bytes: Vec<usize> = findings
        .iter()
        .map(|f| f.extent.hull())
        .flat_map(|s| [s.start(), s.end()])
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let points = document.text.code_points(&bytes);
    let point = |byte: usize| bytes.binary_search(&byte).map_or(0, |index| points[index]);
    Ok(findings
        .iter()
        .map(|finding| {
            let hull = finding.extent.hull();
            json!([
                point(hull.start()),
                point(hull.end()),
                finding.entity.as_str(),
                report::rounded(finding.score)
            ])
        })
        .collect())
}
