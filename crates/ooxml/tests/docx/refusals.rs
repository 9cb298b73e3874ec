//! Bad input: a clear error, never a panic.

use crate::fixture::{self, Docx, VALUE, export, options, process, read, zip};
use tacenda_core::{
    ExportOptions, Format, FormatError, FormatKind, NoticeCode, Replacement, TrackedChanges,
    UnknownParts,
};
use tacenda_ooxml::DocxFormat;

fn error(bytes: &[u8]) -> FormatError {
    DocxFormat.read(bytes, &options()).expect_err("bad input")
}

#[test]
fn damaged_files_are_named_with_a_remedy() {
    let docx = Docx::new("");
    let whole = docx.build();
    let truncated = docx.clone().main(docx.xml().split_at(600).0.to_owned());
    let doctype = docx.clone().main(format!(
        "<!DOCTYPE a [<!ENTITY a \"{VALUE}\"><!ENTITY b \"&a;&a;\">]>{}",
        docx.xml()
    ));
    let entity = docx.clone().main(docx.xml().replace("Dear", "&dear;"));
    let bytes = docx.clone().main([b"<a>\xff\xfe</a>".as_slice()].concat());
    for bad in [
        whole[..whole.len() / 2].to_vec(),
        truncated.build(),
        doctype.build(),
        entity.build(),
        bytes.build(),
    ] {
        assert!(
            matches!(error(&bad), FormatError::Damaged { .. }),
            "{}",
            error(&bad)
        );
    }
    assert_eq!(error(b""), FormatError::Empty);
    for bad in [&b"hello"[..], &zip(&[("a.txt".into(), b"b".to_vec())])] {
        assert!(matches!(error(bad), FormatError::Unsupported(_)));
    }
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let mut entries = Docx::new("").entries();
    entries.push(("word/documenT.xml".into(), VALUE.into()));
    assert!(matches!(error(&zip(&entries)), FormatError::Damaged { .. }));
    entries.pop();
    entries.push(("word/documenu.xml".into(), VALUE.into()));
    // Both the local header and the directory name the entry.
    let mut bytes = zip(&entries);
    let twin = b"word/documenu.xml";
    while let Some(at) = bytes.windows(twin.len()).position(|w| w == twin) {
        bytes[at..at + twin.len()].copy_from_slice(b"word/document.xml");
    }
    assert!(matches!(error(&bytes), FormatError::Damaged { .. }));
}

#[test]
fn bombs_are_stopped() {
    let bomb = Docx::new("").part("header1.xml", "header", vec![b' '; 40 << 20]);
    assert!(matches!(error(&bomb.build()), FormatError::Limit { .. }));
    let entries: Vec<_> = (0..10_001).map(|i| (format!("{i}"), Vec::new())).collect();
    assert!(matches!(error(&zip(&entries)), FormatError::Limit { .. }));
    let deep = Docx::new(&format!(
        "{}{}",
        "<w:tbl>".repeat(1000),
        "</w:tbl>".repeat(1000)
    ));
    assert!(matches!(error(&deep.build()), FormatError::Limit { .. }));
}

#[test]
fn encrypted_and_old_documents_are_recognised_and_explained() {
    for (stream, expected) in [("EncryptedPackage", "encrypted"), ("WordDocument", "97")] {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(
            DocxFormat.recognise(&bytes, "a.docx"),
            Some(FormatKind::Docx)
        );
        assert!(error(&bytes).to_string().contains(expected));
    }
}

#[test]
fn unknown_parts_block_the_export_until_the_user_has_chosen() {
    let bytes = Docx::new("")
        .part("mystery.xml", "http://example.org/mystery", "<a>text</a>")
        .build();
    let notices = read(&bytes).notices;
    assert!(notices.iter().any(|n| n.code == NoticeCode::UnknownPart
        && n.place.part.as_deref() == Some("word/mystery.xml")));
    let refuse = ExportOptions {
        unknown_parts: UnknownParts::Refuse,
        ..export()
    };
    let message = process(&bytes, refuse).expect_err("refused");
    assert!(message.contains("word/mystery.xml"), "{message}");
    let out = process(&bytes, export()).expect("removed");
    assert!(
        fixture::unzip(&out)
            .iter()
            .all(|e| !e.0.contains("mystery"))
    );
}

#[test]
fn a_plan_for_another_text_is_refused() {
    let plan = fixture::plan_for(&read(&Docx::new("").build()), &[VALUE], export());
    let other = Docx::new("<w:p><w:r><w:t>more</w:t></w:r></w:p>").build();
    assert_eq!(
        DocxFormat.redact(&other, &options(), &plan).err(),
        Some(FormatError::Changed)
    );
}

#[test]
fn tracked_changes_are_settled_as_asked() {
    let bytes = Docx::new(r#"<w:p><w:r><w:t xml:space="preserve">Pay </w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t>twenty</w:t></w:r></w:ins></w:p>"#).build();
    let reading = read(&bytes);
    let views: Vec<_> = reading
        .document
        .views
        .iter()
        .map(|v| {
            (
                v.name.as_str(),
                v.text(reading.text()).contains("Pay ten\n"),
                v.text(reading.text()).contains("Pay twenty\n"),
            )
        })
        .collect();
    assert_eq!(
        views,
        [("accepted", false, true), ("original", true, false)]
    );
    for (choice, expected) in [
        (TrackedChanges::AcceptAll, "Pay twenty\n"),
        (TrackedChanges::Keep, "Pay tentwenty\n"),
    ] {
        let options = ExportOptions {
            tracked_changes: choice,
            ..export()
        };
        let out = process(&bytes, options).expect("redacted");
        assert!(read(&out).text().as_str().contains(expected), "{choice:?}");
    }
    // A deletion becomes text again, in the element that text stands in.
    let options = ExportOptions {
        tracked_changes: TrackedChanges::RejectAll,
        ..export()
    };
    let out = fixture::unzip(&process(&bytes, options).expect("redacted"));
    let main = out
        .iter()
        .find(|e| e.0 == "word/document.xml")
        .expect("kept");
    let xml = String::from_utf8_lossy(&main.1);
    assert!(
        xml.contains("<w:t>ten</w:t>") && !xml.contains("twenty"),
        "{xml}"
    );
}

#[test]
fn paragraphs_and_rows_whose_end_goes_are_joined_or_go() {
    let mark = r#"<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>"#;
    let del = |text: &str| {
        format!(r#"<w:del w:id="2" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>"#)
    };
    let body = format!(
        r#"<w:p><w:pPr>{mark}</w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:pPr>{mark}</w:pPr>{}</w:p><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p><w:p><w:pPr>{mark}</w:pPr>{}</w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>three</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:del w:id="3" w:author="A"/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:jc w:val="both"/><w:rPr><w:b/></w:rPr><w:pPrChange w:id="4" w:author="A"><w:pPr><w:ind/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:id="5" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>"#,
        del("gone"),
        del("gone too"),
    );
    let bytes = Docx::new(&body).build();
    let settled = |choice| {
        let options = ExportOptions {
            tracked_changes: choice,
            ..export()
        };
        let out = fixture::unzip(&process(&bytes, options).expect("redacted"));
        let main = out
            .iter()
            .find(|e| e.0 == "word/document.xml")
            .expect("kept");
        String::from_utf8_lossy(&main.1).into_owned()
    };
    let accepted = settled(TrackedChanges::AcceptAll);
    for expected in [
        r#"<w:r><w:t>one </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>three"#,
        r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
        r#"<w:pPr><w:jc w:val="both"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>x"#,
    ] {
        assert!(accepted.contains(expected), "{expected} in {accepted}");
    }
    let rejected = settled(TrackedChanges::RejectAll);
    for expected in [
        "<w:t>one </w:t></w:r></w:p><w:p>",
        "<w:t>gone</w:t>",
        "<w:t>row</w:t>",
        r#"<w:pPr><w:ind/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>x"#,
    ] {
        assert!(rejected.contains(expected), "{expected} in {rejected}");
    }
}

#[test]
fn a_box_has_one_length_and_paths_never_stay() {
    let docx = Docx::new("").relation("h", "hyperlink", "file:///C:/Users/somebody/a.docx", true);
    let bytes = docx.build();
    let mut plan = fixture::plan_for(&read(&bytes), &[VALUE], export());
    for redaction in &mut plan.redactions {
        redaction.replacement = Replacement::Box;
    }
    let Ok(written) = DocxFormat.redact(&bytes, &options(), &plan) else {
        panic!("not redacted");
    };
    DocxFormat
        .verify(&bytes, &options(), &written.bytes, &plan)
        .expect("verified");
    assert!(
        read(&written.bytes)
            .text()
            .as_str()
            .starts_with("Dear ████████,\n")
    );
    for (name, content) in fixture::unzip(&written.bytes) {
        assert!(
            !String::from_utf8_lossy(&content).contains("somebody"),
            "{name}"
        );
    }
}

#[test]
fn comments_can_be_removed() {
    let bytes = Docx::new(r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#)
        .story("comments.xml", "comments", "comments", r#"<w:comment w:id="0" w:author="A"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment>"#)
        .build();
    let options = ExportOptions {
        remove_comments: true,
        ..export()
    };
    let out = fixture::unzip(&process(&bytes, options).expect("redacted"));
    for (name, content) in out {
        let text = String::from_utf8_lossy(&content).into_owned();
        assert!(
            !text.contains("secret") && !text.contains("comment"),
            "{name}: {text}"
        );
    }
}

#[test]
fn a_cropped_picture_is_told_as_such() {
    let picture = b"GIF89a".to_vec();
    let told = |body: &str| {
        let bytes = Docx::new(body)
            .part("media/image1.png", "image", picture.clone())
            .build();
        let notices = read(&bytes).notices;
        let place =
            |n: &&tacenda_core::Notice| n.place.part.as_deref() == Some("word/media/image1.png");
        notices.iter().find(place).expect("told").code
    };
    let drawn = |crop: &str| {
        format!(
            r#"<w:p><w:r><w:drawing><a:blipFill><a:blip r:embed="x0"/>{crop}</a:blipFill></w:drawing></w:r></w:p>"#
        )
    };
    let old = |crop: &str| {
        format!(
            r#"<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x0" {crop}/></v:shape></w:pict></w:r></w:p>"#
        )
    };
    for body in [
        drawn(r#"<a:srcRect l="25000"/>"#),
        drawn(r#"<a:srcRect t="0" b="100"/>"#),
        old(r#"cropright="3f""#),
    ] {
        assert_eq!(told(&body), NoticeCode::CroppedImage, "{body}");
    }
    for body in [
        drawn(""),
        drawn("<a:srcRect/>"),
        // Room around the picture.
        drawn(r#"<a:srcRect t="0" b="-100"/>"#),
        drawn(r#"<a:srcRect l="0" r="0"/>"#),
        old(r#"o:title="2""#),
    ] {
        assert_eq!(told(&body), NoticeCode::Image, "{body}");
    }
}
