//! The whole way from bytes to text and glyphs.

use std::collections::BTreeSet;

use tacenda_core::{
    CanonicalText, Document, FormatError, FormatKind, ReadOptions, Reading, Section,
};

use crate::layout::{Layout, lines_of};
use crate::open::{on_large_stack, open_here};
use crate::{GlyphMap, GlyphTable, PageInfo, Source, in_parallel, notices, walk};

/// A file, read: the normalised document and everything known of its content.
pub struct Content {
    /// The normalised document and its pages.
    pub source: Source,
    /// Everything that stands on the pages.
    pub table: GlyphTable,
    /// What the user sees of it.
    pub reading: Reading,
    /// Which glyphs show which bytes of the canonical text.
    pub map: GlyphMap,
}

/// Reads a file for redaction.
///
/// # Errors
/// Any [`FormatError`]; never a panic, whatever the bytes.
pub fn read_content(bytes: &[u8], options: &ReadOptions) -> Result<Content, FormatError> {
    let password = options.password.as_deref();
    on_large_stack(|| open_here(bytes, password).map(content))
}

/// Reads some pages (by their numbers, from 1) of a file.
///
/// # Errors
/// As [`read_content`].
pub fn read_pages(
    bytes: &[u8],
    options: &ReadOptions,
    pages: &BTreeSet<u32>,
) -> Result<Content, FormatError> {
    let password = options.password.as_deref();
    on_large_stack(|| {
        let mut source = open_here(bytes, password)?;
        source.pages.retain(|page| pages.contains(&page.number));
        Ok(content(source))
    })
}

/// Reads a file for review.
///
/// # Errors
/// Any [`FormatError`]; never a panic, whatever the bytes.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<(Reading, GlyphMap), FormatError> {
    read_content(bytes, options).map(|content| (content.reading, content.map))
}

/// Pages whose lines are held in memory at one time.
const AT_ONCE: usize = 64;

fn laid_out(pages: &[PageInfo], table: &GlyphTable) -> Layout {
    let mut layout = Layout::default();
    let mut glyph = 0;
    let glyph_count = u32::try_from(table.glyphs.len()).unwrap_or(u32::MAX);
    for pages in pages.chunks(AT_ONCE) {
        let mut work: Vec<_> = pages
            .iter()
            .map(|page| {
                let start = glyph;
                while glyph < glyph_count
                    && table.page_of(&table.glyphs[glyph as usize]) == page.number
                {
                    glyph += 1;
                }
                (page, start..glyph, Vec::new())
            })
            .collect();
        in_parallel(&mut work, |(page, glyphs, lines)| {
            *lines = lines_of(page, table, glyphs.clone());
        });
        for (page, _, lines) in &work {
            layout.page(page, table, lines);
        }
    }
    layout
}

fn content(mut source: Source) -> Content {
    let table = walk(&source);
    let layout = laid_out(&source.pages, &table);
    source.notices.extend(notices::notices(&source, &table));
    source.hidden.extend(notices::hidden_text(&table));
    let length = layout.text.len();
    let sections = (length > 0).then(|| Section {
        start: 0,
        end: length,
        title: "Pages".into(),
        part: String::new(),
    });
    let document = Document {
        kind: FormatKind::Pdf,
        text: CanonicalText::new(layout.text),
        pages: layout.pages,
        sections: sections.into_iter().collect(),
        blocks: layout.blocks,
        marks: layout.marks,
        views: Vec::new(),
    };
    let reading = Reading {
        document,
        layouts: layout.layouts,
        notices: source.notices.clone(),
        hidden: source.hidden.clone(),
    };
    Content {
        source,
        table,
        reading,
        map: layout.map,
    }
}
