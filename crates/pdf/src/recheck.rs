//! A quick look at the file just written, before anything else sees it: pages on which a removed
//! value can still be read become pictures. This is no verification, which is done by others and
//! in another way.

use std::collections::BTreeSet;

use tacenda_core::{FormatError, NeedleSet, ReadOptions, RedactionPlan};
use tacenda_pdf_content::{Content, read_pages};

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
    // Only pages that held a value in the source were changed, and can hold one now.
    let source = &content.reading.document;
    let needles = NeedleSet::new(values.iter().copied());
    let held: BTreeSet<u32> = needles
        .find(source.text.as_str())
        .into_iter()
        .filter_map(|(_, span)| {
            let first = source.page_of(span.start())?;
            Some(first..=source.page_of(span.end() - 1).unwrap_or(first))
        })
        .flatten()
        .collect();
    if held.is_empty() {
        return Ok(held);
    }
    let again = read_pages(written, &ReadOptions::default(), &held)?;
    let text = again.reading.document.text.as_str();
    let counts = needles.count(text);
    let mut pages = BTreeSet::new();
    let hits = needles.find(text);
    for (index, (found, term)) in counts.iter().zip(&plan.terms).enumerate() {
        if *found <= term.remaining {
            continue;
        }
        let here = hits.iter().filter(|(value, _)| *value == index);
        pages.extend(here.filter_map(|(_, span)| again.reading.document.page_of(span.start())));
    }
    Ok(pages)
}
