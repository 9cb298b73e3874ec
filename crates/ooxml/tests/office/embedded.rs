//! Files inside spreadsheets and presentations.

use tacenda_core::{Format, NoticeCode, ReadOptions};
use tacenda_ooxml::{PptxFormat, XlsxFormat};

use super::{Office, SHEET, clean, part, slide};

const OBJECTS: &str = r#"<oleObjects><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><oleObject progId="PowerPoint.Show.12" r:id="o1"><objectPr defaultSize="0" r:id="o2"/></oleObject></mc:Choice><mc:Fallback><oleObject progId="PowerPoint.Show.12" r:id="o1"/></mc:Fallback></mc:AlternateContent></oleObjects>"#;

fn deck() -> Vec<u8> {
    Office::presentation(&slide(
        "",
        "<a:p><a:r><a:t>Zyx</a:t></a:r><a:r><a:t>wvut Qponml</a:t></a:r></a:p>",
    ))
    .build()
}

/// A workbook whose sheet holds `bytes` as an object.
fn workbook(name: &str, bytes: Vec<u8>) -> Office {
    Office::workbook("", OBJECTS).inside(
        "xl/worksheets/sheet1.xml",
        &[
            ("o1", "package", &format!("xl/embeddings/{name}"), bytes),
            ("o2", "image", "xl/media/image1.emf", vec![1, 2, 3]),
        ],
    )
}

#[test]
fn a_presentation_on_a_sheet_is_searched_and_stays() {
    let office = workbook("a.pptx", deck());
    let reading = XlsxFormat.read(&office.build(), &ReadOptions::default());
    let reading = reading.expect("readable");
    let titles: Vec<_> = reading
        .document
        .sections
        .iter()
        .map(|s| s.title.as_str())
        .collect();
    assert!(
        titles.contains(&"Embedded presentation: Slide"),
        "{titles:?}"
    );
    let parts = clean(&XlsxFormat, &office);
    assert!(part(&parts, "xl/worksheets/sheet1.xml").contains("<oleObjects>"));
    assert!(part(&parts, "xl/embeddings/a.pptx/ppt/slides/slide1.xml").contains("[PERSON 1]"));
    assert!(part(&parts, "xl/media/image1.emf").contains(" EMF"));
}

#[test]
fn a_list_of_objects_goes_with_an_object_that_cannot_be_read() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Zyxwvut Qponml".to_vec();
    let office = workbook("a.bin", ole);
    let reading = XlsxFormat.read(&office.build(), &ReadOptions::default());
    let notices = reading.expect("readable").notices;
    assert!(notices.iter().any(|n| n.code == NoticeCode::EmbeddedObject));
    let parts = clean(&XlsxFormat, &office);
    let sheet = format!(r#"<worksheet xmlns="{SHEET}""#);
    let found = part(&parts, "xl/worksheets/sheet1.xml");
    assert!(
        found.starts_with(&sheet) && !found.contains("ole"),
        "{found}"
    );
}

#[test]
fn a_workbook_on_a_slide_is_searched_and_its_picture_goes() {
    let object = r#"<p:oleObj progId="Excel.Sheet.12" r:id="o1"><p:embed/><p:pic><p:blipFill><a:blip r:embed="o2"/></p:blipFill></p:pic></p:oleObj>"#;
    let workbook = Office::workbook("", "").build();
    let bitmap = b"GIF89a Zyxwvut Qponml".to_vec();
    let office = Office::presentation(&slide("", object)).inside(
        "ppt/slides/slide1.xml",
        &[
            ("o1", "package", "ppt/embeddings/a.xlsx", workbook),
            ("o2", "image", "ppt/media/image1.gif", bitmap),
        ],
    );
    let parts = clean(&PptxFormat, &office);
    assert!(part(&parts, "ppt/slides/slide1.xml").contains("<p:oleObj"));
    let strings = part(&parts, "ppt/embeddings/a.xlsx/xl/sharedStrings.xml");
    assert!(strings.contains("for [PERSON 1]<"), "{strings}");
    assert!(part(&parts, "ppt/media/image1.gif").len() < 60);
}
