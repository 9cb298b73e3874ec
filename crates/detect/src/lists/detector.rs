//! Listed terms as candidates.

use tacenda_core::{
    Candidate, DetectError, Detector, EntityType, Evidence, Extent, ScanSink, Sha256,
};

use super::{ListError, Matching, Term, TermSet};

/// Finds the terms of one list, with certainty.
pub struct ListDetector {
    name: String,
    set: TermSet,
}

impl ListDetector {
    /// A detector for `terms`; `name` says in the evidence which list it was.
    ///
    /// # Errors
    /// [`ListError`] for the first term that cannot be looked for.
    pub fn new(name: impl Into<String>, terms: Vec<Term>) -> Result<Self, ListError> {
        Ok(Self {
            name: name.into(),
            set: TermSet::new(terms)?,
        })
    }

    /// A detector for the lines of a file of terms: every line that has a letter or digit is a
    /// literal term of type `MANUAL`.
    #[must_use]
    pub fn of_lines(name: impl Into<String>, lines: &str) -> Self {
        let has_letter = |line: &&str| line.contains(char::is_alphanumeric);
        let terms = lines.lines().map(str::trim).filter(has_letter);
        let terms = terms.map(|line| Term {
            text: line.trim_start_matches('\u{feff}').to_owned(),
            matching: Matching::Literal,
            entity: None,
        });
        let set = TermSet::new(terms.collect()).expect("each literal line has a letter or digit");
        Self {
            name: name.into(),
            set,
        }
    }
}

impl Detector for ListDetector {
    fn id(&self) -> String {
        let listed: Vec<String> = self.set.terms().iter().map(|t| format!("{t:?}")).collect();
        let digest = Sha256::of(listed.join("\n").as_bytes()).to_string();
        format!("list:{}:{}", self.name, &digest[..16])
    }

    fn detect(&self, text: &str, sink: &mut dyn ScanSink) -> Result<(), DetectError> {
        for (term, span) in self.set.find(text) {
            let candidate = self.candidate(&self.set.terms()[term], span.into());
            if sink.candidate(candidate).is_break() {
                return Err(DetectError::Stopped);
            }
        }
        if sink.progress(text.len()).is_break() {
            return Err(DetectError::Stopped);
        }
        Ok(())
    }
}

impl ListDetector {
    fn candidate(&self, term: &Term, extent: Extent) -> Candidate {
        let how = match term.matching {
            Matching::Literal => "literal",
            Matching::Fuzzy(_) => "fuzzy",
            Matching::Regex => "regex",
        };
        Candidate {
            extent,
            entity: term.entity.clone().unwrap_or(EntityType::MANUAL),
            score: 1.0,
            evidence: Evidence {
                source: format!("list:{}", self.name),
                label: how.into(),
                score: 1.0,
                validated: false,
                context: None,
                explanation: "An entry of this list asks for it to be found always.".into(),
            },
        }
    }
}
