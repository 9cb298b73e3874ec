//! Rows: `{"id", "text", "spans": [[start, end, label]]}`, offsets in Unicode code points.

use serde::Deserialize;

use crate::{EvalError, Labelled};

/// A text with its entities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// As the file names it; empty where it does not.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its entities, in code points.
    pub entities: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    spans: Vec<(usize, usize, String)>,
}

/// Reads one row a line; empty lines are left out.
///
/// # Errors
/// [`EvalError::Row`] for a line that is no row or has a span outside its text.
pub fn read(text: &str) -> Result<Vec<Row>, EvalError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| row(at + 1, line)).collect()
}

fn row(line: usize, json: &str) -> Result<Row, EvalError> {
    let wrong = |reason: String| EvalError::Row { line, reason };
    let raw: Raw = serde_json::from_str(json).map_err(|e| wrong(e.to_string()))?;
    let length = raw.text.chars().count();
    if let Some((start, end, _)) = raw.spans.iter().find(|(s, e, _)| s >= e || *e > length) {
        return Err(wrong(format!(
            "the span {start}..{end} does not fit a text of {length}"
        )));
    }
    let entities = raw.spans.into_iter();
    Ok(Row {
        id: raw
            .id
            .as_str()
            .map_or_else(|| raw.id.to_string(), str::to_owned),
        text: raw.text,
        entities: entities
            .map(|(start, end, label)| Labelled { start, end, label })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_wrong_ones_named() {
        let rows =
            read("{\"id\":\"a\",\"text\":\"é Ann\",\"spans\":[[2,5,\"PER\"]]}\n\n").expect("a row");
        assert_eq!(rows[0].entities[0].end, 5);
        let error = read("{\"text\":\"Ann\",\"spans\":[[0,4,\"PER\"]]}").expect_err("too long");
        assert!(error.to_string().starts_with("line 1: the span 0..4"));
        assert!(read("{\"id\":1}").is_err());
    }
}
