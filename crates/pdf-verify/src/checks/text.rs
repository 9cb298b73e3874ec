//! The text as three engines read it.

use tacenda_core::Place;

use super::Report;
use crate::engines::Text;
use crate::engines::content::StreamText;
use crate::engines::extract::Extracted;
use crate::engines::render::Page;
use crate::terms::{Across, Terms};

const CHECK: &str = "text";

/// Counts values in what the engines read. A value may stand as often as the reviewer left it,
/// over the whole document.
pub fn check(
    report: &mut Report,
    pages: &[Page],
    extracted: &Extracted,
    streams: &[StreamText],
    terms: &Terms,
) {
    let file = Place::file();
    for by_place in [false, true] {
        let mut whole = Text::default();
        for page in pages {
            let text = if by_place {
                page.text_by_place()
            } else {
                page.raw_text()
            };
            whole.stretch();
            let offset = whole.text.len();
            whole.breaks.extend(text.breaks.iter().map(|b| b + offset));
            whole.text.push_str(&text.text);
            whole.text.push('\n');
        }
        let (order, across) = if by_place {
            ("the text by place", Across::Nothing)
        } else {
            ("the drawn text", Across::Lines)
        };
        report.hits(
            CHECK,
            &file,
            order,
            &terms.in_text(&whole.text, &whole.breaks, across),
        );
    }
    let text = &extracted.text;
    let mut hits = terms.in_text(&text.text, &text.breaks, Across::Lines);
    // That engine does not see that two forms print in one place, and takes what may stay twice.
    hits.retain(|hit| hit.allowed == 0 || hit.found > hit.allowed + again(pages, terms, hit.value));
    report.hits(CHECK, &file, "the extracted text", &hits);
    for stream in streams {
        let hits: Vec<_> = terms
            .in_text(&stream.text.text, &stream.text.breaks, Across::Lines)
            .into_iter()
            .filter(|hit| hit.allowed == 0)
            .collect();
        let place = Place::part(format!("object {}", stream.number));
        report.hits(CHECK, &place, "a content stream", &hits);
    }
    let failed = match extracted.failed {
        0 => String::new(),
        n => format!(", {n} pages unread by one engine"),
    };
    report.done(
        CHECK,
        format!(
            "3 engines, {} pages, {} content streams, {} values{failed}",
            pages.len(),
            streams.len(),
            terms.len()
        ),
    );
}

/// How often a value (from 1) is printed once more in the place where it stands.
fn again(pages: &[Page], terms: &Terms, value: usize) -> usize {
    let count = |text: &Text| terms.counts(&text.text, &text.breaks, Across::Lines)[value - 1];
    pages
        .iter()
        .filter_map(|page| Some((page.printed_text()?, page.raw_text())))
        .map(|(all, once)| count(&all).saturating_sub(count(&once)))
        .sum()
}
