//! Flows: text that is read in one go, with its way back to bytes.

use tacenda_core::{BlockKind, MarkKind};

/// A paragraph, a field's instruction, an attribute's value or the like.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Flow {
    /// With which others it is shown.
    pub(crate) lane: Lane,
    /// What it is.
    pub(crate) block: BlockKind,
    /// Its text.
    pub(crate) text: String,
    /// Where the text comes from; sorted by `at`, together covering `text` but for separators.
    pub(crate) pieces: Vec<Piece>,
    /// Ranges of `text` with a special standing.
    pub(crate) marks: Vec<(usize, usize, MarkKind)>,
    /// Standing of the paragraph's end.
    pub(crate) end: Vec<MarkKind>,
}

/// What is shown together as one section of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Lane {
    /// The part's running text.
    Main,
    /// Text boxes and alternatives inside it.
    Aside,
    /// Field instructions.
    Code,
    /// Attributes that hold text.
    Attribute,
    /// Where relationships lead.
    Target,
}

/// A stretch of a flow's text and the bytes of the part that say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    /// Offset in the text.
    pub(crate) at: usize,
    /// Length there in bytes; 0 for bytes that say nothing (a soft hyphen).
    pub(crate) len: usize,
    /// First byte in the part.
    pub(crate) from: usize,
    /// One past the last byte in the part.
    pub(crate) to: usize,
    /// How the two correspond.
    pub(crate) map: Map,
    /// What surrounds the bytes.
    pub(crate) host: Host,
}

/// How a piece's text corresponds to its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Map {
    /// Byte by byte.
    Exact,
    /// As a whole: a reference, an invisible character, an element that stands for a character.
    Whole,
}

/// What surrounds a piece's bytes, which decides how a replacement is written there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Host {
    /// Between tags; with the place where `xml:space` goes if the element lacks it.
    Text {
        /// Where an attribute can be inserted.
        space: Option<usize>,
    },
    /// In a CDATA section.
    Cdata,
    /// In a part that is no XML.
    Plain,
    /// An element inside a run, not text.
    Element,
    /// The value of a cell that is not a string: with the place of the cell's type.
    Number {
        /// Byte range of the type's attribute with the white space before it; empty where it is
        /// to be inserted.
        kind: (usize, usize),
    },
    /// In a formula, which goes as a whole element.
    Formula {
        /// Where the element starts.
        open: usize,
    },
    /// In an attribute's value.
    Attribute,
    /// In an attribute's value that other places refer to by name.
    Name,
    /// In an attribute's value that has a type of its own, and goes as a whole.
    Typed,
    /// In a relationship's target, which goes as a whole.
    Target,
}

impl Flow {
    /// An empty flow.
    pub(crate) fn new(lane: Lane, block: BlockKind) -> Self {
        Self {
            lane,
            block,
            text: String::new(),
            pieces: Vec::new(),
            marks: Vec::new(),
            end: Vec::new(),
        }
    }

    /// Adds literal text that stands at byte `from` of the part.
    pub(crate) fn literal(&mut self, raw: &str, from: usize, host: Host) {
        if raw.is_ascii() {
            self.push(raw, from, from + raw.len(), Map::Exact, host);
            return;
        }
        let mut start = 0;
        for (at, c) in raw.char_indices().filter(|(_, c)| invisible(*c)) {
            let end = at + c.len_utf8();
            self.push(&raw[start..at], from + start, from + at, Map::Exact, host);
            self.pieces.push(Piece {
                at: self.text.len(),
                len: 0,
                from: from + at,
                to: from + end,
                map: Map::Whole,
                host,
            });
            start = end;
        }
        self.push(
            &raw[start..],
            from + start,
            from + raw.len(),
            Map::Exact,
            host,
        );
    }

    /// Adds one character that bytes `from..to` stand for.
    pub(crate) fn whole(&mut self, c: char, from: usize, to: usize, host: Host) {
        let mut buffer = [0; 4];
        let text: &str = if invisible(c) {
            ""
        } else {
            c.encode_utf8(&mut buffer)
        };
        self.text.push_str(text);
        self.pieces.push(Piece {
            at: self.text.len() - text.len(),
            len: text.len(),
            from,
            to,
            map: Map::Whole,
            host,
        });
    }

    /// Adds a character whose bytes stay whatever happens: a tab, a line break.
    pub(crate) fn fixed(&mut self, c: char) {
        self.text.push(c);
    }

    /// Adds `text` as it stands at `from..to`.
    pub(crate) fn push(&mut self, text: &str, from: usize, to: usize, map: Map, host: Host) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            at: self.text.len(),
            len: text.len(),
            from,
            to,
            map,
            host,
        });
        self.text.push_str(text);
    }

    /// Marks what was added since the text had length `from`.
    pub(crate) fn mark(&mut self, from: usize, kind: MarkKind) {
        let to = self.text.len();
        if from == to {
            return;
        }
        let last = self.marks.iter_mut().rev().find(|m| m.2 == kind);
        match last {
            Some(last) if last.1 == from => last.1 = to,
            _ => self.marks.push((from, to, kind)),
        }
    }
}

/// Characters without a glyph that would keep a name from being found: soft hyphen, zero-width
/// space and non-joiner, word joiner, byte order mark, bidirectional controls (Unicode, chapter
/// 23). The joiner stays, because emoji and Indic scripts need it.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'
            | '\u{200c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}
