//! The whole way from a file and a plan to the redacted file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lopdf::Dictionary;
use tacenda_core::{
    ExportMode, FormatError, NeedleSet, Notice, NoticeCode, Place, ReadOptions, Redacted,
    RedactionPlan,
};
use tacenda_pdf_content::kurbo::{Point, Rect};
use tacenda_pdf_content::{
    Content, GlyphTable, PageInfo, RunId, ShowId, Via, in_parallel, read_content,
};

use crate::area;
use crate::edit::edit;
use crate::font::{Cuts, cuts};
use crate::label;
use crate::line::{Layout, set_lines};
use crate::raster::{Picture, Rasters};
use crate::rebuild::{Copier, Edited, PageContent, catalogue};
use crate::recheck::pages_with_values;
use crate::removal::{Cause, Pages, Removal};
use crate::rule;

/// Bytes that the frame of a file and the labels may add to a small one.
const FRAME: usize = 16 << 10;

/// Writes a copy of `bytes` without what `plan` removes.
pub(crate) fn redact(
    bytes: &[u8],
    options: &ReadOptions,
    plan: &RedactionPlan,
) -> Result<Redacted, FormatError> {
    let content = read_content(bytes, options)?;
    if content.reading.document.text.digest() != plan.text {
        return Err(FormatError::Changed);
    }
    // What was not read cannot be searched, cut or drawn over.
    if let Some(&page) = content.table.incomplete.first() {
        return Err(FormatError::Refused {
            place: Place::page(page),
            reason: "it holds more drawing operators than can be read, or they are nested too \
                     deeply; print the page to a new PDF and redact that"
                .into(),
        });
    }
    let removal = Removal::of(&content, plan);
    let by_run = shows_by_run(&content);
    let layout = set_all_lines(&content, &removal, plan, &by_run);
    let (mut changes, mut notices) = area::changes(&content, &removal);
    rule::changes(&content, &layout, &mut changes);
    let (edited, not_native) = edit(&content, &removal, &layout, changes, &by_run);
    notices.extend(content.source.notices.iter().cloned());
    let work = Work {
        content: &content,
        removal: &removal,
        layout: &layout,
        edited: &edited,
        cuts: cuts(&content, &removal),
        pages: Pages::of(&content.table),
        values: NeedleSet::new(plan.terms.iter().map(|term| term.text.as_str())),
    };
    let native = work.write(BTreeMap::new(), &mut notices);
    let mut raster: BTreeSet<u32> = not_native.iter().copied().collect();
    if !plan.options.quick {
        raster.extend(pages_with_values(&content, plan, &native)?);
    }
    for &page in &raster {
        notices.push(Notice::new(NoticeCode::RasterNeeded, Place::page(page), ""));
    }
    let unsafe_pages = raster.clone();
    if plan.options.mode == ExportMode::Raster {
        raster.extend(content.source.pages.iter().map(|page| page.number));
    }
    let written = if raster.is_empty() {
        native
    } else {
        let pictures = work.pictures(native, &raster, &unsafe_pages)?;
        notices.retain(|notice| notice.code != NoticeCode::FontGlyphsKept);
        work.write(pictures, &mut notices)
    };
    if written.len() > bytes.len() / 2 * 3 + FRAME {
        let detail = format!("{} bytes become {}", bytes.len(), written.len());
        notices.push(Notice::new(NoticeCode::FileGrew, Place::file(), detail));
    }
    notices.sort();
    notices.dedup();
    Ok(Redacted {
        bytes: written,
        notices,
    })
}

fn shows_by_run(content: &Content) -> HashMap<RunId, Vec<ShowId>> {
    let mut by_run: HashMap<RunId, Vec<ShowId>> = HashMap::new();
    for (id, show) in (0..).map(ShowId).zip(&content.table.shows) {
        by_run.entry(show.run).or_default().push(id);
    }
    by_run
}

/// Sets every affected line of pages and forms anew. In patterns, masks and glyph procedures
/// text has no place on the page, and is taken out where it stands.
fn set_all_lines(
    content: &Content,
    removal: &Removal,
    plan: &RedactionPlan,
    by_run: &HashMap<RunId, Vec<ShowId>>,
) -> Layout {
    let table = &content.table;
    let runs: BTreeSet<RunId> = removal
        .glyphs
        .iter()
        .filter(|(_, cause)| matches!(cause, Cause::Redaction(_)))
        .map(|(&id, _)| table.show(table.glyph(id).show).run)
        .collect();
    let boxes: HashMap<u32, Rect> = content
        .source
        .pages
        .iter()
        .map(|page| (page.number, page.crop_box))
        .collect();
    let mut work: Vec<(RunId, Layout)> = runs
        .into_iter()
        .filter(|&run| is_placed(table, run))
        .map(|run| (run, Layout::default()))
        .collect();
    in_parallel(&mut work, |(run, layout)| {
        let page = boxes.get(&table.run(*run).page).copied();
        let shows = by_run.get(run).map(Vec::as_slice).unwrap_or_default();
        set_lines(
            layout,
            table,
            shows,
            removal,
            plan,
            page.unwrap_or_default(),
        );
    });
    let mut layout = Layout::default();
    for (_, part) in work {
        layout.append(part);
    }
    layout
}

/// Whether what a run shows has a place on its page.
fn is_placed(table: &GlyphTable, run: RunId) -> bool {
    let mut at = Some(run);
    while let Some(id) = at {
        let via = &table.run(id).via;
        if !matches!(via, Via::Page | Via::Form { .. }) {
            return false;
        }
        at = via.parent();
    }
    true
}

/// Everything that decides what is written.
struct Work<'w> {
    content: &'w Content,
    removal: &'w Removal,
    layout: &'w Layout,
    edited: &'w Edited,
    cuts: Cuts,
    values: NeedleSet,
    pages: Pages,
}

impl Work<'_> {
    /// Writes the file, with pictures in the place of the pages given.
    fn write(&self, mut pictures: BTreeMap<u32, Picture>, notices: &mut Vec<Notice>) -> Vec<u8> {
        let source = &self.content.source;
        let mut copier = Copier::new(&source.document, &self.cuts, self.edited, &self.values);
        let runs: HashMap<u32, RunId> = (0..)
            .map(RunId)
            .zip(&self.content.table.runs)
            .filter(|(_, run)| matches!(run.via, Via::Page))
            .map(|(id, run)| (run.page, id))
            .collect();
        let parents = copier.parents(source.pages.len());
        let mut native: Vec<(&PageInfo, Option<PageContent>)> =
            source.pages.iter().map(|page| (page, None)).collect();
        in_parallel(&mut native, |(page, made)| {
            if !pictures.contains_key(&page.number) {
                let run = runs.get(&page.number).copied();
                *made = Some(self.native(&copier, page, run));
            }
        });
        let mut pages = Vec::with_capacity(parents.len());
        for ((page, native), parent) in native.into_iter().zip(parents) {
            let made = match (pictures.remove(&page.number), native) {
                (Some(picture), _) => copier.picture(picture),
                (None, Some(native)) => native,
                (None, None) => continue,
            };
            pages.push((copier.page(page, made, parent), parent));
        }
        let root = catalogue(&mut copier, &pages);
        if copier.uncut_programs > 0 {
            let detail = format!("{} font programs", copier.uncut_programs);
            let notice = Notice::new(NoticeCode::FontGlyphsKept, Place::file(), detail);
            notices.push(notice);
        }
        copier.out.finish(root)
    }

    fn native(&self, copier: &Copier<'_>, page: &PageInfo, run: Option<RunId>) -> PageContent {
        let mut overlay = Vec::new();
        let mut resources = Dictionary::new();
        for &area in self.removal.areas.get(&page.number).into_iter().flatten() {
            label::draw_area(&mut overlay, area);
        }
        let mut labels: Vec<_> = self
            .layout
            .labels
            .iter()
            .filter(|l| l.page == page.number)
            .cloned()
            .collect();
        if !labels.is_empty() {
            label::make_room(&mut labels, &self.letters(page.number));
        }
        for label in &labels {
            label::draw(&mut overlay, label);
            resources = label::resources();
        }
        PageContent::Native {
            run,
            clean: copier.clean_page(page, run),
            overlay,
            resources,
        }
    }

    /// The boxes of the letters that stay on a page, in their new places.
    fn letters(&self, page: u32) -> Vec<Rect> {
        let table = &self.content.table;
        self.pages
            .glyphs(page)
            .filter(|id| !self.removal.has(*id))
            .filter_map(|id| {
                let glyph = table.glyph(id);
                let space = table.text(glyph).chars().all(char::is_whitespace);
                let bounds = glyph.quad.bounds();
                (!space || table.text(glyph).is_empty()).then(|| {
                    match self.layout.targets.get(&id) {
                        Some(target) => {
                            let [x, y] = glyph.origin.map(f64::from);
                            let origin = Point::new(x, y);
                            bounds + (target.origin - origin)
                        }
                        None => bounds,
                    }
                })
            })
            .collect()
    }

    /// Draws pages of the native output. Where that still shows what should go, it is covered
    /// before anything is stored.
    fn pictures(
        &self,
        native: Vec<u8>,
        pages: &BTreeSet<u32>,
        uncovered: &BTreeSet<u32>,
    ) -> Result<BTreeMap<u32, Picture>, FormatError> {
        let mut rasters = Rasters::open(native)?;
        let mut pictures = BTreeMap::new();
        for page in self.content.source.pages.iter() {
            if !pages.contains(&page.number) {
                continue;
            }
            let mut covered = Vec::new();
            if uncovered.contains(&page.number) {
                covered = self.removed_places(page);
                covered.extend(rasters.places(page.number, &self.values));
            }
            pictures.insert(page.number, rasters.page(page.number, &covered)?);
        }
        Ok(pictures)
    }

    fn removed_places(&self, page: &PageInfo) -> Vec<tacenda_core::Rect> {
        let table = &self.content.table;
        self.removal
            .glyphs
            .keys()
            .map(|&id| table.glyph(id))
            .filter(|glyph| table.page_of(glyph) == page.number)
            .map(|glyph| page.display_rect(&glyph.quad))
            .collect()
    }
}
