//! The main job: text, detect, redact, verify.

use serde_json::json;

use crate::setting::{Setting, has_model, sample};

#[test]
fn listed_terms_are_removed_from_every_format_and_the_check_agrees() {
    let setting = Setting::new();
    for (name, terms, kept) in [
        (
            "email.txt",
            "Rosalind Keller\nPeter Achterberg\n",
            "Bristol",
        ),
        (
            "discharge-letter.docx",
            "Lindqvist\nAmir Farouk\nJoan Castellano\n",
            "Echocardiography",
        ),
        (
            "consulting-agreement.pdf",
            "Okonkwo-Reyes\nMargaret A. Whitfield\n",
            "spectrometers",
        ),
    ] {
        let list = setting.write("terms.txt", terms);
        let source = sample(name);
        let args = ["redact", "--accept", "none", "--format", "json", "--out"].map(str::to_owned);
        let paths = [
            setting.path("out"),
            source.clone(),
            "--terms".into(),
            list.clone(),
        ];
        let ran = setting.run(args.into_iter().map(Into::into).chain(paths));
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let row = &ran.rows()[0];
        assert_eq!(row["verified"], json!(true), "{row}");
        assert!(
            row["checks"].as_array().is_some_and(|c| !c.is_empty()),
            "{row}"
        );
        assert_ne!(row["sha256_in"], row["sha256_out"]);

        let output = setting.path("out").join(name);
        let verify = |path: &std::path::Path| {
            setting.run([
                std::ffi::OsStr::new("verify"),
                path.as_os_str(),
                "--terms".as_ref(),
                list.as_os_str(),
            ])
        };
        let clean = verify(&output);
        assert_eq!(clean.code, 0, "{name}: {}{}", clean.stdout, clean.stderr);
        assert_eq!(
            verify(&source).code,
            3,
            "{name}: the check must find the terms in the source"
        );

        let text = setting.run([std::ffi::OsStr::new("text"), output.as_os_str()]);
        assert_eq!(text.code, 0, "{}", text.stderr);
        assert!(text.stdout.contains(kept), "{name}: the rest stays");
        for term in terms.lines() {
            assert!(!text.stdout.contains(term), "{name}: {term} is still there");
        }
    }
}

#[test]
fn detect_gives_code_points_and_no_text_unless_asked() {
    if !has_model() {
        return;
    }
    let setting = Setting::new();
    let text = "Zoë wrote to jane.roe@example.org 🙂 and j.doe@example.com.";
    setting.write("a.txt", text);
    let ran = setting.run(["detect", "a.txt", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("jane.roe"), "no text unless asked");
    let chars: Vec<char> = text.chars().collect();
    let row = &ran.rows()[0];
    let emails: Vec<String> = row["spans"]
        .as_array()
        .expect("spans")
        .iter()
        .filter(|s| s["label"] == "EMAIL")
        .map(|s| {
            let at = |key: &str| {
                s[key]
                    .as_u64()
                    .and_then(|n| usize::try_from(n).ok())
                    .expect("offset")
            };
            chars[at("start")..at("end")].iter().collect()
        })
        .collect();
    assert_eq!(emails, ["jane.roe@example.org", "j.doe@example.com"]);
    let shown = setting.run(["detect", "a.txt", "--format", "json", "--with-text"]);
    assert!(shown.stdout.contains("jane.roe@example.org"));
    assert_eq!(setting.run(["detect", "a.txt", "--fail-on-find"]).code, 1);
}

#[test]
fn rows_in_are_rows_out_in_order() {
    if !has_model() {
        return;
    }
    let setting = Setting::new();
    let rows = r#"{"id":"b","text":"Write to jane.roe@example.org."}
{"id":7,"text":""}
{"id":"a","text":"Nothing here."}
"#;
    setting.write("rows.jsonl", rows);
    let ran = setting.run(["detect", "--jsonl", "rows.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ids: Vec<_> = ran.rows().iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, [json!("b"), json!(7), json!("a")]);
    let span = &ran.rows()[0]["spans"][0];
    assert_eq!(
        (&span[0], &span[1], &span[2]),
        (&json!(9), &json!(29), &json!("EMAIL"))
    );
}

#[test]
fn accepting_all_leaves_no_sample_with_what_was_found() {
    if !has_model() {
        return;
    }
    let setting = Setting::new();
    for name in [
        "email.txt",
        "discharge-letter.docx",
        "consulting-agreement.pdf",
    ] {
        let source = sample(name);
        let found = setting.run([
            "detect".as_ref(),
            source.as_os_str(),
            "--format".as_ref(),
            "json".as_ref(),
            "--with-text".as_ref(),
        ]);
        let values: Vec<String> = found.rows()[0]["spans"]
            .as_array()
            .expect("spans")
            .iter()
            .filter_map(|s| s["text"].as_str().map(str::to_owned))
            .collect();
        assert!(values.len() > 5, "{name}: {values:?}");
        let ran = setting.run([
            "redact".as_ref(),
            source.as_os_str(),
            "--out".as_ref(),
            "out".as_ref(),
            "--accept".as_ref(),
            "all".as_ref(),
        ]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let text = setting.run(["text".as_ref(), setting.path("out").join(name).as_os_str()]);
        let left = without_labels(&text.stdout);
        for value in values {
            assert!(!left.contains(&value), "{name}: {value} is still there");
        }
    }
}

/// The text without what redaction itself wrote, such as `[IBAN]`: the word beside a number may
/// have been taken for a name.
fn without_labels(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let label = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_ ".contains(c);
        let length = inside.find(|c| !label(c)).unwrap_or(inside.len());
        let closed = length > 0 && inside[length..].starts_with(']');
        out.push_str(&rest[..open]);
        if !closed {
            out.push('[');
        }
        rest = &inside[if closed { length + 1 } else { 0 }..];
    }
    out + rest
}
