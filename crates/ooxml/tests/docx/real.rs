//! Real documents, where the folder of test data stands beside the repository.

use std::fs;
use std::path::{Path, PathBuf};

use tacenda_core::{Format, FormatKind};
use tacenda_ooxml::{DocxFormat, identity};

use crate::fixture;

fn documents(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/documents");
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "docx") {
                found.push(path);
            }
        }
    }
    found.sort();
    if found.is_empty() {
        println!("skipped: no documents in ../shared/data/documents/{folder}");
    }
    found
}

#[test]
fn every_part_comes_out_as_it_went_in_when_nothing_is_redacted() {
    for folder in ["docx-rs", "python-docx"] {
        for path in documents(folder) {
            let bytes = fs::read(&path).expect("listed");
            identity(&bytes, FormatKind::Docx)
                .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
    }
}

#[test]
fn a_first_word_is_gone_from_every_document_and_the_rest_verifies() {
    for path in documents("python-docx") {
        let bytes = fs::read(&path).expect("listed");
        let reading = DocxFormat
            .read(&bytes, &fixture::options())
            .expect("readable");
        let text = reading.text().as_str().to_owned();
        let Some(word) = text.split_whitespace().find(|w| w.chars().count() > 5) else {
            continue;
        };
        let plan = fixture::plan_for(&reading, &[word], fixture::export());
        let written = DocxFormat
            .redact(&bytes, &fixture::options(), &plan)
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        DocxFormat
            .verify(&bytes, &fixture::options(), &written.bytes, &plan)
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}
