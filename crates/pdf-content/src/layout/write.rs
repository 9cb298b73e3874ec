//! Lines to text, with the glyphs of each character.

use tacenda_core::{Block, BlockKind, CharBox, Mark, MarkKind, PageLayout, Span};

use super::{Layout, Line, Piece};
use crate::{GlyphId, GlyphTable, PageInfo, Visibility};

/// Narrowest gap, in ems, that separates words.
const WORD_GAP: f64 = 0.14;
/// Narrowest gap, in ems, that separates cells of a row.
const CELL_GAP: f64 = 1.5;
/// Widest distance of baselines, in ems, inside a paragraph.
const PARAGRAPH_GAP: f64 = 1.75;

/// Stands for a glyph whose character nobody knows (Unicode: replacement character).
const UNKNOWN: &str = "\u{fffd}";

pub struct Writer<'a> {
    out: &'a mut Layout,
    page: &'a PageInfo,
    table: &'a GlyphTable,
    boxes: PageLayout,
    /// First byte of the paragraph under way.
    paragraph: usize,
    /// The line above and whether its last character was a hyphen at its end.
    above: Option<(Line, bool)>,
    /// The text written last, to be mapped once it is known what belongs to it, and its glyphs.
    pending: Option<Span>,
    glyphs: Vec<GlyphId>,
}

impl<'a> Writer<'a> {
    pub fn new(out: &'a mut Layout, page: &'a PageInfo, table: &'a GlyphTable) -> Self {
        let paragraph = out.text.len();
        Self {
            out,
            page,
            table,
            boxes: PageLayout::default(),
            paragraph,
            above: None,
            pending: None,
            glyphs: Vec::new(),
        }
    }

    /// Writes lines that run the same way.
    pub fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            if self.is_blank(line) {
                continue;
            }
            self.break_before(line);
            let hyphen = self.line(line);
            self.above = Some((line.clone_extent(), hyphen));
        }
        // What runs another way is a paragraph of its own.
        self.end_paragraph();
        self.above = None;
    }

    /// Ends the page.
    pub fn finish(mut self) -> PageLayout {
        self.flush();
        self.boxes
    }

    fn is_blank(&self, line: &Line) -> bool {
        line.pieces.iter().all(|p| self.blank(p))
    }

    fn text_of(&self, piece: &Piece) -> &'a str {
        match self.table.text(self.table.glyph(piece.glyph)) {
            "" => UNKNOWN,
            text => text,
        }
    }

    fn blank(&self, piece: &Piece) -> bool {
        self.text_of(piece).trim().is_empty()
    }

    fn break_before(&mut self, line: &Line) {
        let Some((above, hyphen)) = self.above.take() else {
            return;
        };
        let distance = line.v - above.v;
        let em = line.em.max(above.em);
        let shared = above.u.1.min(line.u.1) - above.u.0.max(line.u.0);
        let below = distance > 0.0 && distance < PARAGRAPH_GAP * em && shared > 0.0;
        let starts_small = line
            .pieces
            .iter()
            .find(|p| !self.blank(p))
            .and_then(|p| self.text_of(p).chars().next())
            .is_some_and(char::is_lowercase);
        // The next column goes on above.
        let column = distance < 0.0 && shared <= 0.0;
        if hyphen && starts_small && (below || column) {
            self.drop_hyphen();
        } else if below {
            self.out.text.push('\n');
        } else {
            self.end_paragraph();
        }
    }

    /// Takes a hyphen at a line's end out of the text; its glyph goes with the letter before it.
    fn drop_hyphen(&mut self) {
        let alone = |span: Span| self.out.text[span.range()].chars().count() == 1;
        let Some(span) = self.pending.take_if(|span| alone(*span)) else {
            return;
        };
        self.out.text.truncate(span.start());
        self.boxes.boxes.pop();
        self.out.marks.retain_mut(|mark| {
            let kept = Span::new(mark.span.start(), mark.span.end().min(span.start()));
            kept.is_some_and(|kept| {
                mark.span = kept;
                true
            })
        });
        if let Some((span, glyphs)) = self.out.map.pop() {
            self.glyphs.splice(..0, glyphs);
            self.pending = Some(span);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if let Some(span) = Span::new(self.paragraph, self.out.text.len()) {
            self.out.blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            });
            self.out.text.push_str("\n\n");
        }
        self.paragraph = self.out.text.len();
    }

    /// Writes one line. Whether it ends in a hyphen that may be there for the line's end only.
    fn line(&mut self, line: &Line) -> bool {
        let mut last: Option<&Piece> = None;
        let end = line
            .pieces
            .iter()
            .rposition(|p| !self.blank(p))
            .map_or(0, |at| at + 1);
        for piece in &line.pieces[..end] {
            if self.blank(piece) {
                if last.is_some() && !self.out.text.ends_with([' ', '\t']) {
                    self.write(piece, " ");
                }
                last = last.map(|_| piece);
                continue;
            }
            if let Some(last) = last {
                let em = last.em.min(piece.em);
                let gap = piece.u.0 - last.u.1 - last.tracking;
                let apart = !self.out.text.ends_with([' ', '\t']);
                if gap > CELL_GAP * em {
                    self.out.text.push('\t');
                } else if apart && gap > WORD_GAP * em {
                    self.out.text.push(' ');
                }
            }
            self.write(piece, self.text_of(piece));
            last = Some(piece);
        }
        ends_in_hyphen(&self.out.text)
    }

    fn write(&mut self, piece: &Piece, text: &str) {
        self.flush();
        let start = self.out.text.len();
        self.out.text.push_str(text);
        let Some(span) = Span::new(start, self.out.text.len()) else {
            return;
        };
        let glyph = self.table.glyph(piece.glyph);
        let rect = self.page.display_rect(&glyph.quad);
        self.boxes.boxes.push(CharBox { span, rect });
        if self.hidden(piece) {
            self.mark_hidden(span);
        }
        self.glyphs.clear();
        self.glyphs.push(piece.glyph);
        self.glyphs.extend(&piece.again);
        self.pending = Some(span);
    }

    /// Whether nobody sees the glyph: invisible, on a layer that is off, or outside the page.
    fn hidden(&self, piece: &Piece) -> bool {
        let once = |id: &GlyphId| {
            let glyph = self.table.glyph(*id);
            let outside = !self.page.crop_box.contains(glyph.quad.centre());
            self.table.show(glyph.show).visible != Visibility::Shown || outside
        };
        once(&piece.glyph) && piece.again.iter().all(once)
    }

    fn mark_hidden(&mut self, span: Span) {
        match self.out.marks.last_mut() {
            Some(mark)
                if self.out.text[mark.span.end()..span.start()]
                    .trim()
                    .is_empty() =>
            {
                mark.span = mark.span.hull(span);
            }
            _ => self.out.marks.push(Mark {
                span,
                kind: MarkKind::Hidden,
            }),
        }
    }

    fn flush(&mut self) {
        if let Some(span) = self.pending.take() {
            self.out.map.push(span, &self.glyphs);
        }
    }
}

impl Line {
    /// The line's place without its pieces.
    fn clone_extent(&self) -> Self {
        Self {
            pieces: Vec::new(),
            ..*self
        }
    }
}

fn ends_in_hyphen(text: &str) -> bool {
    let mut end = text.chars().rev();
    matches!(end.next(), Some('-' | '\u{ad}' | '\u{2010}'))
        && end.next().is_some_and(char::is_alphabetic)
        && !is_written_with_hyphen(text)
}

/// What is written with a hyphen wherever it stands.
const PREFIXES: &[&str] = &["non", "self"];

fn is_written_with_hyphen(text: &str) -> bool {
    let before = text.trim_end_matches(['-', '\u{2010}']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| PREFIXES.iter().any(|p| p.eq_ignore_ascii_case(word)))
}
