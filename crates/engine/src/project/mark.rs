//! Marking by hand: text, regions, whole pages.

use tacenda_core::{Area, Decision, EntityType, Evidence, Extent, FindingId, Rect, Span};

use super::content::unknown;
use super::decide::{Delta, nothing};
use super::engine::Project;
use super::scanning::row;
use super::state::{DocumentId, Entry, Item, Origin, Spot, new_decision};
use crate::EngineError;
use crate::occurrences::alike;
use crate::rules::value;

/// A stretch of the text view, as a window knows it: blocks by number, offsets in UTF-16 units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextRange {
    /// Block in which it begins.
    pub from_block: usize,
    /// UTF-16 units from the beginning of that block.
    pub from: usize,
    /// Block in which it ends.
    pub to_block: usize,
    /// UTF-16 units from the beginning of that block.
    pub to: usize,
}

/// Text selected on a page.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// The text; empty when there is none between the points.
    pub text: String,
    /// Boxes around it, line by line.
    pub rects: Vec<Rect>,
}

impl Project {
    /// What lies between two points of a page (points, display space), as one would select it
    /// with a mouse.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn select(
        &self,
        id: DocumentId,
        page: u32,
        from: (f32, f32),
        to: (f32, f32),
    ) -> Result<Selection, EngineError> {
        let layout = self.layout(id, page)?;
        let content = self.content(id)?;
        let span = between(&layout, from, to);
        Ok(match span {
            Some(span) => Selection {
                text: content
                    .document
                    .text
                    .get(span)
                    .unwrap_or_default()
                    .to_owned(),
                rects: layout.line_rects(span),
            },
            None => Selection {
                text: String::new(),
                rects: Vec::new(),
            },
        })
    }

    /// Marks what lies between two points of a page, accepted as `entity`.
    ///
    /// # Errors
    /// [`EngineError::Unknown`] when there is no text; [`EngineError::Store`].
    pub fn mark_between(
        &self,
        id: DocumentId,
        page: u32,
        from: (f32, f32),
        to: (f32, f32),
        entity: EntityType,
    ) -> Result<Delta, EngineError> {
        let layout = self.layout(id, page)?;
        let span = between(&layout, from, to)
            .ok_or_else(|| EngineError::Unknown("text at this place".into()))?;
        self.mark(id, vec![span.into()], Origin::Manual, entity, None)
    }

    /// Marks a stretch of the text view, accepted as `entity`.
    ///
    /// # Errors
    /// [`EngineError::Unknown`] when there is no such stretch; [`EngineError::Store`].
    pub fn mark_text(
        &self,
        id: DocumentId,
        range: TextRange,
        entity: EntityType,
    ) -> Result<Delta, EngineError> {
        let content = self.content(id)?;
        let span = super::text_view::span(&content, range)
            .ok_or_else(|| EngineError::Unknown("this stretch of text".into()))?;
        self.mark(id, vec![span.into()], Origin::Manual, entity, None)
    }

    /// Marks stretches of canonical text (bytes), accepted as `entity`: one act.
    ///
    /// # Errors
    /// [`EngineError::Unknown`] when one does not fit the text; [`EngineError::Store`].
    pub fn mark_spans(
        &self,
        id: DocumentId,
        spans: &[Span],
        entity: EntityType,
    ) -> Result<Delta, EngineError> {
        let content = self.content(id)?;
        if spans
            .iter()
            .any(|&span| content.document.text.get(span).is_none())
        {
            return Err(EngineError::Unknown("this stretch of text".into()));
        }
        let extents = spans.iter().map(|&span| span.into()).collect();
        self.mark(id, extents, Origin::Manual, entity, None)
    }

    /// Marks regions of pages: everything in them is to be removed.
    ///
    /// # Errors
    /// [`EngineError::Unknown`] when a page does not exist; [`EngineError::Store`].
    pub fn mark_areas(&self, id: DocumentId, areas: &[Area]) -> Result<Delta, EngineError> {
        let content = self.content(id)?;
        let mut items = Vec::new();
        for area in areas {
            let page = content
                .document
                .pages
                .iter()
                .find(|p| p.number == area.page);
            let page = page.ok_or_else(|| EngineError::Unknown(format!("page {}", area.page)))?;
            let rect = Rect {
                x0: area.rect.x0.clamp(0.0, page.width),
                y0: area.rect.y0.clamp(0.0, page.height),
                x1: area.rect.x1.clamp(0.0, page.width),
                y1: area.rect.y1.clamp(0.0, page.height),
            };
            items.push(item(
                id,
                Origin::Manual,
                Spot::Area(rect),
                area.page,
                EntityType::MANUAL,
                String::new(),
            ));
        }
        self.add_decided(id, items, None)
    }

    /// Marks whole pages (from 1).
    ///
    /// # Errors
    /// As [`Project::mark_areas`].
    pub fn mark_pages(&self, id: DocumentId, pages: &[u32]) -> Result<Delta, EngineError> {
        let areas: Vec<Area> = pages.iter().map(|&page| whole(page)).collect();
        self.mark_areas(id, &areas)
    }

    /// Marks everything on a page but a region: the four strips around it.
    ///
    /// # Errors
    /// As [`Project::mark_areas`].
    pub fn mark_all_but(&self, id: DocumentId, keep: Area) -> Result<Delta, EngineError> {
        let r = keep.rect;
        let far = f32::MAX;
        let strips = [
            Rect {
                x0: 0.0,
                y0: 0.0,
                x1: far,
                y1: r.y0,
            },
            Rect {
                x0: 0.0,
                y0: r.y1,
                x1: far,
                y1: far,
            },
            Rect {
                x0: 0.0,
                y0: r.y0,
                x1: r.x0,
                y1: r.y1,
            },
            Rect {
                x0: r.x1,
                y0: r.y0,
                x1: far,
                y1: r.y1,
            },
        ];
        let areas: Vec<Area> = strips
            .iter()
            .map(|&rect| Area {
                page: keep.page,
                rect,
            })
            .collect();
        self.mark_areas(id, &areas)
    }

    pub(crate) fn mark(
        &self,
        id: DocumentId,
        extents: Vec<Extent>,
        origin: Origin,
        entity: EntityType,
        reason: Option<String>,
    ) -> Result<Delta, EngineError> {
        let content = self.content(id)?;
        let document = &content.document;
        let items = extents.into_iter().map(|extent| {
            let page = document.page_of(extent.hull().start()).unwrap_or(0);
            let alike = alike(&value(&document.text, &extent));
            item(id, origin, Spot::Text(extent), page, entity.clone(), alike)
        });
        let items = items.collect();
        self.add_decided(id, items, reason)
    }

    /// Adds findings that are accepted from the start, as one act.
    fn add_decided(
        &self,
        id: DocumentId,
        mut items: Vec<Item>,
        reason: Option<String>,
    ) -> Result<Delta, EngineError> {
        let mut state = self.state();
        if !state.documents.contains_key(&id) {
            return Err(unknown(id));
        }
        if items.is_empty() {
            return Ok(nothing(&state));
        }
        let rows: Vec<_> = items
            .iter()
            .map(|item| {
                let decision = accepted(item, reason.as_ref());
                (row(item), new_decision(FindingId(0), &decision, None))
            })
            .collect();
        let act = self.act("add", Some(id.0), format!("{} findings", rows.len()));
        let (seq, ids) = self.wait(self.inner().store.add_decided(&act, id.0, &rows))?;
        let changed: Vec<FindingId> = ids.into_iter().map(FindingId).collect();
        for (&finding, mut item) in changed.iter().zip(items.drain(..)) {
            let decision = accepted(&item, reason.as_ref());
            item.log.push(Entry {
                act: seq,
                decision,
                note: None,
            });
            state.findings.insert(finding, item);
        }
        state.history.push(seq, act);
        Ok(Delta {
            act: Some(seq),
            changed,
            documents: vec![id],
            ..nothing(&state)
        })
    }
}

fn accepted(item: &Item, reason: Option<&String>) -> Decision {
    Decision::Accept {
        entity: item.entity.clone(),
        reason: reason.cloned(),
    }
}

fn item(
    document: DocumentId,
    origin: Origin,
    spot: Spot,
    page: u32,
    entity: EntityType,
    alike: String,
) -> Item {
    let evidence = Evidence {
        source: "manual".into(),
        label: entity.to_string(),
        score: 1.0,
        validated: false,
        context: None,
        explanation: match origin {
            Origin::Search => "found by a reviewer's search".into(),
            _ => "marked by a reviewer".into(),
        },
    };
    Item {
        document,
        origin,
        spot,
        page,
        entity,
        score: 1.0,
        near_miss: false,
        alike,
        evidence: vec![evidence],
        log: Vec::new(),
    }
}

fn whole(page: u32) -> Area {
    Area {
        page,
        rect: Rect {
            x0: 0.0,
            y0: 0.0,
            x1: f32::MAX,
            y1: f32::MAX,
        },
    }
}

/// The text between the characters next to two points.
fn between(layout: &tacenda_core::PageLayout, from: (f32, f32), to: (f32, f32)) -> Option<Span> {
    let a = nearest(layout, from)?;
    let b = nearest(layout, to)?;
    Some(a.hull(b))
}

/// The character at or nearest to a point. Distance down counts three times: a point at the end
/// of a line belongs to that line.
fn nearest(layout: &tacenda_core::PageLayout, (x, y): (f32, f32)) -> Option<Span> {
    let outside = |low: f32, high: f32, at: f32| (low - at).max(at - high).max(0.0);
    let distance = |r: Rect| outside(r.x0, r.x1, x) + 3.0 * outside(r.y0, r.y1, y);
    let boxes = layout.boxes.iter();
    boxes
        .min_by(|a, b| distance(a.rect).total_cmp(&distance(b.rect)))
        .map(|b| b.span)
}
