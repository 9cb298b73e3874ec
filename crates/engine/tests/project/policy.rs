//! A policy that changes while the project lives; lists; what is seen and done.

use tacenda_core::CancelToken;
use tacenda_engine::project::{Choice, ExportChoices, Filter, NearMiss, Order, Undecided};
use tacenda_engine::{EngineError, Existing, Isolation, Project, Rules, Source};

use crate::setting::Setting;

fn rules(rest: &str) -> Rules {
    let text = format!("version = 1\nname = \"Test\"\n[default]\nthreshold = 0.3\n{rest}");
    Rules::parse(&text).expect("a policy")
}

fn undecided(project: &Project) -> usize {
    project.documents()[0].counts.undecided
}

#[test]
fn what_a_never_list_names_is_shown_with_the_reason_and_not_asked_about() {
    let setting = Setting::new();
    let project = setting.create();
    project
        .set_rules(rules("[[never]]\ntext = \"John Doe\"\n"))
        .expect("set");
    setting.letter(&project);
    assert_eq!(undecided(&project), 4, "Jane Roe twice, a date, Ann Lee");
    let near = Filter {
        near_miss: NearMiss::Only,
        ..Filter::default()
    };
    let ids = project.finding_ids(&near, Order::Place);
    let detail = project.finding(ids[0]).expect("known");
    assert_eq!(detail.row.value, "John Doe");
    assert_eq!(detail.row.source, "never");
    assert!(detail.evidence[0].explanation.contains("never list"));
    assert!(detail.evidence.len() > 1, "what found it is still told");
    drop(project);
    let again = setting.reopen();
    assert_eq!(undecided(&again), 4, "it stays so");
}

#[test]
fn a_type_that_is_switched_off_is_shown_but_not_asked_about_and_comes_back() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    let before = undecided(&project);
    project
        .set_rules(rules("[types.PERSON]\nfind = false\n"))
        .expect("set");
    assert_eq!(undecided(&project), 1, "only the date");
    project.set_rules(rules("")).expect("set");
    assert_eq!(undecided(&project), before);
}

#[test]
fn parts_of_a_text_without_pages_can_be_seen_and_stay_so() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    project.pages_seen(id, &[2, 1]).expect("kept");
    drop(project);
    let again = setting.reopen();
    assert_eq!(again.seen_pages(id), [1, 2]);
    assert_eq!(again.documents()[0].pages_seen, 2);
}

#[test]
fn an_export_is_current_until_something_is_decided() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    project
        .decide(&ids, &Choice::Accept.into())
        .expect("decided");
    let target = setting.path("out.txt");
    let cancel = CancelToken::new();
    project
        .export(
            id,
            &ExportChoices::default(),
            &target,
            Existing::Keep,
            &cancel,
        )
        .expect("exported");
    assert!(project.documents()[0].export_is_current);
    project
        .decide(&ids[..1], &Choice::Reject.into())
        .expect("decided");
    assert!(!project.documents()[0].export_is_current);
    drop(project);
    assert!(!setting.reopen().documents()[0].export_is_current);
}

#[test]
fn the_text_that_is_left_is_a_word_document_without_what_was_removed() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    project
        .decide(&ids[1..], &Choice::Accept.into())
        .expect("decided");
    let choices = ExportChoices {
        undecided: Undecided::Leave,
        ..ExportChoices::default()
    };
    let target = setting.path("out.docx");
    let cancel = CancelToken::new();
    let receipt = project
        .export_text(id, &choices, &target, Existing::Keep, &cancel)
        .expect("exported");
    assert!(receipt.checks.iter().any(|(name, _)| name == "clean_text"));
    let written = Source::read(&target).expect("there");
    let mut session = Isolation::InProcess
        .open(&written, None, &cancel)
        .expect("a Word document");
    let text = session.read(&cancel).expect("readable");
    let text = text.document.text.as_str();
    assert!(
        text.contains("Dear Jane Roe"),
        "what was left is there: {text}"
    );
    for gone in ["John Doe", "1 May 2020", "Ann Lee"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    let report = setting.path("receipt.docx");
    receipt.save_docx(&report, Existing::Keep).expect("saved");
    let mut session = Isolation::InProcess
        .open(&Source::read(&report).expect("there"), None, &cancel)
        .expect("a Word document");
    let text = session.read(&cancel).expect("readable");
    let text = text.document.text.as_str();
    assert!(text.contains(&receipt.sha256_in) && text.contains("Total\n4"));
    assert!(!text.contains("Ann Lee"));
    let again = receipt.save_docx(&report, Existing::Keep);
    assert!(matches!(again, Err(EngineError::Save(_))));
}

#[test]
fn the_record_says_what_was_decided() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    project
        .decide(&ids[..2], &Choice::Reject.into())
        .expect("decided");
    let history = project.history(0, usize::MAX);
    let last = history.last().expect("some");
    assert_eq!(
        (last.kind.as_str(), last.summary.as_str()),
        ("decide", "2 rejected")
    );
    let row = project.rows(&ids[..1]).expect("rows").remove(0);
    assert_eq!(row.reviewer.as_deref(), Some("R. Viewer"));
}
