//! Bad input: a clear error that names the file, the others go on, nothing is half-written.

use crate::setting::{Setting, sample};

/// A compound file (MS-CFB) header, as legacy .doc and encrypted OOXML files have it.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn bad_files() -> Vec<(&'static str, Vec<u8>)> {
    let pdf = std::fs::read(sample("consulting-agreement.pdf")).expect("sample");
    let docx = std::fs::read(sample("discharge-letter.docx")).expect("sample");
    let mut png =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    png.extend((0..=255).cycle().take(4000));
    vec![
        ("empty.pdf", Vec::new()),
        ("empty.docx", Vec::new()),
        ("empty.txt", Vec::new()),
        ("truncated.docx", docx[..docx.len() / 2].to_vec()),
        ("header-only.pdf", pdf[..40].to_vec()),
        ("no-pages.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec()),
        ("picture.pdf", png.clone()),
        ("picture.txt", png),
        ("legacy.doc", [OLE, &[0; 4096]].concat()),
        ("encrypted.docx", [OLE, &[0xff; 4096]].concat()),
        ("archive.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
        ("program", [b"\x7fELF\x02\x01\x01".as_slice(), &(0..=255).cycle().take(5000).collect::<Vec<u8>>()].concat()),
    ]
}

#[test]
fn each_bad_file_is_named_with_a_remedy_and_the_good_one_is_still_done() {
    let setting = Setting::new();
    setting.write("names.txt", "Ann Smith\n");
    for (name, bytes) in bad_files() {
        setting.write(name, bytes);
        setting.write("good.txt", "Ann Smith lives here.");
        let ran = setting.run([
            "redact",
            name,
            "good.txt",
            "--out",
            "out",
            "--terms",
            "names.txt",
            "--accept",
            "none",
        ]);
        assert_eq!(ran.code, 4, "{name}: {}", ran.stderr);
        assert!(
            ran.stderr.contains(name),
            "{name} is not named: {}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("panicked"), "{name}: {}", ran.stderr);
        assert_eq!(setting.names("out"), ["good.txt"], "{name}");
        std::fs::remove_dir_all(setting.path("out")).expect("the good file was written");
    }
}

#[test]
fn a_missing_file_a_folder_and_wrong_usage_are_told_apart() {
    let setting = Setting::new();
    let missing = setting.run(["text", "nowhere.txt"]);
    assert_eq!(missing.code, 4, "{}", missing.stderr);
    assert!(missing.stderr.contains("nowhere.txt"));
    assert_eq!(
        setting.run(["redact", "nowhere.txt"]).code,
        2,
        "--out is missing"
    );
    assert_eq!(setting.run(["detect", "--no-such-flag"]).code, 2);
    setting.write("a.txt", "Ann");
    let unreadable_terms = setting.run([
        "redact", "a.txt", "--out", "out", "--terms", "nowhere", "--accept", "none",
    ]);
    assert_eq!(unreadable_terms.code, 2, "{}", unreadable_terms.stderr);
    assert!(unreadable_terms.stderr.contains("nowhere"));
}

#[test]
fn the_source_is_never_written_and_nothing_is_overwritten() {
    let setting = Setting::new();
    let text = "Ann Smith lives here.";
    setting.write("a.txt", text);
    setting.write("names.txt", "Ann Smith");
    let same = setting.run([
        "redact",
        "a.txt",
        "--out",
        ".",
        "--terms",
        "names.txt",
        "--accept",
        "none",
    ]);
    assert_ne!(same.code, 0, "writing over the source");
    assert_eq!(
        std::fs::read_to_string(setting.path("a.txt")).expect("still there"),
        text
    );
    assert_eq!(
        setting.names("."),
        ["a.txt", "names.txt"],
        "nothing half-written"
    );
}
