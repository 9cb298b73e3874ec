//! Making what a model found whole: models split numbers, addresses and names at punctuation and
//! now and then miss a piece, and a piece that stays in the document is a leak.

use tacenda_core::{EntityType, Span};

/// Types that are one unbroken run of letters, digits and joining marks.
const RUNS: [EntityType; 9] = [
    EntityType::EMAIL,
    EntityType::URL,
    EntityType::ACCOUNT,
    EntityType::LICENSE,
    EntityType::PASSPORT,
    EntityType::GOVERNMENT_ID,
    EntityType::TAX_ID,
    EntityType::SSN,
    EntityType::MRN,
];

/// The span with the rest of its run, for types that are one.
pub(crate) fn run(text: &str, span: Span, entity: &EntityType) -> Span {
    if !RUNS.contains(entity) {
        return span;
    }
    let joins = |c: &char| c.is_alphanumeric() || "-_/@.+%&=?#~".contains(*c);
    let after: usize = text[span.end()..]
        .chars()
        .take_while(joins)
        .map(char::len_utf8)
        .sum();
    let before: usize = text[..span.start()]
        .chars()
        .rev()
        .take_while(joins)
        .map(char::len_utf8)
        .sum();
    let (start, end) = (span.start() - before, span.end() + after);
    // Punctuation at the ends belongs to the sentence.
    let marks = |c: char| !c.is_alphanumeric();
    let left = text[start..span.start()].trim_start_matches(marks).len();
    let right = text[span.end()..end].trim_end_matches(marks).len();
    Span::new(span.start() - left, span.end() + right).unwrap_or(span)
}

/// A name with the initial that follows it, as in "James T."
pub(crate) fn with_initial(text: &str, span: Span) -> Span {
    let rest = &text[span.end()..];
    let mut chars = rest.chars();
    let (space, letter, stop) = (chars.next(), chars.next(), chars.next());
    match (space, letter, stop) {
        (Some(' '), Some(letter), Some('.')) if letter.is_uppercase() => {
            Span::new(span.start(), span.end() + 2 + letter.len_utf8()).unwrap_or(span)
        }
        _ => span,
    }
}

/// The span without the marks around it: tokenizers that mark spaces have tokens of several marks,
/// such as the `.,` behind an initial. A stop right behind a letter or digit stays, and a bracket
/// that closes one in the span. `None` where nothing but marks is left.
pub(crate) fn without_marks(text: &str, span: Span) -> Option<Span> {
    let value = &text[span.range()];
    let opens = |c: char| c.is_alphanumeric() || "(+#@$&".contains(c);
    let left = value.find(opens)?;
    let last = value.rfind(char::is_alphanumeric)?;
    let end = last + value[last..].chars().next().map_or(0, char::len_utf8);
    let rest = &value[end..];
    let kept = if rest.starts_with(')') && value[..end].contains('(') {
        1 + usize::from(rest[1..].starts_with('.'))
    } else {
        usize::from(rest.starts_with('.'))
    };
    Span::new(span.start() + left, span.start() + end + kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grown(text: &str, found: &str, grow: impl Fn(Span) -> Span) -> String {
        let start = text.find(found).expect("it is there");
        let span = Span::new(start, start + found.len()).expect("not empty");
        text[grow(span).range()].to_owned()
    }

    #[test]
    fn numbers_and_addresses_become_whole_and_nothing_else_does() {
        for (text, found, entity, whole) in [
            (
                "(Insurance: AA-987654)?",
                "-987654",
                EntityType::LICENSE,
                "AA-987654",
            ),
            (
                "write to ann.lee@x.org.",
                "lee",
                EntityType::EMAIL,
                "ann.lee@x.org",
            ),
            ("No. 12 34", "12", EntityType::ACCOUNT, "12"),
            ("-- 77 --", "77", EntityType::SSN, "77"),
            ("Ann-Marie", "Ann", EntityType::PERSON, "Ann"),
        ] {
            assert_eq!(
                grown(text, found, |s| run(text, s, &entity)),
                whole,
                "{text}"
            );
        }
    }

    #[test]
    fn an_initial_goes_with_its_name() {
        for (text, whole) in [
            ("for James T., operated", "James T."),
            ("for James The", "James"),
            ("for James t.", "James"),
            ("for James", "James"),
        ] {
            assert_eq!(
                grown(text, "James", |s| with_initial(text, s)),
                whole,
                "{text}"
            );
        }
    }

    #[test]
    fn marks_around_a_name_are_no_part_of_it() {
        for (found, bare) in [
            ("Sarah P.,", Some("Sarah P.")),
            (". Emily T.?", Some("Emily T.")),
            ("“Acorn Inc.”)", Some("Acorn Inc.")),
            ("Beta (UK)", Some("Beta (UK)")),
            ("Beta (UK).,", Some("Beta (UK).")),
            ("Beta UK)", Some("Beta UK")),
            ("(217) 555-0143;", Some("(217) 555-0143")),
            ("Zoë", Some("Zoë")),
            (".,", None),
        ] {
            let span = Span::new(0, found.len()).expect("not empty");
            let left = without_marks(found, span).map(|s| &found[s.range()]);
            assert_eq!(left, bare, "{found}");
        }
    }

    proptest! {
        #[test]
        fn spans_only_grow_and_stay_between_characters(
            text in "[a-zé東 .@-]{1,30}", at in 0usize..30, length in 1usize..8
        ) {
            let at = text.floor_char_boundary(at.min(text.len()));
            let end = text.ceil_char_boundary((at + length).min(text.len()));
            if let Some(span) = Span::new(at, end) {
                for grown in [run(&text, span, &EntityType::EMAIL), with_initial(&text, span)] {
                    prop_assert!(grown.contains(span));
                    prop_assert!(text.get(grown.range()).is_some());
                }
            }
        }
    }
}
