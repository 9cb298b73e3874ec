use proptest::prelude::*;
use tacenda_core::{EntityType, Rect};

use crate::*;

const LEAST: &str = "version = 1\nname = \"x\"\n[default]\n";

fn refused(source: &str) -> (usize, usize, String) {
    let error = Policy::parse(source).expect_err("is refused");
    (error.line, error.column, error.reason)
}

#[test]
fn the_least_file_asks_about_everything() {
    let policy = Policy::parse(LEAST).expect("valid");
    assert!(policy.finds(&EntityType::PERSON));
    assert_eq!(policy.operator(&EntityType::PERSON), Operator::Label);
    assert_eq!(policy.default.undecided, Undecided::Ask);
    assert_eq!(policy.countries, Countries::All);
}

#[test]
fn the_example_in_the_documentation_is_valid() {
    let readme = include_str!("../../README.md");
    let example = readme.split("```").nth(1).expect("an example");
    let example = example.strip_prefix("toml").expect("in TOML");
    let policy = Policy::parse(example).expect("valid");
    assert_eq!(policy.always[0].matching, Matching::Fuzzy(1));
    assert_eq!(policy.operator(&EntityType::SSN), Operator::Last(4));
    for operator in [
        "box",
        "label",
        "pseudonym",
        "initials",
        "year",
        "zip3",
        "age90",
        "shift",
        "keep",
    ] {
        assert!(readme.contains(&format!("| `{operator}` |")), "{operator}");
    }
}

#[test]
fn a_type_takes_what_it_does_not_say_from_the_default() {
    let policy = Policy::parse(
        "version = 1\nname = \"x\"\n[default]\nthreshold = 0.7\nreason = \"(b)(6)\"\n\
         [types.SSN]\noperator = \"last-4\"\n[types.LICENSE]\nfind = false\n",
    )
    .expect("valid");
    let ssn = policy.rule_for(&EntityType::SSN);
    assert_eq!(ssn.operator, Operator::Last(4));
    assert!((ssn.threshold - 0.7).abs() < 1e-6);
    assert_eq!(ssn.reason.as_deref(), Some("(b)(6)"));
    // A national identifier follows its general type.
    let licence = EntityType::named("US_DRIVER_LICENSE").expect("a name");
    assert!(!policy.finds(&licence));
    assert!(policy.finds(&EntityType::MRN));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (source, line, column, part) in [
        ("", 1, 1, "version"),
        ("version = 1\nname = \"x", 2, 10, "string"),
        ("version = 2\nname = \"x\"\n[default]", 1, 11, "version 1"),
        ("version = 1\nname = \" \"\n[default]", 2, 8, "name"),
        (
            "version = 1\nname = \"x\"\n[default]\ncolour = 1",
            4,
            1,
            "colour",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\nthreshold = 1.5",
            4,
            13,
            "0 to 1",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\nthreshold = nan",
            4,
            13,
            "0 to 1",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\noperator = \"blur\"",
            4,
            12,
            "\"blur\" is no operator",
        ),
        (
            "version = 1\nname = \"é\"\n[default]\nundecided = \"maybe\"",
            4,
            13,
            "accept, leave, ask",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[types.person]\n",
            4,
            8,
            "capital",
        ),
        (
            "version = 1\nname = \"x\"\ncountries = [\"US\", \"usa\"]\n[default]",
            3,
            20,
            "two capital",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[always]]\ntext = \"(\"\nmatch = \"regex\"",
            5,
            8,
            "unclosed",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[always]]\ntext = \"x*\"\nmatch = \"regex\"",
            5,
            8,
            "empty text",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[never]]\ntext = \"--\"",
            5,
            8,
            "letter",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[always]]\ntext = \"abc\"\ndistance = 1",
            5,
            8,
            "at least 4",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[always]]\ntext = \"abc\"\nmatch = \"like\"",
            6,
            9,
            "literal, fuzzy or regex",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[region]]\npages = \"0\"",
            5,
            9,
            "no pages",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[[region]]\npages = \"1\"\nbox = [9, 0, 1, 5]",
            6,
            7,
            "left",
        ),
        (
            "version = 1\nname = \"x\"\n[default]\n[default]",
            4,
            2,
            "duplicate",
        ),
    ] {
        let (found_line, found_column, reason) = refused(source);
        assert!(reason.contains(part), "{source}\n{reason}");
        assert_eq!(
            (found_line, found_column),
            (line, column),
            "{source}\n{reason}"
        );
    }
}

#[test]
fn regions_become_areas() {
    let policy = Policy::parse(&format!(
        "{LEAST}[[region]]\npages = \"first\"\nbox = [10, 20.5, 110, 60]\n\
         [[region]]\npages = \"2-\"\n"
    ))
    .expect("valid");
    let page = |number| tacenda_core::Page {
        number,
        start: 0,
        end: 0,
        width: 612.0,
        height: 792.0,
    };
    let areas = policy.areas(&[page(1), page(2)]);
    let shown: Vec<_> = areas.iter().map(|a| (a.page, a.rect)).collect();
    let rect = |x0, y0, x1, y1| Rect { x0, y0, x1, y1 };
    assert_eq!(
        shown,
        [
            (1, rect(10.0, 20.5, 110.0, 60.0)),
            (2, rect(0.0, 0.0, 612.0, 792.0))
        ]
    );
}

fn type_rule() -> impl Strategy<Value = TypeRule> {
    let operator = prop::sample::select(vec![
        Operator::Box,
        Operator::Last(4),
        Operator::Zip3,
        Operator::Keep,
    ]);
    let undecided = prop::sample::select(vec![Undecided::Accept, Undecided::Leave, Undecided::Ask]);
    (any::<bool>(), 0.0f32..=1.0, operator, undecided).prop_map(
        |(on, threshold, operator, undecided)| TypeRule {
            find: if on { Search::On } else { Search::Off },
            threshold,
            operator,
            undecided,
            reason: None,
        },
    )
}

fn entry() -> impl Strategy<Value = ListEntry> {
    let matching =
        prop::sample::select(vec![Matching::Literal, Matching::Fuzzy(2), Matching::Regex]);
    ("[A-Za-z]{8}[ \"'\n\\PC]{0,3}", matching).prop_map(|(text, matching)| ListEntry {
        text: if matching == Matching::Regex {
            regex::escape(&text)
        } else {
            text
        },
        matching,
        entity: Some(EntityType::PERSON),
    })
}

proptest! {
    #[test]
    fn a_written_policy_reads_back_the_same(
        words in "[A-Za-z]\\PC{0,20}[\"\\\\\n]{0,2}",
        rules in prop::collection::btree_map(
            prop::sample::select(EntityType::GENERAL.to_vec()), type_rule(), 0..5),
        default in type_rule(),
        always in prop::collection::vec(entry(), 0..3),
        countries in prop::option::of(prop::collection::btree_set("[A-Z]{2}", 0..3)),
    ) {
        let mut policy = Policy::parse(LEAST).expect("valid");
        policy.name.clone_from(&words);
        policy.description.clone_from(&words);
        policy.types = rules;
        policy.default = default;
        policy.never.clone_from(&always);
        policy.always = always;
        policy.countries = countries.map_or(Countries::All, Countries::Only);
        policy.regions = vec![Region {
            pages: Pages::Range(2, None),
            rect: Some(Rect::between(0.5, 1.0, 20.25, 30.0)),
            reason: Some(words.clone()),
        }];
        policy.codes = vec![Code { code: words.clone(), meaning: words.clone() }];
        policy.categories = vec![Category {
            id: words.clone(),
            name: words.clone(),
            types: [EntityType::SSN].into(),
            coverage: Coverage::Partly,
            note: words,
        }];
        let written = policy.to_toml();
        let read = Policy::parse(&written);
        prop_assert_eq!(read.as_ref(), Ok(&policy), "{}", written);
    }

    #[test]
    fn no_file_is_too_odd(source in "\\PC{0,80}|(version|name|types|default|=|\\[|\\]|\"|1|\n|é){0,30}") {
        let _ = Policy::parse(&source);
    }
}
