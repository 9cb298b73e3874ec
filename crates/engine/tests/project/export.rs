//! Exporting from a project.

use tacenda_core::{CancelToken, PlanError};
use tacenda_engine::project::{Choice, ExportChoices, Filter, Undecided};
use tacenda_engine::{EngineError, Existing, SaveError, Style};

use crate::setting::{LETTER, Setting};

#[test]
fn only_what_was_accepted_goes_and_the_receipt_says_so() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let cancel = CancelToken::new();
    let target = setting.path("out.txt");
    let choices = ExportChoices {
        style: Some(Style::Pseudonym),
        ..ExportChoices::default()
    };
    let export = |existing| project.export(id, &choices, &target, existing, &cancel);

    let undecided = export(Existing::Keep);
    assert!(matches!(
        undecided,
        Err(EngineError::Plan(PlanError::Undecided(5)))
    ));
    assert!(!target.exists());

    project
        .decide_all(&Filter::default(), &Choice::Accept.into())
        .expect("decided");
    let ann = Filter {
        text: Some("Ann Lee".into()),
        ..Filter::default()
    };
    project
        .decide_all(&ann, &Choice::Reject.into())
        .expect("decided");
    let receipt = export(Existing::Keep).expect("exported");
    assert_eq!(receipt.redactions["PERSON"], 3);
    assert_eq!(receipt.redactions["DATE"], 1);
    assert!(!receipt.checks.is_empty());
    let written = std::fs::read_to_string(&target).expect("written");
    assert_eq!(
        written,
        "Dear [PERSON 1],\n\n[PERSON 1] owes [PERSON 2] 5 pounds since [DATE 1].\n\nYours, Ann Lee\n"
    );
    assert_eq!(
        tacenda_core::Sha256::of(written.as_bytes()).to_string(),
        receipt.sha256_out
    );
    assert_eq!(
        tacenda_core::Sha256::of(LETTER.as_bytes()).to_string(),
        receipt.sha256_in
    );
    let json = serde_json::to_string(&receipt).expect("JSON");
    assert!(
        !json.contains("Jane") && !json.contains("Doe"),
        "a receipt holds no values"
    );

    assert!(matches!(
        export(Existing::Keep),
        Err(EngineError::Save(SaveError::Exists(_)))
    ));
    export(Existing::Replace).expect("replaced");
    project.close();
    let project = setting.reopen();
    let receipts = project.receipts(id).expect("kept");
    assert_eq!(receipts.len(), 2);
    assert_eq!(receipts[0].1, receipt);
    assert_eq!(project.documents()[0].exports, 2);
    let names: Vec<_> = std::fs::read_dir(setting.folder.path())
        .expect("folder")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.contains("part"))
        .collect();
    assert_eq!(names, Vec::<String>::new(), "nothing temporary is left");
}

#[test]
fn the_source_is_never_the_target() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let source = setting.path("letter.txt");
    let choices = ExportChoices {
        undecided: Undecided::ByPolicy,
        ..ExportChoices::default()
    };
    let mut targets = vec![
        source.clone(),
        setting.folder.path().join(".").join("letter.txt"),
    ];
    #[cfg(unix)]
    {
        let link = setting.path("link.txt");
        std::os::unix::fs::symlink(&source, &link).expect("linked");
        let hard = setting.path("hard.txt");
        std::fs::hard_link(&source, &hard).expect("linked");
        targets.extend([link, hard]);
    }
    for target in targets {
        let saved = project.export(
            id,
            &choices,
            &target,
            Existing::Replace,
            &CancelToken::new(),
        );
        assert!(
            matches!(saved, Err(EngineError::Save(SaveError::IsSource(_)))),
            "{}: {saved:?}",
            target.display()
        );
        assert_eq!(std::fs::read_to_string(&source).expect("source"), LETTER);
    }
}

#[test]
fn the_preview_is_the_file_that_would_be_saved() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let choices = ExportChoices {
        undecided: Undecided::ByPolicy,
        ..ExportChoices::default()
    };
    let preview = project
        .preview(id, &choices, &CancelToken::new())
        .expect("preview");
    let text = preview.text(0, 10);
    let first = &text.blocks[0].runs[0].text;
    assert!(first.starts_with("Dear [PERSON"), "{first}");
    assert_eq!(preview.receipt().redactions["PERSON"], 4);
}

#[test]
fn a_folder_that_cannot_be_written_leaves_a_clear_error_and_nothing_else() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let choices = ExportChoices {
        undecided: Undecided::ByPolicy,
        ..ExportChoices::default()
    };
    let target = setting.path("no such folder").join("out.txt");
    let saved = project.export(id, &choices, &target, Existing::Keep, &CancelToken::new());
    assert!(
        matches!(saved, Err(EngineError::Save(SaveError::Io { .. }))),
        "{saved:?}"
    );
}
