use std::collections::BTreeMap;
use std::ops::ControlFlow;

use proptest::prelude::*;
use tacenda_core::{Candidate, DetectError, Detector, EntityType, ScanSink};

use super::PatternDetector;
use crate::{FLOOR, RecogniserSet};

fn scan(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let detector = PatternDetector::new(&RecogniserSet::all());
    detector
        .detect(text, &mut found)
        .expect("a scan of a text succeeds");
    found
}

#[test]
fn every_recogniser_is_well_formed() {
    let mut names = BTreeMap::new();
    for r in RecogniserSet::all().iter() {
        *names.entry(r.name).or_insert(0) += 1;
        assert!(EntityType::named(r.entity).is_some(), "{}", r.name);
        assert!(
            !r.patterns.is_empty() || !r.finders.is_empty(),
            "{}",
            r.name
        );
        assert!(
            r.explanation.ends_with('.') && r.explanation.len() > 30,
            "{}",
            r.name
        );
        for word in r.context {
            assert_eq!(*word, word.to_lowercase(), "{}", r.name);
        }
        let weak = r.patterns.iter().all(|p| p.score < FLOOR) && r.finders.is_empty();
        let raised = r.valid_score >= FLOOR || !r.context.is_empty();
        assert!(!weak || raised, "{} can never be proposed", r.name);
    }
    assert!(names.values().all(|&n| n == 1), "{names:?}");
}

#[test]
fn countries_choose_their_own_and_those_of_none() {
    let set = RecogniserSet::countries(&["fr"]);
    assert!(set.get("fr_nir").is_some() && set.get("email").is_some());
    assert!(set.get("us_ssn").is_none());
}

#[test]
fn a_sink_can_stop_the_scan() {
    struct Impatient;
    impl ScanSink for Impatient {
        fn candidate(&mut self, _: Candidate) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
        fn progress(&mut self, _: usize) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }
    let detector = PatternDetector::new(&RecogniserSet::all());
    let stopped = detector.detect("nothing here", &mut Impatient);
    assert_eq!(stopped, Err(DetectError::Stopped));
}

#[test]
fn the_reason_names_check_and_context() {
    let found = scan("Her NHS number is 401 023 2137.");
    let nhs = found
        .iter()
        .find(|c| c.entity.as_str() == "UK_NHS")
        .expect("found");
    assert!(nhs.evidence.validated && nhs.score > 0.9);
    assert_eq!(nhs.evidence.context.as_deref(), Some("nhs number"));
    assert_eq!(nhs.evidence.source, "pattern:uk_nhs");
}

/// Pieces that patterns are made of, so that random texts come near to matching.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,14}",
        "[A-Za-z]{1,6}",
        "[-/.:,;()+#@<%°' \n]{1,2}",
        prop::sample::select(vec![
            "March", "may", "é", "№", "여권", "IBAN", "DE", "SSN", "MRN: ", "at", "dot", "org",
            "age ", "www.", "http://", "::", "Street", "\u{2019}", "x", "<<", "ｱ", "\u{0}",
            "\u{200b}",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_text_gives_spans_that_fit_and_always_the_same(
        pieces in prop::collection::vec(piece(), 0..60),
    ) {
        thread_local! {
            static DETECTOR: PatternDetector = PatternDetector::new(&RecogniserSet::all());
        }
        let text = pieces.concat();
        let mut found: Vec<Candidate> = Vec::new();
        // The same detector, whose automaton has grown over other texts, and a second pass.
        let mut again: Vec<Candidate> = Vec::new();
        DETECTOR.with(|d| {
            d.detect(&text, &mut found)?;
            d.detect(&text, &mut again)
        }).expect("a scan of a text succeeds");
        prop_assert_eq!(&found, &again);
        for candidate in &found {
            prop_assert!(text.get(candidate.extent.hull().range()).is_some());
            prop_assert!((FLOOR..=1.0).contains(&candidate.score));
        }
    }
}
