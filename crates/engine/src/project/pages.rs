//! Pages as pictures with boxes on the findings.

use std::sync::{Arc, Mutex, PoisonError};

use tacenda_core::{CancelToken, FindingId, Raster, Rect, Span};

use super::engine::Project;
use super::list::{Standing, standing};
use super::state::{DocumentId, Spot};
use crate::EngineError;
use crate::worker::Session;

/// How many documents keep a process for drawing.
const HELD: usize = 3;

/// Where things stand on a page.
#[derive(Clone, PartialEq, Debug)]
pub struct PageView {
    /// From 1.
    pub number: u32,
    /// Width in points as displayed.
    pub width: f32,
    /// Height in points as displayed.
    pub height: f32,
    /// The findings on the page with a box for each of their lines, in points, in order of place.
    pub findings: Vec<(FindingId, Standing, Vec<Rect>)>,
    /// Whether somebody has looked at the page.
    pub seen: bool,
}

/// Processes that draw, one for each of the documents shown last.
#[derive(Default)]
pub struct Renderers(Mutex<Vec<(DocumentId, SharedSession)>>);

type SharedSession = Arc<Mutex<Session>>;

impl Renderers {
    pub fn forget(&self, id: DocumentId) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(document, _)| *document != id);
    }
}

impl Project {
    /// Sizes of all pages in points, in order: width, height.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn page_sizes(&self, id: DocumentId) -> Result<Vec<(f32, f32)>, EngineError> {
        let content = self.content(id)?;
        Ok(content
            .document
            .pages
            .iter()
            .map(|p| (p.width, p.height))
            .collect())
    }

    /// Where things stand on a page (from 1).
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn page(&self, id: DocumentId, number: u32) -> Result<PageView, EngineError> {
        let content = self.content(id)?;
        let pages = &content.document.pages;
        let page = pages
            .iter()
            .find(|page| page.number == number)
            .ok_or_else(|| EngineError::Unknown(format!("page {number}")))?;
        let layout = self.layout(id, number)?;
        let state = self.state();
        let mut items: Vec<_> = state
            .findings
            .iter()
            .filter(|(_, item)| item.document == id && item.is_shown())
            .filter(|(_, item)| match &item.spot {
                Spot::Text(extent) => {
                    let hull = extent.hull();
                    hull.start() < page.end && page.start < hull.end()
                }
                Spot::Area(_) => item.page == number,
            })
            .collect();
        items.sort_by_key(|(_, item)| item.position());
        let findings = items.into_iter().map(|(&id, item)| {
            let rects = match &item.spot {
                Spot::Text(extent) => extent
                    .parts()
                    .iter()
                    .flat_map(|&part| layout.line_rects(part))
                    .collect(),
                Spot::Area(rect) => vec![*rect],
            };
            (id, standing(item.decision()), rects)
        });
        Ok(PageView {
            number,
            width: page.width,
            height: page.height,
            findings: findings.collect(),
            seen: state
                .documents
                .get(&id)
                .is_some_and(|d| d.seen_pages.contains(&number)),
        })
    }

    /// The words on a page (from 1) in reading order: bytes of canonical text, and a box in
    /// points. A word that goes on in the next line is two.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn words(&self, id: DocumentId, page: u32) -> Result<Vec<(Span, Rect)>, EngineError> {
        let layout = self.layout(id, page)?;
        let content = self.content(id)?;
        let text = &content.document.text;
        let mut words: Vec<(Span, Rect)> = Vec::new();
        let mut open = false;
        for b in &layout.boxes {
            if text.get(b.span).is_none_or(|c| c.trim().is_empty()) {
                open = false;
                continue;
            }
            match words.last_mut() {
                Some((span, rect))
                    if open
                        && span.end() == b.span.start()
                        && b.rect.y0 < rect.y1
                        && rect.y0 < b.rect.y1 =>
                {
                    *span = span.hull(b.span);
                    *rect = rect.hull(b.rect);
                }
                _ => words.push((b.span, b.rect)),
            }
            open = true;
        }
        Ok(words)
    }

    /// Draws page `page` (from 1) at `scale` pixels per point. The process that draws is kept for
    /// the next page.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Stopped`].
    pub fn draw(
        &self,
        id: DocumentId,
        page: u32,
        scale: f32,
        cancel: &CancelToken,
    ) -> Result<Raster, EngineError> {
        let session = self.renderer(id, cancel)?;
        let drawn = session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .draw(page, scale, cancel);
        if drawn.is_err() {
            // Its process may be gone; the next page gets a fresh one.
            self.inner().renderers.forget(id);
        }
        drawn
    }

    fn renderer(&self, id: DocumentId, cancel: &CancelToken) -> Result<SharedSession, EngineError> {
        let renderers = &self.inner().renderers.0;
        {
            let mut held = renderers.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = held.iter().position(|(document, _)| *document == id) {
                let entry = held.remove(at);
                held.push(entry.clone());
                return Ok(entry.1);
            }
        }
        let source = self.source(id)?;
        let password = self.password(id)?;
        let isolation = &self.inner().engine.isolation;
        let session = isolation.open(&source, password.as_deref(), cancel)?;
        let session = Arc::new(Mutex::new(session));
        let mut held = renderers.lock().unwrap_or_else(PoisonError::into_inner);
        held.push((id, Arc::clone(&session)));
        if held.len() > HELD {
            held.remove(0);
        }
        Ok(session)
    }
}
