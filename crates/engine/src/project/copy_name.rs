//! What a redacted copy is called.

use std::path::Path;

use tacenda_core::{Decision, EntityType, Finding, Span};
use tacenda_detect::link::{DocumentText, Place, link};

use super::content::unknown;
use super::engine::Project;
use super::state::{DocumentId, Item, Spot};
use crate::EngineError;
use crate::rules::value;

/// What stands in a name for what was removed.
const GONE: &str = "redacted";

impl Project {
    /// What a redacted copy of a document may be called, without extension: nothing that is
    /// accepted in the document stands in it, and no name made from it.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn copy_name(&self, id: DocumentId) -> Result<String, EngineError> {
        let content = self.content(id)?;
        let state = self.state();
        let entry = state.documents.get(&id).ok_or_else(|| unknown(id))?;
        let name = Path::new(&entry.name).file_stem();
        let name = name.map_or_else(|| entry.name.clone(), |n| n.to_string_lossy().into_owned());
        let accepted = |item: &&Item| {
            item.document == id && matches!(item.decision(), Decision::Accept { .. })
        };
        let values: Vec<(String, EntityType)> = state
            .findings
            .values()
            .filter(accepted)
            .filter_map(|item| match &item.spot {
                Spot::Text(extent) => Some((
                    value(&content.document.text, extent),
                    item.effective().clone(),
                )),
                Spot::Area(_) => None,
            })
            .collect();
        Ok(without(&name, &values))
    }
}

/// `name` without `values` and without names made from them ("roe-jane" of Jane Roe).
fn without(name: &str, values: &[(String, EntityType)]) -> String {
    let mut text = String::new();
    let mut findings = Vec::new();
    for (value, entity) in values {
        let at = text.len();
        text.push_str(value);
        findings.extend(Span::new(at, text.len()).map(|span| Finding {
            extent: span.into(),
            entity: entity.clone(),
            score: 1.0,
            near_miss: false,
            evidence: Vec::new(),
        }));
        text.push_str(".\n\n");
    }
    let document = DocumentText {
        name,
        text: &text,
        findings: &findings,
    };
    let mut spans: Vec<Span> = link(&[document])
        .into_iter()
        .filter_map(|link| match link.place {
            Place::FileName(span) => Some(span),
            Place::Text(_) => None,
        })
        .collect();
    spans.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for span in spans {
        if span.start() >= at && name.get(span.range()).is_some() {
            out.push_str(&name[at..span.start()]);
            out.push_str(GONE);
            at = span.end();
        }
    }
    out.push_str(&name[at..]);
    let long = |value: &str| value.chars().filter(|c| c.is_alphanumeric()).count() > 3;
    let values = values.iter().map(|(value, _)| value.as_str());
    values
        .filter(|value| long(value))
        .fold(out, |name, value| name.replace(value, GONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_not_called_by_what_was_removed() {
        let person = |text: &str| (text.to_owned(), EntityType::PERSON);
        let number = ("987-65-4321".to_owned(), EntityType::SSN);
        for (name, values, expected) in [
            ("contract", vec![person("Jane Holloway")], "contract"),
            (
                "Jane Holloway contract",
                vec![person("Jane Holloway")],
                "redacted contract",
            ),
            (
                "letter 987-65-4321",
                vec![number, person("Ann Lee")],
                "letter redacted",
            ),
        ] {
            assert_eq!(without(name, &values), expected, "{name}");
        }
    }
}
