//! Which glyphs go: those of the plan's spans and areas, and what stands under them in any other
//! layer.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxHashMap;

use tacenda_core::{Needle, RedactionPlan};
use tacenda_pdf_content::kurbo::Rect;
use tacenda_pdf_content::{Content, GlyphId, GlyphTable, PageInfo};

/// Why a glyph goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cause {
    /// It shows text of this redaction (index in the plan).
    Redaction(usize),
    /// It stands in a marked area. Its neighbours keep their places.
    Area,
}

/// The glyphs that go.
#[derive(Default)]
pub(crate) struct Removal {
    pub(crate) glyphs: FxHashMap<GlyphId, Cause>,
    /// The glyph in whose place the replacement of a redaction stands.
    pub(crate) owners: HashMap<GlyphId, usize>,
    /// Marked areas in page space, by page.
    pub(crate) areas: BTreeMap<u32, Vec<Rect>>,
}

impl Removal {
    pub(crate) fn of(content: &Content, plan: &RedactionPlan) -> Self {
        let mut removal = Self::default();
        for (index, redaction) in plan.redactions.iter().enumerate() {
            let mut glyphs = redaction
                .extent
                .parts()
                .iter()
                .flat_map(|&part| content.map.glyphs(part))
                .peekable();
            if let Some(first) = glyphs.peek() {
                removal.owners.entry(*first).or_insert(index);
            }
            for glyph in glyphs {
                removal
                    .glyphs
                    .entry(glyph)
                    .or_insert(Cause::Redaction(index));
            }
        }
        for area in &plan.areas {
            if let Some(page) = page(&content.source.pages, area.page) {
                let rect = page.page_rect(area.rect);
                removal.areas.entry(area.page).or_default().push(rect);
            }
        }
        let pages = Pages::of(&content.table);
        removal.sweep(&content.table, &pages, plan, content);
        removal.take_areas(&content.table, &pages);
        removal
    }

    pub(crate) fn has(&self, glyph: GlyphId) -> bool {
        self.glyphs.contains_key(&glyph)
    }

    /// Adds glyphs of any layer that stand in the place of a removed one and show a piece of the
    /// same value: text layers of scans, hidden layers, double printing.
    fn sweep(
        &mut self,
        table: &GlyphTable,
        pages: &Pages,
        plan: &RedactionPlan,
        content: &Content,
    ) {
        let values: Vec<String> = plan
            .redactions
            .iter()
            .map(|redaction| {
                let parts = redaction.extent.parts().iter();
                let text: String = parts
                    .filter_map(|&part| content.reading.document.text.get(part))
                    .collect();
                Needle::new(&text).map_or_else(String::new, |n| n.as_str().to_owned())
            })
            .collect();
        let mut by_page: BTreeMap<u32, Vec<(Rect, usize)>> = BTreeMap::new();
        for (&id, &cause) in &self.glyphs {
            if let Cause::Redaction(index) = cause {
                let glyph = table.glyph(id);
                let core = core_of(glyph.quad.bounds());
                by_page
                    .entry(table.page_of(glyph))
                    .or_default()
                    .push((core, index));
            }
        }
        for (page, mut cores) in by_page {
            cores.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0).then(a.1.cmp(&b.1)));
            let widest = cores.iter().map(|c| c.0.width()).fold(0.0, f64::max);
            for id in pages.glyphs(page) {
                if self.has(id) {
                    continue;
                }
                let glyph = table.glyph(id);
                let centre = glyph.quad.centre();
                let from = cores.partition_point(|c| c.0.x0 < centre.x - widest);
                let hit = cores[from..]
                    .iter()
                    .take_while(|c| c.0.x0 <= centre.x)
                    .find(|(core, index)| {
                        core.contains(centre) && shows_part(table.text(glyph), &values[*index])
                    });
                if let Some((_, index)) = hit {
                    self.glyphs.insert(id, Cause::Redaction(*index));
                }
            }
        }
    }

    /// Adds every glyph whose middle, or more than a third of it, is in a marked area.
    fn take_areas(&mut self, table: &GlyphTable, pages: &Pages) {
        for (&page, areas) in &self.areas {
            for id in pages.glyphs(page) {
                let glyph = table.glyph(id);
                let bounds = glyph.quad.bounds();
                let taken = areas.iter().any(|area| {
                    let shared = area.intersect(bounds).area();
                    area.contains(glyph.quad.centre()) || shared > bounds.area() / 3.0
                });
                if taken {
                    self.glyphs.entry(id).or_insert(Cause::Area);
                }
            }
        }
    }
}

/// Whether a glyph of unknown text, or with text that is part of the value.
fn shows_part(text: &str, value: &str) -> bool {
    Needle::new(text).is_none_or(|needle| value.contains(needle.as_str()))
}

/// The middle of a glyph's box, 15 % in from each side, so that neighbours and the lines above
/// and below are never meant.
fn core_of(bounds: Rect) -> Rect {
    bounds.inset((-0.15 * bounds.width(), -0.15 * bounds.height()))
}

fn page(pages: &[PageInfo], number: u32) -> Option<&PageInfo> {
    pages.iter().find(|page| page.number == number)
}

/// Glyphs by page: the table is in order of pages.
pub(crate) struct Pages {
    ranges: BTreeMap<u32, Vec<std::ops::Range<u32>>>,
}

impl Pages {
    pub(crate) fn of(table: &GlyphTable) -> Self {
        let mut ranges: BTreeMap<u32, Vec<std::ops::Range<u32>>> = BTreeMap::new();
        for show in &table.shows {
            let page = table.run(show.run).page;
            let list = ranges.entry(page).or_default();
            match list.last_mut() {
                Some(last) if last.end == show.glyphs.start => last.end = show.glyphs.end,
                _ => list.push(show.glyphs.clone()),
            }
        }
        Self { ranges }
    }

    pub(crate) fn glyphs(&self, page: u32) -> impl Iterator<Item = GlyphId> + '_ {
        self.ranges
            .get(&page)
            .into_iter()
            .flatten()
            .flat_map(Clone::clone)
            .map(GlyphId)
    }
}
