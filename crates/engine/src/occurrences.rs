//! Where a value stands again.

use std::collections::BTreeSet;

use tacenda_core::{Document, EntityType, Extent, Needle, NeedleSet, Span};
use tacenda_detect::link::is_function_word;

/// Where each of `values` stands in a document as whole words, in its text or in one of its views.
fn everywhere<'a>(
    document: &Document,
    values: impl IntoIterator<Item = &'a str>,
    inside_words: fn(&str) -> bool,
) -> Vec<(usize, Extent)> {
    let values: Vec<&str> = values.into_iter().collect();
    let needles = NeedleSet::new(values.iter().copied());
    let hits = |text: &str| -> Vec<(usize, Span)> {
        let mut hits = needles.find(text);
        hits.retain(|(value, span)| inside_words(values[*value]) || is_word(text, *span));
        hits
    };
    let text = document.text.as_str();
    let mut found: Vec<(usize, Extent)> = hits(text)
        .into_iter()
        .map(|(value, span)| (value, span.into()))
        .collect();
    for view in &document.views {
        let shown = view.text(&document.text);
        found.extend(hits(&shown).into_iter().filter_map(|(value, span)| {
            Some((value, view.to_canonical(span.start(), span.end())?))
        }));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Where listed terms stand: from four letters and digits on also inside longer words, such as a
/// surname in an e-mail address, because a check of the file looks there too.
#[must_use]
pub(crate) fn listed(document: &Document, terms: &[String]) -> Vec<Extent> {
    let long = |term: &str| Needle::new(term).is_some_and(|n| n.as_str().chars().count() > 3);
    everywhere(document, terms.iter().map(String::as_str), long)
        .into_iter()
        .map(|(_, extent)| extent)
        .collect()
}

/// Other places in `document` where the values of `chosen` stand as whole words.
#[must_use]
pub(crate) fn propagated(
    document: &Document,
    chosen: &[(Extent, EntityType)],
) -> Vec<(Extent, EntityType)> {
    let known: BTreeSet<&Extent> = chosen.iter().map(|(extent, _)| extent).collect();
    let mut seen = BTreeSet::new();
    let values: Vec<(&str, &EntityType)> = chosen
        .iter()
        .filter_map(|(extent, entity)| match extent.parts() {
            [one] => Some((document.text.get(*one)?, entity)),
            _ => None,
        })
        .filter(|(value, _)| identifies(value))
        .filter(|(value, _)| seen.insert(*value))
        .collect();
    let written = |extent: &Extent| match extent.parts() {
        [one] => document.text.get(*one),
        _ => None,
    };
    everywhere(document, values.iter().map(|(value, _)| *value), |_| false)
        .into_iter()
        // "US" is not "us".
        .filter(|(index, extent)| {
            !is_small(values[*index].0) || written(extent) == Some(values[*index].0)
        })
        .map(|(index, extent)| (extent, values[index].1.clone()))
        .filter(|(extent, _)| !known.contains(extent))
        .collect()
}

/// Whether a value tells something wherever it stands: a single letter or digit, or "of", stands
/// anywhere by chance.
fn identifies(value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
    letters > 1 && (!is_small(value) || !value.chars().any(char::is_lowercase))
}

/// Whether there are only words such as "of" and "us", however written.
fn is_small(value: &str) -> bool {
    let mut words = value.split(|c: char| !c.is_alphanumeric());
    words.all(|word| word.is_empty() || is_function_word(&word.to_lowercase()))
}

/// The same for values that differ in case, accents, spaces and punctuation only.
#[must_use]
pub(crate) fn alike(value: &str) -> String {
    Needle::new(value).map_or_else(|| value.trim().to_owned(), |n| n.as_str().to_owned())
}

/// Whether no letter or digit touches `span` from outside.
fn is_word(text: &str, span: Span) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(text[..span.start()].chars().next_back()) && !inside(text[span.end()..].chars().next())
}

#[cfg(test)]
mod tests {
    use tacenda_core::{CanonicalText, FormatKind, View};

    use super::*;

    fn document(text: &str, views: Vec<View>) -> Document {
        Document {
            kind: FormatKind::Text,
            text: CanonicalText::new(text.into()),
            pages: vec![],
            sections: vec![],
            blocks: vec![],
            marks: vec![],
            views,
        }
    }

    fn listed_in(document: &Document, term: &str) -> Vec<String> {
        let places = listed(document, &[term.to_owned()]);
        let text = |e: &Extent| {
            e.parts()
                .iter()
                .filter_map(|p| document.text.get(*p))
                .collect()
        };
        places.iter().map(text).collect()
    }

    #[test]
    fn short_terms_are_whole_words_and_long_ones_stand_anywhere() {
        let short = document("Ann saw ANN’s annual plan for an n; Ánn; Anné", vec![]);
        assert_eq!(listed_in(&short, "Ann"), ["Ann", "ANN", "an n", "Ánn"]);
        let long = document("jsmith@example.org", vec![]);
        assert_eq!(listed_in(&long, "Smith"), ["smith"]);
    }

    #[test]
    fn words_that_stand_everywhere_are_not_taken_away_everywhere() {
        let text = "of US: Do you tell us of F. or F. Lee, of the US, or F. Lee? Do of.";
        let document = document(text, vec![]);
        let chosen: Vec<_> = ["of", "US", "Do", "F.", "F. Lee"]
            .iter()
            .map(|value| {
                let at = text.find(value).expect("it is there");
                let span = Span::new(at, at + value.len()).expect("not empty");
                (span.into(), EntityType::PERSON)
            })
            .collect();
        let again: Vec<_> = propagated(&document, &chosen)
            .iter()
            .map(|(extent, _)| &text[extent.parts()[0].range()])
            .collect();
        assert_eq!(again, ["US", "F. Lee"]);
    }

    #[test]
    fn a_term_that_only_a_view_shows_is_found() {
        // "Dr. Amir Li" deleted, "Dr. Ray" inserted behind it without a space.
        let view = View {
            name: "original".into(),
            pieces: vec![Span::new(0, 11).expect("some")],
        };
        let changed = document("Dr. Amir LiDr. Ray", vec![view]);
        assert_eq!(listed_in(&changed, "Li"), ["Li"]);
    }
}
