use crate::tests::{one_page, page_with, read_all};

/// Two columns, a hyphen at a line's end, a word written letter by letter, and a value filled in
/// last.
#[test]
fn text_comes_in_reading_order() {
    let content = "BT /F1 10 Tf 50 700 Td (The left column ends with a hy-) Tj 0 -12 Td \
        (phen and goes on.) Tj ET \
        BT /F1 10 Tf 320 700 Td (The right one) Tj 0 -12 Td (comes after it.) Tj ET \
        BT /F1 10 Tf 50 600 Td (S) Tj 6.67 0 Td (u) Tj 5.56 0 Td (m) Tj ET \
        BT /F1 10 Tf 50 500 Td (Name:) Tj ET BT /F1 10 Tf 50 450 Td (End) Tj ET \
        BT /F1 10 Tf 82 500 Td (Jane Roe) Tj ET";
    assert_eq!(
        read_all(&one_page(content)).reading.text().as_str(),
        "The left column ends with a hyphen and goes on.\n\nThe right one\ncomes after it.\n\n\
         Sum\n\nName: Jane Roe\n\nEnd"
    );
}

/// A soft hyphen goes; "non-paying" is written with one on any line.
#[test]
fn a_hyphen_of_the_word_itself_stays() {
    let content = "BT /F1 10 Tf 50 700 Td (the Non-) Tj 0 -12 Td (paying tenant and the non-) Tj \
        0 -12 Td (paying agent sell them-) Tj 0 -12 Td (selves) Tj ET";
    assert_eq!(
        read_all(&one_page(content)).reading.text().as_str(),
        "the Non-\npaying tenant and the non-\npaying agent sell themselves"
    );
}

/// The second cell begins less than a word's gap behind the first line of the first one.
#[test]
fn a_cell_of_several_lines_stays_together() {
    let content = "BT /F1 10 Tf 50 700 Td (Director of Process) Tj 0 -12 Td (Quality here) Tj ET \
        BT /F1 10 Tf 144 700 Td (The transfer of) Tj 0 -12 Td (that post) Tj ET";
    assert_eq!(
        read_all(&one_page(content)).reading.text().as_str(),
        "Director of Process\nQuality here\n\nThe transfer of\nthat post"
    );
}

#[test]
fn cells_of_a_row_are_kept_apart() {
    let content = "BT /F1 10 Tf 50 700 Td (Date) Tj 200 0 Td (Amount) Tj ET";
    assert_eq!(
        read_all(&one_page(content)).reading.text().as_str(),
        "Date\tAmount"
    );
}

#[test]
fn what_is_printed_twice_is_one_character_with_two_glyphs() {
    let content = "BT /F1 10 Tf 50 700 Td (Bold) Tj ET BT /F1 10 Tf 50.3 700 Td (Bold) Tj ET";
    let content = read_all(&one_page(content));
    let text = content.reading.text();
    assert_eq!(text.as_str(), "Bold");
    let span = text.span(1, 2).expect("a letter");
    assert_eq!(content.map.glyphs(span).count(), 2);
}

/// The same text at the same place of the displayed page, however the page is turned.
#[test]
fn boxes_are_in_display_space() {
    for (rotate, matrix) in [
        (0, "1 0 0 1 100 500"),
        (90, "0 1 -1 0 100 100"),
        (180, "-1 0 0 -1 500 100"),
        (270, "0 -1 1 0 500 500"),
    ] {
        let content = format!("BT /F1 20 Tf {matrix} Tm (Up) Tj ET");
        let bytes = page_with(
            &format!("/Rotate {rotate} /MediaBox [0 0 600 600]"),
            &content,
        );
        let content = read_all(&bytes);
        assert_eq!(content.reading.text().as_str(), "Up", "{rotate}");
        let first = content.reading.layouts[0].boxes[0].rect;
        assert!((first.x0 - 100.0).abs() < 0.1, "{rotate}: {first:?}");
        assert!(first.y0 < 100.0 && first.y1 > 100.0, "{rotate}: {first:?}");
        assert!(first.x1 > first.x0 + 10.0, "{rotate}: {first:?}");
    }
}
