//! The file's format, and what it enforces by itself.

use std::path::Path;

use crate::{Lock, NewAct, NewDecision, NewDocument, NewFinding, Store, StoreError};

fn lock() -> Lock {
    Lock::Passphrase("a long passphrase".into())
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime")
        .block_on(work)
}

fn act(kind: &str) -> NewAct {
    NewAct {
        kind: kind.into(),
        reviewer: "R. Viewer".into(),
        at: "2026-01-01T00:00:00Z".into(),
        document: None,
        summary: String::new(),
        reverts: None,
    }
}

async fn filled(path: &Path) -> (Store, i64, i64) {
    let store = Store::create(path, &lock()).await.expect("created");
    let document = NewDocument {
        name: "a.txt".into(),
        path: "/a.txt".into(),
        kind: "txt".into(),
        sha256: vec![1; 32],
        text_sha256: vec![2; 32],
        text_bytes: 3,
        pages: 0,
        password: None,
        added_at: "2026-01-01T00:00:00Z".into(),
        source: b"abc".to_vec(),
        codec: 1,
        reading: vec![7],
        layouts: vec![vec![8], vec![9]],
        notices: vec![],
    };
    let document = store.add_document(&document).await.expect("added");
    let finding = NewFinding {
        origin: "scan".into(),
        extent: "[[0,3]]".into(),
        area: None,
        page: 0,
        entity: "PERSON".into(),
        score: 0.5,
        near_miss: 0,
        alike: "abc".into(),
        evidence: "[]".into(),
    };
    let ids = store
        .add_findings(document, &[finding])
        .await
        .expect("added");
    let accept = NewDecision {
        finding: ids[0],
        verdict: "accept".into(),
        entity: Some("PERSON".into()),
        reason: None,
        note: None,
    };
    store
        .record(&act("decide"), &[accept])
        .await
        .expect("recorded");
    (store, document, ids[0])
}

/// Changing this list means a new migration; files of earlier versions must still open.
const SCHEMA: &[&str] = &[
    "act: seq kind reviewer at document_id summary reverts chain",
    "content: document_id source codec reading",
    "decision: seq act_seq finding_id verdict entity reason note",
    "document: id name path kind sha256 bytes text_sha256 text_bytes pages password state problem detectors added_at removed_at",
    "export: id act_seq document_id target receipt",
    "finding: id document_id origin extent area page entity score near_miss alike evidence",
    "label: entity alike number",
    "layout: document_id page boxes",
    "notice: id document_id code page part detail seen_by seen_at",
    "page_seen: document_id page reviewer at",
    "setting: name value",
];

#[test]
fn the_schema_is_what_the_migrations_make() {
    let folder = tempfile::tempdir().expect("a folder");
    let tables: Vec<String> = run(async {
        let store = Store::create(&folder.path().join("a.tacenda"), &lock())
            .await
            .expect("created");
        sqlx::query_scalar(
            "SELECT m.name || ': ' || group_concat(c.name, ' ')
             FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '_sqlx%'
             GROUP BY m.name ORDER BY m.name",
        )
        .fetch_all(&store.pool)
        .await
        .expect("read")
    });
    assert_eq!(tables, SCHEMA);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tacenda");
    let opened = run(async {
        let (store, ..) = filled(&path).await;
        sqlx::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', 1, x'00', 0)",
        )
        .execute(&store.pool)
        .await
        .expect("written");
        store.close().await;
        Store::open(&path, &lock()).await.map(|_| ())
    });
    let error = opened.expect_err("newer");
    assert!(
        matches!(error, StoreError::Newer { found: 9999, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("update Tacenda"), "{error}");
}

#[test]
fn the_record_cannot_be_changed_even_from_inside() {
    let folder = tempfile::tempdir().expect("a folder");
    run(async {
        let (store, ..) = filled(&folder.path().join("a.tacenda")).await;
        for statement in [
            "UPDATE decision SET verdict = 'reject'",
            "UPDATE act SET reviewer = 'somebody else'",
            "DELETE FROM act",
        ] {
            let done = sqlx::query(statement).execute(&store.pool).await;
            assert!(done.is_err(), "{statement}");
        }
        assert_eq!(store.decisions().await.expect("read").len(), 1);
    });
}

#[test]
fn a_decision_on_nothing_records_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    run(async {
        let (store, ..) = filled(&folder.path().join("a.tacenda")).await;
        let acts = store.acts().await.expect("read").len();
        let stray = NewDecision {
            finding: 12345,
            verdict: "accept".into(),
            entity: None,
            reason: None,
            note: None,
        };
        assert!(store.record(&act("decide"), &[stray]).await.is_err());
        assert_eq!(store.acts().await.expect("read").len(), acts);
    });
}

#[test]
fn removing_a_document_takes_its_content_and_keeps_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    run(async {
        let (store, document, _) = filled(&folder.path().join("a.tacenda")).await;
        assert_eq!(store.source(document).await.expect("kept"), b"abc");
        assert_eq!(
            store.layout(document, 2).await.expect("kept"),
            Some(vec![9])
        );
        store
            .remove_document(document, "2026-01-02T00:00:00Z")
            .await
            .expect("removed");
        assert!(matches!(
            store.source(document).await,
            Err(StoreError::NoRecord(_))
        ));
        assert!(store.findings().await.expect("read").is_empty());
        assert_eq!(store.acts().await.expect("read").len(), 1);
    });
}

#[test]
fn a_locked_key_store_makes_no_new_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tacenda");
    keyring_core::set_default_store(keyring_core::mock::Store::new().expect("a store for tests"));
    run(async {
        let store = Store::create(&path, &Lock::KeyStore)
            .await
            .expect("created");
        store.close().await;
        Store::open(&path, &Lock::KeyStore)
            .await
            .expect("the key is kept")
            .close()
            .await;
        let before = std::fs::read(&path).expect("read");
        // An empty store looks like a locked one.
        keyring_core::set_default_store(keyring_core::mock::Store::new().expect("a store"));
        let opened = Store::open(&path, &Lock::KeyStore).await.map(|_| ());
        assert!(matches!(opened, Err(StoreError::NoKey(_))), "{opened:?}");
        assert_eq!(std::fs::read(&path).expect("read"), before);
    });
}
