//! The vocabulary of Tacenda: what a document, a finding, a decision and a redaction plan are,
//! and the pure rules between them.
//!
//! Nothing here reads a file, a clock or the environment, and nothing here knows a format, a
//! model or a window. Everything else in the workspace speaks in these types.
//!
//! **Offsets.** A [`Span`] is a half-open range of UTF-8 *bytes* in the [`CanonicalText`] of one
//! [`Document`]. The command line speaks code points and the window UTF-16 units; both convert at
//! their own edge ([`CanonicalText::code_points`]).
//!
//! **Serialisation.** The feature `wire` derives serde for the types that travel between the
//! application and its parser process. No other crate may enable it for another purpose.

mod area;
mod cancel;
mod decision;
mod detector;
mod digest;
mod document;
mod entity;
mod finding;
mod format;
mod hidden;
mod kinds;
mod leak;
mod notice;
mod plan;
mod span;
mod text;

pub use area::{Area, CharBox, PageLayout, Raster, Rect};
pub use cancel::CancelToken;
pub use decision::{Decision, Reviewer};
pub use detector::{Candidate, DetectError, Detector, Evidence, ScanSink};
pub use digest::Sha256;
pub use document::{Block, BlockKind, Document, Mark, MarkKind, Page, Section, View};
pub use entity::EntityType;
pub use finding::{Finding, FindingId};
pub use format::{
    Check, Format, FormatError, FormatKind, Leak, PageRenderer, ReadOptions, Reading, Redacted,
    VerifyError,
};
pub use hidden::{HiddenItem, HiddenKind, Treatment};
pub use leak::{Needle, NeedleSet};
pub use notice::{Notice, NoticeCode, Place, Severity};
pub use plan::{
    ExportMode, ExportOptions, PlanError, Redaction, RedactionPlan, Replacement, Term,
    TrackedChanges, UnknownParts,
};
pub use span::{Extent, Span};
pub use text::CanonicalText;
