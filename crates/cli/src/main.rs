//! `tacenda`: the engine without the window.
//!
//! Each command is a file: its arguments and a `run` that returns the exit code. Results go to
//! standard output, progress and errors to standard error. No command opens a network connection,
//! and none prints document text unless asked.

mod bench;
mod clock;
mod collect;
mod detect;
mod detectors;
mod devices;
mod eval;
mod exit;
mod failure;
mod folders;
mod models;
mod progress;
mod project;
mod redact;
mod report;
mod rows;
mod stop;
mod text;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  tacenda detect contract.pdf                     what would be found, as a table
  tacenda redact contract.pdf --out done          redact by policy, check, save to done/
  tacenda redact *.docx --out done --terms names.txt --accept none
                                                  remove only the listed strings
  tacenda verify done/contract.pdf --terms names.txt
                                                  check a finished file

Exit codes:
  0 done (and verified)                 4 an input cannot be read or is not supported
  1 something was found (--fail-on-find) 5 model or device not usable
  2 wrong usage                         6 stopped, nothing half-written
  3 the check failed, no file was written";

/// Redacts documents offline: finds names and identifiers, removes them, checks the result.
#[derive(Parser)]
#[command(name = "tacenda", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    /// Print results only: no progress, no summaries.
    #[arg(long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find entities; writes nothing.
    Detect(detect::Args),
    /// Print the text that detection sees.
    Text(text::Args),
    /// Detect, accept by rule, remove, check and save.
    Redact(redact::Args),
    /// Check a finished file for strings that must be gone.
    Verify(verify::Args),
    /// Work on a project file: what the window does, from scripts.
    Project(project::Args),
    /// List, check, add and remove model packs.
    Models(models::ModelsArgs),
    /// Show which devices a model can run on here, and why not.
    Devices(devices::DevicesArgs),
    /// Measure detection on a built-in text.
    Bench(bench::BenchArgs),
    /// Score a model on labelled data as conlleval does.
    Eval(eval::EvalArgs),
    /// Print a completion script for a shell.
    Completions {
        /// bash, zsh, fish, elvish or powershell.
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    tacenda_engine::worker::serve_if_asked();
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Detect(args) => detect::run(args, cli.quiet),
        Command::Text(args) => text::run(args),
        Command::Redact(args) => redact::run(args, cli.quiet),
        Command::Verify(args) => verify::run(args),
        Command::Project(args) => project::run(args, cli.quiet),
        Command::Models(args) => models::run(args).into(),
        Command::Devices(args) => devices::run(args).into(),
        Command::Bench(args) => bench::run(args).into(),
        Command::Eval(args) => eval::run(args).into(),
        Command::Completions { shell } => {
            clap_complete::generate(
                shell,
                &mut Cli::command(),
                "tacenda",
                &mut std::io::stdout(),
            );
            exit::Exit::Done
        }
    };
    done.code()
}

/// Files are parsed in a process of their own, which is this program again.
fn isolation() -> tacenda_engine::Isolation {
    tacenda_engine::Isolation::this_program().unwrap_or(tacenda_engine::Isolation::InProcess)
}
