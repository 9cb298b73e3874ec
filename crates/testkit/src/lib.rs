//! What tests of several crates share: a detector that needs no model. Never a dependency of the
//! product.

use std::ops::ControlFlow;

use tacenda_core::{Candidate, DetectError, Detector, EntityType, Evidence, ScanSink, Span};

/// Proposes every occurrence of listed words, as given, with score 0.9.
#[derive(Clone, Debug)]
pub struct FakeDetector {
    words: Vec<(String, EntityType)>,
}

impl FakeDetector {
    /// A detector for these words.
    #[must_use]
    pub fn new(words: &[(&str, EntityType)]) -> Self {
        Self {
            words: words
                .iter()
                .map(|(w, e)| ((*w).to_owned(), e.clone()))
                .collect(),
        }
    }
}

impl Detector for FakeDetector {
    fn id(&self) -> String {
        "fake:1".into()
    }

    fn detect(&self, text: &str, sink: &mut dyn ScanSink) -> Result<(), DetectError> {
        for (word, entity) in &self.words {
            for (at, found) in text.match_indices(word.as_str()) {
                let Some(span) = Span::new(at, at + found.len()) else {
                    continue;
                };
                let evidence = Evidence {
                    source: "ner:fake".into(),
                    label: entity.to_string(),
                    score: 0.9,
                    validated: false,
                    context: None,
                    explanation: "listed for a test".into(),
                };
                let candidate = Candidate {
                    extent: span.into(),
                    entity: entity.clone(),
                    score: 0.9,
                    evidence,
                };
                if sink.candidate(candidate) == ControlFlow::Break(()) {
                    return Err(DetectError::Stopped);
                }
            }
        }
        match sink.progress(text.len()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DetectError::Stopped),
        }
    }
}
