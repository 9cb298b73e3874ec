//! Findings and notices as JSON and as a table.

use serde_json::{Value, json};
use tacenda_core::{Finding, Notice, Reading};

/// Findings as the contract gives them: code points, upper-case labels, sources; text only when
/// asked for.
pub fn spans(reading: &Reading, findings: &[&Finding], with_text: bool) -> Vec<Value> {
    let text = &reading.document.text;
    let mut bytes: Vec<usize> = findings
        .iter()
        .flat_map(|f| f.extent.parts())
        .flat_map(|p| [p.start(), p.end()])
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let points = text.code_points(&bytes);
    let point = |byte: usize| bytes.binary_search(&byte).map_or(0, |index| points[index]);
    findings
        .iter()
        .map(|finding| {
            let hull = finding.extent.hull();
            let mut row = json!({
                "start": point(hull.start()),
                "end": point(hull.end()),
                "label": finding.entity.as_str(),
                "score": rounded(finding.score),
                "page": reading.document.page_of(hull.start()),
                "source": finding.evidence.iter().map(|e| format!("{} {}", e.source, e.label)).collect::<Vec<_>>(),
            });
            if finding.near_miss {
                row["near_miss"] = true.into();
            }
            let parts = finding.extent.parts();
            if parts.len() > 1 {
                row["parts"] = parts.iter().map(|p| json!([point(p.start()), point(p.end())])).collect();
            }
            if with_text {
                let pieces: String = parts.iter().filter_map(|&p| text.get(p)).collect();
                row["text"] = pieces.into();
            }
            row
        })
        .collect()
}

/// Notices as the contract gives them.
pub fn notices<'a>(notices: impl IntoIterator<Item = &'a Notice>) -> Vec<Value> {
    notices
        .into_iter()
        .map(|notice| {
            json!({
                "code": notice.code.as_str(),
                "page": notice.place.page,
                "part": notice.place.part,
                "message": notice.code.message(),
                "detail": notice.detail,
            })
        })
        .collect()
}

/// A score with four decimals, so that output is the same on every machine.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
