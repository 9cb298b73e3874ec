//! `tacenda verify`: is it really gone?

use std::path::PathBuf;

use serde_json::json;
use tacenda_core::{CancelToken, VerifyError};
use tacenda_engine::{EngineError, Source, oneshot};

use crate::exit::Exit;
use crate::{collect, failure, isolation};

/// Arguments of `tacenda verify`.
#[derive(clap::Args)]
pub struct Args {
    /// The finished file.
    file: PathBuf,
    /// Strings that must be gone, one a line.
    #[arg(long, value_name = "FILE")]
    terms: PathBuf,
    /// Opens an encrypted file.
    #[arg(long)]
    password: Option<String>,
    /// `json` prints one object.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Json,
    Text,
}

/// Searches the file and says what was looked at.
pub fn run(args: Args) -> Exit {
    let terms = match collect::terms(&args.terms) {
        Ok(terms) => terms,
        Err(message) => return Exit::Usage.with(message),
    };
    let checked = Source::read(&args.file).and_then(|source| {
        oneshot::verify(
            &isolation(),
            &source,
            args.password.as_deref(),
            &terms,
            &CancelToken::new(),
        )
    });
    let file = args.file.display();
    match checked {
        Ok(checks) => {
            match args.format {
                Format::Json => println!(
                    "{}",
                    json!({"file": file.to_string(), "verified": true, "terms": terms.len(),
                        "checks": checks.iter().map(|c| json!({"name": c.name, "detail": c.detail})).collect::<Vec<_>>()})
                ),
                Format::Text => {
                    println!("{file}: none of {} terms found", terms.len());
                    for check in checks {
                        println!("  {}: {}", check.name, check.detail);
                    }
                }
            }
            Exit::Done
        }
        Err(EngineError::Verify {
            error: VerifyError::Leaks(leaks),
            ..
        }) => {
            let rows: Vec<String> = leaks.iter().map(ToString::to_string).collect();
            match args.format {
                Format::Json => {
                    println!(
                        "{}",
                        json!({"file": file.to_string(), "verified": false, "leaks": rows})
                    );
                }
                Format::Text => rows.iter().for_each(|row| println!("  {row}")),
            }
            Exit::Leak.with(format!("{file}: {} leak(s) found", leaks.len()))
        }
        Err(error) => failure::report(&args.file, &error),
    }
}
