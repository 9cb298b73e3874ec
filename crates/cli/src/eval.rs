//! `tacenda eval`: scores of a model on labelled data.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use tacenda_core::{Candidate, CanonicalText, Detector as _};
use tacenda_eval::{Counts, Labelled, Report, Scorer, conll, jsonl};
use tacenda_ner::{DeviceChoice, DeviceOptions, LabelMap, NerDetector, Runtime, resources};

use crate::models::ListFormat;

/// Arguments of `tacenda eval`.
#[derive(Args)]
pub struct EvalArgs {
    /// Labelled data: columns (.conll, .txt, .bio) or rows (.jsonl).
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// Name or folder of a model pack.
    #[arg(long, default_value = resources::BUNDLED)]
    model: String,
    /// JSON object from labels, of the data or the model, to types; null leaves a label out on
    /// both sides. Labels that are not in it keep their usual meaning.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Where the model runs.
    #[arg(long, default_value = "auto")]
    device: String,
    /// Threads on the processor.
    #[arg(long)]
    threads: Option<usize>,
    /// How words and entities are put together, instead of the pack's own setting.
    #[arg(long, value_parser = ["none", "simple", "first", "average", "max", "run"])]
    aggregation: Option<String>,
    /// How results are printed.
    #[arg(long, value_enum, default_value = "table")]
    format: ListFormat,
}

/// What labels count as: `None` leaves one out.
struct Names(BTreeMap<String, Option<String>>);

impl Names {
    fn of(&self, label: &str) -> Option<String> {
        match self.0.get(label) {
            Some(set) => set.clone(),
            None => Some(LabelMap::default().entity(label).to_string()),
        }
    }

    fn apply(&self, entities: Vec<Labelled>) -> Vec<Labelled> {
        let known = entities.into_iter();
        known
            .filter_map(|e| {
                Some(Labelled {
                    label: self.of(&e.label)?,
                    ..e
                })
            })
            .collect()
    }
}

/// Runs the command; the number is the exit code.
pub fn run(args: EvalArgs) -> Result<u8, String> {
    let names = Names(match &args.map {
        None => BTreeMap::new(),
        Some(path) => {
            serde_json::from_str(&read(path)?).map_err(|e| format!("{}: {e}", path.display()))?
        }
    });
    let detector = open(&args)?;
    let (data, shown) = (read(&args.data)?, args.data.display());
    let rows = args
        .data
        .extension()
        .is_some_and(|e| e == "jsonl" || e == "json");
    let report = if rows {
        score_rows(
            &detector,
            &names,
            &jsonl::read(&data).map_err(|e| format!("{shown}: {e}"))?,
        )?
    } else {
        score_columns(
            &detector,
            &names,
            &conll::read(&data).map_err(|e| format!("{shown}: {e}"))?,
        )?
    };
    match args.format {
        ListFormat::Json => println!("{}", as_json(&detector, &args.data, &report)),
        ListFormat::Table => table(&detector, &report),
    }
    Ok(0)
}

fn open(args: &EvalArgs) -> Result<NerDetector, String> {
    let device: DeviceChoice = args.device.parse().map_err(text)?;
    let options = DeviceOptions {
        device,
        threads: args.threads,
        ..DeviceOptions::default()
    };
    let resources = resources::locate().map_err(text)?;
    let runtime = Runtime::load(&resources::runtime_library(&resources)).map_err(text)?;
    let mut pack = crate::models::store(None)?
        .open(&args.model)
        .map_err(text)?;
    if let Some(set) = args
        .aggregation
        .as_deref()
        .and_then(tacenda_ner::Aggregation::named)
    {
        pack.aggregation = set;
    }
    NerDetector::open(&runtime, pack, &options).map_err(text)
}

fn score_rows(
    detector: &NerDetector,
    names: &Names,
    rows: &[jsonl::Row],
) -> Result<Report, String> {
    let mut scorer = Scorer::new();
    for row in rows {
        let found = found(detector, &row.text)?;
        scorer.add(&names.apply(row.entities.clone()), &names.apply(found));
    }
    Ok(scorer.report())
}

/// Bounds and types count in tokens, as the scorer of CoNLL counts them.
fn score_columns(
    detector: &NerDetector,
    names: &Names,
    sentences: &[conll::Sentence],
) -> Result<Report, String> {
    let mut scorer = Scorer::new();
    for sentence in sentences {
        let found = names.apply(found(detector, &sentence.text().0)?);
        let tags = sentence.tags_of(&found);
        let found = conll::Sentence {
            tokens: sentence.tokens.clone(),
            tags,
        }
        .entities();
        scorer.add(&names.apply(sentence.entities()), &found);
    }
    Ok(scorer.report())
}

fn found(detector: &NerDetector, row: &str) -> Result<Vec<Labelled>, String> {
    let mut all: Vec<Candidate> = Vec::new();
    detector.detect(row, &mut all).map_err(text)?;
    let canonical = CanonicalText::new(row.to_owned());
    let mut bytes: Vec<usize> = Vec::new();
    for candidate in &all {
        bytes.extend([
            candidate.extent.hull().start(),
            candidate.extent.hull().end(),
        ]);
    }
    bytes.sort_unstable();
    let points = canonical.code_points(&bytes);
    let point = |byte: usize| bytes.binary_search(&byte).map_or(0, |at| points[at]);
    let labelled = all.iter().map(|c| Labelled {
        start: point(c.extent.hull().start()),
        end: point(c.extent.hull().end()),
        label: c.entity.to_string(),
    });
    Ok(labelled.collect())
}

fn table(detector: &NerDetector, report: &Report) {
    println!("model {} on {}", detector.id(), detector.device().used);
    println!(
        "{:<18} {:>6} {:>6} {:>6} {:>7} {:>7} {:>7} {:>7} {:>8} {:>8}",
        "type", "gold", "found", "right", "prec", "recall", "F1", "F2", "charrec", "covered"
    );
    let line = |name: &str, c: &Counts| {
        println!(
            "{name:<18} {:>6} {:>6} {:>6} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>8.2} {:>8.2}",
            c.gold,
            c.found,
            c.correct,
            100.0 * c.precision(),
            100.0 * c.recall(),
            100.0 * c.f1(),
            100.0 * c.f2(),
            100.0 * c.character_recall(),
            100.0 * c.covered_recall(),
        );
    };
    report
        .labels
        .iter()
        .for_each(|(name, counts)| line(name, counts));
    line("total", &report.total);
}

fn as_json(detector: &NerDetector, data: &Path, report: &Report) -> serde_json::Value {
    let one = |c: &Counts| {
        json!({
            "gold": c.gold, "found": c.found, "correct": c.correct,
            "precision": c.precision(), "recall": c.recall(), "f1": c.f1(), "f2": c.f2(),
            "character_recall": c.character_recall(), "covered_recall": c.covered_recall(),
        })
    };
    let labels: serde_json::Map<_, _> = report
        .labels
        .iter()
        .map(|(name, counts)| (name.clone(), one(counts)))
        .collect();
    json!({
        "model": detector.id(), "device": detector.device().used.to_string(), "data": data,
        "labels": labels, "total": one(&report.total),
    })
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
