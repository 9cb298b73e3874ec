//! Work grows in proportion to the text, whatever it says.

use std::time::{Duration, Instant};

use tacenda_core::{Candidate, Detector};
use tacenda_detect::{PatternDetector, RecogniserSet};

/// Texts that make a backtracking or restarting matcher go over the same bytes again and again.
const HOSTILE: &[(&str, &str)] = &[
    ("digits", "1"),
    ("spaced digits", "1 2 "),
    ("letters", "a"),
    ("dotted", "a."),
    ("at signs", "a@"),
    ("colons", "1:"),
    ("fillers", "P<"),
    ("names", "1 Aa Bb "),
    ("labels", "MRN: "),
    ("base58", "1A"),
    (
        "numbers that nearly pass",
        "123-45-678 078 05 1120 4111 1111 1111 111 ",
    ),
    ("dates", "31/12/1 March 3 May "),
    ("schemes", "http://"),
    ("at and dot", "at dot "),
    ("hexadecimal", "0f:"),
    ("groups", "12-34."),
    ("iban", "DE00 AAAA "),
    ("wide", "é1"),
    ("lines", "4111 1111\n"),
    ("short lines", "1\n"),
];

fn time(detector: &PatternDetector, text: &str) -> Duration {
    let start = Instant::now();
    let mut found: Vec<Candidate> = Vec::new();
    detector.detect(text, &mut found).expect("scan");
    start.elapsed()
}

/// Eight times the text may take at most three times eight times as long; a quadratic scan would
/// take 64 times as long. The margin is for a busy machine.
#[test]
fn eight_times_the_text_takes_about_eight_times_as_long() {
    let detector = PatternDetector::new(&RecogniserSet::all());
    for (name, unit) in HOSTILE {
        let small = unit.repeat(40_000 / unit.len());
        let large = unit.repeat(320_000 / unit.len());
        time(&detector, &small);
        let small = (0..3)
            .map(|_| time(&detector, &small))
            .min()
            .unwrap_or_default();
        let large = time(&detector, &large);
        println!("{name:26} {small:>12.1?} {large:>12.1?}");
        assert!(large < small * 24 + Duration::from_millis(50), "{name}");
    }
}

/// Ten megabytes of each; run with `--release -- --ignored --nocapture` to see the times.
#[test]
#[ignore = "takes a minute without optimisation"]
fn ten_megabytes_of_each_pass() {
    let detector = PatternDetector::new(&RecogniserSet::all());
    for (name, unit) in HOSTILE {
        let text = unit.repeat(10_000_000 / unit.len());
        println!("{name:26} {:>12.1?}", time(&detector, &text));
    }
}
