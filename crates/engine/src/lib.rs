//! What one can do with documents: open, scan, review, export, verify, save.
//!
//! The engine is synchronous and knows no window. Detectors come from the caller, so nothing here
//! links a model runtime. Foreign bytes are parsed in a process of their own ([`worker`]); each
//! program that uses the engine calls [`worker::serve_if_asked`] first in `main`.
//!
//! Two ways lead from a file to a redacted one. [`oneshot`] takes one file through by rule, for
//! scripts. A [`Project`] (see [`project`]) keeps documents, findings, decisions and receipts in an encrypted file
//! for review by people. Both end in [`VerifiedExport::save`], and only the check of the written
//! bytes makes a [`VerifiedExport`].

mod clean_text;
mod error;
mod export;
mod formats;
mod occurrences;
pub mod oneshot;
pub mod project;
mod report;
mod rules;
mod scan;
mod source;
pub mod worker;

pub use error::{EngineError, SaveError, Values};
pub use export::{Existing, ExportReceipt, ReceiptNotice, Stamp, VerifiedExport};
pub use formats::Formats;
pub use project::{Clock, Engine, Project, SystemClock};
pub use rules::Rules;
pub use scan::{Detection, Progress, scan};
pub use source::{LARGEST_FILE, Source};
/// The labels that were given so far: shared by files that are to agree on them.
pub use tacenda_policy::LabelRegistry as Labels;
/// What stands in the place of removed text.
pub use tacenda_policy::Operator as Style;
pub use worker::Isolation;
