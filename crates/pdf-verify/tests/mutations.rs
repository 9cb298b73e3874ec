//! Files redacted wrongly on purpose: every one is caught, and the right one passes.

mod common;

use common::{
    File, GOOD, SOURCE, VALUE, changed, label_at, leaks, leaks_of, plan, plan_for, stream, text_at,
};
use tacenda_core::{Area, CanonicalText, ExportOptions, Leak, Rect, RedactionPlan, VerifyError};
use tacenda_pdf_verify::{search, verify};

#[test]
fn a_right_file_passes_and_says_what_was_looked_at() {
    let source = File::new(SOURCE).bytes();
    let checks = verify(&source, None, &File::new(GOOD).bytes(), &plan()).expect("clean");
    let names: Vec<_> = checks.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "structure",
            "raw_streams",
            "reopen",
            "geometry",
            "width",
            "text"
        ]
    );
}

#[test]
fn every_wrong_file_is_caught() {
    let value = VALUE;
    let hex: String = value.bytes().map(|b| format!("{b:02x}")).collect();
    let wide: String = value.encode_utf16().map(|u| format!("{u:04X}")).collect();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("nothing removed", "text", File::new(SOURCE).bytes()),
        (
            "covered only",
            "text",
            File::new(&format!("{SOURCE} 0 g 45 145 95 15 re f")).bytes(),
        ),
        (
            "a box over other words",
            "geometry",
            changed(|f| f.content.push_str(" 0 g 100 140 200 30 re f")),
        ),
        (
            "letter by letter",
            "text",
            changed(|f| {
                let mut x = 20;
                for c in value.chars() {
                    f.content
                        .push_str(&format!(" BT /F1 12 Tf {x} 50 Td ({c}) Tj ET"));
                    x += 9;
                }
            }),
        ),
        (
            "kerned apart",
            "text",
            changed(|f| {
                f.content
                    .push_str(" BT /F1 12 Tf 20 50 Td [(Zyx) -20 (wvut) -250 (Qpo) 15 (nml)] TJ ET")
            }),
        ),
        (
            "invisible",
            "text",
            changed(|f| {
                f.content
                    .push_str(&format!(" BT 3 Tr /F1 12 Tf 20 50 Td ({value}) Tj ET"))
            }),
        ),
        (
            "outside the page",
            "text",
            changed(|f| {
                f.content
                    .push_str(&format!(" BT /F1 12 Tf 2000 50 Td ({value}) Tj ET"))
            }),
        ),
        (
            "replacement text",
            "structure",
            changed(|f| f.content = format!("/Span <</ActualText (abc)>> BDC {} EMC", f.content)),
        ),
        (
            "replacement text with the value",
            "raw_streams",
            changed(|f| {
                f.content = format!("/Span <</ActualText ({value})>> BDC {} EMC", f.content)
            }),
        ),
        (
            "replacement text in UTF-16",
            "raw_streams",
            changed(|f| {
                f.content = format!("/Span <</ActualText <FEFF{wide}>>> BDC {} EMC", f.content)
            }),
        ),
        (
            "comment in the content",
            "structure",
            changed(|f| f.content.push_str("\n% was here\n")),
        ),
        (
            "text behind the width of the value",
            "width",
            changed(|f| {
                f.content = GOOD.replace("107 150 Td (, hello.)", "138.692 150 Td (, hello.)");
            }),
        ),
        (
            "form that is still there",
            "text",
            changed(|f| {
                f.page = "/XObject<</Fm0 6 0 R>>".into();
                f.more.push(stream(
                    "/Type/XObject/Subtype/Form/BBox[0 0 400 200]/Resources<</Font<</F1 5 0 R>>>>",
                    "BT /F1 12 Tf [(Zyx) -300 (wvut Qponml)] TJ ET",
                ));
            }),
        ),
        (
            "object that nothing refers to",
            "structure",
            changed(|f| f.more.push("<</Kept true>>".into())),
        ),
        (
            "document information",
            "structure",
            changed(|f| {
                f.trailer = "/Info 6 0 R".into();
                f.more.push("<</Title (a)>>".into());
            }),
        ),
        (
            "metadata stream",
            "structure",
            changed(|f| {
                f.catalogue = "/Metadata 6 0 R".into();
                f.more.push(stream("/Type/Metadata/Subtype/XML", "<x/>"));
            }),
        ),
        (
            "attachment",
            "structure",
            changed(|f| {
                f.catalogue = "/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>".into();
                f.more.push("<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>".into());
                f.more.push(stream("/Type/EmbeddedFile", "secret"));
            }),
        ),
        (
            "script",
            "structure",
            changed(|f| f.catalogue = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>".into()),
        ),
        (
            "bookmark",
            "raw_streams",
            changed(|f| {
                f.catalogue = "/Outlines 6 0 R".into();
                f.more.push("<</First 7 0 R/Last 7 0 R/Count 1>>".into());
                f.more.push(format!("<</Title <{hex}>/Parent 6 0 R>>"));
            }),
        ),
        (
            "structure tree",
            "structure",
            changed(|f| {
                f.catalogue = "/StructTreeRoot 6 0 R".into();
                f.more.push("<</Type/StructTreeRoot>>".into());
            }),
        ),
        (
            "form field",
            "structure",
            changed(|f| f.catalogue = "/AcroForm<</Fields[]>>".into()),
        ),
        (
            "layer",
            "structure",
            changed(|f| f.catalogue = "/OCProperties<</OCGs[]>>".into()),
        ),
        (
            "resource named after the value",
            "raw_streams",
            changed(|f| {
                f.page = "/ExtGState<</Zyxwvut#20Qponml<</ca 1>>>>".into();
            }),
        ),
        (
            "value in a font's table",
            "raw_streams",
            changed(|f| {
                f.font = "/ToUnicode 6 0 R".into();
                f.more.push(stream(
                    "",
                    &format!("/CIDInit /ProcSet findresource begin /CMapName ({value}) def end"),
                ));
            }),
        ),
        (
            "bytes between objects",
            "structure",
            changed(|f| f.before_end = format!("{value}\n")),
        ),
        (
            "bytes behind the end",
            "structure",
            changed(|f| f.behind = "more".into()),
        ),
        (
            "in a font whose codes are characters",
            "text",
            changed(|f| {
                f.page = "/XObject<</Fm0 6 0 R>>".into();
                f.more.push(stream(
                    "/Type/XObject/Subtype/Form/BBox[0 0 400 200]/Resources<</Font<</F2 7 0 R>>>>",
                    &format!(
                        "BT /F2 12 Tf [<{}> -300 <{}>] TJ ET",
                        &wide[..20],
                        &wide[20..]
                    ),
                ));
                f.more.push(
                    "<</Type/Font/Subtype/Type0/BaseFont/Abc/Encoding/Identity-H\
                     /ToUnicode/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2\
                     /BaseFont/Abc/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
                     /Supplement 0>>>>]>>"
                        .into(),
                );
            }),
        ),
        ("earlier revision", "structure", {
            let mut bytes = File::new(SOURCE).bytes();
            let update = File::new(GOOD).bytes();
            bytes.extend(&update[15..]);
            bytes
        }),
    ];
    for (name, check, output) in cases {
        let leaks = leaks(&output, &plan());
        assert!(
            leaks.iter().any(|leak| leak.check == check),
            "{name}: {check} found nothing in {leaks:?}"
        );
        let told = format!("{leaks:?}");
        assert!(
            !told.contains("Zyxwvut"),
            "{name}: the report tells the value"
        );
    }
}

/// A page on which two forms print "Zyxwvut Qponml" in one place, besides `content`. `also` is
/// printed by one of them alone.
fn printed_by_forms(content: &str, also: &str) -> Vec<u8> {
    let form = |y: u32, also: &str| {
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 400 200]/Resources<</Font<</F1 5 0 R>>>>",
            &format!("BT /F1 12 Tf 20 {y} Td (Zyxwvut Qponml) Tj ET {also}"),
        )
    };
    let mut file = File::new(&format!("{content} /Fm0 Do q 1 0 0 1 0 50 cm /Fm1 Do Q"));
    file.page = "/XObject<</Fm0 6 0 R/Fm1 7 0 R>>".into();
    file.more = vec![form(100, ""), form(50, also)];
    file.bytes()
}

#[test]
fn what_two_forms_print_in_one_place_counts_once() {
    let text = format!("Dear {VALUE}, hello. {VALUE}");
    let plan = plan_for(&text, &[(5, 5 + VALUE.len())]);
    let source = printed_by_forms(SOURCE, "");
    let right = verify(&source, None, &printed_by_forms(GOOD, ""), &plan);
    assert!(right.is_ok(), "{right:?}");
    // One more that stands elsewhere is one too many.
    let left = "BT /F1 12 Tf 20 10 Td (Zyxwvut Qponml) Tj ET";
    let wrong = verify(&source, None, &printed_by_forms(GOOD, left), &plan);
    let Err(VerifyError::Leaks(leaks)) = wrong else {
        panic!("{wrong:?}");
    };
    let extracted = |leak: &Leak| leak.detail.contains("extracted text");
    assert!(leaks.iter().any(extracted), "{leaks:?}");
}

#[test]
fn a_value_that_stays_and_is_printed_twice_counts_once() {
    // Bold by double printing, wherever cells of a grid may end.
    let twice = |y: f64| format!(" BT /F1 12 Tf 20 {y} Td (Zyxwvut Qponml) Tj ET");
    let rest = twice(100.999) + &twice(101.001) + &twice(59.999) + &twice(60.001);
    let text = format!("Dear {VALUE}, hello. {VALUE} {VALUE}");
    let plan = plan_for(&text, &[(5, 5 + VALUE.len())]);
    let output = File::new(&(GOOD.to_owned() + &rest)).bytes();
    let found = leaks_of(&(SOURCE.to_owned() + &rest), &output, &plan);
    assert_eq!(found, []);
}

#[test]
fn another_number_of_pages_is_caught() {
    let output = changed(|f| {
        f.pages = "/Kids[3 0 R 6 0 R]/Count 2".into();
        f.more
            .push("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]>>".into());
    });
    let found = leaks(&output, &plan());
    assert!(found.iter().any(|leak| leak.check == "reopen"), "{found:?}");
}

fn area_plan() -> RedactionPlan {
    let text = CanonicalText::new("x".into());
    // Page space (100..200, 50..100) in display space: the page is 200 points high.
    let area = Area {
        page: 1,
        rect: Rect::between(100.0, 100.0, 200.0, 150.0),
    };
    RedactionPlan::build(&text, vec![], vec![area], ExportOptions::default()).expect("fits")
}

#[test]
fn what_stands_in_a_marked_area_is_caught() {
    let picture = |samples: &str| {
        changed(|f| {
            f.page = "/XObject<</Im0 6 0 R>>".into();
            f.content = "q 100 0 0 50 100 50 cm /Im0 Do Q 0 g 100 50 100 50 re f".into();
            f.more.push(stream(
                "/Type/XObject/Subtype/Image/Width 8 /Height 4 /BitsPerComponent 8\
                 /ColorSpace/DeviceGray/Filter/ASCIIHexDecode",
                samples,
            ));
        })
    };
    let uniform = picture(&format!("{}>", "00".repeat(32)));
    assert_eq!(leaks(&uniform, &area_plan()), []);
    let kept = picture(&format!("{}>", "00ff".repeat(16)));
    assert!(
        leaks(&kept, &area_plan())
            .iter()
            .any(|l| l.check == "geometry")
    );
    let text = changed(|f| {
        f.content = "BT /F1 12 Tf 120 70 Td (left) Tj ET 0 g 100 50 100 50 re f".into()
    });
    assert!(
        leaks(&text, &area_plan())
            .iter()
            .any(|l| l.check == "geometry")
    );
}

#[test]
fn the_language_of_character_maps_is_no_trace() {
    let plan = plan_for("Dear Adobe, the source.", &[(5, 10), (16, 22)]);
    let output = |name: &str| {
        changed(|f| {
            f.font = "/ToUnicode 6 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)>>".into();
            f.more.push(stream(
                "",
                &format!(
                    "/CIDInit /ProcSet findresource begin begincmap /CIDSystemInfo\
                     <</Registry (Adobe)/Ordering (UCS)>> def /CMapName /{name} def endcmap"
                ),
            ));
        })
    };
    let source = "BT /F1 12 Tf 20 150 Td (Dear Adobe, the source.) Tj ET";
    assert_eq!(leaks_of(source, &output("Adobe-Identity-UCS"), &plan), []);
    let found = leaks_of(source, &output("AdobeSource"), &plan);
    assert!(found.iter().any(|l| l.check == "raw_streams"), "{found:?}");
}

#[test]
fn a_highlighter_covers_nothing() {
    let marked = |mode: &str| {
        changed(|f| {
            f.page = format!("/ExtGState<</G0<</BM/{mode}>>>>");
            f.content.push_str(" /G0 gs 1 1 0 rg 100 140 200 30 re f");
        })
    };
    assert_eq!(leaks(&marked("Multiply"), &plan()), []);
    let found = leaks(&marked("Normal"), &plan());
    assert!(found.iter().any(|l| l.check == "geometry"), "{found:?}");
}

#[test]
fn a_search_needs_no_source() {
    let terms = [VALUE.to_owned()];
    assert!(search(&File::new(GOOD).bytes(), None, &terms).is_ok());
    let found = search(&File::new(SOURCE).bytes(), None, &terms);
    assert!(matches!(found, Err(VerifyError::Leaks(_))));
}

#[test]
fn any_bytes_are_answered() {
    let source = File::new(SOURCE).bytes();
    let good = File::new(GOOD).bytes();
    for cut in [0, 1, 20, 100, 300, good.len() - 10] {
        assert!(
            verify(&source, None, &good[..cut], &plan()).is_err(),
            "{cut}"
        );
    }
    assert!(verify(&source, None, b"%PDF-1.7 nothing", &plan()).is_err());
}

#[test]
fn a_value_that_forms_behind_a_full_stop_is_chance() {
    let plan = plan_for(
        "See Release. Zyxwvut shall. Releases",
        &[(13, 20), (28, 36)],
    );
    let source = text_at(20.0, "See Release. Zyxwvut shall. Releases");
    let output = |first: &str, second: &str| {
        let text = text_at(20.0, first) + &text_at(180.0, second);
        File::new(&(text + &label_at(110.0) + &label_at(230.0))).bytes()
    };
    assert_eq!(
        leaks_of(&source, &output("See Release.", "shall."), &plan),
        []
    );
    for (first, second) in [
        ("See Relea-", "seshall."),
        ("See Relea", "ses."),
        ("See Release.", "s."),
    ] {
        let found = leaks_of(&source, &output(first, second), &plan);
        assert!(found.iter().any(|l| l.check == "text"), "{first} {second}");
    }
}
