//! What goes is gone from every layer of the file; what stays, stays.

mod common;

use common::{Made, holds, page, read, redact, redact_with};
use lopdf::{Object, dictionary};
use tacenda_core::{
    Area, ExportMode, ExportOptions, Format, NoticeCode, ReadOptions, Rect, RedactionPlan,
    Replacement,
};
use tacenda_pdf::PdfFormat;

const NAME: &str = "Zyxwvut";

fn text_of(bytes: &[u8]) -> String {
    read(bytes).text().as_str().to_owned()
}

/// Removes the name from a page and expects the other words, and nothing of the name anywhere.
fn gone(bytes: &[u8], stays: &[&str]) -> Vec<u8> {
    let out = redact(bytes, &[NAME]);
    assert!(!holds(&out, NAME));
    let text = text_of(&out);
    for word in stays {
        assert!(text.contains(word), "{word:?} is missing in {text:?}");
    }
    out
}

#[test]
fn every_operator_that_shows_text() {
    gone(
        &page(&format!(
            "BT /F1 12 Tf 14 TL 72 700 Td (One {NAME} two) Tj ({NAME} three) ' 1 2 (four {NAME}) \" T* [(fi) 10 (ve Zyx) -30 (wvut) 5 ( six)] TJ ET"
        )),
        &["One", "two", "three", "four", "five", "six"],
    );
}

#[test]
fn only_one_of_two_on_the_next_line_goes() {
    let bytes = page("BT /F1 12 Tf 12 TL 72 700 Td (Anna Zyxwvut) Tj T* (Anna Abcdefg) Tj ET");
    gone(&bytes, &["Anna", "Abcdefg"]);
}

#[test]
fn replacement_text_and_comments_in_the_stream() {
    gone(
        &page(&format!(
            "% {NAME}\n/Span <</ActualText ({NAME})>> BDC BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET EMC ({NAME}) pop"
        )),
        &["One", "two"],
    );
}

#[test]
fn a_form_shown_twice_is_cut_where_it_must_be() {
    let mut made = Made::new();
    let form = made.form(&format!("BT /F1 12 Tf 0 0 Td (Form {NAME} end) Tj ET"));
    made.resource("XObject", "Fm0", form);
    let out = gone(
        &made.finish("q 1 0 0 1 72 700 cm /Fm0 Do Q q 1 0 0 1 72 600 cm /Fm0 Do Q"),
        &["Form", "end"],
    );
    assert!(!holds(&out, "/Fm0"), "the old form cannot be reached");
}

#[test]
fn invisible_text_under_visible_text() {
    gone(
        &page(&format!(
            "BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET BT 3 Tr /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET"
        )),
        &["One", "two"],
    );
}

#[test]
fn a_hidden_layer_goes_as_a_whole() {
    let mut made = Made::new();
    let group = made
        .document
        .add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal(NAME) });
    made.resource("Properties", "MC0", group);
    let bytes = made.finish(&format!(
        "BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET /OC /MC0 BDC BT /F1 12 Tf 72 500 Td (Layered) Tj ET EMC"
    ));
    let mut document = lopdf::Document::load_mem(&bytes).expect("made here");
    let config = dictionary! { "OFF" => vec![group.into()] };
    let properties = dictionary! { "OCGs" => vec![group.into()], "D" => config };
    document
        .catalog_mut()
        .expect("made here")
        .set("OCProperties", properties);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("writes to memory");
    let out = gone(&bytes, &["One", "two"]);
    assert!(!holds(&out, "Layered"));
}

#[test]
fn a_tiling_pattern_with_text() {
    let mut made = Made::new();
    let dict = dictionary! {
        "Type" => "Pattern", "PatternType" => 1, "PaintType" => 1, "TilingType" => 1,
        "BBox" => vec![0.into(), 0.into(), 200.into(), 50.into()],
        "XStep" => 200, "YStep" => 50, "Resources" => made.resources.clone(),
    };
    let content = format!("BT /F1 12 Tf 5 5 Td (Tile {NAME}) Tj ET");
    let pattern = made.stream(dict, content.as_bytes());
    made.resource("Pattern", "P0", pattern);
    let bytes = made.finish(&format!(
        "BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET /Pattern cs /P0 scn 72 100 200 50 re f"
    ));
    gone(&bytes, &["One", "two"]);
}

#[test]
fn everything_beside_the_pages() {
    let mut made = Made::new();
    let note = made.document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Contents" => Object::string_literal(NAME),
        "Rect" => vec![10.into(), 10.into(), 30.into(), 30.into()],
    });
    let link = made.document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link",
        "Rect" => vec![10.into(), 10.into(), 30.into(), 30.into()],
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(format!("http://{NAME}.example")) },
    });
    let metadata = made.stream(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        NAME.as_bytes(),
    );
    let bytes = made.finish_with(
        &format!("BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET"),
        dictionary! { "Annots" => vec![note.into(), link.into()], "Metadata" => metadata, "PieceInfo" => dictionary! { NAME => 1 } },
    );
    let mut document = lopdf::Document::load_mem(&bytes).expect("made here");
    let outline = document.add_object(dictionary! { "Title" => Object::string_literal(NAME) });
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal(NAME) };
    let catalog = document.catalog_mut().expect("made here");
    catalog.set(
        "Outlines",
        dictionary! { "First" => outline, "Last" => outline },
    );
    catalog.set("OpenAction", script);
    catalog.set("Lang", Object::string_literal(NAME));
    let info = document.add_object(dictionary! { "Title" => Object::string_literal(NAME) });
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("writes to memory");
    let out = gone(&bytes, &["One", "two"]);
    for key in [
        "Annot",
        "Outlines",
        "JavaScript",
        "Info",
        "Metadata",
        "PieceInfo",
        "URI",
    ] {
        assert!(!holds(&out, key), "{key}");
    }
}

/// The value of a field that only viewers draw is seen by the user, so it is found and removed
/// like any text, and what else the field says stays.
#[test]
fn a_field_without_an_appearance() {
    let mut made = Made::new();
    let field = made.document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx",
        "V" => Object::string_literal(format!("Mr {NAME} Jones")),
        "DA" => Object::string_literal("/Helv 12 Tf 0 g"),
        "Rect" => vec![72.into(), 600.into(), 300.into(), 620.into()],
    });
    let bytes = made.finish_with(
        &format!("BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET"),
        dictionary! { "Annots" => vec![field.into()] },
    );
    let out = gone(&bytes, &["One", "two", "Mr", "Jones"]);
    assert!(!holds(&out, "Annot"));
}

/// Letters that Helvetica lacks are drawn as question marks, and found and removed as what they are:
/// the table that tells them loses them too.
#[test]
fn letters_of_a_field_that_cannot_be_drawn() {
    let mut made = Made::new();
    let value: Vec<u8> = "\u{feff}\u{141}ukasz Wa\u{142}\u{119}sa \u{11b} Jones"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let field = made.document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx",
        "V" => Object::String(value, lopdf::StringFormat::Hexadecimal),
        "DA" => Object::string_literal("/Helv 12 Tf 0 g"),
        "Rect" => vec![72.into(), 600.into(), 300.into(), 620.into()],
    });
    let bytes = made.finish_with(
        "BT /F1 12 Tf 72 700 Td (One) Tj ET",
        dictionary! { "Annots" => vec![field.into()] },
    );
    let out = redact(&bytes, &["\u{141}ukasz", "Wa\u{142}\u{119}sa"]);
    let text = text_of(&out);
    assert!(text.contains("\u{11b} Jones"), "{text}");
    assert!(!text.contains("ukasz") && !text.contains("sa "), "{text}");
    for (code, stays) in [
        ("0141", false),
        ("0142", false),
        ("0119", false),
        ("011B", true),
    ] {
        assert_eq!(holds(&out, &format!("<{code}>")), stays, "{code}");
    }
}

/// A picture of 4 by 4 pixels over 40 by 40 points at the origin, with a soft mask.
fn with_picture() -> Vec<u8> {
    let mut made = Made::new();
    let samples: Vec<u8> = (1..=16).map(|i| i * 10).collect();
    let image = |space: &str| {
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 4, "Height" => 4,
            "BitsPerComponent" => 8, "ColorSpace" => space,
        }
    };
    let mask = made.stream(image("DeviceGray"), &samples);
    let mut dict = image("DeviceGray");
    dict.set("SMask", mask);
    dict.set("Metadata", mask);
    let id = made.stream(dict, &samples);
    made.resource("XObject", "Im0", id);
    made.finish("q 40 0 0 40 0 0 cm /Im0 Do Q BT /F1 12 Tf 10 5 Td (under) Tj ET BT /F1 12 Tf 200 700 Td (far) Tj ET 0 0 15 15 re f 300 300 20 20 re f")
}

/// The lower left 18 by 18 points of a page 792 points high.
fn corner() -> Area {
    Area {
        page: 1,
        rect: Rect::between(0.0, 774.0, 18.0, 792.0),
    }
}

#[test]
fn an_area_takes_pixels_masks_text_and_paths() {
    let out = redact_with(&with_picture(), &[], &Replacement::Box, vec![corner()]).bytes;
    let document = lopdf::Document::load_mem(&out).expect("opens");
    let mut pictures = 0;
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else {
            continue;
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Image") {
            continue;
        }
        pictures += 1;
        let data = stream.get_plain_content().expect("decodes");
        // Rows from the top: the lower left 2 by 2 pixels are touched.
        for (index, value) in data.iter().enumerate() {
            let touched = index % 4 < 2 && index / 4 >= 2;
            let was = u8::try_from(index + 1).expect("small") * 10;
            assert_eq!(*value, if touched { 0 } else { was }, "pixel {index}");
        }
    }
    assert_eq!(pictures, 2, "the picture and its mask");
    assert!(text_of(&out).contains("far"));
    assert!(!holds(&out, "0 0 15 15 re"));
    assert!(holds(&out, "300 300 20 20 re"));
}

#[test]
fn an_area_takes_only_the_letters_in_it() {
    let bytes = page("BT /F1 12 Tf 10 780 Td (Outside Inside) Tj ET");
    let area = Area {
        page: 1,
        rect: Rect::between(54.0, 0.0, 90.0, 16.0),
    };
    let out = redact_with(&bytes, &[], &Replacement::Box, vec![area]).bytes;
    let text = text_of(&out);
    assert!(
        text.contains("Outside") && !text.contains("Inside"),
        "{text:?}"
    );
}

#[test]
fn a_page_as_a_picture_can_still_be_searched() {
    let bytes = page(&format!("BT /F1 12 Tf 72 700 Td (One {NAME} two) Tj ET"));
    let reading = read(&bytes);
    let at = reading.text().as_str().find(NAME).expect("it is there");
    let span = reading.text().span(at, at + NAME.len()).expect("fits");
    let redaction = tacenda_core::Redaction {
        extent: span.into(),
        entity: tacenda_core::EntityType::PERSON,
        replacement: common::label(),
    };
    let options = ExportOptions {
        mode: ExportMode::Raster,
        ..ExportOptions::default()
    };
    let plan =
        RedactionPlan::build(reading.text(), vec![redaction], vec![], options).expect("fits");
    let redacted = PdfFormat
        .redact(&bytes, &ReadOptions::default(), &plan)
        .expect("can be redacted");
    assert!(!holds(&redacted.bytes, NAME));
    assert!(!holds(&redacted.bytes, "/Helvetica"));
    let text = text_of(&redacted.bytes);
    assert!(text.contains("One") && text.contains("two"), "{text:?}");
}

#[test]
fn a_glyph_procedure_with_text_makes_the_page_a_picture() {
    let mut made = Made::new();
    let proc = made.stream(
        dictionary! {},
        format!("1000 0 d0 BT /F1 500 Tf 0 0 Td ({NAME}) Tj ET").as_bytes(),
    );
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3",
        "FontBBox" => vec![0.into(), 0.into(), 1000.into(), 1000.into()],
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
        "CharProcs" => dictionary! { "g" => proc },
        "Encoding" => dictionary! { "Differences" => vec![65.into(), "g".into()] },
        "FirstChar" => 65, "LastChar" => 65, "Widths" => vec![1000.into()],
        "Resources" => made.resources.clone(),
    };
    let font = made.document.add_object(font);
    made.resource("Font", "F3", font);
    let bytes = made.finish("BT /F3 12 Tf 72 700 Td (A) Tj ET BT /F1 12 Tf 72 600 Td (far) Tj ET");
    if !text_of(&bytes).contains(NAME) {
        // The reader does not look into glyph procedures.
        return;
    }
    let redacted = redact_with(&bytes, &[NAME], &common::label(), vec![]);
    assert!(!holds(&redacted.bytes, NAME));
    assert!(
        redacted
            .notices
            .iter()
            .any(|n| n.code == NoticeCode::RasterNeeded)
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let bytes = with_picture();
    let once = redact_with(&bytes, &["under"], &common::label(), vec![corner()]).bytes;
    let twice = redact_with(&bytes, &["under"], &common::label(), vec![corner()]).bytes;
    assert!(once == twice);
}

#[test]
fn a_plan_for_another_text_is_refused() {
    let plan = RedactionPlan::build(
        read(&page("BT /F1 12 Tf 72 700 Td (One) Tj ET")).text(),
        vec![],
        vec![],
        ExportOptions::default(),
    )
    .expect("empty");
    let other = page("BT /F1 12 Tf 72 700 Td (Two) Tj ET");
    let result = PdfFormat.redact(&other, &ReadOptions::default(), &plan);
    assert!(matches!(result, Err(tacenda_core::FormatError::Changed)));
}
