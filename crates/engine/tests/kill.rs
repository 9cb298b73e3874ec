//! Killing the program at any moment loses no decision that was acknowledged and leaves no half
//! file. This test has a `main` of its own because it starts itself as the victim.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use tacenda_core::{CancelToken, EntityType, Reviewer};
use tacenda_engine::project::{Choice, ExportChoices, Filter, Lock, Order, Standing, Undecided};
use tacenda_engine::{Detection, Engine, Existing, Isolation, Project, Rules, Source, SystemClock};
use tacenda_testkit::FakeDetector;

const VICTIM: &str = "--victim";

fn main() {
    let arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == VICTIM) {
        work_until_killed(arguments[2].as_ref());
    }
    for after in [1, 7, 30] {
        kill_after(after);
        println!("killed after {after} decisions: ok");
    }
}

fn engine() -> Engine {
    Engine::new(Isolation::InProcess, Arc::new(SystemClock)).expect("threads")
}

fn lock() -> Lock {
    Lock::Passphrase("a long passphrase".into())
}

fn detection() -> Detection {
    Detection {
        detectors: vec![Arc::new(FakeDetector::new(&[(
            "Jane Roe",
            EntityType::PERSON,
        )]))],
        rules: Arc::new(Rules::default()),
    }
}

fn open(folder: &Path) -> Project {
    let path = folder.join("a.tacenda");
    let project = engine().open(&path, &lock(), Reviewer("R".into()), detection());
    project.expect("opened")
}

/// Decides on one finding after the other and exports in between; says so after each decision.
fn work_until_killed(folder: &Path) {
    let project = open(folder);
    let document = project.documents()[0].id;
    let choices = ExportChoices {
        undecided: Undecided::Leave,
        ..ExportChoices::default()
    };
    for (round, id) in project
        .finding_ids(&Filter::default(), Order::Place)
        .into_iter()
        .enumerate()
    {
        project
            .decide(&[id], &Choice::Accept.into())
            .expect("decided");
        println!("{}", id.0);
        std::io::stdout().flush().expect("flushed");
        if round % 3 == 0 {
            let target = folder.join("out.txt");
            project
                .export(
                    document,
                    &choices,
                    &target,
                    Existing::Replace,
                    &CancelToken::new(),
                )
                .expect("exported");
        }
    }
    // Long enough to be killed.
    std::thread::sleep(std::time::Duration::from_secs(60));
}

fn kill_after(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let project = engine()
        .create(
            &folder.path().join("a.tacenda"),
            &lock(),
            Reviewer("R".into()),
            detection(),
        )
        .expect("created");
    let text = "Dear Jane Roe,\n".repeat(40);
    let source = Source::from_bytes("a.txt", text.clone().into_bytes());
    let cancel = CancelToken::new();
    let id = project.add(&source, None, &cancel).expect("added").id();
    project.scan(id, &cancel, &mut |_| {}).expect("scanned");
    project.close();

    let mut victim = Command::new(std::env::current_exe().expect("a path"))
        .arg(VICTIM)
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let said = BufReader::new(victim.stdout.take().expect("piped")).lines();
    let acknowledged: Vec<i64> = said
        .take(count)
        .map(|line| line.expect("a line").parse().expect("an id"))
        .collect();
    victim.kill().expect("killed");
    victim.wait().expect("gone");
    assert_eq!(acknowledged.len(), count);

    let project = open(folder.path());
    let accepted = Filter {
        standing: vec![Standing::Accepted],
        ..Filter::default()
    };
    let kept: Vec<i64> = project
        .finding_ids(&accepted, Order::Place)
        .into_iter()
        .map(|id| id.0)
        .collect();
    for id in &acknowledged {
        assert!(kept.contains(id), "the decision on finding {id} is lost");
    }
    // What was exported last is whole.
    if let Ok(written) = std::fs::read_to_string(folder.path().join("out.txt")) {
        assert_eq!(written.lines().count(), 40);
        assert!(written.ends_with(",\n"));
    }
    project.undo().expect("the record goes on");
}
