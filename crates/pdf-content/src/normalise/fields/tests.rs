use tacenda_core::NoticeCode;

use crate::tests::{LETTER, file, read_all, stream};
use crate::{Content, Glyph, pages};

/// A page with one annotation in a rectangle of 200 by 40 points at (100, 600), and what more it
/// leads to, from object 7.
fn annotated(entries: &str, more: &[String]) -> Vec<u8> {
    let annotation =
        format!("<</Type/Annot/Rect[100 600 300 640]/DA(/Helv 10 Tf 0 0 1 rg){entries}>>");
    let mut objects = vec![annotation];
    objects.extend_from_slice(more);
    file(&format!("{LETTER}/Annots[6 0 R]"), "", "", &objects)
}

fn field(entries: &str) -> Vec<u8> {
    annotated(&format!("/Subtype/Widget{entries}"), &[])
}

/// The same in a file that asks every viewer to draw its fields anew.
fn anew(bytes: &[u8]) -> Vec<u8> {
    let with = "<</Type/Catalog/AcroForm<</NeedAppearances true/Fields[6 0 R]>>";
    let text: String = bytes.iter().copied().map(char::from).collect();
    let text = text.replace("<</Type/Catalog", with);
    text.chars().map(|c| c as u8).collect()
}

fn text(content: &Content) -> &str {
    content.reading.text().as_str()
}

fn notices(content: &Content) -> Vec<NoticeCode> {
    content.reading.notices.iter().map(|n| n.code).collect()
}

/// Tables 226 to 230 of ISO 32000-1 give the flags.
#[test]
fn what_a_viewer_draws_in_a_field_is_read() {
    let opt = "/Opt[[(k1)(Lyon)][(k2)(Metz)](Nancy)]";
    let four = "/Opt[(Lyon)(Metz)(Nancy)(Orly)]";
    for (entries, expected) in [
        ("/FT/Tx/V(Jane Doe)".into(), "Jane Doe"),
        ("/FT/Tx/V<FEFF004A00FC0072>".into(), "J\u{fc}r"),
        ("/FT/Tx/V(one\\ntwo)".into(), "one two"),
        ("/FT/Tx/Ff 4096/V(one\\ntwo)".into(), "one\ntwo"),
        // Ten letters of ten points take about fifty: the fifth word is on the next line.
        (
            "/FT/Tx/Ff 4096/V(aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa bbbbbbbbbb)".into(),
            "aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa\nbbbbbbbbbb",
        ),
        (format!("/FT/Ch/Ff 131072/V(k2){opt}"), "Metz"),
        (format!("/FT/Ch/Ff 131072/V(own){opt}"), "own"),
        (format!("/FT/Ch/V(k2){opt}"), "Lyon\nMetz\nNancy"),
        (
            format!("/FT/Ch/TI 1/V[(Orly)]{four}"),
            "Lyon\nMetz\nNancy\nOrly",
        ),
        ("/FT/Btn/Ff 65536/MK<</CA(Go)>>".into(), "Go"),
        ("/FT/Btn/AS/Yes".into(), "\u{2714}"),
        ("/FT/Btn/AS/Yes/MK<</CA(l)>>".into(), "\u{25cf}"),
        // A mark that is no code of ZapfDingbats is a tick.
        ("/FT/Btn/AS/Yes/MK<</CA<FEFF2714>>>".into(), "\u{2714}"),
        // What has no shape goes, what is a space is one, and accents join their letters.
        ("/FT/Tx/V(John\tDoe)".into(), "John Doe"),
        ("/FT/Tx/V<FEFF004A00A000440065006F>".into(), "J Deo"),
        ("/FT/Tx/V<FEFF004A00AD006F>".into(), "Jo"),
        ("/FT/Tx/V<FEFF00650301>".into(), "\u{e9}"),
        // Comb counts without Multiline only.
        ("/FT/Tx/Ff 16781312/MaxLen 3/V(one two)".into(), "one two"),
        // Nothing stands outside its appearance's own states, or there is none.
        ("/FT/Tx/V(Jane)/AP<</N 99 0 R>>".into(), "Jane"),
        ("/FT/Tx/V(Jane)/AP<</N<<>>>>".into(), "Jane"),
        // What is not seen, or is nothing.
        ("/FT/Btn/AS/Off".into(), ""),
        ("/FT/Btn/Parent<</V/2>>".into(), ""),
        ("/FT/Tx/V()".into(), ""),
        ("/FT/Tx/F 2/V(hidden)".into(), ""),
    ] {
        let content = read_all(&field(&entries));
        assert_eq!(text(&content), expected, "{entries}");
        assert_eq!(notices(&content), [], "{entries}");
    }
}

#[test]
fn a_value_comes_from_the_field_above() {
    let bytes = annotated(
        "/Subtype/Widget/Parent 7 0 R",
        &[
            "<</T(part)/Parent 8 0 R>>".into(),
            "<</FT/Tx/V(Jane Doe)>>".into(),
        ],
    );
    assert_eq!(text(&read_all(&bytes)), "Jane Doe");
}

#[test]
fn a_note_on_the_page_is_read() {
    let bytes = annotated("/Subtype/FreeText/Contents(Call Jane)", &[]);
    assert_eq!(text(&read_all(&bytes)), "Call Jane");
}

/// The value counts and not what was drawn of an older one.
#[test]
fn fields_to_draw_anew_show_their_value() {
    let own = "/Subtype/Widget/FT/Tx/V(new)/AP<</N 7 0 R>>";
    let old = stream(
        "/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F1 5 0 R>>>>",
        "BT /F1 5 Tf 0 2 Td (old) Tj ET",
    );
    let bytes = annotated(own, &[old]);
    assert_eq!(text(&read_all(&bytes)), "old");
    assert_eq!(text(&read_all(&anew(&bytes))), "new");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let password = read_all(&field("/FT/Tx/Ff 8192/V(secret)"));
    assert_eq!(text(&password), "");
    assert_eq!(notices(&password), [NoticeCode::PartRemoved]);
    let list = read_all(&field("/FT/Ch/Opt[<</No/Text>>]"));
    assert_eq!(notices(&list), [NoticeCode::PartRemoved]);
    // Chinese alone; Polish and Greek. It can be found though it cannot be drawn.
    for (value, expected) in [
        ("FEFF674E", "\u{674e}"),
        ("FEFF014100750063", "\u{141}uc"),
        ("FEFF03C003C00041", "\u{3c0}\u{3c0}A"),
    ] {
        let content = read_all(&field(&format!("/FT/Tx/V<{value}>")));
        assert_eq!(text(&content), expected);
        assert_eq!(notices(&content), [NoticeCode::PartRemoved]);
    }
}

/// A hundred fields share a value: what is not drawn any more is told.
#[test]
fn the_text_of_all_fields_is_limited() {
    let value = "x ".repeat(45_000);
    let bytes = file(
        &format!("{LETTER}/Annots[{}]", "6 0 R ".repeat(100)),
        "",
        "",
        &[
            "<</Type/Annot/Subtype/Widget/FT/Tx/Rect[0 0 99 9]/V 7 0 R>>".into(),
            format!("({value})"),
        ],
    );
    let content = read_all(&bytes);
    let drawn = content
        .table
        .glyphs
        .iter()
        .filter(|g| content.table.text(g) == "x");
    assert_eq!(drawn.count(), 11 * 45_000);
    assert_eq!(notices(&content), [NoticeCode::PartRemoved]);
}

/// Nothing of an appearance that is out of date is shown or stays.
#[test]
fn a_field_to_draw_anew_never_shows_its_old_appearance() {
    let old = stream(
        "/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F1 5 0 R>>>>",
        "BT /F1 5 Tf 0 2 Td (old) Tj ET",
    );
    for (value, expected) in [
        ("", ""),
        ("/V()", ""),
        ("/V<FEFF674E>", "\u{674e}"),
        ("/V 8 0 R", "streamed"),
    ] {
        let entries = format!("/Subtype/Widget/FT/Tx{value}/AP<</N 7 0 R>>");
        let bytes = annotated(&entries, &[old.clone(), stream("", "streamed")]);
        assert_eq!(text(&read_all(&anew(&bytes))), expected, "{value}");
    }
}

/// Text that is too wide for its field is made narrower or broken, so that an area drawn around the
/// field holds all of it.
#[test]
fn all_of_a_field_stands_in_its_rectangle() {
    let word = "w".repeat(80);
    for entries in [
        format!("/FT/Tx/V({word})"),
        format!("/FT/Tx/Ff 4096/V({word})"),
        format!("/FT/Tx/Ff 16777216/MaxLen 4/V({word})"),
        format!("/FT/Ch/Opt[({word})]"),
    ] {
        let content = read_all(&field(&entries));
        let letters = content.table.glyphs.iter();
        let letters = letters.filter(|g| content.table.text(g) == "w");
        assert_eq!(letters.clone().count(), 80, "{entries}");
        for glyph in letters {
            let bounds = glyph.quad.bounds();
            assert!(
                bounds.x0 >= 100.0 && bounds.x1 <= 300.0,
                "{entries}: {bounds:?}"
            );
        }
    }
}

/// Five lines of ten points have no room in forty: they are set smaller, and all of them stand in
/// the field.
#[test]
fn long_text_is_set_smaller() {
    for entries in [
        "/FT/Tx/Ff 4096/V(a\nb\nc\nd\ne)",
        "/FT/Ch/Opt[(a)(b)(c)(d)(e)]",
    ] {
        let content = read_all(&field(entries));
        assert_eq!(text(&content), "a\nb\nc\nd\ne");
        for glyph in &content.table.glyphs {
            let bounds = glyph.quad.bounds();
            assert!(bounds.y0 > 600.0 && bounds.y1 < 640.0, "{bounds:?}");
        }
    }
}

/// A choice that is not chosen stands on white, a chosen one on a bar.
#[test]
fn the_chosen_line_of_a_list_is_marked() {
    let bars = |value: &str| {
        let bytes = field(&format!("/FT/Ch/Opt[(Lyon)(Metz)(Nancy)]{value}"));
        let paths = read_all(&bytes).table.paths;
        paths.iter().flat_map(|p| &p.subpaths).count()
    };
    // The frame that keeps text inside is a path too.
    assert_eq!(bars("") + 1, bars("/V(Metz)"));
    assert_eq!(bars("") + 2, bars("/V[(Metz)(Nancy)]"));
}

fn first_and_last(content: &Content) -> (Glyph, Glyph) {
    let glyphs = &content.table.glyphs;
    (glyphs[0], glyphs[glyphs.len() - 1])
}

#[test]
fn text_stands_where_the_field_says() {
    let x = |entries: &str| {
        let (first, last) = first_and_last(&read_all(&field(entries)));
        assert!(first.origin[1] > 605.0 && first.origin[1] < 630.0);
        (first.origin[0], last.quad.bounds().x1)
    };
    assert!((x("/FT/Tx/V(abc)").0 - 102.0).abs() < 0.1);
    let (left, right) = x("/FT/Tx/Q 1/V(abc)");
    assert!(((left - 100.0) - (300.0 - right as f32)).abs() < 0.5);
    assert!((x("/FT/Tx/Q 2/V(abc)").1 - 298.0).abs() < 0.1);
    // Four cells of fifty points: the second letter in the middle of the second.
    let comb = read_all(&field("/FT/Tx/Ff 16777216/MaxLen 4/V(ab)"));
    let second = first_and_last(&comb).1.quad.bounds().center();
    assert!((second.x - 175.0).abs() < 0.1);
    // Turned by a quarter: the text runs up, and begins at the bottom.
    let turned = read_all(&field("/FT/Tx/MK<</R 90>>/V(ab)"));
    let (first, last) = first_and_last(&turned);
    assert!((first.origin[1] - 602.0).abs() < 0.1 && last.origin[1] > first.origin[1]);
    assert!((first.origin[0] - last.origin[0]).abs() < 0.01);
}

#[test]
fn the_picture_of_the_page_shows_it() {
    let ink = |bytes: Vec<u8>| {
        let mut renderer = pages(bytes.into(), None).expect("opens");
        let picture = renderer.draw(1, 1.0).expect("draws");
        let dark = |pixel: &&[u8]| pixel[0] < 128;
        picture.rgba.chunks_exact(4).filter(dark).count()
    };
    assert_eq!(ink(field("/FT/Tx/V()")), 0);
    assert!(ink(field("/FT/Tx/V(Jane Doe)")) > 50);
    assert!(ink(anew(&field("/FT/Tx/V(Jane Doe)"))) > 50);
    assert!(ink(field("/FT/Btn/AS/Yes")) > 50);
    // An annotation that was deleted stands before it.
    let bytes = field("/FT/Tx/V(Jane Doe)");
    let more: String = bytes.iter().copied().map(char::from).collect();
    let more = more.replace("/Annots[6 0 R]", "/Annots[99 0 R 6 0 R]");
    assert!(ink(more.into_bytes()) > 50);
}
