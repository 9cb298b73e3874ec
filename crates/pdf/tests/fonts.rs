//! Embedded programs keep what is shown, look the same, and say nothing of what was removed.

mod common;

use std::sync::Arc;

use common::{Made, redact};
use hayro_font::StandardFont;
use lopdf::{Document, Object, dictionary};
use tacenda_core::{Format, ReadOptions};
use tacenda_pdf::PdfFormat;

/// A page of two lines in an embedded CFF program.
fn in_cff(line: &str) -> Vec<u8> {
    let mut made = Made::new();
    let (data, _) = StandardFont::TimesRoman.get_font_data();
    let program = made.stream(
        dictionary! { "Subtype" => "Type1C" },
        data.as_ref().as_ref(),
    );
    let descriptor = dictionary! {
        "Type" => "FontDescriptor", "FontName" => "QWERTY+Serif", "Flags" => 34, "ItalicAngle" => 0,
        "FontBBox" => vec![0.into(), (-200).into(), 1000.into(), 900.into()], "StemV" => 80,
        "Ascent" => 800, "Descent" => -200, "CapHeight" => 700, "FontFile3" => program,
    };
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "QWERTY+Serif",
        "Encoding" => "WinAnsiEncoding", "FontDescriptor" => made.document.add_object(descriptor),
        "FirstChar" => 32, "LastChar" => 126, "Widths" => vec![Object::Integer(500); 95],
    };
    let font = made.document.add_object(font);
    made.resource("Font", "F3", font);
    made.finish(&format!(
        "BT /F3 12 Tf 72 700 Td ({line}) Tj 0 -400 Td (Quite another line, \\(with brackets\\) & 57) Tj ET"
    ))
}

fn program(bytes: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(bytes).expect("opens");
    let programs: Vec<_> = document
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| s.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type1C"))
        .collect();
    let [program] = programs.as_slice() else {
        panic!("one program");
    };
    program.get_plain_content().expect("decodes")
}

/// The lower half of the first page, drawn.
fn lower_half(bytes: &[u8]) -> Vec<u8> {
    let mut pages = PdfFormat
        .pages(Arc::from(bytes), &ReadOptions::default())
        .expect("opens");
    let raster = pages.draw(1, 1.5).expect("draws");
    raster.rgba[raster.rgba.len() / 2..].to_vec()
}

#[test]
fn a_program_says_nothing_of_what_was_removed() {
    let [short, long] = ["Xu", "Wolfeschlegelsteinhausen"]
        .map(|name| redact(&in_cff(&format!("Dear {name}, hello")), &[name]));
    assert!(short == long);
    assert!(program(&short).len() < program(&in_cff("Dear")).len() / 3);
    assert!(!common::holds(&short, "QWERTY"));
}

#[test]
fn what_is_still_shown_looks_the_same() {
    let source = in_cff("Dear Xu, hello");
    let drawn = lower_half(&source);
    assert!(drawn.chunks(4).any(|p| p[..3] != [255; 3]), "there is text");
    assert!(drawn == lower_half(&redact(&source, &["Xu"])));
}

#[test]
fn without_a_removal_a_program_stays_as_it_is() {
    let source = in_cff("Dear Xu, hello");
    let area = tacenda_core::Area {
        page: 1,
        rect: tacenda_core::Rect::between(500.0, 10.0, 510.0, 20.0),
    };
    let out = common::redact_with(&source, &[], &common::label(), vec![area]).bytes;
    assert_eq!(program(&out), program(&source));
}
