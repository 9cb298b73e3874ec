//! Listing, deciding, marking, searching.

use tacenda_core::{CancelToken, EntityType};
use tacenda_engine::EngineError;
use tacenda_engine::project::{
    Added, Choice, Filter, Matching, Order, Query, Reach, Standing, TextRange,
};

use crate::setting::{LETTER, Setting, all};

#[test]
fn findings_come_in_order_of_place_with_the_words_around_them() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    let page = project.findings(&all(10)).expect("listed");
    let values: Vec<_> = page.rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(
        values,
        ["Jane Roe", "Jane Roe", "John Doe", "1 May 2020", "Ann Lee"]
    );
    assert_eq!(page.total, 5);
    assert_eq!(page.types[&EntityType::PERSON], 4);
    assert_eq!(page.rows[0].before, "Dear ");
    assert!(page.rows[2].after.starts_with(" 5 pounds"));
    let second = Query {
        offset: 3,
        limit: 1,
        ..all(0)
    };
    assert_eq!(
        project.findings(&second).expect("listed").rows[0].value,
        "1 May 2020"
    );
}

#[test]
fn all_alike_are_decided_at_once_and_undone_at_once() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    let first = project.findings(&all(1)).expect("listed").rows[0].id;
    let alike = project.alike(first, Reach::Document).expect("known");
    assert_eq!(alike.len(), 2);
    let delta = project
        .decide(&alike, &Choice::Accept.into())
        .expect("decided");
    assert_eq!(
        (delta.changed.len(), delta.can_undo, delta.can_redo),
        (2, true, false)
    );
    assert_eq!(project.documents()[0].counts.accepted, 2);
    let back = project.undo().expect("undone");
    assert_eq!(
        (back.changed, back.can_undo, back.can_redo),
        (alike, false, true)
    );
    assert_eq!(project.documents()[0].counts.accepted, 0);
    project.redo().expect("done again");
    assert_eq!(project.documents()[0].counts.accepted, 2);
}

#[test]
fn a_filter_says_how_many_before_it_decides() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    let people = Filter {
        types: vec![EntityType::PERSON],
        ..Filter::default()
    };
    assert_eq!(project.count(&people), 4);
    let named = Filter {
        text: Some("JANE".into()),
        ..people.clone()
    };
    assert_eq!(project.count(&named), 2);
    project
        .decide_all(&named, &Choice::Reject.into())
        .expect("decided");
    let open = Filter {
        standing: vec![Standing::Undecided],
        ..people
    };
    assert_eq!(project.count(&open), 2);
    let sorted = project.finding_ids(&Filter::default(), Order::Standing);
    let rows = project.rows(&sorted).expect("rows");
    assert_eq!(rows.last().expect("some").standing, Standing::Rejected);
}

#[test]
fn text_is_cut_at_findings_and_a_selection_marks_it() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let text = project.text(id, 0, 100).expect("text");
    let whole: String = text
        .blocks
        .iter()
        .flat_map(|b| &b.runs)
        .map(|r| r.text.as_str())
        .collect();
    assert_eq!(whole, LETTER.replace('\n', ""));
    let flagged: Vec<_> = text.blocks[0]
        .runs
        .iter()
        .filter(|r| r.finding.is_some())
        .collect();
    assert_eq!(flagged[0].text, "Jane Roe");

    let range = TextRange {
        from_block: 1,
        from: 23,
        to_block: 1,
        to: 31,
    };
    let delta = project
        .mark_text(id, range, EntityType::ACCOUNT)
        .expect("marked");
    let row = &project.rows(&delta.changed).expect("rows")[0];
    assert_eq!(
        (row.value.as_str(), row.standing),
        ("5 pounds", Standing::Accepted)
    );
    project.undo().expect("undone");
    assert_eq!(
        project.findings(&all(100)).expect("listed").total,
        5,
        "the mark is gone"
    );
    project.redo().expect("done again");
    assert_eq!(project.findings(&all(100)).expect("listed").total, 6);
}

#[test]
fn search_marks_what_no_finding_covers() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let preview = project
        .search("pounds", Matching::Words, Some(id))
        .expect("found");
    assert_eq!((preview.total, preview.new), (1, 1));
    assert_eq!(
        project
            .search("jane roe", Matching::Words, None)
            .expect("found")
            .new,
        0
    );
    project
        .mark_found("pounds", Matching::Words, None, &EntityType::MANUAL)
        .expect("marked");
    assert_eq!(
        project
            .search("pounds", Matching::Words, None)
            .expect("found")
            .new,
        0
    );
    let wrong = project.search("(", Matching::Expression, None);
    assert!(matches!(wrong, Err(EngineError::Search(_))));
}

#[test]
fn scanning_again_keeps_what_somebody_decided() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    project
        .decide(&ids[..1], &Choice::Reject.into())
        .expect("decided");
    project
        .scan(id, &CancelToken::new(), &mut |_| {})
        .expect("scanned");
    let after = project.findings(&all(100)).expect("listed");
    assert_eq!(after.total, 5);
    assert_eq!(
        (after.rows[0].id, after.rows[0].standing),
        (ids[0], Standing::Rejected)
    );
}

#[test]
fn files_that_cannot_be_added_are_named_and_the_others_go_on() {
    let setting = Setting::new();
    let project = setting.create();
    let folder = setting.path("in");
    std::fs::create_dir_all(folder.join("deep")).expect("folders");
    for (name, bytes) in [
        ("a.txt", b"Ann Lee".as_slice()),
        ("b.txt", b""),
        ("c.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"),
        ("deep/d.txt", b"Ann Lee"),
    ] {
        std::fs::write(folder.join(name), bytes).expect("written");
    }
    let mut seen = 0;
    let paths = [folder, setting.path("missing.txt")];
    let outcome = project.add_paths(&paths, &CancelToken::new(), &mut |_| seen += 1);
    assert_eq!(seen, 5);
    assert!(matches!(outcome.added[..], [Added::New(a), Added::Already(b)] if a == b));
    let failed: Vec<_> = outcome
        .failed
        .iter()
        .map(|(_, error)| error.code())
        .collect();
    assert_eq!(failed, ["empty", "unsupported", "unreadable"]);
}

#[test]
fn a_document_is_not_done_before_everything_is_decided() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    assert!(matches!(project.mark_done(id), Err(EngineError::Unseen(_))));
    project
        .decide_all(&Filter::default(), &Choice::Accept.into())
        .expect("decided");
    project.mark_done(id).expect("done");
    assert_eq!(project.overview().done, 1);
}
