//! Acceptance over the test tables of Presidio's recognisers (`tests/corpus/recognisers`), less
//! the cases in `deliberate_differences.json`, each with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tacenda_core::{Candidate, Detector};
use tacenda_detect::{PatternDetector, RecogniserSet, Verdict};

#[derive(Deserialize)]
struct Tables {
    cases: Vec<Case>,
    validators: Vec<Row>,
}

#[derive(Deserialize)]
struct Case {
    recognizer: String,
    text: String,
    entities: Vec<String>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    entity: String,
    start: usize,
    end: usize,
    score: f32,
}

#[derive(Deserialize)]
struct Row {
    file: String,
    test: String,
    /// A string, or a number where the table writes one.
    input: serde_json::Value,
    expected: Option<bool>,
}

impl Row {
    fn text(&self) -> String {
        match &self.input {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// A case or row where the authority's rule, or the task of a redactor, asks for another answer.
#[derive(Deserialize)]
struct Difference {
    /// Recogniser of a case, or file of a checksum row.
    of: String,
    text: String,
    reason: String,
}

/// Scores below this are weak patterns that wait for a context word.
const OFFERED: f32 = 0.4;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).expect("the file is in the repository");
    serde_json::from_str(&text).expect("the file is well formed")
}

fn tables() -> Tables {
    json(&here("../../../tests/corpus/recognisers/cases.json"))
}

fn differences() -> Vec<Difference> {
    json(&here("deliberate_differences.json"))
}

fn scan(detector: &PatternDetector, text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    detector.detect(text, &mut found).expect("scan");
    found.retain(|c| c.score >= OFFERED);
    found
}

/// Spans of `entity`, in code points.
fn spans(text: &str, found: &[Candidate], entity: &str) -> BTreeSet<(usize, usize)> {
    let point = |byte: usize| text[..byte].chars().count();
    found
        .iter()
        .filter(|c| c.entity.as_str() == entity)
        .map(|c| c.extent.hull())
        .map(|s| (point(s.start()), point(s.end())))
        .collect()
}

#[test]
fn positives_and_negatives_of_the_tables() {
    let names: BTreeMap<String, String> = json(&here("entity_names.json"));
    let ours = |entity: &str| {
        names
            .get(entity)
            .cloned()
            .unwrap_or_else(|| entity.to_owned())
    };
    let differences = differences();
    let detector = PatternDetector::new(&RecogniserSet::all());
    let (mut positive, mut positive_right) = (0, 0);
    let (mut negative, mut negative_right) = (0, 0);
    let mut strict_wrong = Vec::new();
    let mut excused = 0;
    for case in tables().cases {
        if differences
            .iter()
            .any(|d| d.of == case.recognizer && d.text == case.text)
        {
            excused += 1;
            continue;
        }
        let found = scan(&detector, &case.text);
        // Where a table names all types that were switched on, the recogniser's own are meant.
        let own: Vec<String> = match (case.expected.first(), case.entities.len()) {
            (Some(expected), _) => vec![ours(&expected.entity)],
            (None, _) => own_types(&case).iter().map(|e| ours(e)).collect(),
        };
        let strong: Vec<&Expected> = case
            .expected
            .iter()
            .filter(|e| e.score >= OFFERED)
            .collect();
        let mut wrong = String::new();
        if case.expected.is_empty() {
            negative += 1;
            let fired = own.iter().any(|t| !spans(&case.text, &found, t).is_empty());
            negative_right += usize::from(!fired);
            if fired {
                wrong = format!("fired: {found:?}");
            }
        } else if !strong.is_empty() {
            positive += 1;
            let wanted: BTreeSet<_> = strong.iter().map(|e| (e.start, e.end)).collect();
            let got = spans(&case.text, &found, &own[0]);
            positive_right += usize::from(wanted == got);
            if wanted != got {
                wrong = format!("wanted {wanted:?}, got {got:?}");
            }
        }
        if !wrong.is_empty() {
            println!("{} {:?}: {wrong}", case.recognizer, case.text);
            let strict = ["Iban", "CreditCard", "Crypto", "Ip"];
            if strict
                .iter()
                .any(|s| case.recognizer == format!("{s}Recognizer"))
            {
                strict_wrong.push(case.text);
            }
        }
    }
    println!(
        "positives {positive_right}/{positive}, negatives {negative_right}/{negative}, excused {excused}"
    );
    assert!(
        strict_wrong.is_empty(),
        "IBAN, card, crypto and IP: {strict_wrong:?}"
    );
    assert!(positive > 300 && positive_right * 100 >= positive * 99);
    assert!(negative > 200 && negative_right * 100 >= negative * 98);
}

/// The own type of a recogniser whose table names every type that was switched on; all of them
/// where no type is its own.
fn own_types(case: &Case) -> Vec<String> {
    if case.entities.len() == 1 {
        return case.entities.clone();
    }
    let own = match case.recognizer.as_str() {
        "UsLicenseRecognizer" => "US_DRIVER_LICENSE",
        "UsItinRecognizer" => "US_ITIN",
        "UsPassportRecognizer" => "US_PASSPORT",
        "PhoneRecognizer" => "PHONE_NUMBER",
        _ => return case.entities.clone(),
    };
    vec![own.to_owned()]
}

#[test]
fn checksum_rows_of_the_tables() {
    let set = RecogniserSet::all();
    let differences = differences();
    let mut wrong = Vec::new();
    let (mut rows, mut excused) = (0, 0);
    for row in tables().validators {
        let input = row.text();
        if differences
            .iter()
            .any(|d| d.of == row.file && d.text == input)
        {
            excused += 1;
            continue;
        }
        rows += 1;
        let file = row
            .file
            .trim_start_matches("test_")
            .trim_end_matches("_recognizer.py");
        let verdict = match (file, row.test.as_str()) {
            ("in_aadhaar", _) => whole(&set, "in_aadhaar", &input),
            ("za_id_number", "test_has_valid_birth_date") => {
                // The date alone: some last digit must make a whole number of it.
                let born = (0..10).any(|last| {
                    let number = format!("{}500008{last}", input);
                    whole(&set, "za_id_number", &number) == Verdict::Valid
                });
                Verdict::decided(born)
            }
            ("in_gstin", "test_validate_pan_format") => whole(&set, "in_pan", &input),
            (name, _) => whole(&set, name, &input),
        };
        let right = match row.expected {
            Some(true) => verdict != Verdict::Invalid,
            Some(false) => verdict == Verdict::Invalid,
            None => verdict == Verdict::Unknown,
        };
        if !right {
            wrong.push(format!(
                "{file} {:?}: expected {:?}, {verdict:?}",
                input, row.expected
            ));
        }
    }
    println!(
        "checksum rows {}/{rows}, excused {excused}",
        rows - wrong.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a recogniser says of a text as a whole: a pattern must match all of it and its check hold.
fn whole(set: &RecogniserSet, name: &str, text: &str) -> Verdict {
    let recogniser = set
        .get(name)
        .unwrap_or_else(|| panic!("no recogniser {name}"));
    let fits = recogniser.patterns.iter().any(|p| {
        regex::bytes::RegexBuilder::new(&format!("^(?:{})$", p.regex))
            .unicode(false)
            .case_insensitive(true)
            .build()
            .expect("patterns are well formed")
            .is_match(text.as_bytes())
    });
    match fits {
        true => (recogniser.check)(text),
        false => Verdict::Invalid,
    }
}

#[test]
fn every_difference_has_a_reason_and_a_case() {
    let tables = tables();
    for d in differences() {
        assert!(d.reason.len() > 20, "{}: say why", d.text);
        let known = tables
            .cases
            .iter()
            .any(|c| c.recognizer == d.of && c.text == d.text)
            || tables
                .validators
                .iter()
                .any(|r| r.file == d.of && r.text() == d.text);
        assert!(known, "{} {:?} is in no table", d.of, d.text);
    }
}
