//! How many of the agreement dates of labelled contracts are covered.
//!
//! `cargo run -p tacenda-detect --example contract_dates -- FOLDER`, where the folder holds
//! `gold.json` and the contracts as text.

use std::path::Path;

use serde::Deserialize;
use tacenda_core::{Candidate, Detector, Span};
use tacenda_detect::{PatternDetector, RecogniserSet};

#[derive(Deserialize)]
struct Contract {
    txt: String,
    /// A list of strings in Python's notation.
    agreement_date: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let gold = std::fs::read_to_string(Path::new(&folder).join("gold.json"))?;
    let contracts: Vec<Contract> = serde_json::from_str(&gold)?;
    let detector = PatternDetector::new(&RecogniserSet::all());
    let (mut covered, mut all) = (0, 0);
    for contract in contracts {
        let bytes = std::fs::read(Path::new(&folder).join(&contract.txt))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut found: Vec<Candidate> = Vec::new();
        detector.detect(&text, &mut found)?;
        found.retain(|c| c.score >= 0.5 && c.entity.as_str() == "DATE");
        let strings = contract.agreement_date.split(['\'', '"']);
        let dates = strings.filter(|s| s.len() > 5 && s.contains(|c: char| c.is_ascii_digit()));
        for date in dates {
            for (start, _) in text.match_indices(date) {
                let Some(span) = Span::new(start, start + date.len()) else {
                    continue;
                };
                all += 1;
                if found.iter().any(|c| c.extent.hull().contains(span)) {
                    covered += 1;
                } else {
                    println!("missed {date:?} in {}", contract.txt);
                }
            }
        }
    }
    println!("{covered} of {all} occurrences of agreement dates covered by one finding");
    Ok(())
}
