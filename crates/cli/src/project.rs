//! `tacenda project`: what the window does, from scripts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use serde_json::json;
use tacenda_core::{CancelToken, EntityType, FindingId, Reviewer};
use tacenda_engine::project::{
    Choice, ExportChoices, Filter, Lock, NearMiss, Order, Query, ScanEvent, Standing, Undecided,
    Word,
};
use tacenda_engine::{Detection, Engine, EngineError, Existing, Project, Rules, SystemClock};

use crate::detectors::{self, DetectionArgs};
use crate::exit::Exit;
use crate::{failure, isolation, progress, report, stop};

/// Arguments of `tacenda project`.
#[derive(clap::Args)]
#[command(
    after_help = "The passphrase is taken from TACENDA_PASSPHRASE; without it the system's key store is used."
)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
    /// The name that decisions are recorded under.
    #[arg(long, global = true, default_value = "reviewer")]
    reviewer: String,
}

#[derive(Subcommand)]
enum Action {
    /// Make a project file.
    New {
        /// The file, such as matter.tacenda.
        project: PathBuf,
        /// Policy: a preset's name or a file.
        #[arg(long)]
        policy: Option<String>,
    },
    /// Add files and folders.
    Add {
        /// The project file.
        project: PathBuf,
        /// What to add.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Find entities in every document.
    Scan {
        /// The project file.
        project: PathBuf,
        #[command(flatten)]
        detection: Box<DetectionArgs>,
    },
    /// The documents, one JSON object a line.
    List {
        /// The project file.
        project: PathBuf,
    },
    /// The findings, one JSON object a line.
    Findings {
        /// The project file.
        project: PathBuf,
        /// Show what was found, not only where.
        #[arg(long)]
        with_text: bool,
        #[command(flatten)]
        which: Which,
    },
    /// Decide on findings: one act, one step of undo.
    Decide {
        /// The project file.
        project: PathBuf,
        /// What to do with them.
        #[arg(value_enum)]
        choice: Verdict,
        /// Single findings, by id.
        #[arg(long)]
        id: Vec<i64>,
        /// Remove them as this type.
        #[arg(long = "as")]
        as_type: Option<String>,
        /// Exemption code or reason.
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        which: Which,
    },
    /// Take back the last act.
    Undo {
        /// The project file.
        project: PathBuf,
    },
    /// Do again what was taken back.
    Redo {
        /// The project file.
        project: PathBuf,
    },
    /// Write, check and save the redacted copies.
    Export {
        /// The project file.
        project: PathBuf,
        /// Folder for the copies.
        #[arg(long)]
        out: PathBuf,
        /// What becomes of findings that nobody decided.
        #[arg(long, value_enum, default_value_t = Open::Refuse)]
        undecided: Open,
        /// Replace files of the same name.
        #[arg(long)]
        overwrite: bool,
    },
    /// Everything that was done, one JSON object a line.
    Log {
        /// The project file.
        project: PathBuf,
    },
}

/// Which findings are meant.
#[derive(clap::Args, Clone)]
struct Which {
    /// Of this type.
    #[arg(long = "type")]
    entity: Vec<String>,
    /// On this page.
    #[arg(long)]
    page: Option<u32>,
    /// Whose value contains this.
    #[arg(long)]
    text: Option<String>,
    /// With at least this score.
    #[arg(long)]
    min_score: Option<f32>,
    /// Also those that have a decision.
    #[arg(long)]
    decided: bool,
    /// Near-misses too.
    #[arg(long)]
    near_misses: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Verdict {
    Accept,
    Reject,
    Clear,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Open {
    Refuse,
    Policy,
    Leave,
}

/// Works on a project.
pub fn run(args: Args, quiet: bool) -> Exit {
    let path = args.action.project().to_owned();
    match Run::new(&args).and_then(|run| run.act(&args.action, &path, quiet)) {
        Ok(exit) => exit,
        Err(error) => failure::report(&path, &error),
    }
}

impl Action {
    fn project(&self) -> &Path {
        match self {
            Self::New { project, .. }
            | Self::Add { project, .. }
            | Self::Scan { project, .. }
            | Self::List { project }
            | Self::Findings { project, .. }
            | Self::Decide { project, .. }
            | Self::Undo { project }
            | Self::Redo { project }
            | Self::Export { project, .. }
            | Self::Log { project } => project,
        }
    }
}

struct Run {
    engine: Engine,
    key: Lock,
    reviewer: Reviewer,
}

impl Run {
    fn new(args: &Args) -> Result<Self, EngineError> {
        let internal = |e: std::io::Error| EngineError::Internal(e.to_string());
        let passphrase = std::env::var("TACENDA_PASSPHRASE")
            .ok()
            .filter(|p| !p.is_empty());
        Ok(Self {
            engine: Engine::new(isolation(), Arc::new(SystemClock)).map_err(internal)?,
            key: passphrase.map_or(Lock::KeyStore, Lock::Passphrase),
            reviewer: Reviewer(args.reviewer.clone()),
        })
    }

    fn open(&self, path: &Path) -> Result<Project, EngineError> {
        let nothing = Detection {
            detectors: Vec::new(),
            rules: Arc::default(),
        };
        self.engine
            .open(path, &self.key, self.reviewer.clone(), nothing)
    }

    fn act(&self, action: &Action, path: &Path, quiet: bool) -> Result<Exit, EngineError> {
        match action {
            Action::New { policy, .. } => {
                let rules = policy
                    .as_deref()
                    .map_or(Ok(Rules::default()), detectors::policy)?;
                let detection = Detection {
                    detectors: Vec::new(),
                    rules: Arc::new(rules),
                };
                self.engine
                    .create(path, &self.key, self.reviewer.clone(), detection)?
                    .close();
                Ok(Exit::Done)
            }
            Action::Add { files, .. } => self.add(path, files, quiet),
            Action::Scan { detection, .. } => self.scan(path, detection, quiet),
            Action::List { .. } => {
                list(&self.open(path)?);
                Ok(Exit::Done)
            }
            Action::Findings {
                with_text, which, ..
            } => findings(&self.open(path)?, which, *with_text),
            Action::Decide {
                choice,
                id,
                as_type,
                reason,
                which,
                ..
            } => {
                let choice = match (choice, as_type.as_deref().map(entity)) {
                    (_, Some(None)) => {
                        return Ok(Exit::Usage.with("--as needs a type such as PERSON"));
                    }
                    (Verdict::Accept, Some(Some(entity))) => Choice::AcceptAs(entity),
                    (Verdict::Accept, None) => Choice::Accept,
                    (Verdict::Reject, _) => Choice::Reject,
                    (Verdict::Clear, _) => Choice::Clear,
                };
                let word = Word {
                    choice,
                    reason: reason.clone(),
                    note: None,
                };
                let project = self.open(path)?;
                let ids: Vec<FindingId> = id.iter().copied().map(FindingId).collect();
                let act = if ids.is_empty() {
                    project.decide_all(&which.filter(), &word)?
                } else {
                    project.decide(&ids, &word)?
                };
                println!("{}", json!({"changed": act.changed.len()}));
                Ok(Exit::Done)
            }
            Action::Undo { .. } => {
                println!(
                    "{}",
                    json!({"changed": self.open(path)?.undo()?.changed.len()})
                );
                Ok(Exit::Done)
            }
            Action::Redo { .. } => {
                println!(
                    "{}",
                    json!({"changed": self.open(path)?.redo()?.changed.len()})
                );
                Ok(Exit::Done)
            }
            Action::Export {
                out,
                undecided,
                overwrite,
                ..
            } => self.export(
                path,
                out,
                *undecided,
                if *overwrite {
                    Existing::Replace
                } else {
                    Existing::Keep
                },
            ),
            Action::Log { .. } => {
                for e in self.open(path)?.history(0, usize::MAX) {
                    println!(
                        "{}",
                        json!({"seq": e.seq, "at": e.at, "who": e.reviewer, "what": e.kind,
                            "document": e.document, "summary": e.summary})
                    );
                }
                Ok(Exit::Done)
            }
        }
    }

    fn add(&self, path: &Path, files: &[PathBuf], quiet: bool) -> Result<Exit, EngineError> {
        let project = self.open(path)?;
        let cancel = stop::on_interrupt();
        let bar = progress::bar(files.len() as u64, "files", quiet);
        let outcome = project.add_paths(files, &cancel, &mut |at| {
            bar.set_length(at.total as u64);
            bar.set_position(at.done as u64);
        });
        bar.finish_and_clear();
        let mut exit = if outcome.stopped {
            Exit::Stopped
        } else {
            Exit::Done
        };
        for (file, error) in &outcome.failed {
            exit = exit.and(failure::report(file, error));
        }
        println!(
            "{}",
            json!({"added": outcome.added.len(), "failed": outcome.failed.len()})
        );
        Ok(exit)
    }

    fn scan(&self, path: &Path, args: &DetectionArgs, quiet: bool) -> Result<Exit, EngineError> {
        let project = self.open(path)?;
        let rules = match args.policy() {
            Some(named) => detectors::policy(named)?,
            None => (*project.rules()).clone(),
        };
        let chosen = match detectors::choose(args, rules) {
            Ok(chosen) => chosen,
            Err(message) => return Ok(Exit::Model.with(message)),
        };
        project.set_detection(chosen.detection)?;
        let cancel: CancelToken = stop::on_interrupt();
        for document in project.documents() {
            let bar = progress::bar(1, "bytes", quiet);
            bar.set_message(document.name.clone());
            let outcome = project.scan(document.id, &cancel, &mut |event| {
                if let ScanEvent::Progress(at) = event {
                    bar.set_length(at.total);
                    bar.set_position(at.done);
                }
            })?;
            bar.finish_and_clear();
            println!(
                "{}",
                json!({"document": document.id.0, "name": document.name, "findings": outcome.findings,
                    "near_misses": outcome.near_misses})
            );
        }
        project.link_documents()?;
        Ok(Exit::Done)
    }

    fn export(
        &self,
        path: &Path,
        out: &Path,
        undecided: Open,
        existing: Existing,
    ) -> Result<Exit, EngineError> {
        let project = self.open(path)?;
        let cancel = stop::on_interrupt();
        let choices = ExportChoices {
            undecided: match undecided {
                Open::Refuse => Undecided::Refuse,
                Open::Policy => Undecided::ByPolicy,
                Open::Leave => Undecided::Leave,
            },
            ..ExportChoices::default()
        };
        if let Err(error) = std::fs::create_dir_all(out) {
            return Ok(Exit::Input.with(format!("{}: {error}", out.display())));
        }
        let mut exit = Exit::Done;
        for document in project.documents() {
            let target = out.join(&document.name);
            match project.export(document.id, &choices, &target, existing, &cancel) {
                Ok(receipt) => println!(
                    "{}",
                    json!({"document": document.id.0, "output": target.display().to_string(), "verified": true,
                        "sha256_in": receipt.sha256_in, "sha256_out": receipt.sha256_out,
                        "redactions": receipt.redactions})
                ),
                Err(error) => exit = exit.and(failure::report(Path::new(&document.name), &error)),
            }
        }
        Ok(exit)
    }
}

impl Which {
    fn filter(&self) -> Filter {
        Filter {
            page: self.page,
            types: self.entity.iter().filter_map(|name| entity(name)).collect(),
            standing: if self.decided {
                Vec::new()
            } else {
                vec![Standing::Undecided]
            },
            near_miss: if self.near_misses {
                NearMiss::Shown
            } else {
                NearMiss::Hidden
            },
            min_score: self.min_score,
            text: self.text.clone(),
            ..Filter::default()
        }
    }
}

fn entity(name: &str) -> Option<EntityType> {
    EntityType::named(name)
}

fn list(project: &Project) {
    for d in project.documents() {
        println!(
            "{}",
            json!({"document": d.id.0, "name": d.name, "kind": d.kind.extension(), "state": d.state.as_str(),
                "pages": d.pages, "undecided": d.counts.undecided, "accepted": d.counts.accepted,
                "rejected": d.counts.rejected, "near_misses": d.counts.near_misses,
                "notices_unseen": d.notices_unseen, "exports": d.exports})
        );
    }
}

fn findings(project: &Project, which: &Which, with_text: bool) -> Result<Exit, EngineError> {
    let query = Query {
        filter: which.filter(),
        order: Order::Place,
        offset: 0,
        limit: usize::MAX,
    };
    for row in project.findings(&query)?.rows {
        let standing = format!("{:?}", row.standing).to_lowercase();
        let mut line = json!({"id": row.id.0, "document": row.document.0, "page": row.page,
            "label": row.entity.as_str(), "score": report::rounded(row.score), "near_miss": row.near_miss,
            "source": row.source, "decision": standing});
        if with_text {
            line["text"] = row.value.into();
        }
        println!("{line}");
    }
    Ok(Exit::Done)
}
