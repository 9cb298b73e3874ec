//! How a command ends.

use std::process::ExitCode;

/// The exit codes that scripts rely on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// Everything was done and, where something was written, verified.
    Done,
    /// Something was found and the caller asked to be told so.
    Found,
    /// The arguments do not fit together.
    Usage,
    /// A file did not pass the check; it was not written.
    Leak,
    /// An input cannot be read or is not supported.
    Input,
    /// The model or the device cannot be used.
    Model,
    /// The user stopped it.
    Stopped,
}

impl Exit {
    /// For the shell.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Usage => 2,
            Self::Leak => 3,
            Self::Input => 4,
            Self::Model => 5,
            Self::Stopped => 6,
        })
    }

    /// The code that a run over several files ends with: stopped before leak before model before
    /// input before the rest.
    pub fn and(self, other: Self) -> Self {
        let rank = |exit: Self| match exit {
            Self::Stopped => 6,
            Self::Leak => 5,
            Self::Model => 4,
            Self::Input => 3,
            Self::Usage => 2,
            Self::Found => 1,
            Self::Done => 0,
        };
        if rank(self) >= rank(other) {
            self
        } else {
            other
        }
    }

    /// Prints `message` to standard error and ends with `self`.
    pub fn with(self, message: impl std::fmt::Display) -> Self {
        eprintln!("tacenda: {message}");
        self
    }
}

/// The model commands return the bare code or a message.
impl From<Result<u8, String>> for Exit {
    fn from(result: Result<u8, String>) -> Self {
        match result {
            Ok(0) => Self::Done,
            Ok(1) => Self::Found,
            Ok(2) => Self::Usage,
            Ok(3) => Self::Leak,
            Ok(4) => Self::Input,
            Ok(5) => Self::Model,
            Ok(_) => Self::Stopped,
            Err(message) => Self::Model.with(message),
        }
    }
}
