//! From a document to its findings: every detector over every text of the document, merged.

use std::ops::ControlFlow;
use std::sync::Arc;

use tacenda_core::{
    CancelToken, Candidate, DetectError, Detector, Document, Extent, Finding, ScanSink, Span, View,
};
use tacenda_detect::link::{DocumentText, Place, link};
use tacenda_detect::lists::Sorted;

use crate::{EngineError, Rules};

/// Longer texts are scanned piece by piece, so that review can start on the first pieces while
/// the rest is still being read. Pieces end at a paragraph or line end; no entity spans one.
const PIECE: usize = 96 << 10;

/// What finds entities, and by which rules they are merged.
#[derive(Clone)]
pub struct Detection {
    /// Asked one after the other.
    pub detectors: Vec<Arc<dyn Detector>>,
    /// Thresholds and wanted types.
    pub rules: Arc<Rules>,
}

impl Detection {
    /// The ids of the detectors, as they are stamped into records.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.all().iter().map(|d| d.id()).collect()
    }

    /// The detectors and the policy's own list.
    fn all(&self) -> Vec<Arc<dyn Detector>> {
        self.detectors
            .iter()
            .cloned()
            .chain(self.rules.always())
            .collect()
    }
}

/// How far a long work is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Units done (bytes of text for a scan).
    pub done: u64,
    /// Units in all.
    pub total: u64,
}

/// Scans `document` and hands over its findings in batches: those of the detectors in order of
/// their place, then other spellings and occurrences of them (evidence `link:`).
///
/// `progress` is called at least every few tens of kilobytes.
///
/// # Errors
/// [`EngineError::Stopped`] once `cancel` is set; [`EngineError::Detect`] when a detector fails:
/// what was handed over until then is not the whole.
pub fn scan(
    document: &Document,
    detection: &Detection,
    cancel: &CancelToken,
    progress: &mut dyn FnMut(Progress),
    found: &mut dyn FnMut(Vec<Finding>) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let text = document.text.as_str();
    let views: Vec<String> = document
        .views
        .iter()
        .map(|view| view.text(&document.text))
        .collect();
    let length = text.len() + views.iter().map(String::len).sum::<usize>();
    let detectors = detection.all();
    let mut run = Run {
        detectors: &detectors,
        rules: &detection.rules,
        cancel,
        progress,
        done: 0,
        total: (length * detectors.len().max(1)) as u64,
    };
    let mut all: Vec<Finding> = Vec::new();
    if views.is_empty() {
        for piece in pieces(text, PIECE) {
            let candidates = run.detect(&text[piece.range()])?;
            let findings = detection.rules.merge(&text[piece.range()], candidates);
            let moved = findings.into_iter().map(|f| shifted(f, piece.start()));
            let findings: Vec<Finding> = moved.collect();
            all.extend_from_slice(&findings);
            found(findings)?;
        }
    } else {
        let findings = with_views(&mut run, document, &views)?;
        all.extend_from_slice(&findings);
        found(findings)?;
    }
    if cancel.is_cancelled() {
        return Err(EngineError::Stopped);
    }
    let linked = linked(text, &all, &detection.rules);
    if linked.is_empty() {
        Ok(())
    } else {
        found(linked)
    }
}

/// A finding of a view can stand anywhere in the text, so that nothing is final before all views
/// are read. Formats with views (Word) are short.
fn with_views(
    run: &mut Run<'_>,
    document: &Document,
    views: &[String],
) -> Result<Vec<Finding>, EngineError> {
    let text = document.text.as_str();
    let mut all = run.detect(text)?;
    for (view, view_text) in document.views.iter().zip(views) {
        let found = run.detect(view_text)?;
        add_mapped(&mut all.kept, found.kept, view);
        add_mapped(&mut all.suppressed, found.suppressed, view);
    }
    Ok(run.rules.merge(text, all))
}

/// Adds what was found in a view, by its place in the text.
fn add_mapped(all: &mut Vec<Candidate>, found: Vec<Candidate>, view: &View) {
    for candidate in found {
        let parts = candidate.extent.parts().iter();
        let mapped = parts.filter_map(|part| view.to_canonical(part.start(), part.end()));
        let parts: Vec<Span> = mapped.flat_map(|e| e.parts().to_vec()).collect();
        let Some(extent) = Extent::new(parts) else {
            continue;
        };
        let candidate = Candidate {
            extent,
            ..candidate
        };
        // The same hit in the same words is one piece of evidence, not two.
        if !all.contains(&candidate) {
            all.push(candidate);
        }
    }
}

/// Other spellings and occurrences of what was found, where no finding stands yet.
fn linked(text: &str, found: &[Finding], rules: &Rules) -> Vec<Finding> {
    let document = DocumentText {
        name: "",
        text,
        findings: found,
    };
    let candidates = link(&[document])
        .into_iter()
        .filter_map(|link| match link.place {
            Place::Text(candidate) => Some(candidate),
            Place::FileName(_) => None,
        });
    let candidates = rules.sort(text, candidates.collect());
    let mut findings = rules.merge(text, candidates);
    let taken: Vec<Span> = found
        .iter()
        .filter(|f| !f.near_miss)
        .flat_map(|f| f.extent.parts().to_vec())
        .collect();
    // Both are sorted by place, and findings are disjoint.
    findings.retain(|f| {
        let hull = f.extent.hull();
        let from = taken.partition_point(|span| span.end() <= hull.start());
        taken[from..]
            .first()
            .is_none_or(|span| span.start() >= hull.end())
    });
    findings
}

struct Run<'a> {
    detectors: &'a [Arc<dyn Detector>],
    rules: &'a Rules,
    cancel: &'a CancelToken,
    progress: &'a mut dyn FnMut(Progress),
    done: u64,
    total: u64,
}

impl Run<'_> {
    fn detect(&mut self, text: &str) -> Result<Sorted, EngineError> {
        let mut candidates = Vec::new();
        for detector in self.detectors {
            if self.cancel.is_cancelled() {
                return Err(EngineError::Stopped);
            }
            let mut sink = Sink {
                candidates: &mut candidates,
                cancel: self.cancel,
                progress: self.progress,
                base: self.done,
                length: text.len() as u64,
                total: self.total,
            };
            match detector.detect(text, &mut sink) {
                Ok(()) => {}
                Err(DetectError::Stopped) => return Err(EngineError::Stopped),
                Err(error) => return Err(error.into()),
            }
            self.done += text.len() as u64;
            (self.progress)(Progress {
                done: self.done,
                total: self.total,
            });
        }
        Ok(self.rules.sort(text, candidates))
    }
}

struct Sink<'a> {
    candidates: &'a mut Vec<Candidate>,
    cancel: &'a CancelToken,
    progress: &'a mut dyn FnMut(Progress),
    base: u64,
    length: u64,
    total: u64,
}

impl Sink<'_> {
    fn go_on(&self) -> ControlFlow<()> {
        if self.cancel.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl ScanSink for Sink<'_> {
    fn candidate(&mut self, candidate: Candidate) -> ControlFlow<()> {
        self.candidates.push(candidate);
        self.go_on()
    }

    fn progress(&mut self, bytes_done: usize) -> ControlFlow<()> {
        let done = self.base + (bytes_done as u64).min(self.length);
        (self.progress)(Progress {
            done,
            total: self.total,
        });
        self.go_on()
    }
}

fn shifted(finding: Finding, by: usize) -> Finding {
    let parts = finding.extent.parts().iter();
    let moved = parts.filter_map(|p| Span::new(p.start() + by, p.end() + by));
    match Extent::new(moved.collect()) {
        Some(extent) => Finding { extent, ..finding },
        None => finding,
    }
}

/// Cuts `text` into pieces of at most about `size` bytes that end after a blank line, else after
/// a line end, else after a space, else at any character.
fn pieces(text: &str, size: usize) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let mut window = size.min(rest.len());
        while !rest.is_char_boundary(window) {
            window += 1;
        }
        let length = if window == rest.len() {
            window
        } else {
            let head = &rest[..window];
            // Not in the first half: pieces would become tiny.
            let after = |needle: &str| {
                let at = head.rfind(needle)? + needle.len();
                (at > window / 2).then_some(at)
            };
            after("\n\n")
                .or_else(|| after("\n"))
                .or_else(|| after(" "))
                .unwrap_or(window)
        };
        pieces.extend(Span::new(start, start + length));
        start += length;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tacenda_core::{CanonicalText, EntityType, FormatKind};
    use tacenda_testkit::FakeDetector;

    fn document(text: &str) -> Document {
        Document {
            kind: FormatKind::Text,
            text: CanonicalText::new(text.into()),
            pages: vec![],
            sections: vec![],
            blocks: vec![],
            marks: vec![],
            views: vec![],
        }
    }

    fn detection(words: &[(&str, EntityType)]) -> Detection {
        Detection {
            detectors: vec![Arc::new(FakeDetector::new(words))],
            rules: Arc::new(Rules::default()),
        }
    }

    fn found(document: &Document, detection: &Detection) -> Vec<Finding> {
        let mut all = Vec::new();
        scan(
            document,
            detection,
            &CancelToken::new(),
            &mut |_| {},
            &mut |batch| {
                all.extend(batch);
                Ok(())
            },
        )
        .expect("scanned");
        all
    }

    #[test]
    fn long_texts_come_in_batches_with_true_offsets() {
        let line = format!("{} Jane Roe.\n", "word ".repeat(20));
        let text = line.repeat(3000);
        let document = document(&text);
        let all = found(&document, &detection(&[("Jane Roe", EntityType::PERSON)]));
        assert_eq!(all.len(), 3000);
        for finding in &all {
            assert_eq!(document.text.get(finding.extent.hull()), Some("Jane Roe"));
        }
    }

    #[test]
    fn a_name_that_only_a_view_shows_is_found_in_its_parts() {
        let mut document = document("John SimSmith left.");
        let span = |s, e| Span::new(s, e).expect("not empty");
        document.views.push(View {
            name: "accepted".into(),
            pieces: vec![span(0, 5), span(8, 19)],
        });
        let all = found(&document, &detection(&[("John Smith", EntityType::PERSON)]));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].extent.parts(), [span(0, 4), span(8, 13)]);
    }

    #[test]
    fn a_cancelled_scan_says_so() {
        let cancel = CancelToken::new();
        cancel.cancel();
        let detection = detection(&[("a", EntityType::MISC)]);
        let stopped = scan(
            &document("a"),
            &detection,
            &cancel,
            &mut |_| {},
            &mut |_| Ok(()),
        );
        assert!(matches!(stopped, Err(EngineError::Stopped)));
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_once(text in "[a-zé \\n]{0,200}", size in 1usize..40) {
            let pieces = pieces(&text, size);
            let joined: String = pieces.iter().map(|p| &text[p.range()]).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
