//! Where replacements and what stays beside them come to stand.

mod common;

use common::{Made, helvetica, page, read};
use tacenda_core::{
    EntityType, ExportOptions, Format, NeedleSet, ReadOptions, Redaction, RedactionPlan,
    Replacement,
};
use tacenda_pdf::PdfFormat;

/// Removes `values` everywhere and checks what was written.
fn verified(bytes: &[u8], values: &[&str]) -> Vec<u8> {
    let reading = read(bytes);
    let redactions: Vec<Redaction> = NeedleSet::new(values.iter().copied())
        .find(reading.text().as_str())
        .into_iter()
        .map(|(_, span)| Redaction {
            extent: span.into(),
            entity: EntityType::GOVERNMENT_ID,
            replacement: Replacement::Text("[GOVERNMENT_ID 1]".into()),
        })
        .collect();
    let plan = RedactionPlan::build(reading.text(), redactions, vec![], ExportOptions::default())
        .expect("spans of this text");
    let options = ReadOptions::default();
    let written = PdfFormat.redact(bytes, &options, &plan).expect("written");
    let checked = PdfFormat.verify(bytes, &options, &written.bytes, &plan);
    assert!(checked.is_ok(), "{checked:?}");
    written.bytes
}

/// The left end of the first letter of `word` in display space.
fn left_of(bytes: &[u8], word: &str) -> f32 {
    let reading = read(bytes);
    let at = reading.text().as_str().find(word).expect("the word stays");
    let found = reading.layouts[0]
        .boxes
        .iter()
        .find(|b| b.span.start() == at);
    found.expect("a letter has a box").rect.x0
}

#[test]
fn a_cell_that_ends_where_a_line_does_is_not_set_from_there() {
    let line = "Card (Postage, Xu, Qi, Ro)";
    let other = 72.0 + helvetica(line) - helvetica("Another line");
    let source = page(&format!(
        "BT /F1 12 Tf 72 700 Td ({line}) Tj ET BT /F1 12 Tf 400 700 Td (As incurred) Tj ET \
         BT /F1 12 Tf {other:.3} 600 Td (Another line) Tj ET"
    ));
    let written = verified(&source, &["Xu", "Qi", "Ro"]);
    assert!((left_of(&written, "Card") - 72.0).abs() < 0.1);
}

/// "Exhibit C" in the middle of a page, the end of which another centred line shares by chance; and
/// one at the right margin, of which nothing stands before what is removed.
#[test]
fn a_line_keeps_the_alignment_that_most_lines_share() {
    let set = |x: f64, y: u32, text: &str| format!("BT /F1 12 Tf {x:.3} {y} Td ({text}) Tj ET ");
    let centred = |y, text: &str| set(306.0 - helvetica(text) / 2.0, y, text);
    let right = |y, text: &str| set(540.0 - helvetica(text), y, text);
    let end = 306.0 + helvetica("Quincunx C") / 2.0;
    let chance: String = (0..2)
        .map(|n| set(end - helvetica("By chance"), 500 - 20 * n, "By chance"))
        .collect();
    let middle: String = ["Certification of all", "that was agreed", "by the two"]
        .iter()
        .zip([680, 660, 640])
        .map(|(text, y)| centred(y, text))
        .collect();
    let source = page(&format!("{}{middle}{chance}", centred(700, "Quincunx C")));
    let written = verified(&source, &["Quincunx"]);
    let label = left_of(&written, "[");
    let tail = left_of(&written, "C");
    assert!(tail > 320.0, "{tail}");
    assert!((f64::from(label + tail) + helvetica("C") - 612.0).abs() < 4.0);

    let margin: String = (0..3)
        .map(|n| right(600 - 20 * n, "At the margin"))
        .collect();
    let source = page(&format!("{}{margin}", right(60, "Quincunx 10")));
    let written = verified(&source, &["Quincunx"]);
    let end = f64::from(left_of(&written, "10")) + helvetica("10");
    assert!((end - 540.0).abs() < 0.1, "{end}");
}

/// Printed with spaces at the start of lines, one of which ends where another does.
#[test]
fn spaces_at_the_start_of_a_line_do_not_hide_where_it_begins() {
    let line = "     in the State of Quincunx";
    let chance = 40.0 + helvetica(line) - helvetica("By chance");
    let source = page(&format!(
        "BT /F1 12 Tf 40 700 Td ({line}) Tj 0 -14 Td (     without regard to) Tj ET \
         BT /F1 12 Tf {chance:.3} 600 Td (By chance) Tj ET"
    ));
    let before = left_of(&source, "in the");
    let written = verified(&source, &["Quincunx"]);
    let after = left_of(&written, "in the");
    assert!((before - after).abs() < 0.1, "{before} {after}");
}

#[test]
fn a_line_set_from_its_end_stays_on_the_page() {
    let lines: String = (0..3)
        .map(|n| {
            format!(
                "BT /F1 12 Tf {:.3} {} Td (End) Tj ET ",
                130.0 - helvetica("End"),
                600 - 20 * n
            )
        })
        .collect();
    let text = "To Xu Qi Ro Xu Qi Ro";
    let start = 130.0 - helvetica(text);
    let source = page(&format!(
        "BT /F1 12 Tf {start:.3} 700 Td ({text}) Tj ET {lines}"
    ));
    let written = verified(&source, &["Xu", "Qi", "Ro"]);
    let left = left_of(&written, "To");
    assert!(left > 17.9, "{left}");
}

#[test]
fn replacements_of_neighbouring_columns_do_not_cover_each_other() {
    // The second column begins 46 points behind the first; half of the label is wider.
    let source = Made::new().finish(
        "BT /F1 12 Tf 72 700 Td (Xu) Tj ET BT /F1 12 Tf 118 700 Td (Qi) Tj ET \
         BT /F1 12 Tf 72 600 Td (The other lines of this page are as wide as this) Tj ET",
    );
    verified(&source, &["Xu", "Qi"]);
}
