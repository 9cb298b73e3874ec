//! The same person or body everywhere.

use std::sync::Arc;

use tacenda_core::{CancelToken, EntityType, Replacement};
use tacenda_engine::project::{Choice, DocumentId, Filter, NearMiss, Order, Reach};
use tacenda_engine::{Detection, Project, Rules, Source};
use tacenda_testkit::FakeDetector;

use crate::setting::Setting;

fn project(setting: &Setting, words: &[(&str, EntityType)], policy: &str) -> Project {
    let detection = Detection {
        detectors: vec![Arc::new(FakeDetector::new(words))],
        rules: Arc::new(Rules::parse(policy).expect("a policy")),
    };
    let path = setting.path("same.tacenda");
    let made = setting
        .engine
        .create(&path, &Setting::lock(), Setting::reviewer(), detection);
    made.expect("created")
}

fn add(setting: &Setting, project: &Project, name: &str, text: &str) -> DocumentId {
    let path = setting.path(name);
    std::fs::write(&path, text).expect("written");
    let cancel = CancelToken::new();
    let source = Source::read(&path).expect("read");
    let id = project.add(&source, None, &cancel).expect("added").id();
    project.scan(id, &cancel, &mut |_| {}).expect("scanned");
    id
}

/// Values with the number of their group, in order of place.
fn grouped(project: &Project) -> Vec<(String, Option<u32>)> {
    let groups = project.groups().expect("grouped");
    let shown = Filter {
        near_miss: NearMiss::Shown,
        ..Filter::default()
    };
    let ids = project.finding_ids(&shown, Order::Place);
    let rows = project.rows(&ids).expect("rows");
    rows.into_iter()
        .map(|row| (row.value, groups.get(&row.id).copied()))
        .collect()
}

#[test]
fn spellings_of_one_person_share_a_number_and_somebody_else_has_another() {
    let setting = Setting::new();
    let names = ["Jane Holloway", "Holloway", "J. Holloway", "Idris Okonkwo"];
    let words: Vec<_> = names.iter().map(|n| (*n, EntityType::PERSON)).collect();
    let project = project(&setting, &words, "everything");
    let text =
        "Jane Holloway signed.\n\nMs Holloway paid. J. Holloway left.\n\nIdris Okonkwo came.\n";
    add(&setting, &project, "a.txt", text);
    let all = grouped(&project);
    let number = |name: &str| {
        let found = all.iter().find(|(value, _)| value.contains(name));
        found.unwrap_or_else(|| panic!("{name} in {all:?}")).1
    };
    assert!(number("Jane Holloway").is_some());
    assert_eq!(number("J. Holloway"), number("Jane Holloway"), "{all:?}");
    assert_ne!(number("Okonkwo"), number("Jane Holloway"), "{all:?}");
}

#[test]
fn variants_are_proposed_with_reason_and_count_and_only_the_chosen_ones_are_decided() {
    let setting = Setting::new();
    let words = [
        ("Jane Holloway", EntityType::PERSON),
        ("J. Holloway", EntityType::PERSON),
    ];
    let project = project(&setting, &words, "everything");
    let text = "Jane Holloway signed.\n\nJ. Holloway left.\n\nJ. Holloway came back.\n";
    add(&setting, &project, "a.txt", text);
    let first = project.finding_ids(&Filter::default(), Order::Place)[0];
    let variants = project.variants(first).expect("proposed");
    let initials = variants
        .iter()
        .find(|v| v.text == "J. Holloway")
        .unwrap_or_else(|| panic!("{variants:?}"));
    assert_eq!(initials.count, 2);
    assert!(initials.reason.contains("Initials"), "{}", initials.reason);
    assert_eq!(
        project
            .alike_or(first, Reach::Document, &[])
            .expect("known")
            .len(),
        1
    );
    let with = project
        .alike_or(first, Reach::Document, &["J. HOLLOWAY".into()])
        .expect("known");
    assert_eq!(with.len(), 3, "any case of the spelling is meant");
    let stranger = project.alike_or(first, Reach::Document, &["left".into()]);
    assert_eq!(stranger.expect("known").len(), 1);
}

#[test]
fn what_one_document_names_is_proposed_in_the_others_but_not_what_was_rejected() {
    let setting = Setting::new();
    let words = [
        ("Jane Holloway", EntityType::PERSON),
        ("Idris Okonkwo", EntityType::PERSON),
    ];
    let project = project(&setting, &words, "everything");
    let full = add(
        &setting,
        &project,
        "a.txt",
        "Jane Holloway signed. Idris Okonkwo paid.\n",
    );
    let short = add(
        &setting,
        &project,
        "b.txt",
        "We spoke to Ms Holloway and to Mr Okonkwo.\n",
    );
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    let rows = project.rows(&ids).expect("rows");
    let of = |name: &str| {
        let row = rows
            .iter()
            .find(|r| r.document == full && r.value.contains(name));
        row.expect("found").id
    };
    project
        .decide(&[of("Okonkwo")], &Choice::Reject.into())
        .expect("decided");
    assert_eq!(project.link_documents().expect("linked"), 1);
    let there = Filter {
        document: Some(short),
        ..Filter::default()
    };
    let rows = project
        .rows(&project.finding_ids(&there, Order::Place))
        .expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].value.contains("Holloway"));
    assert_eq!(rows[0].source, "link");
    assert_eq!(
        project.link_documents().expect("linked"),
        0,
        "once is enough"
    );
}

#[test]
fn a_finding_says_what_it_becomes_without_using_up_a_number() {
    let setting = Setting::new();
    let words = [
        ("Jane Holloway", EntityType::PERSON),
        ("078-05-1120", EntityType::SSN),
    ];
    let policy = "version = 1\nname = \"Test\"\n[default]\noperator = \"pseudonym\"\n\
                  [types.SSN]\noperator = \"last-4\"\n";
    let project = project(&setting, &words, policy);
    add(
        &setting,
        &project,
        "a.txt",
        "Jane Holloway has 078-05-1120.\n",
    );
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    let text = |at: usize| match project.becomes(ids[at]).expect("known") {
        Replacement::Text(text) => text,
        Replacement::Box => "box".into(),
    };
    for _ in 0..2 {
        assert_eq!(text(0), "[PERSON 1]");
    }
    assert!(text(1).ends_with("1120") && !text(1).contains("078"));
}

#[test]
fn a_copy_is_not_called_by_a_name_that_was_removed() {
    let setting = Setting::new();
    let words = [("Jane Holloway", EntityType::PERSON)];
    let project = project(&setting, &words, "everything");
    let id = add(
        &setting,
        &project,
        "Jane Holloway lease.txt",
        "Jane Holloway rents.\n",
    );
    assert_eq!(project.copy_name(id).expect("named"), "Jane Holloway lease");
    project
        .decide_all(&Filter::default(), &Choice::Accept.into())
        .expect("decided");
    assert_eq!(project.copy_name(id).expect("named"), "redacted lease");
}
