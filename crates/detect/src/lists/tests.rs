use proptest::prelude::*;
use tacenda_core::{Candidate, Detector, EntityType, Evidence, Span};

use super::*;

fn term(text: &str, matching: Matching) -> Term {
    Term {
        text: text.into(),
        matching,
        entity: None,
    }
}

fn hits<'a>(wanted: &str, matching: Matching, text: &'a str) -> Vec<&'a str> {
    let set = TermSet::new(vec![term(wanted, matching)]).expect("valid");
    let spans = set.find(text).into_iter();
    spans.map(|(_, span)| &text[span.range()]).collect()
}

#[test]
fn a_literal_term_is_found_however_it_is_set() {
    for (wanted, text, expected) in [
        (
            "John Smith",
            "JOHN SMITH met john  smith.",
            vec!["JOHN SMITH", "john  smith"],
        ),
        (
            "John Smith",
            "by John\nSmith, and John Smi-\nth",
            vec!["John\nSmith", "John Smi-\nth"],
        ),
        (
            "John Smith",
            "John Smith's car, Smith John",
            vec!["John Smith"],
        ),
        (
            "John Smith",
            "J o h n  S m i t h",
            vec!["J o h n  S m i t h"],
        ),
        (
            "John Smith",
            "Jo\u{ad}hn\u{200b} Smith",
            vec!["Jo\u{ad}hn\u{200b} Smith"],
        ),
        (
            "Muller",
            "Herr Müller, Mu\u{308}ller",
            vec!["Müller", "Mu\u{308}ller"],
        ),
        (
            "O'Neil",
            "ONeil, O’Neil, O Neil",
            vec!["ONeil", "O’Neil", "O Neil"],
        ),
        (
            "123-45-6789",
            "SSN123-45-6789, 123 45 6789, 123456789",
            vec!["123-45-6789", "123 45 6789", "123456789"],
        ),
        ("123-45-6789", "91123-45-67890", vec![]),
        ("Ann", "Anna, Joann, ann, AN N, plan n", vec!["ann"]),
        (
            "smith",
            "Smithson jsmith@example.org Smith_report",
            vec!["smith", "Smith"],
        ),
        ("lee", "asleep", vec![]),
        ("fi", "ﬁ", vec!["ﬁ"]),
        ("ABC Ltd.", "the ABC Ltd. said", vec!["ABC Ltd."]),
        ("(b)(6)", "see (b)(6) and b6", vec!["(b)(6)", "b6"]),
        ("山田太郎", "患者山田太郎様", vec!["山田太郎"]),
    ] {
        assert_eq!(
            hits(wanted, Matching::Literal, text),
            expected,
            "{wanted:?} in {text:?}"
        );
    }
}

#[test]
fn a_fuzzy_term_is_found_with_its_errors() {
    for (wanted, distance, text, expected) in [
        (
            "Smith",
            1,
            "Smith Smyth Smit Smitth Smythe Smart",
            vec!["Smith", "Smyth", "Smit", "Smitth"],
        ),
        (
            "Kowalski",
            2,
            "Kowalsky, Kovalskij; Novak",
            vec!["Kowalsky", "Kovalskij"],
        ),
        (
            "John Smith",
            1,
            "Jon Smith and John Smithe, Jane Smith",
            vec!["Jon Smith", "John Smithe"],
        ),
        ("Smith", 1, "blacksmith", vec![]),
        ("Müller", 1, "Mueller Miller", vec!["Mueller", "Miller"]),
    ] {
        assert_eq!(
            hits(wanted, Matching::Fuzzy(distance), text),
            expected,
            "{wanted:?}"
        );
    }
}

#[test]
fn an_expression_is_found_as_it_says() {
    assert_eq!(
        hits(r"\bPRJ-\d{4}\b", Matching::Regex, "PRJ-1234 xPRJ-1234"),
        ["PRJ-1234"]
    );
}

#[test]
fn what_cannot_be_looked_for_is_refused() {
    for (text, matching, part) in [
        ("--", Matching::Literal, "letter"),
        ("abc", Matching::Fuzzy(1), "at most one"),
        ("abcdefghijklmnopqrst", Matching::Fuzzy(4), "1 to 3"),
        ("(", Matching::Regex, "unclosed"),
        ("x*", Matching::Regex, "empty text"),
        (r"(\pL{1000}){1000}", Matching::Regex, "size"),
    ] {
        let terms = vec![term("fine", Matching::Literal), term(text, matching)];
        let error = TermSet::new(terms).err().expect("refused");
        assert_eq!(error.index, 2);
        assert!(error.reason.contains(part), "{text}: {}", error.reason);
    }
}

#[test]
fn a_list_is_a_detector() {
    let list = ListDetector::of_lines("terms", "\u{feff}Zyx\r\n\n ---\nQwerty Uiop\n");
    let mut found: Vec<Candidate> = Vec::new();
    list.detect("Zyx of Qwerty\tUiop", &mut found)
        .expect("runs");
    let shown: Vec<_> = found
        .iter()
        .map(|c| {
            (
                c.extent.hull().range(),
                c.entity.as_str(),
                c.evidence.source.as_str(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (0..3, "MANUAL", "list:terms"),
            (7..18, "MANUAL", "list:terms")
        ]
    );
    assert_ne!(list.id(), ListDetector::of_lines("terms", "Zyx").id());
}

#[test]
fn a_never_list_takes_whole_findings_only() {
    let text = "The Court of New York heard Green, (Green) and Green Valley Inc.";
    let candidate = |what: &str, entity: EntityType, source: &str| {
        let start = text.find(what).expect("there");
        Candidate {
            extent: Span::new(start, start + what.len()).expect("text").into(),
            entity,
            score: 0.9,
            evidence: Evidence {
                source: source.into(),
                label: String::new(),
                score: 0.9,
                validated: false,
                context: None,
                explanation: String::new(),
            },
        }
    };
    let mut green = term("green", Matching::Literal);
    green.entity = Some(EntityType::PERSON);
    let list =
        NeverList::new(vec![green, term("Court of New York", Matching::Literal)]).expect("valid");
    let sorted = list.sort(
        text,
        vec![
            candidate("New York", EntityType::LOCATION, "ner:m"),
            candidate("Green", EntityType::PERSON, "ner:m"),
            candidate("(Green)", EntityType::PERSON, "ner:m"),
            candidate("Green", EntityType::ORGANIZATION, "ner:m"),
            candidate("Green Valley Inc.", EntityType::PERSON, "ner:m"),
            candidate("Green", EntityType::PERSON, "list:always"),
        ],
    );
    assert_eq!(sorted.suppressed.len(), 3);
    assert_eq!(sorted.kept.len(), 3);
}

fn near(a: &str, b: &str, distance: usize) -> bool {
    strsim::levenshtein(a, b) <= distance
}

proptest! {
    /// The same as comparing every word with the term.
    #[test]
    fn fuzzy_finds_what_comparing_every_word_finds(
        wanted in "[abc]{4,9}",
        words in prop::collection::vec("[abc]{1,10}", 0..12),
    ) {
        let distance = (wanted.len() / 4).min(2);
        let text = words.join(" ");
        let set = TermSet::new(vec![term(&wanted, Matching::Fuzzy(u8::try_from(distance).expect("small")))])
            .expect("valid");
        let found = set.find(&text);
        let mut at = 0;
        for word in &words {
            if near(&wanted, word, distance) {
                let span = Span::new(at, at + word.len()).expect("a word");
                prop_assert!(found.iter().any(|(_, s)| s.overlaps(span)), "{word} in {text}");
            }
            at += word.len() + 1;
        }
    }

    #[test]
    fn a_hit_holds_the_letters_of_the_term(
        wanted in "[a-zéß'. -]{0,3}[a-z][a-zéß'. -]{0,6}", text in "[a-zéßA-Z'. \n-]{0,60}",
    ) {
        let set = TermSet::new(vec![term(&wanted, Matching::Literal)]).expect("valid");
        for (_, span) in set.find(&text) {
            prop_assert_eq!(
                crate::fold::squeezed(&text[span.range()]),
                crate::fold::squeezed(&wanted)
            );
        }
    }

    #[test]
    fn a_term_is_found_wherever_it_stands(
        wanted in "[a-z]{2,8}( [a-z]{2,8})?", before in "[ ,.(]?", after in "[ ,.)']?",
    ) {
        let text = format!("xx {before}{}{after} yy", wanted.to_uppercase());
        prop_assert_eq!(hits(&wanted, Matching::Literal, &text).len(), 1);
    }
}
