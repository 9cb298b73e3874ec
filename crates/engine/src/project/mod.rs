//! A project: documents, findings, decisions and receipts in one encrypted file.
//!
//! Every call is synchronous and may come from any thread. What a call acknowledged is on the
//! disk: killing the program loses nothing of it. The findings and decisions of the whole project
//! are held in memory; texts, layouts and sources are loaded when needed.

mod becomes;
mod content;
mod copy_name;
mod decide;
mod documents;
mod engine;
mod export;
mod history;
mod linking;
mod list;
mod mark;
mod pages;
mod runtime;
mod same;
mod scanning;
mod search;
mod seen;
mod state;
mod text_view;
mod threshold;

pub use decide::{Choice, Delta, Reach, Word};
pub use documents::{AddOutcome, AddProgress, Added, DocumentCounts, DocumentSummary};
pub use engine::{Clock, Engine, Project, SystemClock};
pub use export::{ExportChoices, InspectReport, Preview, Undecided};
pub use history::HistoryEntry;
pub use list::{Filter, FindingDetail, FindingPage, FindingRow, NearMiss, Order, Query, Standing};
pub use mark::{Selection, TextRange};
pub use pages::PageView;
pub use same::{Groups, Variant};
pub use scanning::{ScanEvent, ScanOutcome};
pub use search::{Matching, SearchHit, SearchPreview};
pub use seen::{NoticeView, Overview};
pub use state::{DocumentId, DocumentState, Origin};
pub use tacenda_store::{Lock, key_store_is_available};
pub(crate) use text_view::paragraphs;
pub use text_view::{BlockStyle, TextBlock, TextPage, TextRun};
