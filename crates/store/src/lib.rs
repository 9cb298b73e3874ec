//! The project file: an encrypted SQLite database that holds everything about some documents.
//!
//! One module per table or pair of tables, each with its rows, reads and writes; queries are
//! checked against the migrations when the program is built. Nothing in the file, its journal or
//! a temporary file can be read without the key (SQLCipher). What the rows' texts and blobs mean
//! is the caller's matter. The record (acts and decisions) is only ever added to, which triggers
//! in the database itself enforce.

mod act;
mod document;
mod error;
mod export;
mod finding;
mod key;
mod keyring;
mod notice;
mod open;
mod setting;
#[cfg(test)]
mod tests;

pub use act::{ActRow, DecisionRow, NewAct, NewDecision};
pub use document::{DocumentRow, NewDocument, ReadingBlob};
pub use error::StoreError;
pub use export::{ExportRow, LabelRow};
pub use finding::{FindingRow, NewFinding};
pub use key::Lock;
pub use keyring::is_available as key_store_is_available;
pub use notice::{NewNotice, NoticeRow};
pub use open::Store;
