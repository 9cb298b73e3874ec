//! `tacenda models`: packs on this machine.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use tacenda_ner::{DeviceOptions, ModelPack, Origin, PackStore, Pipeline, Runtime, resources};

/// Arguments of `tacenda models`.
#[derive(Args)]
pub struct ModelsArgs {
    #[command(subcommand)]
    action: Action,
    /// Folder of added packs.
    #[arg(long, global = true, value_name = "DIR")]
    store: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value = "table")]
    format: ListFormat,
}

/// How lists are printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// Columns for people.
    Table,
    /// One JSON object a line.
    Json,
}

#[derive(Subcommand)]
enum Action {
    /// All packs.
    List,
    /// Check a folder and copy it into the store.
    Add {
        /// Folder with model.onnx, config.json and tokenizer.json or vocab.txt.
        dir: PathBuf,
    },
    /// Remove a pack that was added.
    Remove {
        /// Its name.
        id: String,
    },
    /// Load a pack, run it once and show what it is.
    Check {
        /// Its name, or a folder.
        id: String,
    },
}

/// Runs the command; the number is the exit code.
pub fn run(args: ModelsArgs) -> Result<u8, String> {
    let store = store(args.store)?;
    let json = args.format == ListFormat::Json;
    match args.action {
        Action::List => {
            for stored in store.list() {
                match ModelPack::open(&stored.folder) {
                    Ok(pack) => show(&pack, stored.origin, json),
                    Err(error) => println!("{:<24} not usable: {error}", stored.id),
                }
            }
        }
        Action::Add { dir } => {
            check(&ModelPack::open(&dir).map_err(text)?.folder)?;
            let stored = store.add(&dir).map_err(text)?;
            println!("added {} in {}", stored.id, stored.folder.display());
        }
        Action::Remove { id } => {
            store.remove(&id).map_err(text)?;
            println!("removed {id}");
        }
        Action::Check { id } => {
            let pipeline = check(&store.open(&id).map_err(text)?.folder)?;
            details(&pipeline, json);
        }
    }
    Ok(0)
}

/// The packs of this user, in `own` or where the program keeps them, and those that come with the
/// product.
pub fn store(own: Option<PathBuf>) -> Result<PackStore, String> {
    let own = own.unwrap_or_else(|| crate::folders::data().join("models"));
    let bundled = resources::locate().map_err(text)?.models();
    Ok(PackStore::new(own, bundled))
}

fn check(folder: &std::path::Path) -> Result<Pipeline, String> {
    let resources = resources::locate().map_err(text)?;
    let runtime = Runtime::load(&resources::runtime_library(&resources)).map_err(text)?;
    let pack = ModelPack::open(folder).map_err(text)?;
    Pipeline::open(&runtime, pack, &DeviceOptions::default()).map_err(text)
}

fn show(pack: &ModelPack, origin: Origin, as_json: bool) {
    let bundled = origin == Origin::Bundled;
    let licence = pack
        .licence
        .clone()
        .unwrap_or_else(|| "not stated".to_owned());
    if as_json {
        let line = json!({
            "id": pack.id, "architecture": pack.architecture, "sha256": pack.hash.to_string(),
            "licence": licence, "bundled": bundled, "folder": pack.folder,
            "labels": labels(pack),
        });
        println!("{line}");
    } else {
        let origin = if bundled { "bundled" } else { "added" };
        println!(
            "{:<24} {origin:<8} {} ({licence})",
            pack.id, pack.architecture
        );
    }
}

fn labels(pack: &ModelPack) -> serde_json::Map<String, serde_json::Value> {
    pack.labels
        .iter()
        .map(|(kind, entity)| (kind.to_owned(), entity.as_str().into()))
        .collect()
}

fn details(pipeline: &Pipeline, as_json: bool) {
    let (pack, graph, size) = (pipeline.pack(), pipeline.graph(), pipeline.windows());
    let inputs: Vec<String> = graph
        .inputs
        .iter()
        .map(|i| format!("{} ({:?}, {:?})", i.name, i.role, i.width))
        .collect();
    if as_json {
        let line = json!({
            "id": pack.id, "architecture": pack.architecture, "sha256": pack.hash.to_string(),
            "licence": pack.licence, "scheme": pack.tags.scheme().name(), "labels": labels(pack),
            "aggregation": pack.aggregation.name(), "inputs": inputs, "output": graph.output,
            "fixed_tokens": graph.fixed_tokens, "window": size.tokens, "overlap": size.overlap,
            "note": pack.note(), "longest": size.whole, "device": pipeline.device().used.to_string(),
        });
        println!("{line}");
        return;
    }
    println!("{}: usable", pack.id);
    println!("  architecture  {}", pack.architecture);
    println!("  model         {}", pack.model.display());
    println!("  sha256        {}", pack.hash);
    if let Some(note) = pack.note() {
        println!("  note          {note}");
    }
    println!(
        "  licence       {}",
        pack.licence.as_deref().unwrap_or("not stated")
    );
    println!("  inputs        {}", inputs.join(", "));
    println!("  output        {}", graph.output);
    let fixed = graph
        .fixed_tokens
        .map_or(String::new(), |n| format!(", fixed at {n}"));
    println!(
        "  longest       {} tokens{fixed}; windows of {} share {}",
        size.whole, size.tokens, size.overlap
    );
    println!(
        "  scheme        {}, aggregation {}",
        pack.tags.scheme().name(),
        pack.aggregation.name()
    );
    for (kind, entity) in pack.labels.iter() {
        println!("  {kind:<20} counts as {entity}");
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
