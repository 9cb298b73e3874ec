//! The child's side.

use std::io::{self, BufReader, BufWriter};
use std::sync::Arc;

use super::local::{OpenFile, STACK};
use super::wire::{self, Request};
use crate::Formats;

/// The first argument with which a program becomes a parser process. The limits follow: bytes of
/// memory, seconds of processor time.
pub const ARGUMENT: &str = "--parser-worker";

/// Turns this process into a parser process if it was started as one, and then never returns.
/// To be called first in `main`.
pub fn serve_if_asked() {
    serve(Formats::all);
}

/// As [`serve_if_asked`], for other formats than the product's own.
pub fn serve(formats: fn() -> Formats) {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|first| first != ARGUMENT) {
        return;
    }
    let mut limit = || arguments.next()?.to_str()?.parse::<u64>().ok();
    limit_resources(limit(), limit());
    // A panic's message may quote document text; the answer says what is needed.
    std::panic::set_hook(Box::new(|_| {}));
    let served = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || answer_all(formats()))
        .map(std::thread::JoinHandle::join);
    std::process::exit(i32::from(!matches!(served, Ok(Ok(Ok(()))))));
}

fn answer_all(formats: Formats) -> io::Result<()> {
    let mut from = BufReader::new(io::stdin());
    let mut out = BufWriter::new(io::stdout());
    let mut file = OpenFile::new(Arc::new(formats));
    loop {
        let (request, blob) = match wire::receive::<Request>(&mut from) {
            Ok(message) => message,
            // The application has closed the session, or is gone.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let (response, blob) = file.answer(request, blob);
        wire::send(&mut out, &response, &blob)?;
    }
}

#[cfg(unix)]
fn limit_resources(memory: Option<u64>, seconds: Option<u64>) {
    use rlimit::Resource;
    let limits = [
        (Resource::AS, memory),
        (Resource::CPU, seconds),
        (Resource::CORE, Some(0)),
        (Resource::FSIZE, Some(0)),
    ];
    for (resource, limit) in limits {
        if let Some(limit) = limit {
            // A system that refuses a limit (macOS for address space) still has the time limit
            // that the application keeps.
            let _ = resource.set(limit, limit);
        }
    }
}

#[cfg(not(unix))]
fn limit_resources(_memory: Option<u64>, _seconds: Option<u64>) {}
