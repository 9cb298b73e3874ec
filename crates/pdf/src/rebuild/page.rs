//! Pages and the catalogue.

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use tacenda_pdf_content::kurbo::Rect;
use tacenda_pdf_content::{PageInfo, RunId};

use super::{Clean, Copier, set};
use crate::output::plain_stream;

/// How a page is written.
pub(crate) enum PageContent {
    /// Its own content, edited where the run says so, with something drawn on top.
    Native {
        /// The execution of the page's content.
        run: Option<RunId>,
        /// What [`Copier::clean_page`] made of it.
        clean: Clean,
        /// Operators in page space, and the resources they use.
        overlay: Vec<u8>,
        resources: Dictionary,
    },
    /// Content that has nothing of the source's.
    Made {
        /// Size in points, upright.
        width: f64,
        height: f64,
        content: Vec<u8>,
        resources: Dictionary,
    },
}

impl<'a> Copier<'a> {
    /// Copies a page below `parent`.
    pub(crate) fn page(
        &mut self,
        page: &PageInfo,
        content: PageContent,
        parent: ObjectId,
    ) -> ObjectId {
        let mut dict = dictionary! { "Type" => "Page", "Parent" => parent };
        let (content, resources) = match content {
            PageContent::Made {
                width,
                height,
                content,
                resources,
            } => {
                dict.set("MediaBox", rectangle(Rect::new(0.0, 0.0, width, height)));
                (content, resources)
            }
            PageContent::Native {
                run,
                clean,
                overlay,
                resources,
            } => {
                dict.set("MediaBox", rectangle(page.media_box));
                if page.crop_box != page.media_box {
                    dict.set("CropBox", rectangle(page.crop_box));
                }
                if page.quarter_turns != 0 {
                    dict.set("Rotate", i64::from(page.quarter_turns) * 90);
                }
                let source = self.src.get_dictionary(page.object).ok();
                if let Some(source) = source {
                    let unit = source.get(b"UserUnit").ok();
                    set(&mut dict, b"UserUnit", unit.and_then(|o| self.plain(o)));
                    set(&mut dict, b"Group", self.group(source));
                }
                self.native(source, run, clean, &overlay, resources)
            }
        };
        dict.set("Resources", resources);
        let stream = plain_stream(Dictionary::new(), content);
        dict.set("Contents", self.out.add(stream));
        self.out.add(dict)
    }

    /// The content of a page, cleaned, and the names it uses. Every page for itself.
    pub(crate) fn clean_page(&self, page: &PageInfo, run: Option<RunId>) -> Clean {
        let source = self.src.get_dictionary(page.object).ok();
        let held = source.and_then(|dict| self.dict(dict, b"Resources"));
        let edited = run.and_then(|run| self.edited.runs.get(&run));
        let original = self
            .src
            .get_object(page.contents)
            .ok()
            .and_then(|o| o.as_stream().ok());
        let content: &[u8] = match (edited, original) {
            (Some(edited), _) => &edited.content,
            (None, Some(stream)) => &stream.content,
            (None, None) => &[],
        };
        self.clean(content, held)
    }

    fn native(
        &mut self,
        source: Option<&'a Dictionary>,
        run: Option<RunId>,
        clean: Clean,
        overlay: &[u8],
        extra: Dictionary,
    ) -> (Vec<u8>, Dictionary) {
        let held = source.and_then(|dict| self.dict(dict, b"Resources"));
        let edited = run.and_then(|run| self.edited.runs.get(&run));
        let mut resources = self.resources(&clean.names, held, edited);
        let mut content = clean.content;
        if !overlay.is_empty() {
            let mut wrapped = b"q\n".to_vec();
            wrapped.append(&mut content);
            wrapped.extend_from_slice(b"Q\n");
            wrapped.extend_from_slice(overlay);
            content = wrapped;
        }
        for (category, entries) in &extra {
            merge(&mut resources, category, entries);
        }
        (content, resources)
    }
}

fn merge(resources: &mut Dictionary, category: &[u8], entries: &Object) {
    let Ok(entries) = entries.as_dict() else {
        return;
    };
    if !resources.has(category) {
        resources.set(category, Dictionary::new());
    }
    if let Ok(Object::Dictionary(held)) = resources.get_mut(category) {
        held.extend(entries);
    }
}

/// A rectangle of page space as a PDF array.
#[expect(clippy::cast_possible_truncation, reason = "PDF reals are f32 here")]
pub(crate) fn rectangle(r: Rect) -> Vec<Object> {
    [r.x0, r.y0, r.x1, r.y1]
        .into_iter()
        .map(|n| {
            if n.fract() == 0.0 && n.abs() < 1e9 {
                Object::Integer(n as i64)
            } else {
                Object::Real(n as f32)
            }
        })
        .collect()
}

/// Pages below one node of the tree.
const FAN: usize = 64;

/// Adds the page tree over `pages` and the catalogue. `tree` is the number reserved for each
/// page's parent.
pub(crate) fn catalogue(copier: &mut Copier<'_>, pages: &[(ObjectId, ObjectId)]) -> ObjectId {
    let root = copier.out.reserve();
    let mut kids = Vec::new();
    for chunk in pages.chunk_by(|a, b| a.1 == b.1) {
        let node = chunk[0].1;
        let children: Vec<Object> = chunk.iter().map(|p| p.0.into()).collect();
        let count = i64::try_from(children.len()).unwrap_or(i64::MAX);
        copier.out.put(
            node,
            dictionary! { "Type" => "Pages", "Parent" => root, "Kids" => children, "Count" => count },
        );
        kids.push(Object::Reference(node));
    }
    let count = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    copier.out.put(
        root,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count },
    );
    copier
        .out
        .add(dictionary! { "Type" => "Catalog", "Pages" => root })
}

impl Copier<'_> {
    /// The parents for `count` pages in order, one for each [`FAN`] of them.
    pub(crate) fn parents(&mut self, count: usize) -> Vec<ObjectId> {
        let nodes: Vec<ObjectId> = (0..count.div_ceil(FAN))
            .map(|_| self.out.reserve())
            .collect();
        (0..count).map(|index| nodes[index / FAN]).collect()
    }
}
