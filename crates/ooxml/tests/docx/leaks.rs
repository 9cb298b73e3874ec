//! The check must find what a broken writer would leave: each test redacts a document properly,
//! puts the value back in one way and expects the check to name it.

use proptest::prelude::*;
use tacenda_core::{Format, RedactionPlan, VerifyError};
use tacenda_ooxml::DocxFormat;

use crate::fixture::{self, Docx, VALUE, export, options, plan_for, read, unzip, zip};

struct Case {
    source: Vec<u8>,
    plan: RedactionPlan,
    good: Vec<(String, Vec<u8>)>,
}

fn case() -> Case {
    let source = Docx::new("<w:p><w:r><w:t>Paris in spring</w:t></w:r></w:p>")
        .story(
            "header1.xml",
            "header",
            "hdr",
            "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
        )
        .part(
            "media/image1.png",
            "image",
            b"\x89PNG\r\n\x1a\n....".to_vec(),
        )
        .build();
    let plan = plan_for(&read(&source), &[VALUE], export());
    let Ok(written) = DocxFormat.redact(&source, &options(), &plan) else {
        panic!("not redacted");
    };
    DocxFormat
        .verify(&source, &options(), &written.bytes, &plan)
        .expect("good");
    Case {
        good: unzip(&written.bytes),
        source,
        plan,
    }
}

/// Changes one entry of a good output and returns the checks that object.
fn objections(name: &str, change: impl Fn(&str) -> Vec<u8>) -> Vec<String> {
    let case = case();
    let mut entries = case.good.clone();
    let entry = entries.iter_mut().find(|e| e.0 == name).expect("there");
    entry.1 = change(&String::from_utf8_lossy(&entry.1));
    objections_to(&case, &zip(&entries))
}

fn objections_to(case: &Case, output: &[u8]) -> Vec<String> {
    match DocxFormat.verify(&case.source, &options(), output, &case.plan) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Leaks(leaks)) => leaks.into_iter().map(|l| l.check).collect(),
        Err(VerifyError::Unreadable(_)) => vec!["unreadable".into()],
    }
}

fn put(with: &'static str) -> impl Fn(&str) -> Vec<u8> {
    move |xml| xml.replace("[PERSON 1]", with).into_bytes()
}

#[test]
fn every_kind_of_leak_is_found() {
    type Row = (&'static str, Box<dyn Fn(&str) -> Vec<u8>>, &'static str);
    let main = "word/document.xml";
    let rows: Vec<Row> = vec![
        (main, Box::new(put(VALUE)), "text"),
        (
            main,
            Box::new(put("Zyx</w:t></w:r><w:r><w:t>wvut Qponml")),
            "text",
        ),
        (main, Box::new(put("ZYXWVUT-QPONML")), "text"),
        (main, Box::new(put("&#x5a;yxwvut Qponml")), "text"),
        (main, Box::new(put("<![CDATA[Zyxwvut Qponml]]>")), "text"),
        (
            main,
            Box::new(put("Zyxwvut </w:t></w:r></w:p><w:p><w:r><w:t>Qponml")),
            "text",
        ),
        (
            main,
            Box::new(put(
                "</w:t></w:r><w:del><w:r><w:delText>Zyxwvut Qponml</w:delText></w:r></w:del><w:r><w:t>",
            )),
            "text",
        ),
        (
            main,
            Box::new(put(
                "Zyx</w:t></w:r><w:del><w:r><w:delText>q</w:delText></w:r></w:del><w:r><w:t>wvut Qponml",
            )),
            "accepted_text",
        ),
        (
            main,
            Box::new(put(
                "Zyx</w:t></w:r><w:ins><w:r><w:t>q</w:t></w:r></w:ins><w:r><w:t>wvut Qponml",
            )),
            "original_text",
        ),
        (
            main,
            Box::new(put("</w:t><w:instrText>Zyxwvut Qponml</w:instrText><w:t>")),
            "text",
        ),
        (
            main,
            Box::new(put("</w:t><w:x>Zyxwvut Qponml</w:x><w:t>")),
            "text",
        ),
        (main, Box::new(put("<!--Zyxwvut Qponml-->")), "text"),
        (
            main,
            Box::new(|x| {
                x.replace("<w:body", "<w:body w:x=\"zyxwvut.qponml@example.org\"")
                    .into_bytes()
            }),
            "attributes",
        ),
        (
            main,
            Box::new(|x| {
                x.replace("<w:body", "<w:body w:x=\"Wnl4d3Z1dCBRcG9ubWw=\"")
                    .into_bytes()
            }),
            "raw_bytes",
        ),
        (
            main,
            Box::new(|x| x.replace("Paris", "Rome").into_bytes()),
            "structure",
        ),
        (
            main,
            Box::new(|x| {
                x.replace("<w:p><w:r><w:t>Paris in spring</w:t></w:r></w:p>", "")
                    .into_bytes()
            }),
            "structure",
        ),
        (
            main,
            Box::new(|x| x.replace("</w:body>", "").into_bytes()),
            "unreadable",
        ),
        (
            "word/media/image1.png",
            Box::new(|_| format!("\u{89}PNG{VALUE}").into_bytes()),
            "raw_bytes",
        ),
        (
            "word/media/image1.png",
            Box::new(|_| VALUE.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            "raw_bytes",
        ),
        (
            "word/media/image1.png",
            Box::new(|_| zip(&[("a".into(), VALUE.into())])),
            "raw_bytes",
        ),
        (
            "word/_rels/document.xml.rels",
            Box::new(|x| x.replace("header1.xml", "header9.xml").into_bytes()),
            "structure",
        ),
        (
            "word/_rels/document.xml.rels",
            Box::new(|x| {
                x.replace("</Relationships>", "<Relationship Id=\"q\" Type=\"t\" TargetMode=\"External\" Target=\"mailto:zyxwvut.qponml@example.org\"/></Relationships>").into_bytes()
            }),
            "attributes",
        ),
    ];
    for (index, (name, change, expected)) in rows.into_iter().enumerate() {
        let found = objections(name, change);
        assert!(
            found.iter().any(|c| c == expected),
            "row {index}: {expected} not in {found:?}"
        );
    }
}

#[test]
fn added_removed_and_renamed_parts_are_found() {
    let case = case();
    let mut added = case.good.clone();
    added.push(("word/old.bin".into(), VALUE.into()));
    let mut named = case.good.clone();
    named.push((format!("word/{VALUE}.png"), Vec::new()));
    let mut missing = case.good.clone();
    missing.retain(|e| !e.0.contains("header1"));
    for (entries, expected) in [
        (added, "raw_bytes"),
        (named, "names"),
        (missing, "structure"),
    ] {
        let found = objections_to(&case, &zip(&entries));
        assert!(
            found.iter().any(|c| c == expected),
            "{expected} not in {found:?}"
        );
    }
}

#[test]
fn a_finished_file_can_be_searched_without_its_source() {
    let case = case();
    let terms = vec![VALUE.to_owned()];
    assert!(DocxFormat.search(&case.source, &options(), &terms).is_err());
    let good = zip(&case.good);
    assert!(DocxFormat.search(&good, &options(), &terms).is_ok());
}

#[test]
fn the_check_shares_nothing_with_the_writer() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/verify");
    let mut files = 0;
    for entry in std::fs::read_dir(folder)
        .expect("the check's sources")
        .flatten()
    {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        files += 1;
        for line in text.lines().filter(|l| l.trim_start().starts_with("use ")) {
            assert!(
                !line.contains("crate::"),
                "{}: {line}",
                entry.path().display()
            );
        }
        assert!(!text.contains("quick_xml") && !text.contains("crate::"));
    }
    assert!(files >= 6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Bounded fuzzing: whatever happens to a few bytes of the main part or of the file, nothing
    /// panics, and what is written verifies.
    #[test]
    fn damage_never_panics_and_never_leaks(
        at in 0usize..4000, byte in any::<u8>(), cut in 0usize..200, inside in any::<bool>()
    ) {
        let docx = Docx::new("<w:p><w:ins w:id=\"1\" w:author=\"A\"><w:r><w:t>Zyxwvut</w:t><w:tab/><w:t> Qponml</w:t></w:r></w:ins></w:p>");
        let damage = |mut bytes: Vec<u8>| {
            let at = at % bytes.len();
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, [byte]);
            bytes
        };
        let bytes = if inside {
            docx.clone().main(damage(docx.xml().into_bytes())).build()
        } else {
            damage(docx.build())
        };
        if let Ok(out) = fixture::process(&bytes, export()) {
            prop_assert!(!out.is_empty());
        }
    }
}
