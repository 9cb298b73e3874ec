use tacenda_core::{Candidate, EntityType, Evidence, Extent, Finding, Span};

use super::*;

pub(super) fn candidate(
    start: usize,
    end: usize,
    entity: &str,
    score: f32,
    source: &str,
) -> Candidate {
    Candidate {
        extent: Span::new(start, end).expect("not empty").into(),
        entity: EntityType::named(entity).expect("a name"),
        score,
        evidence: Evidence {
            source: source.into(),
            label: String::new(),
            score,
            validated: source.ends_with('!'),
            context: None,
            explanation: String::new(),
        },
    }
}

/// `what` in `text`, as found by `source`; a source that ends in `!` has validated it, and what
/// follows a `/` is the label.
fn found(text: &str, what: &str, entity: &str, score: f32, source: &str) -> Candidate {
    let at = text.find(what).expect("stands in the text");
    let (source, label) = source.split_once('/').unwrap_or((source, ""));
    let mut c = candidate(at, at + what.len(), entity, score, source);
    c.evidence.label = label.into();
    c
}

fn shown(text: &str, findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| {
            let miss = if f.near_miss { "?" } else { "" };
            format!("{}{miss}={}", f.entity, &text[f.extent.hull().range()])
        })
        .collect()
}

type Row = (
    &'static str,
    &'static [(&'static str, &'static str, f32, &'static str)],
    &'static [&'static str],
);

const ROWS: &[Row] = &[
    // Nested: a name in an e-mail address is the e-mail address.
    (
        "Write to jane.roe@example.org.",
        &[
            ("jane.roe@example.org", "EMAIL", 0.9, "pattern:email!"),
            ("jane.roe", "PERSON", 0.99, "ner:m"),
        ],
        &["EMAIL=jane.roe@example.org"],
    ),
    // A number that a recogniser knows is not just some number.
    (
        "SSN 123-45-6789.",
        &[
            ("123-45-6789", "GOVERNMENT_ID", 0.98, "ner:m"),
            ("123-45-6789", "SSN", 0.5, "pattern:ssn"),
        ],
        &["SSN=123-45-6789"],
    ),
    // A year in a case number is the case number.
    (
        "No. 2019-CV-1234 filed",
        &[
            ("2019-CV-1234", "CASE_NUMBER", 0.7, "pattern:docket"),
            ("2019", "DATE", 0.95, "ner:m"),
        ],
        &["CASE_NUMBER=2019-CV-1234"],
    ),
    // A passed checksum beats a model's guess.
    (
        "Card 4111 1111 1111 1111 now",
        &[
            ("4111 1111 1111 1111", "CREDIT_CARD", 0.6, "pattern:card!"),
            ("4111 1111 1111 1111", "PHONE", 0.99, "ner:m"),
        ],
        &["CREDIT_CARD=4111 1111 1111 1111"],
    ),
    // Partly overlapping: the union stays covered.
    (
        "for John Smith Corp today",
        &[
            ("John Smith", "PERSON", 0.8, "ner:m"),
            ("Smith Corp", "ORGANIZATION", 0.9, "ner:n"),
        ],
        &["ORGANIZATION=John Smith Corp"],
    ),
    // Below the threshold stays visible.
    (
        "perhaps Rose",
        &[("Rose", "PERSON", 0.3, "ner:m")],
        &["PERSON?=Rose"],
    ),
    // Two weak voices of different families make a sure one.
    (
        "perhaps Rose",
        &[
            ("Rose", "PERSON", 0.4, "ner:m"),
            ("Rose", "PERSON", 0.4, "link:surname"),
        ],
        &["PERSON=Rose"],
    ),
    // Two of the same family do not.
    (
        "perhaps Rose",
        &[
            ("Rose", "PERSON", 0.4, "ner:m"),
            ("Rose", "PERSON", 0.4, "ner:n"),
        ],
        &["PERSON?=Rose"],
    ),
    // What a weak candidate covers beside a sure one stays a near-miss.
    (
        "at 12 Main Street, John Smith",
        &[
            ("12 Main Street, John Smith", "ADDRESS", 0.3, "ner:m"),
            ("John Smith", "PERSON", 0.9, "ner:m"),
        ],
        &["ADDRESS?=12 Main Street", "PERSON=John Smith"],
    ),
    // A title beside a name is not.
    (
        "saw Dr John Smith",
        &[
            ("Dr John Smith", "PERSON", 0.3, "ner:m"),
            ("John Smith", "PERSON", 0.9, "ner:n"),
        ],
        &["PERSON=John Smith"],
    ),
    // Punctuation that a model took along goes, an abbreviation's full stop stays.
    (
        "(Acme Inc.), then \"Bob\".",
        &[
            ("(Acme Inc.), ", "ORGANIZATION", 0.9, "ner:m"),
            ("\"Bob\".", "PERSON", 0.9, "ner:m"),
        ],
        &["ORGANIZATION=Acme Inc.", "PERSON=Bob"],
    ),
    // A pattern's own edges are its own.
    (
        "call (555) 123-4567",
        &[("(555) 123-4567", "PHONE", 0.9, "pattern:phone")],
        &["PHONE=(555) 123-4567"],
    ),
    // Given name and surname are one person, also with an initial or a comma between.
    (
        "John Smith",
        &[
            ("John", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
            ("Smith", "PERSON", 0.9, "ner:m/SURNAME"),
        ],
        &["PERSON=John Smith"],
    ),
    (
        "John Q. Smith",
        &[
            ("John", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
            ("Smith", "PERSON", 0.2, "ner:m/SURNAME"),
        ],
        &["PERSON=John Q. Smith"],
    ),
    (
        "Smith, John",
        &[
            ("Smith", "PERSON", 0.9, "ner:m/SURNAME"),
            ("John", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
        ],
        &["PERSON=Smith, John"],
    ),
    // Two whole names in a row are two people.
    (
        "John Smith Mary Jones",
        &[
            ("John", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
            ("Smith", "PERSON", 0.9, "ner:m/SURNAME"),
            ("Mary", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
            ("Jones", "PERSON", 0.9, "ner:m/SURNAME"),
        ],
        &["PERSON=John Smith", "PERSON=Mary Jones"],
    ),
    (
        "John Smith, Mary Jones",
        &[
            ("John Smith", "PERSON", 0.9, "ner:m/PER"),
            ("Mary Jones", "PERSON", 0.9, "ner:m/PER"),
        ],
        &["PERSON=John Smith", "PERSON=Mary Jones"],
    ),
    // The lines of an address.
    (
        "lives at 12 Elm Street, Boston, MA 02115 with",
        &[
            ("12", "ADDRESS", 0.9, "ner:m/BUILDING_NUMBER"),
            ("Elm Street", "ADDRESS", 0.9, "ner:m/STREET_NAME"),
            ("Boston", "LOCATION", 0.9, "ner:m/CITY"),
            ("MA", "LOCATION", 0.9, "ner:m/STATE"),
            ("02115", "ADDRESS", 0.9, "ner:m/ZIP_CODE"),
        ],
        &["ADDRESS=12 Elm Street, Boston, MA 02115"],
    ),
    (
        "12 Elm Street\nBoston, MA 02115\n14 Oak Street",
        &[
            ("12 Elm Street", "ADDRESS", 0.9, "pattern:us_address"),
            ("Boston", "LOCATION", 0.9, "ner:m/CITY"),
            ("02115", "ADDRESS", 0.9, "ner:m/ZIP_CODE"),
            ("14 Oak Street", "ADDRESS", 0.9, "pattern:us_address"),
        ],
        &[
            "ADDRESS=12 Elm Street\nBoston, MA 02115",
            "ADDRESS=14 Oak Street",
        ],
    ),
    (
        "from Boston and Paris",
        &[
            ("Boston", "LOCATION", 0.9, "ner:m"),
            ("Paris", "LOCATION", 0.9, "ner:m"),
        ],
        &["LOCATION=Boston", "LOCATION=Paris"],
    ),
    // A listed term gets the type that a detector gives it, or its own.
    (
        "ask Zyx Qwerty",
        &[
            ("Zyx Qwerty", "MANUAL", 1.0, "list:terms"),
            ("Zyx Qwerty", "PERSON", 0.6, "ner:m"),
        ],
        &["PERSON=Zyx Qwerty"],
    ),
    (
        "ask Zyx Qwerty",
        &[
            ("Zyx Qwerty", "ORGANIZATION", 1.0, "list:parties"),
            ("Zyx Qwerty", "PERSON", 0.99, "ner:m"),
        ],
        &["ORGANIZATION=Zyx Qwerty"],
    ),
    // Table cells, empty lines and cases part people.
    (
        "Margaret A. Whitfield\tTomasz Okonkwo",
        &[(
            "Margaret A. Whitfield\tTomasz Okonkwo",
            "PERSON",
            0.8,
            "ner:m/GIVEN_NAME+SURNAME",
        )],
        &["PERSON=Margaret A. Whitfield", "PERSON=Tomasz Okonkwo"],
    ),
    (
        "John\tSmith",
        &[
            ("John", "PERSON", 0.9, "ner:m/GIVEN_NAME"),
            ("Smith", "PERSON", 0.9, "ner:m/SURNAME"),
        ],
        &["PERSON=John", "PERSON=Smith"],
    ),
    (
        "regards\nDana\n\nDana Mwangi",
        &[(
            "Dana\n\nDana Mwangi",
            "PERSON",
            0.9,
            "ner:m/GIVEN_NAME+SURNAME",
        )],
        &["PERSON=Dana", "PERSON=Dana Mwangi"],
    ),
    (
        "in Whitfield v.\nCarrow, No. 3",
        &[("Whitfield v.\nCarrow", "LOCATION", 0.9, "ner:m/CITY")],
        &["PERSON=Whitfield", "PERSON=Carrow"],
    ),
    (
        "saw Dr. Amir FaroukDr. Priya Natarajan",
        &[
            ("Amir FaroukDr", "PERSON", 0.9, "ner:m/GIVEN_NAME+SURNAME"),
            ("Priya Natarajan", "PERSON", 0.9, "ner:m/GIVEN_NAME+SURNAME"),
        ],
        &["PERSON=Amir Farouk", "PERSON=Priya Natarajan"],
    ),
    (
        "saw Amir Farouk Dr. Priya Natarajan, Prof. Dr. Kern",
        &[
            ("Amir Farouk Dr.", "PERSON", 0.9, "ner:m"),
            ("Priya Natarajan", "PERSON", 0.9, "ner:m"),
            ("Dr. Kern", "PERSON", 0.9, "ner:m"),
        ],
        &[
            "PERSON=Amir Farouk",
            "PERSON=Priya Natarajan",
            "PERSON=Dr. Kern",
        ],
    ),
    // What has nothing of an address or a number is shown only; more words may be one in disguise.
    (
        "at rosalind dot keller at example dot net",
        &[
            ("at", "EMAIL", 0.6, "ner:m"),
            (
                "rosalind dot keller at example dot net",
                "EMAIL",
                0.8,
                "pattern:email",
            ),
        ],
        &["EMAIL?=at", "EMAIL=rosalind dot keller at example dot net"],
    ),
    (
        "call none or jane arroba example",
        &[
            ("none", "PHONE", 0.9, "ner:m"),
            ("jane arroba example", "EMAIL", 0.9, "ner:m"),
        ],
        &["PHONE?=none", "EMAIL=jane arroba example"],
    ),
    // A postcode is a part of its address, and one alone is itself.
    (
        "at 9 Orchard Close, Bath BA1 2QH, and",
        &[
            (
                "9 Orchard Close, Bath BA1 2QH",
                "ADDRESS",
                0.85,
                "pattern:uk_address",
            ),
            ("BA1 2QH", "UK_POSTCODE", 0.5, "pattern:uk_postcode!"),
        ],
        &["ADDRESS=9 Orchard Close, Bath BA1 2QH"],
    ),
    (
        "at 9 Orchard Close, Bath BA1 2QH, and",
        &[
            ("9 Orchard Close", "ADDRESS", 0.85, "ner:m"),
            ("Bath", "LOCATION", 0.85, "ner:m"),
            ("BA1 2QH", "UK_POSTCODE", 0.5, "pattern:uk_postcode!"),
        ],
        &["ADDRESS=9 Orchard Close, Bath BA1 2QH"],
    ),
    (
        "from BA1 2QH B2 5LG",
        &[
            ("BA1 2QH", "UK_POSTCODE", 0.5, "pattern:uk_postcode!"),
            ("B2 5LG", "UK_POSTCODE", 0.5, "pattern:uk_postcode!"),
        ],
        &["UK_POSTCODE=BA1 2QH", "UK_POSTCODE=B2 5LG"],
    ),
    // A card that a line end cuts.
    (
        "card 4111 1111 1111\n1111",
        &[
            (
                "4111 1111 1111\n1111",
                "CREDIT_CARD",
                1.0,
                "pattern:credit_card!",
            ),
            (
                "4111 1111 1111",
                "JP_MY_NUMBER",
                0.5,
                "pattern:jp_my_number",
            ),
            ("4111 1111 1111\n1111", "PHONE", 0.85, "ner:m"),
        ],
        &["CREDIT_CARD=4111 1111 1111\n1111"],
    ),
];

#[test]
fn rows() {
    for (text, candidates, expected) in ROWS {
        let candidates = candidates
            .iter()
            .map(|(what, entity, score, source)| found(text, what, entity, *score, source))
            .collect();
        let findings = merge(text, candidates, &MergeRules::default());
        assert_eq!(shown(text, &findings), *expected, "{text:?}");
    }
}

#[test]
fn all_evidence_is_kept_strongest_first() {
    let text = "Card 4111 1111 1111 1111";
    let what = "4111 1111 1111 1111";
    let findings = merge(
        text,
        vec![
            found(text, what, "PHONE", 0.99, "ner:m"),
            found(text, what, "CREDIT_CARD", 0.5, "pattern:card!"),
            found(text, what, "MANUAL", 1.0, "list:terms"),
            found(text, "1111", "AGE", 0.1, "ner:m"),
        ],
        &MergeRules::default(),
    );
    let sources: Vec<_> = findings[0]
        .evidence
        .iter()
        .map(|e| e.source.as_str())
        .collect();
    assert_eq!(sources, ["list:terms", "pattern:card!", "ner:m", "ner:m"]);
    assert!((findings[0].score - 1.0).abs() < f32::EPSILON);
}

#[test]
fn an_unwanted_type_takes_nothing_from_a_wanted_one() {
    let text = "John Smith Corp";
    let rules = MergeRules {
        types: [(EntityType::PERSON, Interest::From(0.5))].into(),
        default: Interest::None,
    };
    let findings = merge(
        text,
        vec![
            found(text, "John Smith", "PERSON", 0.8, "ner:m"),
            found(text, "John Smith Corp", "ORGANIZATION", 0.9, "ner:m"),
            found(text, "Corp", "MISC", 1.0, "list:always"),
        ],
        &rules,
    );
    assert_eq!(shown(text, &findings), ["PERSON=John Smith", "MISC=Corp"]);
}

#[test]
fn a_candidate_that_does_not_fit_the_text_is_fitted() {
    let text = "é é";
    let odd = vec![
        candidate(1, 3, "PERSON", f32::NAN, "ner:m"),
        candidate(3, 99, "PERSON", 7.0, "pattern:x"),
        candidate(50, 60, "PERSON", 1.0, "pattern:x"),
    ];
    let findings = merge(text, odd, &MergeRules::default());
    assert_eq!(shown(text, &findings), ["PERSON=é é"]);
}

#[test]
fn a_hundred_thousand_candidates_take_no_more_than_their_share() {
    let text = "word ".repeat(100_010);
    // Neighbours overlap in a single chain of two types, with a weak candidate over each pair.
    let chain = |n: usize| -> Vec<Candidate> {
        (0..n)
            .map(|i| match i % 3 {
                0 => candidate(i * 5, i * 5 + 18, "PERSON", 0.9, "ner:m"),
                1 => candidate(i * 5, i * 5 + 18, "EMAIL", 0.9, "pattern:e"),
                _ => candidate(i * 5, i * 5 + 24, "ADDRESS", 0.2, "ner:m"),
            })
            .collect()
    };
    let time = |n| {
        let candidates = chain(n);
        let start = std::time::Instant::now();
        let findings = merge(&text, candidates, &MergeRules::default());
        assert!(!findings.is_empty());
        start.elapsed().as_secs_f64()
    };
    time(1_000);
    let (small, large) = (time(10_000), time(100_000));
    // Linear would be 10; quadratic 100.
    assert!(large < small * 40.0 + 0.2, "{small} s, then {large} s");
}

#[test]
fn further_evidence_lifts_a_near_miss_and_adds_what_is_new() {
    let text = "perhaps Rose, then Roeburn";
    let rules = MergeRules::default();
    let findings = merge(
        text,
        vec![found(text, "Rose", "PERSON", 0.4, "ner:m")],
        &rules,
    );
    assert_eq!(shown(text, &findings), ["PERSON?=Rose"]);
    let links = vec![
        found(text, "Rose", "PERSON", 0.4, "link:surname"),
        found(text, "Roeburn", "PERSON", 0.75, "link:surname"),
    ];
    let findings = extend(text, findings, links, &rules);
    assert_eq!(shown(text, &findings), ["PERSON=Rose", "PERSON=Roeburn"]);
    assert_eq!(findings[0].evidence.len(), 2);
}

#[test]
fn a_guess_that_says_nothing_is_a_near_miss_and_a_surname_is_not() {
    for (before, guessed, near_miss) in [
        ("", "of", true),
        ("", "of the", true),
        ("Ann, ", "How", true),
        ("", "F.", true),
        ("", "1", true),
        ("Ms. ", "Do", false),
        ("the ", "US", false),
        ("", "anna", false),
        ("", "J. K.", false),
        ("", "李", false),
        ("", "3M", false),
        ("", "Person", true),
    ] {
        let text = format!("{before}{guessed}");
        let guess = candidate(before.len(), text.len(), "PERSON", 0.9, "ner:a");
        let findings = merge(&text, vec![guess], &MergeRules::default());
        assert_eq!(
            (findings.len(), findings[0].near_miss),
            (1, near_miss),
            "{text}"
        );
        let listed = candidate(before.len(), text.len(), "PERSON", 0.9, "list:l");
        let findings = merge(&text, vec![listed], &MergeRules::default());
        assert!(!findings[0].near_miss, "{text}");
    }
}

#[test]
fn an_identifier_has_digits_and_is_no_year() {
    for (guessed, near_miss) in [
        ("Prospectus", true),
        ("Accreditation", true),
        ("2014", true),
        ("200", true),
        ("A-1234", false),
        ("8841", false),
        ("2014-55", false),
    ] {
        let guess = candidate(0, guessed.len(), "GOVERNMENT_ID", 0.6, "ner:a");
        let findings = merge(guessed, vec![guess], &MergeRules::default());
        assert_eq!(findings[0].near_miss, near_miss, "{guessed}");
    }
}

#[test]
fn a_date_is_more_than_the_number_of_a_section() {
    for (guessed, near_miss) in [
        ("11", true),
        ("3", true),
        ("11th", false),
        ("2014", false),
        ("11/20", false),
    ] {
        let guess = candidate(0, guessed.len(), "DATE", 0.6, "ner:a");
        let findings = merge(guessed, vec![guess], &MergeRules::default());
        assert_eq!(findings[0].near_miss, near_miss, "{guessed}");
    }
}

#[test]
fn an_organisation_called_like_an_everyday_word_is_a_near_miss() {
    let guess = |text: &str, value: &str, entity| {
        let at = text.find(value).expect("it is there");
        candidate(at, at + value.len(), entity, 0.9, "ner:a")
    };
    for (text, entity, guesses, near_miss) in [
        (
            "The Equipment is new equipment.",
            "ORGANIZATION",
            &["Equipment"][..],
            true,
        ),
        (
            "The Equipment is new equipment.",
            "MISC",
            &["Equipment"],
            true,
        ),
        (
            "The Equipment is new equipment.",
            "PERSON",
            &["Equipment"],
            false,
        ),
        (
            "The Equipment is new.",
            "ORGANIZATION",
            &["Equipment"],
            false,
        ),
        (
            "The gateway of Gateway Ltd. is Gateway",
            "ORGANIZATION",
            &["Gateway", "Gateway Ltd"],
            false,
        ),
        ("he went to hospital", "ORGANIZATION", &["hospital"], true),
        ("he works for kallo", "ORGANIZATION", &["kallo"], false),
    ] {
        let guesses = guesses.iter().map(|v| guess(text, v, entity)).collect();
        let findings = merge(text, guesses, &MergeRules::default());
        assert_eq!(findings[0].near_miss, near_miss, "{text} {entity}");
    }
}

#[test]
fn two_pieces_are_not_joined_over_a_part_of_another_finding() {
    let mut listed = candidate(0, 2, "PERSON", 0.0, "list:l");
    listed.extent = Extent::new(
        [(0, 2), (9, 11)]
            .into_iter()
            .filter_map(|(from, to)| Span::new(from, to))
            .collect(),
    )
    .expect("parts");
    let address = candidate(5, 14, "ADDRESS", 0.0, "ner:a");
    let findings = merge(
        "Al bc 1X BO 12 .",
        vec![listed, address],
        &MergeRules::default(),
    );
    let parts: Vec<_> = findings
        .iter()
        .flat_map(|f| f.extent.parts().iter().map(|p| p.range()))
        .collect();
    assert_eq!(parts, [0..2, 9..11, 6..8, 12..14]);
}
