//! What can go wrong above the formats and the store.

use std::path::PathBuf;

use tacenda_core::{DetectError, FormatError, PlanError, RedactionPlan, VerifyError};

/// Why the engine could not do what it was asked. Messages name the file and the remedy and hold
/// no document text.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A file or folder could not be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is larger than the program opens.
    #[error("{path} has {bytes} bytes; files of more than {limit} bytes are not opened")]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The largest size that is opened.
        limit: u64,
    },
    /// The content could not be read, written or drawn.
    #[error("{name}: {error}")]
    Format {
        /// The file's name without folders.
        name: String,
        /// Why.
        error: FormatError,
    },
    /// A detector could not do its work.
    #[error(transparent)]
    Detect(#[from] DetectError),
    /// There is no plan yet.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Notices that need a choice before an export: their texts.
    #[error("before this file can be exported, choose what to do: {}", .0.join("; "))]
    Blocked(Vec<String>),
    /// The written file did not pass the check, so nothing was saved.
    #[error("nothing was saved: {error}")]
    Verify {
        /// What was found.
        error: VerifyError,
        /// The removed values that were found, for the window alone: text of the document belongs in
        /// no message and no log.
        left: Values,
    },
    /// The export could not be saved; nothing was left behind.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The project file.
    #[error(transparent)]
    Store(#[from] tacenda_store::StoreError),
    /// A policy could not be understood.
    #[error("{0}")]
    Policy(String),
    /// A search expression could not be understood.
    #[error("the search cannot be understood: {0}")]
    Search(String),
    /// The project has no such document, finding or page any more.
    #[error("{0} is not in this project")]
    Unknown(String),
    /// A page or notice was not looked at, so the document cannot be called done.
    #[error("{0}")]
    Unseen(String),
    /// The work was stopped by the user; nothing half-written was left.
    #[error("stopped")]
    Stopped,
    /// A defect of the program, caught.
    #[error("the program failed ({0}); nothing was written")]
    Internal(String),
}

/// Why an export was not saved. In every case no file was left in the target folder.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The target is the file that was redacted.
    #[error("{0} is the source; choose another name or folder")]
    IsSource(PathBuf),
    /// There is a file of that name already.
    #[error("{0} exists already; choose another name, or allow it to be replaced")]
    Exists(PathBuf),
    /// The system could not write it.
    #[error("{path} cannot be written: {source}; nothing was saved")]
    Io {
        /// The target.
        path: PathBuf,
        /// What the system says, such as no space left.
        source: std::io::Error,
    },
}

/// Text of a document that only the window may show. `Debug` tells how many values there are.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Values(pub Vec<String>);

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Values({})", self.0.len())
    }
}

impl EngineError {
    /// A failed check whose values have no names yet.
    pub(crate) fn verify(error: VerifyError) -> Self {
        Self::Verify {
            error,
            left: Values::default(),
        }
    }

    /// Names the values that a failed check of `plan`'s output found.
    pub(crate) fn naming(self, plan: &RedactionPlan) -> Self {
        let Self::Verify { error, .. } = self else {
            return self;
        };
        let mut left: Vec<String> = Vec::new();
        if let VerifyError::Leaks(leaks) = &error {
            let values = leaks.iter().filter_map(|leak| leak.value?.checked_sub(1));
            left.extend(values.filter_map(|i| Some(plan.terms.get(i)?.text.clone())));
            left.sort();
            left.dedup();
        }
        Self::Verify {
            error,
            left: Values(left),
        }
    }

    /// A stable name for scripts and for the window.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too_large",
            Self::Format { error, .. } => match error {
                FormatError::Empty => "empty",
                FormatError::Unsupported(_) => "unsupported",
                FormatError::PasswordNeeded => "password_needed",
                FormatError::WrongPassword => "wrong_password",
                FormatError::Damaged { .. } => "damaged",
                FormatError::Limit { .. } => "limit",
                FormatError::Refused { .. } => "refused",
                FormatError::Changed => "changed",
                FormatError::NoSuchPage(_) => "no_such_page",
                FormatError::Internal(_) => "internal",
            },
            Self::Detect(DetectError::Stopped) | Self::Stopped => "stopped",
            Self::Detect(DetectError::Failed { .. }) => "detector",
            Self::Plan(PlanError::Undecided(_)) => "undecided",
            Self::Plan(PlanError::OutOfText(_)) => "changed",
            Self::Blocked(_) => "choice_needed",
            Self::Verify { .. } => "verify",
            Self::Save(SaveError::IsSource(_)) => "is_source",
            Self::Save(SaveError::Exists(_)) => "exists",
            Self::Save(SaveError::Io { .. }) => "save",
            Self::Store(error) => error.code(),
            Self::Policy(_) => "policy",
            Self::Search(_) => "search",
            Self::Unknown(_) => "unknown",
            Self::Unseen(_) => "unseen",
            Self::Internal(_) => "internal",
        }
    }

    pub(crate) fn format(name: &str) -> impl FnOnce(FormatError) -> Self + '_ {
        |error| Self::Format {
            name: name.to_owned(),
            error,
        }
    }
}
