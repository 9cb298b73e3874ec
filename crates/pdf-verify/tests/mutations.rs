//! Files redacted wrongly on purpose: every one is caught, and the right one passes.

use tacenda_core::{
    Area, CanonicalText, EntityType, ExportOptions, Leak, Rect, Redaction, RedactionPlan,
    Replacement, VerifyError,
};
use tacenda_pdf_verify::{search, verify};

const VALUE: &str = "Zyxwvut Qponml";

/// A one-page file: object 1 is the catalogue, 2 the page tree, 3 the page, 4 its content, 5 the
/// font; further objects as given.
struct File {
    catalogue: String,
    pages: String,
    page: String,
    content: String,
    font: String,
    more: Vec<String>,
    trailer: String,
    before_end: String,
    behind: String,
}

impl File {
    fn new(content: &str) -> Self {
        Self {
            catalogue: String::new(),
            pages: "/Kids[3 0 R]/Count 1".into(),
            page: String::new(),
            content: content.into(),
            font: String::new(),
            more: Vec::new(),
            trailer: String::new(),
            before_end: String::new(),
            behind: String::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut objects = vec![
            format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalogue),
            format!("<</Type/Pages{}>>", self.pages),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R\
                 /Resources<</Font<</F1 5 0 R>>{}>>>>",
                self.page
            ),
            stream("", &self.content),
            format!(
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding{}>>",
                self.font
            ),
        ];
        objects.extend(self.more.iter().cloned());
        let mut offsets = Vec::new();
        for (number, object) in (1..).zip(&objects) {
            offsets.push(out.len());
            out.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
        }
        out.extend(self.before_end.bytes());
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
        for offset in &offsets {
            out.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        out.extend(
            format!(
                "trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{start}\n%%EOF\n{}",
                offsets.len() + 1,
                self.trailer,
                self.behind
            )
            .bytes(),
        );
        out
    }
}

fn stream(entries: &str, data: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{data}\nendstream",
        data.len()
    )
}

/// Helvetica (Adobe AFM) at 12 points: "Dear " is 29.34 points wide, the value 89.352, so the comma
/// stands at 138.692.
const SOURCE: &str = "BT /F1 12 Tf 20 150 Td (Dear Zyxwvut Qponml, hello.) Tj ET";
const GOOD: &str = "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET \
    q 1 0 0 1 47 150 cm 1 g 0 -2 60 12 re f BT /F1 10 Tf 0 g 2 0 Td ([PERSON 1]) Tj ET Q \
    BT /F1 12 Tf 107 150 Td (, hello.) Tj ET";

fn plan() -> RedactionPlan {
    let text = CanonicalText::new(format!("Dear {VALUE}, hello."));
    let redaction = Redaction {
        extent: text.span(5, 5 + VALUE.len()).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    };
    RedactionPlan::build(&text, vec![redaction], vec![], ExportOptions::default()).expect("fits")
}

fn leaks(output: &[u8], plan: &RedactionPlan) -> Vec<Leak> {
    leaks_of(SOURCE, output, plan)
}

fn leaks_of(source: &str, output: &[u8], plan: &RedactionPlan) -> Vec<Leak> {
    let source = File::new(source).bytes();
    match verify(&source, None, output, plan) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Leaks(leaks)) => leaks,
        Err(error) => panic!("{error}"),
    }
}

fn changed(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let mut file = File::new(GOOD);
    change(&mut file);
    file.bytes()
}

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
    let text = CanonicalText::new(format!("Dear {VALUE}, hello. {VALUE}"));
    let redaction = Redaction {
        extent: text.span(5, 5 + VALUE.len()).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    };
    let plan = RedactionPlan::build(&text, vec![redaction], vec![], ExportOptions::default());
    let plan = plan.expect("fits");
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

/// Whether the width check finds something.
fn tells_width(source: &str, output: &str, plan: &RedactionPlan) -> bool {
    leaks_of(source, &File::new(output).bytes(), plan)
        .iter()
        .any(|leak| leak.check == "width")
}

#[test]
fn one_letter_in_the_place_of_another_is_chance() {
    let source = format!("{SOURCE} {}{}", text_at(190.0, "a"), text_at(200.0, "hat"));
    let output = |tail: &str| {
        format!(
            "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}",
            label_at(130.0),
            text_at(200.0, tail)
        )
    };
    assert!(
        tells_width(&source, &output("hat"), &plan()),
        "three letters"
    );
    assert!(
        !tells_width(&source, &output("hello"), &plan()),
        "one letter"
    );
    // One letter directly behind the value is no chance.
    let kept = format!(
        "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}{}",
        label_at(60.0),
        text_at(138.692, ","),
        text_at(150.0, "hello.")
    );
    assert!(tells_width(SOURCE, &kept, &plan()));
    // Unless the replacement happens to be as wide as the value was, and the rest moves.
    let met = kept.replace(&label_at(60.0), &label_at(79.0));
    assert!(!tells_width(SOURCE, &met, &plan()));
    // The rest does not move: the replacement was made as wide as the value.
    let made = format!(
        "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}",
        label_at(79.0),
        text_at(138.692, ", hello.")
    );
    assert!(tells_width(SOURCE, &made, &plan()));
    // Nor where there is no more than one letter.
    let (short, cut) = (
        SOURCE.replace(", hello.", "."),
        made.replace(", hello.", "."),
    );
    assert!(tells_width(&short, &cut, &plan()));
}

#[test]
fn a_value_that_stays_and_is_printed_twice_counts_once() {
    // Bold by double printing, wherever cells of a grid may end.
    let twice = |y: f64| format!(" BT /F1 12 Tf 20 {y} Td (Zyxwvut Qponml) Tj ET");
    let rest = twice(100.999) + &twice(101.001) + &twice(59.999) + &twice(60.001);
    let text = CanonicalText::new(format!("Dear {VALUE}, hello. {VALUE} {VALUE}"));
    let redaction = Redaction {
        extent: text.span(5, 5 + VALUE.len()).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    };
    let plan = RedactionPlan::build(&text, vec![redaction], vec![], ExportOptions::default());
    let output = File::new(&(GOOD.to_owned() + &rest)).bytes();
    let found = leaks_of(&(SOURCE.to_owned() + &rest), &output, &plan.expect("fits"));
    assert_eq!(found, []);
}

/// Two lines that end at 300 points. Helvetica (Adobe AFM) at 12 points: "hello." is 28.68 wide.
const MARGIN: &str = "BT /F1 12 Tf 271.32 120 Td (hello.) Tj 0 -20 Td (hello.) Tj ET ";

/// The label over white from `x` to `x` + 60.
fn label_at(x: f64) -> String {
    format!(
        "q 1 0 0 1 {x} 150 cm 1 g 0 -2 60 12 re f BT /F1 10 Tf 0 g 2 0 Td ([PERSON 1]) Tj ET Q "
    )
}

fn text_at(x: f64, text: &str) -> String {
    format!("BT /F1 12 Tf {x} 150 Td ({text}) Tj ET ")
}

#[test]
fn text_that_ends_at_the_margin_may_stay() {
    // "Dear " is 29.34 wide, the value 89.352, a space 3.336.
    let source = MARGIN.to_owned() + &text_at(149.292, "Dear Zyxwvut Qponml hello.");
    let end = label_at(208.0) + &text_at(271.32, "hello.");
    let right = text_at(178.0, "Dear ") + &end;
    assert!(!tells_width(
        &source,
        &(MARGIN.to_owned() + &right),
        &plan()
    ));
    // The gap is as wide as the value was.
    let wrong = text_at(149.292, "Dear ") + &end;
    assert!(tells_width(&source, &(MARGIN.to_owned() + &wrong), &plan()));
    // Nothing stands before the value: the replacement begins elsewhere than the line did.
    let source = MARGIN.to_owned() + &text_at(178.632, "Zyxwvut Qponml hello.");
    assert!(!tells_width(&source, &(MARGIN.to_owned() + &end), &plan()));
    // It begins there, or leaves the room that the value took.
    for x in [177.0, 190.0] {
        let kept = format!("{MARGIN}{}{}", label_at(x), text_at(271.32, "hello."));
        assert!(tells_width(&source, &kept, &plan()), "{x}");
    }
    let source = MARGIN.to_owned() + &text_at(149.292, "Dear Zyxwvut Qponml hello.");
    // No other line ends there: it is no margin.
    let alone = text_at(149.292, "Dear Zyxwvut Qponml hello.");
    assert!(tells_width(&alone, &right, &plan()));
    // The line went on beyond.
    let longer = source + "BT /F1 12 Tf 330 150 Td (more) Tj ET ";
    assert!(tells_width(&longer, &(MARGIN.to_owned() + &right), &plan()));
}

#[test]
fn stretched_spaces_before_the_margin_are_caught() {
    // "so be it" is 38.688 wide; five spaces, two of them in the tail.
    let justified = |stretch: f64| {
        let text = "Dear Zyxwvut Qponml so be it";
        let start = 300.0 - 160.716 - 5.0 * stretch;
        format!("{MARGIN}{stretch} Tw {}0 Tw ", text_at(start, text))
    };
    let kept = |stretch: f64| {
        let tail = 300.0 - 38.688 - 2.0 * stretch;
        format!(
            "{MARGIN}{}{}{stretch} Tw {}0 Tw ",
            text_at(tail - 95.0, "Dear "),
            label_at(tail - 65.0),
            text_at(tail, "so be it")
        )
    };
    for stretch in [1.0, 4.0, 10.0] {
        assert!(
            tells_width(&justified(stretch), &kept(stretch), &plan()),
            "{stretch}"
        );
    }
    assert!(!tells_width(&justified(0.0), &kept(0.0), &plan()));
}

#[test]
fn boxes_are_held_to_the_same_rule() {
    let mut plan = plan();
    plan.redactions[0].replacement = Replacement::Box;
    let boxed = |x: f64| {
        format!(
            "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET q 0 g 50 147 40 12 re f Q {}",
            text_at(x, ", hello.")
        )
    };
    assert!(!tells_width(SOURCE, &boxed(92.0), &plan));
    assert!(tells_width(SOURCE, &boxed(138.692), &plan));
    // As wide as the value itself.
    let covering = boxed(138.692).replace("50 147 40 12 re", "49.34 147 89.352 12 re");
    assert!(tells_width(SOURCE, &covering, &plan));
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
    let text = CanonicalText::new("Dear Adobe, the source.".into());
    let redaction = |start: usize, end: usize| Redaction {
        extent: text.span(start, end).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    };
    let both = vec![redaction(5, 10), redaction(16, 22)];
    let plan = RedactionPlan::build(&text, both, vec![], ExportOptions::default()).expect("fits");
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
fn text_that_a_box_of_the_source_covered_may_move_below_it() {
    let cover = "1 g 10 140 380 30 re f ";
    let source = format!("{SOURCE} {cover}");
    let output = |cover: &str| {
        let text = format!("{}{}", text_at(20.0, "Dear "), text_at(107.0, ", hello."));
        File::new(&format!("{text}{cover}{}", label_at(47.0))).bytes()
    };
    assert_eq!(leaks_of(&source, &output(cover), &plan()), []);
    let covered = |source: &str, cover: &str| {
        let found = leaks_of(source, &output(cover), &plan());
        found.iter().any(|leak| leak.check == "geometry")
    };
    assert!(covered(&source, "1 g 10 140 385 30 re f "), "another box");
    assert!(covered(SOURCE, cover), "a box that is new");
    // The source has the box elsewhere, and a line below that was free.
    let beside = format!("{SOURCE} 1 g 10 20 380 30 re f ");
    assert!(covered(&beside, cover), "a box that was moved");
}

#[test]
fn a_wide_space_behind_a_replacement_is_no_distance() {
    // "Dear " is 29.34 wide, the value 89.352, a space 3.336; "h" comes to stand where it stood.
    let source = text_at(20.0, "Dear Zyxwvut Qponml hello.");
    let output = |space: &str| {
        format!(
            "{}{}{space}{}{}",
            text_at(20.0, "Dear "),
            label_at(74.8),
            text_at(142.028, "h"),
            text_at(152.0, "ello.")
        )
    };
    // A space of 26 points is 7.228 wide, as one of 12 points in Courier is 7.2.
    let drawn = "BT /F1 26 Tf 134.8 150 Td ( ) Tj ET ";
    assert!(!tells_width(&source, &output(drawn), &plan()));
    assert!(tells_width(&source, &output(""), &plan()));
}

#[test]
fn spaces_before_a_replacement_move_with_it() {
    // The full stop is 3.336 wide and ends at the margin.
    let source = |spaces: &str| {
        let value = text_at(207.312, "Zyxwvut Qponml.");
        format!("{MARGIN}{spaces}{value}")
    };
    let output = |spaces: &str| {
        let end = label_at(236.0) + &text_at(296.664, ".");
        format!("{MARGIN}{spaces}{end}")
    };
    let (old, new) = (text_at(150.0, "   "), text_at(181.0, "   "));
    assert!(!tells_width(&source(&old), &output(&new), &plan()));
    assert!(tells_width(&source(&old), &output(&old), &plan()));
    // With none there, the replacement itself has moved from where the line began.
    assert!(!tells_width(&source(""), &output(""), &plan()));
    let kept = output("").replace(&label_at(236.0), &label_at(205.312));
    assert!(tells_width(&source(""), &kept, &plan()));
}

#[test]
fn a_value_that_forms_behind_a_full_stop_is_chance() {
    let text = CanonicalText::new("See Release. Zyxwvut shall. Releases".into());
    let redaction = |start: usize, end: usize| Redaction {
        extent: text.span(start, end).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    };
    let both = vec![redaction(13, 20), redaction(28, 36)];
    let plan = RedactionPlan::build(&text, both, vec![], ExportOptions::default()).expect("fits");
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
