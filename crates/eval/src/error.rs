//! What can be wrong with labelled data.

/// Why labelled data cannot be read. Lines count from 1.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EvalError {
    /// A row is not the JSON it must be.
    #[error("line {line}: {reason}")]
    Row {
        /// Where.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A line of columns has no label.
    #[error("line {0}: a token and its label are needed, separated by space or tab")]
    Columns(usize),
}
