//! Plain text inside a package: each line is a paragraph.

use tacenda_core::BlockKind;

use super::flow::{Flow, Host, Lane};
use super::scanner::PartScan;

/// Reads a part of plain text.
pub(crate) fn plain(text: &str) -> PartScan {
    let mut out = PartScan::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim_end_matches(['\r', '\n']);
        if !said.trim().is_empty() {
            let mut flow = Flow::new(Lane::Main, BlockKind::Paragraph);
            flow.literal(said, at, Host::Plain);
            out.flows.push(flow);
        }
        at += line.len();
    }
    out
}
