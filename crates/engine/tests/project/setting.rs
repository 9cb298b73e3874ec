//! A folder, a clock and a project.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tacenda_core::{CancelToken, EntityType, Reviewer};
use tacenda_engine::project::{DocumentId, Filter, Lock, Query};
use tacenda_engine::{Clock, Detection, Engine, Isolation, Project, Rules, Source};
use tacenda_testkit::FakeDetector;

pub const LETTER: &str =
    "Dear Jane Roe,\n\nJane Roe owes John Doe 5 pounds since 1 May 2020.\n\nYours, Ann Lee\n";

/// Counts seconds, so that every time is another.
#[derive(Default)]
struct Counter(AtomicU32);

impl Clock for Counter {
    fn now(&self) -> String {
        format!(
            "2026-01-01T00:00:{:02}Z",
            self.0.fetch_add(1, Ordering::Relaxed) % 60
        )
    }
}

pub struct Setting {
    pub folder: tempfile::TempDir,
    pub engine: Engine,
}

impl Setting {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            engine: Engine::new(Isolation::InProcess, Arc::new(Counter::default()))
                .expect("threads"),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn lock() -> Lock {
        Lock::Passphrase("a long passphrase".into())
    }

    pub fn reviewer() -> Reviewer {
        Reviewer("R. Viewer".into())
    }

    pub fn detection() -> Detection {
        let words = [
            ("Jane Roe", EntityType::PERSON),
            ("John Doe", EntityType::PERSON),
            ("Ann Lee", EntityType::PERSON),
            ("1 May 2020", EntityType::DATE),
        ];
        Detection {
            detectors: vec![Arc::new(FakeDetector::new(&words))],
            rules: Arc::new(Rules::default()),
        }
    }

    pub fn create(&self) -> Project {
        let path = self.path("a.tacenda");
        let made = self
            .engine
            .create(&path, &Self::lock(), Self::reviewer(), Self::detection());
        made.expect("created")
    }

    pub fn reopen(&self) -> Project {
        let path = self.path("a.tacenda");
        let opened = self
            .engine
            .open(&path, &Self::lock(), Self::reviewer(), Self::detection());
        opened.expect("opened")
    }

    /// Adds the letter and scans it.
    pub fn letter(&self, project: &Project) -> DocumentId {
        let id = self.add(project, "letter.txt", LETTER);
        Self::scan(project, id);
        id
    }

    /// Adds a text without scanning it.
    pub fn add(&self, project: &Project, name: &str, text: &str) -> DocumentId {
        let path = self.path(name);
        std::fs::write(&path, text).expect("written");
        let source = Source::read(&path).expect("read");
        let added = project.add(&source, None, &CancelToken::new());
        added.expect("added").id()
    }

    /// Scans a document.
    pub fn scan(project: &Project, id: DocumentId) {
        let scanned = project.scan(id, &CancelToken::new(), &mut |_| {});
        scanned.expect("scanned");
    }
}

/// All findings, in order of place.
pub fn all(limit: usize) -> Query {
    Query {
        filter: Filter::default(),
        limit,
        ..Query::default()
    }
}
