//! The same person in several documents.

use tacenda_engine::project::{Choice, DocumentId, Filter, Project, Query};

use crate::setting::{Setting, all};

const NOTE: &str = "Ms Roe came in. It was green in May, and nobody owed a pound.\n";

fn values(project: &Project, document: DocumentId) -> Vec<String> {
    let query = Query {
        filter: Filter {
            document: Some(document),
            ..Filter::default()
        },
        ..all(20)
    };
    let page = project.findings(&query).expect("listed");
    page.rows.into_iter().map(|row| row.value).collect()
}

#[test]
fn a_name_of_one_document_is_proposed_in_the_others_once_all_are_scanned() {
    let setting = Setting::new();
    let project = setting.create();
    let letter = setting.add(&project, "letter.txt", crate::setting::LETTER);
    let note = setting.add(&project, "note.txt", NOTE);
    assert_eq!(Setting::scan(&project, note), 0);
    assert_eq!(values(&project, note), Vec::<String>::new());
    assert_eq!(Setting::scan(&project, letter), 1);
    assert_eq!(values(&project, note), ["Roe"]);
    let page = project.findings(&all(20)).expect("listed");
    let row = page.rows.iter().find(|r| r.document == note).expect("it");
    let detail = project.finding(row.id).expect("known");
    assert!(
        detail.evidence[0].explanation.ends_with("from letter.txt"),
        "{:?}",
        detail.evidence
    );
    // Nothing is proposed twice, and not what a reviewer has rejected.
    assert_eq!(Setting::scan(&project, letter), 0);
    project
        .decide(&[row.id], &Choice::Reject.into())
        .expect("decided");
    assert_eq!(Setting::scan(&project, letter), 0);
    assert_eq!(values(&project, note), ["Roe"]);
}

#[test]
fn what_a_reviewer_rejected_is_not_looked_for_elsewhere() {
    let setting = Setting::new();
    let project = setting.create();
    let letter = setting.letter(&project);
    let page = project.findings(&all(20)).expect("listed");
    let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    project
        .decide(&ids, &Choice::Reject.into())
        .expect("decided");
    let note = setting.add(&project, "note.txt", NOTE);
    assert_eq!(Setting::scan(&project, note), 0);
    assert_eq!(values(&project, letter).len(), 5);
    assert_eq!(values(&project, note), Vec::<String>::new());
}
