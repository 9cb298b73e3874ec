//! How fast all recognisers scan text on one core.
//!
//! `cargo run --release -p tacenda-detect --example throughput -- FILES`

use std::collections::BTreeMap;
use std::time::Instant;

use tacenda_core::Detector;
use tacenda_detect::{PatternDetector, RecogniserSet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts: Vec<String> = std::env::args()
        .skip(1)
        .map(|path| std::fs::read(path).map(|b| String::from_utf8_lossy(&b).into_owned()))
        .collect::<Result<_, _>>()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let compiling = Instant::now();
    let detector = PatternDetector::new(&RecogniserSet::all());
    println!(
        "{} recognisers, compiled in {:.0?}",
        RecogniserSet::all().len(),
        compiling.elapsed()
    );
    let mut types = BTreeMap::new();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        types.clear();
        let start = Instant::now();
        for text in &texts {
            let mut found = Vec::new();
            detector.detect(text, &mut found)?;
            for candidate in found.iter().filter(|c| c.score >= 0.4) {
                *types.entry(candidate.entity.to_string()).or_insert(0) += 1;
            }
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{types:?}");
    println!(
        "{bytes} bytes in {best:.3} s: {:.1} MB/s, best of five",
        bytes as f64 / best / 1e6
    );
    Ok(())
}
