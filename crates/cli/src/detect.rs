//! `tacenda detect`: what would be found.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tacenda_core::{CancelToken, Finding};
use tacenda_engine::{EngineError, Source, oneshot};

use crate::detectors::{self, Chosen, DetectionArgs};
use crate::exit::Exit;
use crate::{collect, failure, isolation, progress, report, rows, stop};

/// Arguments of `tacenda detect`.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders.
    #[arg(required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// Rows `{"id","text"}` instead of files; one row out for each row in.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl: Option<PathBuf>,
    #[command(flatten)]
    detection: DetectionArgs,
    /// Show everything from this score on instead of the policy's thresholds.
    #[arg(long)]
    min_score: Option<f32>,
    /// Show what was found, not only where.
    #[arg(long)]
    with_text: bool,
    /// End with code 1 when something is found.
    #[arg(long)]
    fail_on_find: bool,
    /// `json` prints one object a line.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Opens encrypted files.
    #[arg(long)]
    password: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Json,
    Table,
}

impl Args {
    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        self.min_score
            .map_or(!finding.near_miss, |least| finding.score >= least)
    }
}

/// Finds entities and prints them.
pub fn run(args: Args, quiet: bool) -> Exit {
    let rules = match detectors::rules(&args.detection) {
        Ok(rules) => rules,
        Err(message) => return Exit::Usage.with(message),
    };
    let chosen = match detectors::choose(&args.detection, rules) {
        Ok(chosen) => chosen,
        Err(message) => return Exit::Model.with(message),
    };
    let cancel = stop::on_interrupt();
    if let Some(path) = &args.jsonl {
        return lines(path, &args, &chosen, &cancel);
    }
    let (files, unreadable) = collect::files(&args.files);
    let mut exit = Exit::Done;
    for (folder, reason) in unreadable {
        exit = exit.and(Exit::Input.with(format!("{}: {reason}", folder.display())));
    }
    for input in files {
        match file(&input.path, &args, &chosen, quiet, &cancel) {
            Ok(0) => {}
            Ok(_) if args.fail_on_find => exit = exit.and(Exit::Found),
            Ok(_) => {}
            Err(error) => exit = exit.and(failure::report(&input.path, &error)),
        }
        if exit == Exit::Stopped {
            break;
        }
    }
    exit
}

/// Prints what is found in one file; gives how many.
fn file(
    path: &Path,
    args: &Args,
    chosen: &Chosen,
    quiet: bool,
    cancel: &CancelToken,
) -> Result<usize, EngineError> {
    let opened = oneshot::read(
        &isolation(),
        Source::read(path)?,
        args.password.as_deref(),
        cancel,
    )?;
    let bar = progress::bar(opened.reading.document.text.len() as u64, "bytes", quiet);
    bar.set_message(path.display().to_string());
    let findings = oneshot::detect(&opened, &chosen.detection, cancel, &mut |at| {
        bar.set_length(at.total);
        bar.set_position(at.done);
    })?;
    bar.finish_and_clear();
    let shown: Vec<&Finding> = findings.iter().filter(|f| args.shows(f)).collect();
    let spans = report::spans(&opened.reading, &shown, args.with_text);
    let mut notices = report::notices(&opened.reading.notices);
    notices.extend(fallback(chosen));
    match args.format {
        Format::Json => println!(
            "{}",
            json!({
                "file": path.display().to_string(),
                "sha256": opened.source.sha256.to_string(),
                "pages": opened.reading.document.pages.len(),
                "characters": opened.reading.document.text.as_str().chars().count(),
                "model": chosen.model,
                "device": chosen.device,
                "policy": chosen.policy,
                "spans": spans,
                "notices": notices,
            })
        ),
        Format::Table => table(path, &spans, &notices),
    }
    Ok(spans.len())
}

fn table(path: &Path, spans: &[Value], notices: &[Value]) {
    println!("{}: {} found", path.display(), spans.len());
    for span in spans {
        let page = span["page"]
            .as_u64()
            .map_or(String::new(), |p| format!("p. {p}"));
        println!(
            "  {:<16} {:>5.2}  {:>8}–{:<8} {page:<7} {}",
            span["label"].as_str().unwrap_or_default(),
            span["score"].as_f64().unwrap_or_default(),
            span["start"],
            span["end"],
            span["text"].as_str().unwrap_or_default().replace('\n', "⏎"),
        );
    }
    for notice in notices {
        let place = notice["page"]
            .as_u64()
            .map_or(String::new(), |p| format!("page {p}: "));
        println!(
            "  ! {place}{}",
            notice["message"].as_str().unwrap_or_default()
        );
    }
}

/// The notice that another device is used than was asked for.
pub fn fallback(chosen: &Chosen) -> Option<Value> {
    let code = tacenda_core::NoticeCode::DeviceFallback;
    chosen.fallback.as_ref().map(|reason| {
        json!({"code": code.as_str(), "page": null, "part": null, "message": code.message(), "detail": reason})
    })
}

/// Rows in, rows out, in order.
fn lines(path: &Path, args: &Args, chosen: &Chosen, cancel: &CancelToken) -> Exit {
    let failed = |reason: String| Exit::Input.with(format!("{}: {reason}", path.display()));
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return failed(error.to_string()),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut found = 0;
    for (number, line) in std::io::BufReader::new(file).lines().enumerate() {
        let row = line
            .map_err(|e| e.to_string())
            .and_then(|l| rows::parse(&l));
        let row = match row {
            Ok(Some(row)) => row,
            Ok(None) => continue,
            Err(reason) => return failed(format!("line {}: {reason}", number + 1)),
        };
        let spans = match rows::spans(&row.text, &chosen.detection, cancel, |f| args.shows(f)) {
            Ok(spans) => spans,
            Err(error) => return failure::report(path, &error),
        };
        found += spans.len();
        if let Err(error) = writeln!(out, "{}", json!({"id": row.id, "spans": spans})) {
            return failed(error.to_string());
        }
    }
    if let Err(error) = out.flush() {
        return failed(error.to_string());
    }
    if found > 0 && args.fail_on_find {
        Exit::Found
    } else {
        Exit::Done
    }
}
