//! What an engine error means for the exit code.

use tacenda_core::PlanError;
use tacenda_engine::EngineError;

use crate::exit::Exit;

/// The exit code for `error`.
pub fn exit(error: &EngineError) -> Exit {
    match error {
        EngineError::Stopped => Exit::Stopped,
        EngineError::Verify { .. } => Exit::Leak,
        EngineError::Detect(_) => Exit::Model,
        EngineError::Plan(PlanError::Undecided(_))
        | EngineError::Policy(_)
        | EngineError::Search(_) => Exit::Usage,
        _ => Exit::Input,
    }
}

/// Says on standard error which file failed and why, and gives the exit code.
pub fn report(file: &std::path::Path, error: &EngineError) -> Exit {
    let message = error.to_string();
    let path = file.display().to_string();
    if message.contains(&path) {
        exit(error).with(message)
    } else {
        exit(error).with(format!("{path}: {message}"))
    }
}
