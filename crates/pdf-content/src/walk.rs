//! Executes content streams into a [`GlyphTable`] (ISO 32000-1, 8 and 9).
//!
//! Everything is executed, also what no viewer shows: invisible text, layers that are off,
//! content outside the page. Damage never stops the execution of what follows it.

mod fonts;
mod forms;
mod machine;
mod opinion;
mod paths;
mod reverse;
mod state;
mod text;

use lopdf::{Dictionary, Document};

use crate::decode::dict_at;
use crate::{GlyphTable, ResourcesOf, Source};

/// Executes every page.
#[must_use]
pub fn walk(source: &Source) -> GlyphTable {
    let data = fonts::font_file(fonts::font_document(&source.document));
    let pdf = data.and_then(|data| hayro_syntax::Pdf::new(data).ok());
    let mut machine = machine::Machine::new(&source.document, pdf.as_ref());
    for page in &source.pages {
        machine.page(page);
    }
    machine.finish()
}

/// The resource dictionary in force in a run.
#[must_use]
pub fn resources(document: &Document, of: ResourcesOf) -> Option<&Dictionary> {
    let holder = match of {
        ResourcesOf::Page(id) | ResourcesOf::Font(id) => document.get_dictionary(id).ok()?,
        ResourcesOf::Stream(id) => &document.get_object(id).ok()?.as_stream().ok()?.dict,
    };
    dict_at(document, holder, b"Resources")
}
