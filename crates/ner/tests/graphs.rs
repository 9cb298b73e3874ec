//! Every shape of graph gives what the reference gives, and broken folders say what is wrong.
//! Skipped where the runtime library is not set up.

use std::path::{Path, PathBuf};

use tacenda_core::CanonicalText;
use tacenda_ner::{
    Aggregation, DeviceOptions, ModelPack, NerDetector, NerError, PackSettings, PackStore,
    Pipeline, Runtime, resources, self_test,
};

fn runtime() -> Option<Runtime> {
    match resources::locate() {
        Ok(found) => Some(Runtime::load(&found.runtime_library()).expect("the library loads")),
        Err(error) => {
            println!("skipped: {error}");
            None
        }
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/models")
}

fn options() -> DeviceOptions {
    DeviceOptions {
        threads: Some(1),
        ..DeviceOptions::default()
    }
}

fn open(runtime: &Runtime, folder: &Path) -> Result<Pipeline, NerError> {
    Pipeline::open(runtime, ModelPack::open(folder)?, &options())
}

/// `expected.json` was written by the transformers library (bench/parity/tiny.py).
#[test]
fn every_graph_gives_what_the_reference_gives() {
    let Some(runtime) = runtime() else { return };
    for name in ["three-inputs", "two-inputs", "fixed-1x32", "int32", "half"] {
        let folder = corpus().join(name);
        let pipeline = open(&runtime, &folder).expect("it opens");
        let json = std::fs::read_to_string(folder.join("expected.json")).expect("there");
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json).expect("rows");
        for row in rows {
            let text = row["text"].as_str().expect("text");
            for strategy in Aggregation::REFERENCE {
                let found = pipeline.entities(text, strategy).expect("it runs");
                let expected = row["spans"][strategy.name()].as_array().expect("spans");
                let canonical = CanonicalText::new(text.to_owned());
                let point = |byte| canonical.code_points(&[byte])[0];
                assert_eq!(found.len(), expected.len(), "{name} {strategy:?} {text:?}");
                for (ours, theirs) in found.iter().zip(expected) {
                    let ours_at =
                        serde_json::json!([point(ours.start), point(ours.end), ours.label]);
                    let theirs_at = serde_json::json!([theirs[0], theirs[1], theirs[2]]);
                    assert_eq!(ours_at, theirs_at, "{name} {strategy:?} {text:?}");
                    let score = theirs[3].as_f64().expect("a score");
                    assert!(
                        (f64::from(ours.score) - score).abs() < 1e-3,
                        "{name} {strategy:?}"
                    );
                }
            }
        }
    }
}

/// A text longer than the fixed length is read in windows, to its end.
#[test]
fn a_fixed_length_is_no_limit_for_a_text() {
    let Some(runtime) = runtime() else { return };
    let pipeline = open(&runtime, &corpus().join("fixed-1x32")).expect("it opens");
    assert_eq!(pipeline.graph().fixed_tokens, Some(32));
    let text = "Ann Lee met John in Paris. ".repeat(200);
    let tokens = pipeline
        .entities(&text, Aggregation::None)
        .expect("it runs");
    assert!(tokens.last().expect("some").end > text.len() - 40);
}

fn copy(name: &str) -> tempfile::TempDir {
    let to = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(corpus().join(name))
        .expect("there")
        .flatten()
    {
        std::fs::copy(entry.path(), to.path().join(entry.file_name())).expect("copied");
    }
    to
}

/// What is done to a folder that was in order.
type Damage = fn(&Path);

#[test]
fn broken_folders_are_refused_with_the_file_and_the_remedy() {
    let Some(runtime) = runtime() else { return };
    let rewrite = |folder: &Path, name: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(folder.join(name)).expect("there");
        assert!(text.contains(from), "{name} has {from}");
        std::fs::write(folder.join(name), text.replacen(from, to, 1)).expect("written");
    };
    let cases: [(&str, Damage, &[&str]); 8] = [
        (
            "no model",
            |f| std::fs::remove_file(f.join("model.onnx")).expect("gone"),
            &["no model.onnx", "export"],
        ),
        (
            "no configuration",
            |f| std::fs::remove_file(f.join("config.json")).expect("gone"),
            &["config.json", "missing"],
        ),
        (
            "no vocabulary",
            |f| std::fs::remove_file(f.join("vocab.txt")).expect("gone"),
            &["vocab.txt", "copy"],
        ),
        (
            "not a model",
            |f| std::fs::write(f.join("model.onnx"), b"nonsense").expect("written"),
            &["model.onnx", "damaged"],
        ),
        (
            "empty model",
            |f| std::fs::write(f.join("model.onnx"), b"").expect("written"),
            &["model.onnx"],
        ),
        (
            "half a model",
            |f| {
                let bytes = std::fs::read(f.join("model.onnx")).expect("there");
                std::fs::write(f.join("model.onnx"), &bytes[..bytes.len() / 2]).expect("written");
            },
            &["model.onnx", "damaged"],
        ),
        (
            "a longer vocabulary",
            |f| {
                let path = f.join("vocab.txt");
                let more = std::fs::read_to_string(&path).expect("there") + "one\ntwo\n";
                std::fs::write(path, more).expect("written");
            },
            &["vocab.txt", "different models"],
        ),
        (
            "not a number",
            |f| {
                std::fs::copy(corpus().join("not-a-number.onnx"), f.join("model.onnx"))
                    .expect("copied");
            },
            &["model.onnx", "finite"],
        ),
    ];
    for (what, damage, words) in cases {
        let folder = copy("three-inputs");
        damage(folder.path());
        let error = open(&runtime, folder.path())
            .err()
            .unwrap_or_else(|| panic!("{what}: accepted"));
        let said = error.to_string();
        assert!(
            words.iter().all(|word| said.contains(word)),
            "{what}: {said}"
        );
    }
    // The configuration may be wrong about the size too: then the model itself says so.
    let folder = copy("three-inputs");
    let longer = std::fs::read_to_string(folder.path().join("vocab.txt")).expect("there") + "one\n";
    std::fs::write(folder.path().join("vocab.txt"), longer).expect("written");
    rewrite(
        folder.path(),
        "config.json",
        "\"vocab_size\": 38",
        "\"vocab_size\": 39",
    );
    let said = open(&runtime, folder.path())
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(said.contains("fewer tokens"), "{said}");
    // One label too few.
    let folder = copy("three-inputs");
    rewrite(folder.path(), "config.json", ",\n  \"8\": \"I-LOC\"", "");
    let said = open(&runtime, folder.path())
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(said.contains("gives 9 labels"), "{said}");
}

/// A map file names the labels of a model that numbers them.
#[test]
fn numbered_labels_are_named_by_a_file() {
    let folder = copy("three-inputs");
    let path = folder.path().join("config.json");
    let config = std::fs::read_to_string(&path).expect("there");
    std::fs::write(
        &path,
        config
            .replace("B-PER", "LABEL_3")
            .replace("I-PER", "LABEL_4"),
    )
    .expect("written");
    let named = r#"{"LABEL_3": "B-PER", "LABEL_4": "I-PER"}"#;
    std::fs::write(folder.path().join(tacenda_ner::LABELS), named).expect("written");
    let pack = ModelPack::open(folder.path()).expect("it opens");
    assert_eq!(pack.tags.kinds(), ["MISC", "PER", "ORG", "LOC"]);
}

#[test]
fn packs_are_added_listed_changed_and_removed() {
    let Some(runtime) = runtime() else { return };
    let (own, bundled) = (
        tempfile::tempdir().expect("a"),
        tempfile::tempdir().expect("b"),
    );
    let store = PackStore::new(own.path().join("models"), bundled.path());
    assert_eq!(store.list(), []);
    let source = copy("two-inputs");
    let mut settings = PackSettings {
        id: Some("tiny".into()),
        ..PackSettings::default()
    };
    settings.labels.insert("PER".into(), "UK_NHS".into());
    settings.write(source.path()).expect("written");
    let stored = store.add(source.path()).expect("added");
    assert_eq!(stored.id, "tiny");
    assert!(store.add(source.path()).is_err(), "the name is taken");
    let pack = store.open("tiny").expect("it opens");
    assert_eq!(pack.labels.entity("PER").as_str(), "UK_NHS");
    let detector = NerDetector::open(&runtime, pack, &options()).expect("it loads");
    assert!(self_test(&runtime, &detector).expect("compared").agrees());
    store.remove("tiny").expect("removed");
    let error = store
        .open("tiny")
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(error.contains("no model is called"), "{error}");
}

#[test]
fn a_device_that_is_not_there_is_an_error_or_a_fallback_that_is_told() {
    let Some(runtime) = runtime() else { return };
    let pack = || ModelPack::open(&corpus().join("int32")).expect("it opens");
    let usable = tacenda_ner::devices(&runtime);
    let cpu = usable
        .iter()
        .find(|s| s.provider == tacenda_ner::Provider::Cpu)
        .expect("listed");
    assert!(cpu.usable, "{cpu:?}");
    let Some(missing) = usable.iter().find(|s| !s.usable) else {
        return;
    };
    assert!(!missing.reason.is_empty());
    let device = tacenda_ner::DeviceChoice::On(missing.provider, 0);
    let asked = DeviceOptions {
        device,
        ..options()
    };
    let error = NerDetector::open(&runtime, pack(), &asked)
        .err()
        .expect("refused");
    assert!(matches!(error, NerError::Device { .. }), "{error}");
    let allowed = DeviceOptions {
        fallback: tacenda_ner::Fallback::Allowed,
        ..asked
    };
    let detector = NerDetector::open(&runtime, pack(), &allowed).expect("it falls back");
    assert_eq!(detector.device().used.to_string(), "cpu");
    assert!(detector.device().fallback.is_some());
}
