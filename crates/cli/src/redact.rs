//! `tacenda redact`: from files to checked redacted copies.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tacenda_core::{CancelToken, ExportMode, ExportOptions, TrackedChanges, UnknownParts};
use tacenda_engine::oneshot::{self, Accept, How};
use tacenda_engine::{EngineError, Existing, Labels, Rules, SaveError, Source, Stamp, Style};

use crate::collect::{self, Input};
use crate::detectors::{self, Chosen, DetectionArgs};
use crate::exit::Exit;
use crate::{clock, failure, isolation, progress, stop};

/// Arguments of `tacenda redact`.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Folder for the redacted copies; made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    detection: DetectionArgs,
    /// Strings to remove wherever they stand, one a line, found or not.
    #[arg(long, value_name = "FILE")]
    terms: Option<PathBuf>,
    /// Which findings are removed: all, those that the policy accepts, or none.
    #[arg(long, value_enum, default_value_t = Which::Policy)]
    accept: Which,
    /// What stands in their place; the policy says if left out.
    #[arg(long, value_enum)]
    style: Option<Place>,
    /// Text stays text, or pages become pictures with a clean text layer.
    #[arg(long, value_enum, default_value_t = Mode::Native)]
    mode: Mode,
    /// Tracked changes: keep them (redacted), accept all, or reject all.
    #[arg(long, value_enum, default_value_t = Changes::Keep)]
    tracked_changes: Changes,
    /// Remove comments altogether.
    #[arg(long)]
    remove_comments: bool,
    /// Remove parts that hold text and have no known place, instead of refusing the file.
    #[arg(long)]
    remove_unknown_parts: bool,
    /// Replace files of the same name in the folder.
    #[arg(long)]
    overwrite: bool,
    /// Save each receipt as a Word document beside the copy.
    #[arg(long)]
    receipt_docx: bool,
    /// Save the text that is left as a Word document beside the copy.
    #[arg(long)]
    text_docx: bool,
    /// Opens encrypted files.
    #[arg(long)]
    password: Option<String>,
    /// `json` prints one object a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    All,
    Policy,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Place {
    Box,
    Label,
    Pseudonym,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Mode {
    Native,
    Raster,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Changes {
    Keep,
    Accept,
    Reject,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Json,
    Text,
}

/// What all files of a run share.
struct Run {
    rules: Rules,
    /// Absent when nothing is to be found.
    chosen: Option<Chosen>,
    how: How,
    labels: Labels,
    existing: Existing,
    cancel: CancelToken,
}

/// Redacts every file and says how it went.
pub fn run(args: Args, quiet: bool) -> Exit {
    let rules = match detectors::rules(&args.detection) {
        Ok(rules) => rules,
        Err(message) => return Exit::Usage.with(message),
    };
    let terms = match args.terms.as_deref().map_or(Ok(Vec::new()), collect::terms) {
        Ok(terms) => terms,
        Err(message) => return Exit::Usage.with(message),
    };
    let chosen = match args.accept {
        Which::None => None,
        _ => match detectors::choose(&args.detection, rules.clone()) {
            Ok(chosen) => Some(chosen),
            Err(message) => return Exit::Model.with(message),
        },
    };
    let mut run = Run {
        rules,
        chosen,
        how: how(&args, terms),
        labels: Labels::default(),
        existing: if args.overwrite {
            Existing::Replace
        } else {
            Existing::Keep
        },
        cancel: stop::on_interrupt(),
    };
    let (files, unreadable) = collect::files(&args.files);
    let mut exit = Exit::Done;
    for (folder, reason) in unreadable {
        exit = exit.and(Exit::Input.with(format!("{}: {reason}", folder.display())));
    }
    let bar = progress::bar(files.len() as u64, "files", quiet);
    for input in files {
        bar.set_message(input.path.display().to_string());
        match run.file(&args, &input) {
            Ok(row) => bar.suspend(|| print(&row, args.format, quiet)),
            Err(error) => {
                exit = exit.and(bar.suspend(|| failure::report(&input.path, &error)));
                if args.format == Format::Json {
                    let row = json!({"file": input.path.display().to_string(), "output": null, "verified": false,
                        "error": {"code": error.code(), "message": error.to_string()}});
                    bar.suspend(|| println!("{row}"));
                }
            }
        }
        if exit == Exit::Stopped {
            break;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    exit
}

fn how(args: &Args, terms: Vec<String>) -> How {
    How {
        accept: match args.accept {
            Which::All => Accept::All,
            Which::Policy => Accept::Policy,
            Which::None => Accept::None,
        },
        terms,
        style: args.style.map(|style| match style {
            Place::Box => Style::Box,
            Place::Label => Style::Label,
            Place::Pseudonym => Style::Pseudonym,
        }),
        date_secret: None,
        options: ExportOptions {
            mode: match args.mode {
                Mode::Native => ExportMode::Native,
                Mode::Raster => ExportMode::Raster,
            },
            tracked_changes: match args.tracked_changes {
                Changes::Keep => TrackedChanges::Keep,
                Changes::Accept => TrackedChanges::AcceptAll,
                Changes::Reject => TrackedChanges::RejectAll,
            },
            unknown_parts: if args.remove_unknown_parts {
                UnknownParts::Remove
            } else {
                UnknownParts::Refuse
            },
            remove_comments: args.remove_comments,
            quick: false,
        },
    }
}

impl Run {
    fn file(&mut self, args: &Args, input: &Input) -> Result<Value, EngineError> {
        let source = Source::read(&input.path)?;
        let mut opened =
            oneshot::read(&isolation(), source, args.password.as_deref(), &self.cancel)?;
        let findings = match &self.chosen {
            Some(chosen) => oneshot::detect(&opened, &chosen.detection, &self.cancel, &mut |_| {})?,
            None => Vec::new(),
        };
        let plan = oneshot::plan(&opened, &findings, &self.rules, &self.how, &mut self.labels)?;
        let export = oneshot::redact(&mut opened, &plan, &self.stamp(), &self.cancel)?;
        let target = plain_document(args.out.join(&input.below));
        make_folder(&target)?;
        let receipt = export.save(&target, self.existing)?;
        let mut beside = Vec::new();
        if args.receipt_docx {
            beside.push(named(&target, "receipt"));
            receipt.save_docx(&named(&target, "receipt"), self.existing)?;
        }
        if args.text_docx {
            let text = export.clean_text(&isolation(), &self.cancel)?;
            beside.push(named(&target, "text"));
            text.save(&named(&target, "text"), self.existing)?;
        }
        let mut row = json!({
            "file": input.path.display().to_string(),
            "output": target.display().to_string(),
            "sha256_in": receipt.sha256_in,
            "sha256_out": receipt.sha256_out,
            "redactions": receipt.redactions,
            "verified": true,
            "checks": receipt.checks.iter().map(|(n, d)| json!({"name": n, "detail": d})).collect::<Vec<_>>(),
            "notices": receipt.notices.iter().map(|n| json!({"code": n.code, "place": n.place, "detail": n.detail})).collect::<Vec<_>>(),
            "beside": beside,
            "policy": receipt.policy,
            "detectors": receipt.detectors,
        });
        if let (Some(notice), Some(list)) = (
            self.chosen.as_ref().and_then(crate::detect::fallback),
            row["notices"].as_array_mut(),
        ) {
            list.push(notice);
        }
        Ok(row)
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            policy: self.rules.name().to_owned(),
            policy_sha256: self.rules.digest().to_string(),
            detectors: self
                .chosen
                .as_ref()
                .map(|c| c.detection.ids())
                .unwrap_or_default(),
            reviewer: "policy".into(),
            at: clock::now(),
        }
    }
}

/// The name of a redacted copy. It holds no macros and is no template, and Office opens a plain
/// document under the extension of a plain document only.
fn plain_document(mut target: PathBuf) -> PathBuf {
    let extension = target.extension().map(|e| e.to_ascii_lowercase());
    let plain = match extension.as_ref().and_then(|e| e.to_str()) {
        Some("docm" | "dotx" | "dotm") => "docx",
        Some("xlsm" | "xltx" | "xltm") => "xlsx",
        Some("pptm" | "potx" | "potm" | "ppsx" | "ppsm") => "pptx",
        _ => return target,
    };
    target.set_extension(plain);
    target
}

/// A Word document beside the copy, called like it.
fn named(copy: &Path, what: &str) -> PathBuf {
    let stem = copy.file_stem().unwrap_or_default().to_string_lossy();
    copy.with_file_name(format!("{stem}, {what}.docx"))
}

fn make_folder(target: &Path) -> Result<(), EngineError> {
    let Some(folder) = target.parent() else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|source| {
        SaveError::Io {
            path: folder.to_owned(),
            source,
        }
        .into()
    })
}

fn print(row: &Value, format: Format, quiet: bool) {
    if format == Format::Json {
        println!("{row}");
        return;
    }
    if quiet {
        return;
    }
    let removed: u64 = row["redactions"]
        .as_object()
        .map_or(0, |r| r.values().filter_map(Value::as_u64).sum());
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    println!(
        "{} → {}: {removed} removed, checked",
        text("file"),
        text("output")
    );
    for notice in row["notices"].as_array().into_iter().flatten() {
        let field = |key: &str| notice[key].as_str().unwrap_or_default();
        println!(
            "  ! {}: {} {}",
            field("place"),
            field("code"),
            field("detail")
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_without_macros_is_called_a_plain_document() {
        for (name, copy) in [
            ("a/Brief.docm", "a/Brief.docx"),
            ("Vorlage.DOTX", "Vorlage.docx"),
            ("x.xltm", "x.xlsx"),
            ("show.ppsx", "show.pptx"),
            ("a.docx", "a.docx"),
            ("a.PDF", "a.PDF"),
            ("notes", "notes"),
        ] {
            assert_eq!(plain_document(name.into()), PathBuf::from(copy));
        }
    }
}
