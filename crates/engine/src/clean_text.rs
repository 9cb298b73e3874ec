//! The text that is left of a file, as a new Word document.

use tacenda_core::{CancelToken, Check, NeedleSet, Reading, Term};
use tacenda_ooxml::clean_text_docx;

use crate::project::paragraphs;
use crate::{EngineError, Isolation, Source};

/// Heading of the document. The file's name is not in it: it may hold a name.
const TITLE: &str = "Redacted text";

/// Writes the text of `file` and checks what was written: it reads the same, and no removed
/// value stands in it more often than what was left has it.
pub fn write(
    file: &Source,
    terms: &[Term],
    isolation: &Isolation,
    cancel: &CancelToken,
) -> Result<(Vec<u8>, Vec<Check>), EngineError> {
    let reading = isolation.open(file, None, cancel)?.read(cancel)?;
    let paragraphs = paragraphs(&reading.document);
    let bytes = clean_text_docx(TITLE, &paragraphs).map_err(EngineError::format(&file.name))?;
    let written = Source::from_bytes(format!("{TITLE}.docx"), bytes.clone());
    let mut session = isolation.open(&written, None, cancel)?;
    let back = session.read(cancel)?;
    if letters(&back)
        != letters_of(TITLE) + &paragraphs.iter().map(|p| letters_of(p)).collect::<String>()
    {
        let reason = "the written text reads differently";
        return Err(EngineError::Internal(reason.into()));
    }
    let gone: Vec<String> = terms
        .iter()
        .filter(|term| term.remaining == 0)
        .map(|term| term.text.clone())
        .collect();
    let mut checks = session.search(&gone, cancel)?;
    let left: Vec<&Term> = terms.iter().filter(|term| term.remaining > 0).collect();
    let counted = NeedleSet::new(left.iter().map(|term| term.text.as_str()))
        .count(back.document.text.as_str());
    if left
        .iter()
        .zip(counted)
        .any(|(term, count)| count > term.remaining)
    {
        let reason = "a removed value stands in the text more often than was left";
        return Err(EngineError::Internal(reason.into()));
    }
    checks.push(Check {
        name: "clean_text".into(),
        detail: format!("{} paragraphs read back", paragraphs.len()),
    });
    Ok((bytes, checks))
}

fn letters(reading: &Reading) -> String {
    letters_of(reading.document.text.as_str())
}

fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
