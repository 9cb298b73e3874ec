//! Policies: what to find, from which score on, and what to put in its place.
//!
//! A [`Policy`] is plain data with a TOML form ([`Policy::parse`], [`Policy::to_toml`]); the
//! [presets](Preset) are such files, each with the rule it follows. [`Policy::replacement`]
//! carries a policy out on one value. Everything here is pure: secrets and the list of labels
//! given so far come from the caller.

mod apply;
mod entry;
mod error;
mod file;
mod operator;
mod policy;
mod preset;
mod region;
mod registry;

pub use apply::{DateOrder, DayShift, Subject, apply};
pub use entry::{ListEntry, Matching};
pub use error::PolicyError;
pub use operator::Operator;
pub use policy::{
    Category, Code, Countries, Coverage, Policy, Search, TypeRule, Undecided, Verdict,
};
pub use preset::Preset;
pub use region::{Pages, Region};
pub use registry::{LabelRegistry, LabelRow};
