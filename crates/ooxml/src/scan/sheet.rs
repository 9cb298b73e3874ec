//! Spreadsheets: cells whose values are numbers, formulas, and what refers to other files.

use tacenda_core::BlockKind;

use super::flow::{Flow, Host, Lane};
use super::scanner::{Author, Frame, Scanner};
use crate::xml::{Chunk, ChunkKind, Element};

/// The cell that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    kind: Kind,
    /// Byte range of the type's attribute with the white space before it, or an empty range
    /// where it can be inserted.
    attribute: (usize, usize),
    /// From 0.
    row: u32,
    /// From 0.
    column: u32,
}

/// What a cell's value is (ECMA-376 part 1, section 18.18.11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A number or date.
    Number,
    /// A formula's result as text.
    Text,
    /// An index into the shared strings, a truth value or an error: no text of its own.
    Other,
}

impl<'a> Scanner<'a> {
    /// An element of SpreadsheetML starts.
    pub(super) fn sheet(&mut self, e: &Element<'a>, frame: &mut Frame<'a>) {
        match e.local {
            "si" | "is" | "comment" => {
                let block = self.cell.map_or(BlockKind::Paragraph, Cell::block);
                self.open.push(Flow::new(Lane::Main, block));
                frame.ends_flow = true;
                self.out.comments += u32::from(e.local == "comment");
            }
            "c" => self.cell = Some(Cell::of(e)),
            "v" | "f" => {
                let block = self.cell.map_or(BlockKind::Paragraph, Cell::block);
                self.open.push(Flow::new(Lane::Main, block));
                frame.ends_flow = true;
            }
            "definedName" | "calculatedColumnFormula" | "totalsRowFormula" => {
                let name = "Formula".into();
                let block = BlockKind::Property { name };
                self.open.push(Flow::new(Lane::Main, block));
                frame.ends_flow = true;
            }
            "threadedComment" => self.out.comments += 1,
            "sheet" if matches!(e.attr("state"), Some("hidden" | "veryHidden")) => {
                self.out.hidden_sheets += 1;
            }
            // A phonetic guide repeats the text in another script; the others lead to parts that
            // are not in the redacted file, or tell where the file was.
            "rPh" | "phoneticPr" | "pivotCaches" | "externalReferences" | "absPath"
            | "fileSharing" | "controls" | "webPublishItems" | "slicerList" | "slicerCaches"
            | "timelineRefs" | "timelineCacheRefs" | "customPr" => {
                frame.cut = true;
            }
            _ => {}
        }
    }

    /// Character data of SpreadsheetML that is not plain text. Returns whether it was such.
    pub(super) fn sheet_text(&mut self, chunk: &Chunk<'a>) -> bool {
        let Some(frame) = self.top() else {
            return false;
        };
        let (local, open) = (frame.local, frame.tag.0);
        if local == "f" && leaves_file(chunk.raw) {
            frame.cut = true;
            return true;
        }
        let host = match (local, self.cell.map(|c| (c.kind, c.attribute))) {
            ("author", _) => {
                self.out.authors.push(Author {
                    from: chunk.from,
                    to: chunk.to,
                    name: chunk.raw.to_owned(),
                    initials: false,
                });
                return true;
            }
            ("v", Some((Kind::Other, _))) => return true,
            ("v", Some((Kind::Number, kind))) => Host::Number { kind },
            ("v", Some(_)) if chunk.kind == ChunkKind::Cdata => Host::Cdata,
            ("v", Some(_)) => Host::Text { space: None },
            ("f", Some(_)) => Host::Formula { open },
            ("definedName" | "calculatedColumnFormula" | "totalsRowFormula", _) => {
                Host::Formula { open }
            }
            _ => return false,
        };
        if let Some(flow) = self.open.last_mut() {
            match chunk.kind {
                ChunkKind::Reference(c) => flow.whole(c, chunk.from, chunk.to, host),
                _ => flow.literal(chunk.raw, chunk.from, host),
            }
        }
        true
    }
}

impl Cell {
    fn of(e: &Element<'_>) -> Self {
        let kind = match e.attr("t") {
            None | Some("n" | "d") => Kind::Number,
            Some("str" | "inlineStr") => Kind::Text,
            Some(_) => Kind::Other,
        };
        let attribute = e
            .attrs
            .iter()
            .find(|a| a.local == "t")
            .map_or((e.name_end, e.name_end), |a| (a.before, a.to + 1));
        let (row, column) = place(e.attr("r").unwrap_or_default());
        Self {
            kind,
            attribute,
            row,
            column,
        }
    }

    fn block(self) -> BlockKind {
        BlockKind::Cell {
            table: 0,
            row: self.row,
            column: self.column,
        }
    }
}

/// Row and column, from 0, of a cell reference such as `B12`.
fn place(reference: &str) -> (u32, u32) {
    let letters = reference
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .fold(0u32, |n, c| {
            let digit = u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1;
            n.saturating_mul(26).saturating_add(digit)
        });
    let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let row: u32 = digits.parse().unwrap_or(1);
    (row.saturating_sub(1), letters.saturating_sub(1))
}

/// Whether a formula refers to another workbook, as in `[1]Sheet1!A1`.
fn leaves_file(formula: &str) -> bool {
    formula
        .split('[')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_places() {
        for (reference, expected) in [
            ("A1", (0, 0)),
            ("B12", (11, 1)),
            ("AA3", (2, 26)),
            ("", (0, 0)),
        ] {
            assert_eq!(place(reference), expected, "{reference}");
        }
    }
}
