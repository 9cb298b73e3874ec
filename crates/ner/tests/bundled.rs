//! The bundled model on real sentences. Skipped where the resources are not set up.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use tacenda_core::{Candidate, DetectError, Detector, EntityType, ScanSink};
use tacenda_ner::{DeviceOptions, NerDetector, resources};

fn detector() -> Option<&'static NerDetector> {
    static SHARED: OnceLock<Option<NerDetector>> = OnceLock::new();
    let shared = SHARED.get_or_init(|| {
        if let Err(error) = resources::locate() {
            println!("skipped: {error}");
            return None;
        }
        let options = DeviceOptions {
            threads: Some(2),
            ..DeviceOptions::default()
        };
        Some(NerDetector::bundled(&options).expect("the bundled model loads"))
    });
    shared.as_ref()
}

fn found(text: &str) -> Vec<(EntityType, String)> {
    let mut all: Vec<Candidate> = Vec::new();
    detector()
        .expect("checked")
        .detect(text, &mut all)
        .expect("scanned");
    let value = |c: &Candidate| text[c.extent.hull().range()].to_owned();
    all.iter().map(|c| (c.entity.clone(), value(c))).collect()
}

const SENTENCE: &str = "My name is Sarah Johnson and my email is sarah.johnson@example.com.";

#[test]
fn names_and_addresses_are_found_whole() {
    if detector().is_none() {
        return;
    }
    let found = found(SENTENCE);
    assert!(
        found.contains(&(EntityType::PERSON, "Sarah Johnson".into())),
        "{found:?}"
    );
    assert!(
        found.contains(&(EntityType::EMAIL, "sarah.johnson@example.com".into())),
        "{found:?}"
    );
}

#[test]
fn people_organisations_and_places_are_found_in_running_text() {
    if detector().is_none() {
        return;
    }
    let text = "President Barack Obama visited Paris and met Angela Merkel. (\u{201c}Acorn\u{201d}) \
                and Brightwater Analytics LLC signed the lease.";
    let found = found(text);
    for (entity, value) in [
        (EntityType::PERSON, "Barack Obama"),
        (EntityType::LOCATION, "Paris"),
        (EntityType::PERSON, "Angela Merkel"),
        (EntityType::ORGANIZATION, "Brightwater Analytics LLC"),
    ] {
        assert!(
            found.contains(&(entity, value.into())),
            "{value}: {found:?}"
        );
    }
    // A name in quotation marks and brackets is found without them.
    assert!(found.iter().any(|(_, value)| value == "Acorn"), "{found:?}");
}

#[test]
fn texts_without_tokens_give_nothing() {
    if detector().is_none() {
        return;
    }
    for text in ["", " ", "\n\n\r\n", "\0", "\u{200b}", "\u{fffd}"] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

struct StopAfter(u32);

impl ScanSink for StopAfter {
    fn candidate(&mut self, _: Candidate) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
    fn progress(&mut self, _: usize) -> ControlFlow<()> {
        self.0 = self.0.saturating_sub(1);
        if self.0 == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[test]
fn a_break_stops_the_scan_and_the_detector_goes_on_living() {
    let Some(detector) = detector() else { return };
    let long = "The tenant shall pay the rent on the first day of each month. ".repeat(4000);
    let started = std::time::Instant::now();
    let stopped = detector.detect(&long, &mut StopAfter(1));
    assert_eq!(stopped, Err(DetectError::Stopped));
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    assert!(!found(SENTENCE).is_empty());
}

/// The sentence is found at every place of a long text: at the start and end of windows, in the
/// middle of one, and across their borders.
#[test]
fn a_sentence_is_found_wherever_it_stands() {
    let Some(detector) = detector() else { return };
    let filler: Vec<String> = (0..60)
        .map(|n| format!("Clause {n} says that the supplier delivers the goods in good order."))
        .collect();
    let mut missed = Vec::new();
    for at in (0..=filler.len()).step_by(4) {
        let (before, after) = filler.split_at(at);
        let parts = [before, &[SENTENCE.to_owned()], after].concat();
        for separator in ["\n", " "] {
            let text = parts.join(separator);
            let from = text.find(SENTENCE).expect("it is there");
            let mut all: Vec<Candidate> = Vec::new();
            detector.detect(&text, &mut all).expect("scanned");
            for value in ["Sarah", "Johnson", "sarah.johnson@example.com"] {
                let start = from + SENTENCE.find(value).expect("it is there");
                let covered = |byte| all.iter().any(|c| c.extent.hull().range().contains(&byte));
                if !(start..start + value.len()).all(covered) {
                    missed.push((value, at, separator));
                }
            }
        }
    }
    assert_eq!(missed, []);
}

/// A head that comes on each page does not change what is found, and long texts give the same
/// findings each time.
#[test]
fn the_same_text_gives_the_same_findings() {
    let Some(detector) = detector() else { return };
    let page = |n: u32| {
        format!(
            "AGREEMENT BETWEEN THE SUPPLIER AND THE CUSTOMER – CONFIDENTIAL\n\nApplicant {n}: Maria \
             Fernandez, 482 Oakwood Avenue, Springfield, IL 62704, phone (217) 555-0{n:03}.\n\n"
        )
    };
    let text: String = (0..60).map(page).collect();
    let read = || {
        let mut all: Vec<Candidate> = Vec::new();
        detector.detect(&text, &mut all).expect("scanned");
        all
    };
    let first = read();
    assert!(
        first
            .iter()
            .filter(|c| c.entity == EntityType::PERSON)
            .count()
            >= 60
    );
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..3).map(|_| scope.spawn(read)).collect();
        for other in others {
            assert_eq!(other.join().expect("no panic"), first);
        }
    });
}

#[test]
fn offsets_are_right_in_every_script() {
    if detector().is_none() {
        return;
    }
    for before in [
        "",
        "é ",
        "e\u{301} ",
        "日本語 ",
        "👩‍👩‍👧 ",
        "שלום ",
        "\u{feff}",
        "a\r\nb\r\n",
        "\0 ",
        "\u{fffd} ",
        "İ ",
    ] {
        let text = format!("{before}{SENTENCE}");
        let mut all: Vec<Candidate> = Vec::new();
        detector()
            .expect("checked")
            .detect(&text, &mut all)
            .expect("scanned");
        let names: Vec<&str> = all
            .iter()
            .filter(|c| c.entity == EntityType::PERSON)
            .map(|c| &text[c.extent.hull().range()])
            .collect();
        // A word of another script may be proposed too; the name is found where it stands.
        assert!(names.contains(&"Sarah Johnson"), "{before:?}: {names:?}");
    }
}

#[test]
fn spaces_of_a_justified_text_change_nothing() {
    if detector().is_none() {
        return;
    }
    let text = "This Agreement is made between Brightwater Analytics LLC of Springfield and Maria \
                Fernandez, who signed it in Lisbon on 3 March 2019 before Judge Helen Ashworth.";
    let single = found(text);
    assert!(single.len() >= 5, "{single:?}");
    let wide = found(&text.replace(' ', "   "));
    let narrow: Vec<(EntityType, String)> = wide
        .into_iter()
        .map(|(entity, value)| (entity, value.replace("   ", " ")))
        .collect();
    assert_eq!(narrow, single);
}
