//! Development commands: `cargo xtask samples` writes the bundled sample documents anew.
//!
//! The architecture rules are tests of this package: `cargo test -p xtask`.

mod samples;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let result = match std::env::args().nth(1).as_deref() {
        Some("samples") => samples::write(&root.join("samples")),
        _ => Err("usage: cargo xtask samples".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
