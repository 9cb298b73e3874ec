//! Prints what a pack finds in each row of a JSONL file, for comparison with another
//! implementation: `parity FOLDER ROWS.jsonl`, one JSON object a row with the logits' digest
//! values and the entities (in code points) for every aggregation strategy.

use std::error::Error;
use std::path::Path;

use tacenda_core::CanonicalText;
use tacenda_ner::{Aggregation, DeviceOptions, ModelPack, Pipeline, Runtime, resources};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, rows] = args.as_slice() else {
        return Err("usage: parity FOLDER ROWS.jsonl".into());
    };
    let found = resources::locate()?;
    let runtime = Runtime::load(&resources::runtime_library(&found))?;
    let pack = ModelPack::open(Path::new(folder))?;
    let pipeline = Pipeline::open(&runtime, pack, &DeviceOptions::default())?;
    for line in std::fs::read_to_string(rows)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("a row without text")?;
        let mut strategies = serde_json::Map::new();
        for strategy in Aggregation::REFERENCE {
            let entities = pipeline.entities(text, strategy)?;
            let bytes = entities.iter().flat_map(|e| [e.start, e.end]);
            let mut sorted: Vec<usize> = bytes.collect();
            sorted.sort_unstable();
            let points = CanonicalText::new(text.to_owned()).code_points(&sorted);
            let point = |byte| {
                sorted
                    .binary_search(&byte)
                    .map(|at| points[at])
                    .unwrap_or(0)
            };
            let list: Vec<_> = entities
                .iter()
                .map(|e| serde_json::json!([point(e.start), point(e.end), e.label, e.score]))
                .collect();
            strategies.insert(strategy.name().to_owned(), list.into());
        }
        let logits = pipeline.logits(text).unwrap_or_default();
        println!(
            "{}",
            serde_json::json!({"id": row["id"], "logits": logits, "spans": strategies})
        );
    }
    Ok(())
}
