//! A document as readable text, cut into pieces that a window can show as they are.

use tacenda_core::{BlockKind, Document, FindingId, MarkKind, Span};

use super::content::Content;
use super::engine::Project;
use super::list::{Standing, standing};
use super::mark::TextRange;
use super::state::{DocumentId, Spot};
use crate::EngineError;

/// About so many bytes of text are given at once.
const LOAD: usize = 24 << 10;

/// Longer paragraphs are cut, so that a text without line ends can be shown.
const LONGEST: usize = 4 << 10;

/// Part of a document's text.
#[derive(Clone, PartialEq, Debug)]
pub struct TextPage {
    /// How many blocks the document has.
    pub total: usize,
    /// The blocks asked for; fewer when they are long.
    pub blocks: Vec<TextBlock>,
}

/// A paragraph, cell or the like.
#[derive(Clone, PartialEq, Debug)]
pub struct TextBlock {
    /// Its number, from 0.
    pub index: usize,
    /// The section that begins with it, such as "Footnotes".
    pub section: Option<String>,
    /// How it looks.
    pub style: BlockStyle,
    /// Its text in pieces that follow each other.
    pub runs: Vec<TextRun>,
}

/// How a block looks.
pub type BlockStyle = BlockKind;

/// A piece of text of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextRun {
    /// The text.
    pub text: String,
    /// The finding it is part of.
    pub finding: Option<(FindingId, Standing)>,
    /// Its standing in the file.
    pub marks: Vec<MarkKind>,
}

/// A block of the view: where it is, how it looks.
pub struct Shown {
    pub span: Span,
    pub style: BlockStyle,
}

impl Project {
    /// Blocks of a document's text, from block `from` on: at most `limit`, and fewer when they
    /// are long.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn text(&self, id: DocumentId, from: usize, limit: usize) -> Result<TextPage, EngineError> {
        let content = self.content(id)?;
        let blocks = &content.blocks;
        let mut part: Vec<(usize, &Shown)> = Vec::new();
        let mut bytes = 0;
        for (index, block) in blocks.iter().enumerate().skip(from).take(limit) {
            bytes += block.span.len();
            if bytes > LOAD && !part.is_empty() {
                break;
            }
            part.push((index, block));
        }
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return Ok(TextPage {
                total: blocks.len(),
                blocks: Vec::new(),
            });
        };
        let range = first.1.span.hull(last.1.span);
        let spans = self.spans_within(id, range);
        let blocks_out = part
            .iter()
            .map(|&(index, block)| TextBlock {
                index,
                section: section_at(&content.document, blocks, index),
                style: block.style.clone(),
                runs: runs(&content.document, block.span, &spans),
            })
            .collect();
        Ok(TextPage {
            total: blocks.len(),
            blocks: blocks_out,
        })
    }

    fn spans_within(&self, id: DocumentId, range: Span) -> Vec<(Span, FindingId, Standing)> {
        let state = self.state();
        let mut spans = Vec::new();
        let shown = state
            .findings
            .iter()
            .filter(|(_, i)| i.document == id && i.is_shown());
        for (&finding, item) in shown {
            if let Spot::Text(extent) = &item.spot {
                let inside = extent.parts().iter().filter(|part| part.overlaps(range));
                spans.extend(inside.map(|&part| (part, finding, standing(item.decision()))));
            }
        }
        spans.sort_unstable_by_key(|(span, id, _)| (*span, *id));
        spans
    }
}

/// The blocks of the view: those of the document, and the lines of what stands between them.
pub fn shown(document: &Document) -> Vec<Shown> {
    let mut out = Vec::new();
    let mut at = 0;
    for block in &document.blocks {
        lines(document, at, block.span.start(), &mut out);
        cut(
            document,
            block.span.start().max(at),
            block.span.end(),
            &block.kind,
            &mut out,
        );
        at = at.max(block.span.end());
    }
    lines(document, at, document.text.len(), &mut out);
    out
}

/// The text of a document, paragraph by paragraph.
pub fn paragraphs(document: &Document) -> Vec<&str> {
    let spans = shown(document);
    spans
        .iter()
        .filter_map(|block| document.text.get(block.span))
        .collect()
}

fn lines(document: &Document, from: usize, to: usize, out: &mut Vec<Shown>) {
    let Some(gap) = document.text.as_str().get(from..to) else {
        return;
    };
    let mut at = from;
    for line in gap.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.trim().is_empty() {
            cut(document, at, at + text.len(), &BlockKind::Paragraph, out);
        }
        at += line.len();
    }
}

fn cut(document: &Document, from: usize, to: usize, style: &BlockStyle, out: &mut Vec<Shown>) {
    let mut at = from;
    while let Some(rest) = document
        .text
        .as_str()
        .get(at..to)
        .filter(|rest| !rest.is_empty())
    {
        let mut length = rest.len().min(LONGEST);
        while !rest.is_char_boundary(length) {
            length += 1;
        }
        if length < rest.len() {
            length = rest[..length].rfind(' ').map_or(length, |space| space + 1);
        }
        out.extend(Span::new(at, at + length).map(|span| Shown {
            span,
            style: style.clone(),
        }));
        at += length;
    }
}

/// The block in which byte `at` stands, or the next one.
pub fn block_at(blocks: &[Shown], at: usize) -> usize {
    blocks
        .partition_point(|block| block.span.end() <= at)
        .min(blocks.len().saturating_sub(1))
}

/// The bytes of a stretch of the view.
pub fn span(content: &Content, range: TextRange) -> Option<Span> {
    let byte = |block: usize, units: usize| {
        let span = content.blocks.get(block)?.span;
        let mut left = units;
        for (at, c) in content.document.text.get(span)?.char_indices() {
            if left < c.len_utf16() {
                return Some(span.start() + at);
            }
            left -= c.len_utf16();
        }
        Some(span.end())
    };
    let from = byte(range.from_block, range.from)?;
    let to = byte(range.to_block, range.to)?;
    content.document.text.span(from.min(to), from.max(to))
}

fn section_at(document: &Document, blocks: &[Shown], index: usize) -> Option<String> {
    let here = document.section_of(blocks[index].span.start())?;
    let before = index
        .checked_sub(1)
        .and_then(|i| document.section_of(blocks[i].span.start()));
    // A document of one part needs no heading for it.
    (document.sections.len() > 1 && before.is_none_or(|s| s.start != here.start))
        .then(|| here.title.clone())
}

fn runs(document: &Document, block: Span, spans: &[(Span, FindingId, Standing)]) -> Vec<TextRun> {
    let mut cuts = vec![block.start(), block.end()];
    let inside = spans
        .iter()
        .map(|(span, ..)| *span)
        .chain(document.marks.iter().map(|m| m.span));
    for span in inside.filter_map(|span| span.intersection(block)) {
        cuts.extend([span.start(), span.end()]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts
        .windows(2)
        .filter_map(|pair| Span::new(pair[0], pair[1]));
    pieces
        .filter_map(|piece| {
            let finding = spans.iter().find(|(span, ..)| span.contains(piece));
            let marks = document.marks.iter().filter(|m| m.span.contains(piece));
            Some(TextRun {
                text: document.text.get(piece)?.to_owned(),
                finding: finding.map(|&(_, id, standing)| (id, standing)),
                marks: marks.map(|m| m.kind).collect(),
            })
        })
        .collect()
}
