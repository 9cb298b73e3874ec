//! What is kept: across closing, against the wrong key, in the face of damage.

use proptest::prelude::*;
use tacenda_core::EntityType;
use tacenda_engine::EngineError;
use tacenda_engine::project::{Choice, Filter, Lock, Order, Standing};

use crate::setting::{LETTER, Setting, all};

#[test]
fn everything_is_there_again_after_reopening() {
    let setting = Setting::new();
    let project = setting.create();
    let id = setting.letter(&project);
    let ids = project.finding_ids(&Filter::default(), Order::Place);
    project
        .decide(&ids[..2], &Choice::Accept.into())
        .expect("decided");
    project
        .decide(&ids[2..3], &Choice::AcceptAs(EntityType::MISC).into())
        .expect("decided");
    project.undo().expect("undone");
    let before = project.findings(&all(100)).expect("listed");
    project.close();

    let project = setting.reopen();
    assert_eq!(project.findings(&all(100)).expect("listed"), before);
    assert_eq!(project.documents()[0].counts.accepted, 2);
    project.redo().expect("redo survives");
    assert_eq!(
        project.finding(ids[2]).expect("known").row.entity,
        EntityType::MISC
    );
    project.undo().expect("undone");
    project.undo().expect("undone");
    assert_eq!(project.documents()[0].counts.accepted, 0);
    let detail = project.finding(ids[0]).expect("known");
    let log: Vec<_> = detail
        .log
        .iter()
        .map(|(_, standing, who, _)| (*standing, who.as_str()))
        .collect();
    assert_eq!(
        log,
        [
            (Standing::Accepted, "R. Viewer"),
            (Standing::Undecided, "R. Viewer")
        ]
    );
    let text = project.text(id, 0, 1).expect("text");
    assert!(text.blocks[0].runs[0].text.starts_with("Dear"));
}

#[test]
fn nothing_in_the_folder_shows_the_text() {
    let setting = Setting::new();
    let project = setting.create();
    setting.letter(&project);
    project
        .decide_all(&Filter::default(), &Choice::Accept.into())
        .expect("decided");
    std::fs::remove_file(setting.path("letter.txt")).expect("the source is not part of it");
    // Journal and shared memory are there as long as the project is open.
    let mut looked_at = Vec::new();
    for entry in std::fs::read_dir(setting.folder.path()).expect("folder") {
        let path = entry.expect("entry").path();
        let bytes = std::fs::read(&path).expect("read");
        for marker in [
            "Jane Roe",
            "letter.txt",
            "PERSON",
            "SQLite format",
            "CREATE TABLE",
        ] {
            let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [marker.as_bytes(), &wide] {
                let there = bytes.windows(form.len()).any(|window| window == form);
                assert!(!there, "{marker} stands in {}", path.display());
            }
        }
        looked_at.push(bytes.len());
    }
    assert!(looked_at.len() >= 2 && looked_at.iter().any(|&size| size > LETTER.len()));
}

#[test]
fn what_does_not_open_says_why() {
    let setting = Setting::new();
    let path = setting.path("a.tacenda");
    let open = |lock: &Lock| {
        let opened = setting
            .engine
            .open(&path, lock, Setting::reviewer(), Setting::detection());
        opened.map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(open(&Setting::lock()), Err("project_missing"));
    let project = setting.create();
    setting.letter(&project);
    project.close();
    let again = setting.engine.create(
        &path,
        &Setting::lock(),
        Setting::reviewer(),
        Setting::detection(),
    );
    assert!(matches!(again, Err(EngineError::Store(error)) if error.code() == "project_exists"));
    assert_eq!(open(&Lock::Passphrase("wrong".into())), Err("wrong_key"));

    let whole = std::fs::read(&path).expect("read");
    for cut in [0, 10, 100, 4096] {
        std::fs::write(&path, &whole[..cut]).expect("written");
        let code = open(&Setting::lock()).expect_err("not a whole project");
        assert!(
            ["wrong_key", "project_damaged"].contains(&code),
            "{cut} bytes: {code}"
        );
    }
    std::fs::write(&path, "just a text, long enough to have a salt").expect("written");
    assert_eq!(open(&Setting::lock()), Err("wrong_key"));

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    std::fs::write(&path, &damaged).expect("written");
    let code = open(&Setting::lock()).expect_err("damaged");
    assert!(["wrong_key", "project_damaged"].contains(&code), "{code}");

    std::fs::write(&path, &whole).expect("written");
    assert_eq!(open(&Setting::lock()), Ok(()));
}

/// One thing a reviewer does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Decide(usize, u8),
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..5, 0u8..3).prop_map(|(index, choice)| Step::Decide(index, choice)),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn undo_and_redo_walk_through_the_states_there_were(steps in prop::collection::vec(step(), 1..25)) {
        let setting = Setting::new();
        let mut project = setting.create();
        setting.letter(&project);
        let ids = project.finding_ids(&Filter::default(), Order::Place);
        // The model: every state there was, and where in them we are.
        let mut states = vec![vec![Standing::Undecided; ids.len()]];
        let mut at = 0;
        for step in steps {
            match step {
                Step::Decide(index, choice) => {
                    let (choice, standing) = match choice {
                        0 => (Choice::Accept, Standing::Accepted),
                        1 => (Choice::Reject, Standing::Rejected),
                        _ => (Choice::Clear, Standing::Undecided),
                    };
                    let chosen = &ids[index..];
                    project.decide(chosen, &choice.into()).expect("decided");
                    states.truncate(at + 1);
                    let mut next = states[at].clone();
                    next[index..].fill(standing);
                    states.push(next);
                    at += 1;
                }
                Step::Undo => {
                    let delta = project.undo().expect("undone");
                    prop_assert_eq!(delta.act.is_some(), at > 0);
                    at = at.saturating_sub(1);
                }
                Step::Redo => {
                    let delta = project.redo().expect("redone");
                    prop_assert_eq!(delta.act.is_some(), at + 1 < states.len());
                    at = (at + 1).min(states.len() - 1);
                }
                Step::Reopen => {
                    project.close();
                    project = setting.reopen();
                }
            }
            let rows = project.rows(&ids).expect("rows");
            let now: Vec<_> = rows.iter().map(|row| row.standing).collect();
            prop_assert_eq!(&now, &states[at]);
        }
    }
}
