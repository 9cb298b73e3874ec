//! Small files made by hand, and damage done to them.

use proptest::prelude::*;
use tacenda_core::{FormatError, MarkKind, NoticeCode, ReadOptions};

use crate::{Content, Visibility, pages, read_content};

/// A page of US Letter size with Helvetica as `F1`.
pub fn one_page(content: &str) -> Vec<u8> {
    page_with("/MediaBox [0 0 612 792]", content)
}

/// A page with further entries. Cross-reference data are left to repair.
pub fn page_with(entries: &str, content: &str) -> Vec<u8> {
    file(entries, content, "", &[])
}

/// A file: entries of the page, its content, entries of its resources, further objects from
/// number 6.
pub fn file(entries: &str, content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R\
             /Resources<</Font<</F1 5 0 R>>{resources}>>{entries}>>"
        ),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
    for offset in &offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
            offsets.len() + 1
        )
        .bytes(),
    );
    out
}

pub fn stream(entries: &str, data: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{data}\nendstream",
        data.len()
    )
}

pub fn read_all(bytes: &[u8]) -> Content {
    read_content(bytes, &ReadOptions::default()).expect("readable")
}

fn text(bytes: &[u8]) -> String {
    read_all(bytes).reading.text().as_str().to_owned()
}

pub const LETTER: &str = "/MediaBox [0 0 612 792]";

#[test]
fn every_way_to_show_text_is_read() {
    let content = "BT /F1 10 Tf 12 TL 50 700 Td (one) Tj [(t) -20 (wo)] TJ T* (three) Tj \
        (four) ' 1 2 (five) \" ET";
    assert_eq!(text(&one_page(content)), "onetwo\nthree\nfour\nfive");
}

#[test]
fn codes_are_characters_where_the_map_is_the_identity() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/Abc/Encoding/Identity-H/ToUnicode/Identity-H\
        /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Abc\
        /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>";
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F2 7 0 R>>>>",
        "BT /F2 10 Tf 50 700 Td <010D0065> Tj ET",
    );
    let bytes = file(
        LETTER,
        "/Fm0 Do",
        "/XObject<</Fm0 6 0 R>>",
        &[form, font.to_owned()],
    );
    assert_eq!(text(&bytes), "če");
}

#[test]
fn covers_are_refused() {
    let catalogue = |entries: &str| {
        let plain = String::from_utf8(one_page("BT /F1 10 Tf 50 700 Td (Please wait) Tj ET"));
        let plain = plain.expect("ASCII");
        plain
            .replace("<</Type/Catalog", &format!("<<{entries}/Type/Catalog"))
            .into_bytes()
    };
    let refused = |entries: &str| {
        let read = read_content(&catalogue(entries), &ReadOptions::default());
        matches!(read, Err(FormatError::Unsupported(_)))
    };
    assert!(refused("/AcroForm<</XFA(x)/Fields[]>>"));
    assert!(refused(
        "/NeedsRendering true/AcroForm<</XFA(x)/Fields[3 0 R]>>"
    ));
    assert!(refused("/Collection<</View/D>>"));
    // A form with fields on its pages, with or without XFA data beside them.
    assert!(!refused("/AcroForm<</XFA(x)/Fields[3 0 R]>>"));
    assert!(!refused("/AcroForm<</Fields[]>>"));
}

#[test]
fn a_glyph_knows_its_bytes() {
    let content = read_all(&one_page("BT /F1 10 Tf 50 700 Td [(ab) -10 (c\\(d)] TJ ET"));
    let glyphs: Vec<_> = content
        .table
        .glyphs
        .iter()
        .map(|g| (content.table.text(g).to_owned(), g.element, g.bytes()))
        .collect();
    assert_eq!(
        glyphs,
        [
            ("a".to_owned(), 0, 0..1),
            ("b".to_owned(), 0, 1..2),
            ("c".to_owned(), 2, 0..1),
            ("(".to_owned(), 2, 1..2),
            ("d".to_owned(), 2, 2..3),
        ]
    );
    let show = &content.table.shows[0];
    let run = content.table.run(show.run);
    let object = content
        .source
        .document
        .get_object(run.stream)
        .expect("there");
    let bytes = &object.as_stream().expect("a stream").content[show.op.clone()];
    assert_eq!(bytes, b"[(ab) -10 (c\\(d)] TJ");
    // Helvetica (Adobe AFM): a is 556, b 556 wide.
    assert!((content.table.glyphs[1].origin[0] - 55.56).abs() < 0.01);
}

#[test]
fn forms_are_read_where_they_are_painted() {
    let form = |resources: &str, data: &str| {
        stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 0 100]{resources}"
            ),
            data,
        )
    };
    let bytes = file(
        LETTER,
        "q 1 0 0 1 50 500 cm /Fm0 Do Q",
        "/XObject<</Fm0 6 0 R>>",
        &[
            form(
                "/Resources<</XObject<</Fm1 7 0 R/Me 6 0 R>>>>",
                "/Fm1 Do /Me Do",
            ),
            form("", "BT /F1 10 Tf 10 10 Td (inside) Tj ET"),
        ],
    );
    // The inner form has no resources of its own, and its parent's have no font: it is read with
    // a substitute.
    let content = read_all(&bytes);
    assert_eq!(content.reading.text().as_str(), "inside");
    let origin = content.table.glyphs[0].origin;
    assert!((origin[0] - 60.0).abs() < 0.01 && (origin[1] - 710.0).abs() < 0.01);
}

#[test]
fn appearances_are_read_and_annotations_are_gone() {
    let bytes = file(
        "/MediaBox [0 0 612 792]/Annots[6 0 R 8 0 R]",
        "BT /F1 10 Tf 50 700 Td (page) Tj ET",
        "",
        &[
            "<</Type/Annot/Subtype/Widget/Rect[100 600 200 620]/AP<</N 7 0 R>>/V(field)>>".into(),
            stream(
                "/Subtype/Form/BBox[0 0 50 10]/Resources<</Font<</F1 5 0 R>>>>",
                "BT /F1 5 Tf 0 2 Td (field) Tj ET",
            ),
            "<</Type/Annot/Subtype/Text/F 2/Rect[0 0 9 9]/Contents(hidden)>>".into(),
        ],
    );
    let content = read_all(&bytes);
    assert_eq!(content.reading.text().as_str(), "page\n\nfield");
    let last = content.table.glyphs.last().expect("glyphs");
    // Twice as large: the form's box is 50 by 10, the rectangle 100 by 20.
    assert!((last.origin[1] - 604.0).abs() < 0.01);
    let page = content
        .source
        .document
        .get_dictionary(content.source.pages[0].object);
    assert!(!page.expect("a page").has(b"Annots"));
}

#[test]
fn what_nobody_sees_is_read_and_marked() {
    let content = "BT /F1 10 Tf 50 700 Td (seen) Tj 3 Tr 0 -30 Td (unseen) Tj ET \
        BT 0 Tr /F1 10 Tf 5000 50 Td (outside) Tj ET";
    let content = read_all(&one_page(content));
    assert_eq!(content.reading.text().as_str(), "seen\n\nunseen\n\noutside");
    let marks = &content.reading.document.marks;
    assert!(
        marks
            .iter()
            .all(|m| m.kind == MarkKind::Hidden && m.span.start() >= 6)
    );
    assert!(marks.iter().map(|m| m.span.len()).sum::<usize>() >= 13);
    assert_eq!(content.table.shows[1].visible, Visibility::Invisible);
}

#[test]
fn unknown_characters_are_shown_and_told() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/Secret/Encoding/Identity-H\
        /DescendantFonts[7 0 R]>>";
    let descendant = "<</Type/Font/Subtype/CIDFontType2/BaseFont/Secret/DW 500\
        /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>";
    let bytes = file(
        LETTER,
        "BT /F2 10 Tf 50 700 Td <00410042> Tj ET",
        "/Font<</F2 6 0 R>>",
        &[font.into(), descendant.into()],
    );
    // The resources name Font twice; readers take the last.
    let bytes = String::from_utf8_lossy(&bytes).replace("/Font<</F1 5 0 R>>/Font", "/Font");
    let content = read_all(bytes.as_bytes());
    assert_eq!(content.reading.text().as_str(), "\u{fffd}\u{fffd}");
    let codes: Vec<_> = content.reading.notices.iter().map(|n| n.code).collect();
    assert_eq!(codes, [NoticeCode::UnmappedFont]);
    assert_eq!(content.map.entries().len(), 2);
}

#[test]
fn a_stream_without_a_length_is_read() {
    let bytes = String::from_utf8(one_page("BT /F1 10 Tf 50 700 Td (there) Tj ET")).expect("ASCII");
    let bytes = bytes.replace("/Length", "/Ignore");
    assert!(!bytes.contains("/Length"));
    assert_eq!(text(bytes.as_bytes()), "there");
}

#[test]
fn bad_input_is_a_clear_error() {
    let read = |bytes: &[u8]| read_content(bytes, &ReadOptions::default()).err();
    assert_eq!(read(b""), Some(FormatError::Empty));
    assert!(matches!(read(b"hello"), Some(FormatError::Unsupported(_))));
    assert!(matches!(
        read(b"%PDF-1.7\n"),
        Some(FormatError::Damaged { .. })
    ));
    let no_page = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj \
        2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>";
    assert!(matches!(read(no_page), Some(FormatError::Damaged { .. })));
}

#[test]
fn a_page_is_drawn_at_its_scale() {
    let bytes = one_page("1 0 0 rg 0 392 306 400 re f");
    let mut renderer = pages(bytes.into(), None).expect("opens");
    assert_eq!(renderer.count(), 1);
    let raster = renderer.draw(1, 0.5).expect("drawn");
    assert_eq!((raster.width, raster.height), (306, 396));
    assert_eq!(&raster.rgba[..4], [255, 0, 0, 255]);
    assert_eq!(&raster.rgba[raster.rgba.len() - 4..], [255, 255, 255, 255]);
    assert_eq!(
        renderer.draw(2, 1.0).err(),
        Some(FormatError::NoSuchPage(2))
    );
    assert!(matches!(
        renderer.draw(1, 1000.0),
        Err(FormatError::Limit { .. })
    ));
}

fn sample() -> Vec<u8> {
    file(
        "/MediaBox [0 0 612 792]/Annots[6 0 R]",
        "q BT /F1 10 Tf 50 700 Td [(Some) -300 (text)] TJ ET Q /Fm0 Do BI /W 1 /H 1 ID x EI",
        "/XObject<</Fm0 7 0 R>>",
        &[
            "<</Subtype/Widget/Rect[1 1 9 9]/AP<</N 7 0 R>>>>".into(),
            stream("/Subtype/Form/BBox[0 0 9 9]", "BT /F1 5 Tf (form) Tj ET"),
        ],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is done to the bytes, there is an answer, twice the same, and its parts agree.
    #[test]
    fn damage_is_answered(edits in prop::collection::vec((0usize..1500, any::<u8>(), 0usize..4), 1..12)) {
        let mut bytes = sample();
        for (at, byte, count) in edits {
            let at = at % bytes.len();
            let end = (at + count).min(bytes.len());
            bytes.splice(at..end, [byte]);
        }
        let first = read_content(&bytes, &ReadOptions::default());
        let second = read_content(&bytes, &ReadOptions::default());
        match (first, second) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(&a.reading, &b.reading);
                for entry in a.map.entries() {
                    prop_assert!(a.reading.text().get(entry.span).is_some());
                    prop_assert!(!a.map.glyphs_of(entry).is_empty());
                }
                for layout in &a.reading.layouts {
                    prop_assert!(layout.boxes.is_sorted_by_key(|b| b.span));
                }
            }
            (Err(a), Err(b)) => {
                prop_assert_eq!(&a, &b);
                prop_assert!(!matches!(a, FormatError::Internal(_)), "{a}");
            }
            _ => prop_assert!(false, "one reading failed, the other did not"),
        }
    }

    /// Any content stream is executed to its end.
    #[test]
    fn any_content_is_executed(content in "[ -~\n]{0,200}") {
        let bytes = one_page(&format!("{content}\nBT /F1 10 Tf 1 0 0 1 50 700 Tm (after) Tj ET"));
        read_all(&bytes);
    }
}

#[test]
fn what_keeps_a_file_from_being_read_is_said_in_plain_words() {
    let file = b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2/W[1 1 1]/Root 1 0 R/Filter/FooDecode\
                 /Length 6>>\nstream\nabcdef\nendstream\nendobj\nstartxref\n9\n%%EOF\n";
    let error = crate::open(file, None).expect_err("no list of objects");
    let told = error.to_string();
    assert!(
        told.contains("compressed in a way that is not known"),
        "{told}"
    );
    assert!(!told.contains("lopdf"), "{told}");
}
