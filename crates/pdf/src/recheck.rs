//! A quick look at the file just written, before anything else sees it: pages on which a removed
//! value can still be read become pictures. This is no verification, which is done by others and
//! in another way.

use std::collections::BTreeSet;

use tacenda_core::{FormatError, NeedleSet, ReadOptions, RedactionPlan};
use tacenda_pdf_content::{Content, read_content};

/// The pages (from 1) of `written` that hold a removed value more often than the source's
/// survivors do.
pub(crate) fn pages_with_values(
    content: &Content,
    plan: &RedactionPlan,
    written: &[u8],
) -> Result<BTreeSet<u32>, FormatError> {
    let values: Vec<&str> = plan.terms.iter().map(|term| term.text.as_str()).collect();
    if values.is_empty() {
        return Ok(BTreeSet::new());
    }
    let again = read_content(written, &ReadOptions::default())?;
    let needles = NeedleSet::new(values.iter().copied());
    let text = again.reading.document.text.as_str();
    let counts = needles.count(text);
    let mut pages = BTreeSet::new();
    for (index, (found, term)) in counts.iter().zip(&plan.terms).enumerate() {
        if *found <= term.remaining {
            continue;
        }
        let hits = needles.find(text);
        let here = hits.iter().filter(|(value, _)| *value == index);
        pages.extend(here.filter_map(|(_, span)| again.reading.document.page_of(span.start())));
    }
    // A page that holds a value legitimately must not be drawn for another's sake.
    let source = &content.reading.document;
    let survivors = needles.find(source.text.as_str());
    let removed = |page: &u32| {
        survivors
            .iter()
            .any(|(_, span)| source.page_of(span.start()) == Some(*page))
    };
    pages.retain(removed);
    Ok(pages)
}
