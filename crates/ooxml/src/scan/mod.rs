//! What a part says and where each character of it stands.

mod attributes;
mod fields;
mod flow;
mod pictures;
mod plain;
mod scanner;
mod sheet;
mod state;

pub(crate) use flow::{Flow, Host, Lane, Map, Piece};
pub(crate) use pictures::Shown;
pub(crate) use plain::plain;
pub(crate) use scanner::{PartScan, scan};
