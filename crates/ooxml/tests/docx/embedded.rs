//! Documents inside documents: what they say is shown, searched, removed and checked as the rest.

use tacenda_core::{
    Format, FormatError, FormatKind, HiddenKind, NoticeCode, Reading, Treatment, UnknownParts,
    VerifyError,
};
use tacenda_ooxml::{DocxFormat, identity};

use crate::fixture::{self, Docx, VALUE, export, options, plan_for, read, remains, unzip, zip};

/// Stands in embedded documents alone.
const INNER: &str = "Gfedcba Hijklmn";

const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook whose only text is `text`.
fn workbook(text: &str) -> Vec<u8> {
    let rels = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let entries = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
            ),
        ),
        ("_rels/.rels", rels("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(r#"<workbook xmlns="{SHEET}"><sheets/></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            rels("sharedStrings", "sharedStrings.xml"),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{SHEET}"><si><t>{text}</t></si></sst>"#),
        ),
    ];
    zip(&entries.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

/// A document with a chart whose numbers come from a workbook.
fn chart(workbook: Vec<u8>) -> Docx {
    let chart = format!(
        r#"<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{OFFICE}"><c:externalData r:id="e"/></c:chartSpace>"#
    );
    let rels = format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="e" Type="{OFFICE}/package" Target="../embeddings/Sheet1.xlsx"/></Relationships>"#
    );
    Docx::new("")
        .part("charts/chart1.xml", "chart", chart)
        .file("word/charts/_rels/chart1.xml.rels", rels)
        .file("word/embeddings/Sheet1.xlsx", workbook)
}

/// A document that holds another, which is drawn as a picture.
fn holding(inner: Vec<u8>) -> Docx {
    Docx::new(r#"<w:p><w:r><w:object><v:shape><v:imagedata r:id="x1" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="Word.Document.12" r:id="x0"/></w:object></w:r></w:p>"#)
        .part("embeddings/Document1.docx", "package", inner)
        .part("media/image1.png", "image", picture())
}

/// A picture of one pixel.
fn picture() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..]),
        (b"IDAT", b"what the document looked like"),
        (b"IEND", b""),
    ] {
        out.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        out.extend_from_slice(kind);
        out.extend_from_slice(data);
        out.extend([0; 4]);
    }
    out
}

fn inner_paragraph(text: &str) -> String {
    format!(
        r#"<w:p><w:ins w:id="1" w:author="B. Writer"><w:r><w:t>{text}</w:t></w:r></w:ins></w:p>"#
    )
}

/// Removes both values and checks; gives the file.
fn written(bytes: &[u8]) -> Vec<u8> {
    let plan = plan_for(&read(bytes), &[VALUE, INNER], export());
    let out = DocxFormat.redact(bytes, &options(), &plan);
    let out = out.map_err(|e| e.to_string()).expect("redacted").bytes;
    let checks = DocxFormat.verify(bytes, &options(), &out, &plan);
    assert!(
        checks
            .expect("verified")
            .iter()
            .any(|c| c.name == "embedded")
    );
    assert_eq!(remains(&out), Vec::<String>::new());
    assert!(!everything(&out).contains("Gfedcba"));
    out
}

/// All parts of a file and of the packages inside it as one text.
fn everything(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (name, content) in unzip(bytes) {
        out.push_str(&format!("\n{name}\n"));
        if content.starts_with(b"PK") {
            out.push_str(&everything(&content));
        } else {
            out.push_str(&String::from_utf8_lossy(&content));
        }
    }
    out
}

fn entry(bytes: &[u8], name: &str) -> Vec<u8> {
    let found = unzip(bytes).into_iter().find(|e| e.0 == name);
    found.unwrap_or_else(|| panic!("{name} is kept")).1
}

fn section<'a>(reading: &'a Reading, title: &str) -> &'a str {
    let found = reading.document.sections.iter().find(|s| s.title == title);
    let found = found.unwrap_or_else(|| panic!("{title} in {:?}", reading.document.sections));
    &reading.text().as_str()[found.start..found.end]
}

#[test]
fn a_name_that_only_a_charts_workbook_holds_is_shown_and_removed() {
    let bytes = chart(workbook(&format!("paid by {INNER}"))).build();
    identity(&bytes, FormatKind::Docx).expect("identical");
    let reading = read(&bytes);
    assert_eq!(
        section(&reading, "Embedded workbook: Cell texts"),
        format!("paid by {INNER}\n")
    );
    assert!(
        reading
            .hidden
            .iter()
            .any(|h| h.kind == HiddenKind::Attachment && h.treatment == Treatment::Searched)
    );
    let out = written(&bytes);
    let strings = entry(
        &entry(&out, "word/embeddings/Sheet1.xlsx"),
        "xl/sharedStrings.xml",
    );
    assert!(String::from_utf8_lossy(&strings).contains(">paid by [PERSON 1]<"));
    assert!(everything(&out).contains("<c:externalData r:id=\"e\"/>"));
}

#[test]
fn a_document_in_a_document_in_a_document_is_redacted_with_them() {
    let innermost = Docx::new(&inner_paragraph(INNER)).build();
    let middle = holding(innermost).build();
    let bytes = holding(middle).build();
    identity(&bytes, FormatKind::Docx).expect("identical");
    let reading = read(&bytes);
    let title = "Embedded document: Embedded document: Body";
    assert!(section(&reading, title).contains(INNER));
    let section = reading.document.sections.iter().find(|s| s.title == title);
    assert_eq!(
        section.expect("found above").part,
        "word/embeddings/Document1.docx/word/embeddings/Document1.docx/word/document.xml"
    );
    // The changes of the innermost document are views of the whole.
    assert!(!reading.document.views.is_empty());
    let out = written(&bytes);
    assert!(everything(&out).contains("<w:t xml:space=\"preserve\">[PERSON 1]</w:t>"));
}

#[test]
fn people_and_properties_inside_go_and_have_one_number_in_the_whole_file() {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let inner = Docx::new(&inner_paragraph("x"))
        .root(core, "docProps/core.xml")
        .file(
            "docProps/core.xml",
            "<core><creator>B. Writer</creator></core>",
        )
        .build();
    let bytes = holding(inner)
        .story("comments.xml", "comments", "comments", r#"<w:comment w:id="0" w:author="A. Reader"/><w:comment w:id="1" w:author="B. Writer"/>"#)
        .build();
    let out = everything(&written(&bytes));
    assert!(!out.contains("Writer") && !out.contains("Reader"), "{out}");
    assert!(out.contains(r#"w:id="1" w:author="Author 2"/>"#), "{out}");
    assert!(
        out.contains(r#"<w:ins w:id="1" w:author="Author 2">"#),
        "{out}"
    );
}

#[test]
fn the_picture_of_an_embedded_document_goes() {
    let bytes = holding(Docx::new("").build()).build();
    let reading = read(&bytes);
    assert!(!reading.notices.iter().any(|n| n.code == NoticeCode::Image));
    assert!(
        reading
            .hidden
            .iter()
            .any(|h| h.kind == HiddenKind::Thumbnail && h.treatment == Treatment::Removed)
    );
    let out = written(&bytes);
    let shown = entry(&out, "word/media/image1.png");
    assert!(shown.starts_with(b"\x89PNG") && shown.len() < 80);
    assert!(everything(&out).contains("<o:OLEObject"));
}

#[test]
fn an_inserted_document_is_redacted_and_another_insertion_goes() {
    let inserted = |name: &str, bytes: Vec<u8>| {
        Docx::new(r#"<w:altChunk r:id="x0"/>"#)
            .part(name, "aFChunk", bytes)
            .build()
    };
    let out = written(&inserted(
        "chunk.docx",
        Docx::new(&inner_paragraph(INNER)).build(),
    ));
    assert!(everything(&out).contains("<w:altChunk r:id=\"x0\"/>"));
    for (name, bytes) in [
        // Its content type does not say that it is text.
        ("chunk.txt", format!("for {INNER}").into_bytes()),
        ("chunk.html", format!("<html>{INNER}</html>").into_bytes()),
        ("chunk.docx", Docx::new(INNER).build()[..900].to_vec()),
        ("chunk.zip", zip(&[("a.txt".into(), INNER.into())])),
    ] {
        let bytes = inserted(name, bytes);
        let notices = read(&bytes).notices;
        assert!(notices.iter().any(|n| n.code == NoticeCode::EmbeddedObject
            && n.place.part.as_deref() == Some(&format!("word/{name}"))));
        let out = everything(&written(&bytes));
        assert!(!out.contains("altChunk") && !out.contains(name), "{name}");
    }
}

#[test]
fn inserted_plain_text_is_shown_and_redacted_line_by_line() {
    let inserted = |text: &[u8]| {
        let mut entries = Docx::new(r#"<w:altChunk r:id="x0"/>"#)
            .part("chunk.txt", "aFChunk", text)
            .entries();
        let types = String::from_utf8(entries[0].1.clone()).expect("text");
        let plain = types.replace("application/x\"", "text/plain\"");
        entries[0].1 = plain.into_bytes();
        zip(&entries)
    };
    let text = format!("\u{feff}first & <last>\r\nfor Gfedcba\r\nHijklmn, {VALUE}\r\n\r\nend");
    let bytes = inserted(text.as_bytes());
    identity(&bytes, FormatKind::Docx).expect("identical");
    assert!(section(&read(&bytes), "Inserted text").starts_with("first & <last>\nfor Gfedcba\n"));
    let chunk = String::from_utf8(entry(&written(&bytes), "word/chunk.txt")).expect("text");
    let expected = "\u{feff}first & <last>\r\nfor [PERSON 1]\r\n, [PERSON 1]\r\n\r\nend";
    assert_eq!(chunk, expected);
    // The check reads it by itself.
    let plan = plan_for(&read(&bytes), &[VALUE, INNER], export());
    let mut entries = unzip(&written(&bytes));
    let at = entries
        .iter()
        .position(|e| e.0 == "word/chunk.txt")
        .expect("kept");
    entries[at].1 = b"for Gfedcba\nHijklmn".to_vec();
    let verdict = DocxFormat.verify(&bytes, &options(), &zip(&entries), &plan);
    assert!(matches!(verdict, Err(VerifyError::Leaks(l)) if l.iter().any(|l| l.check == "text")));
    // Text in an encoding that would have to be guessed goes.
    let odd = inserted(b"for Gfedcba Hijklmn, Ren\xe9");
    assert!(!everything(&written(&odd)).contains("chunk.txt"));
}

#[test]
fn packages_inside_one_another_without_end_are_refused_clearly() {
    let nested = |times: usize| {
        (0..times).fold(Docx::new("").build(), |inner, _| {
            Docx::new("")
                .part("embeddings/a.docx", "package", inner)
                .build()
        })
    };
    assert!(DocxFormat.read(&nested(5), &options()).is_ok());
    let refused = |bytes: &[u8]| {
        let error = DocxFormat.read(bytes, &options()).expect_err("refused");
        assert!(matches!(error, FormatError::Limit { .. }), "{error}");
        error.to_string()
    };
    let message = refused(&nested(6));
    assert!(message.contains("more than 5 deep"), "{message}");
    assert!(
        message.starts_with("word/embeddings/a.docx/word/embeddings/"),
        "{message}"
    );

    let many = (0..1_001).fold(Docx::new(""), |docx, index| {
        docx.part(
            &format!("embeddings/{index}.docx"),
            "package",
            zip(&[("a".into(), vec![])]),
        )
    });
    assert!(refused(&many.build()).contains("more than 1000 documents"));

    let bomb = Docx::new("").part("header1.xml", "header", vec![b' '; 40 << 20]);
    let message = refused(&holding(bomb.build()).build());
    assert!(
        message.contains("Document1.docx/word/header1.xml"),
        "{message}"
    );
}

#[test]
fn an_unknown_part_inside_blocks_the_export_and_is_named() {
    let inner = Docx::new("").part("mystery.xml", "http://example.org/m", "<a>text</a>");
    let bytes = holding(inner.build()).build();
    let name = "word/embeddings/Document1.docx/word/mystery.xml";
    let blocking = |n: &&tacenda_core::Notice| n.code == NoticeCode::UnknownPart;
    let reading = read(&bytes);
    let notice = reading.notices.iter().find(blocking).expect("told");
    assert_eq!(notice.place.part.as_deref(), Some(name));
    let mut refusing = export();
    refusing.unknown_parts = UnknownParts::Refuse;
    let message = fixture::process(&bytes, refusing).expect_err("refused");
    assert!(message.starts_with(name), "{message}");
    assert!(!everything(&written(&bytes)).contains("mystery"));
}

#[test]
fn a_writer_that_forgets_an_embedded_part_is_caught() {
    let innermost = Docx::new(&inner_paragraph(INNER)).build();
    let source = holding(holding(innermost).build()).build();
    let plan = plan_for(&read(&source), &[VALUE, INNER], export());
    let good = written(&source);
    let name = "word/embeddings/Document1.docx";
    let replaced = |outer: &[u8], part: &str, with: Vec<u8>| {
        let mut entries = unzip(outer);
        entries.iter_mut().find(|e| e.0 == part).expect("there").1 = with;
        zip(&entries)
    };
    let objections = |output: &[u8]| match DocxFormat.verify(&source, &options(), output, &plan) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Leaks(leaks)) => leaks.into_iter().map(|l| l.check).collect(),
        Err(VerifyError::Unreadable(_)) => vec!["unreadable".to_owned()],
    };
    assert!(objections(&good).is_empty());
    let (old, new) = (entry(&source, name), entry(&good, name));
    let half = replaced(&new, name, entry(&old, name));
    let moved = replaced(&new, "word/document.xml", {
        let xml = entry(&new, "word/document.xml");
        String::from_utf8(xml)
            .expect("text")
            .replace("[PERSON 1]", "[PERSON 1] of Paris")
            .into()
    });
    let mut orphan = unzip(&new);
    orphan.push(("word/left.xml".into(), b"<a/>".to_vec()));
    let ole = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    for (what, with, expected) in [
        ("the embedded file as it was", old.clone(), "text"),
        ("the file inside it as it was", half, "text"),
        ("text that was not there", moved, "structure"),
        ("a part that nothing leads to", zip(&orphan), "structure"),
        (
            "a damaged package",
            new[..new.len() - 30].to_vec(),
            "unreadable",
        ),
        ("a compound file", ole, "embedded"),
        (
            "the value in plain bytes",
            INNER.as_bytes().to_vec(),
            "raw_bytes",
        ),
    ] {
        let found = objections(&replaced(&good, name, with));
        assert!(found.iter().any(|c| c == expected), "{what}: {found:?}");
    }
    // Without the source, too.
    let terms = vec![INNER.to_owned()];
    assert!(DocxFormat.search(&source, &options(), &terms).is_err());
    assert!(DocxFormat.search(&good, &options(), &terms).is_ok());
}
