//! What a document never shows of a picture is not in the file that is written.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tacenda_core::{Format as _, HiddenKind, Treatment, VerifyError};
use tacenda_ooxml::DocxFormat;

use crate::fixture::{self, Docx, export, options, plan_for, read};

const SIDE: u32 = 64;

/// Light grey, and red in the first quarter from the left.
fn picture(format: ImageFormat) -> Vec<u8> {
    let colour = |x, _| {
        if x < SIDE / 4 {
            Rgb([220, 30, 30])
        } else {
            Rgb([200, 200, 200])
        }
    };
    let picture = DynamicImage::from(RgbImage::from_fn(SIDE, SIDE, colour));
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("written");
    out.into_inner()
}

fn drawn(crop: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><a:blipFill><a:blip r:embed="x0"/>{crop}</a:blipFill></w:drawing></w:r></w:p>"#
    )
}

fn old(crop: &str) -> String {
    format!(
        r#"<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x0" {crop}/></v:shape></w:pict></w:r></w:p>"#
    )
}

fn document(body: &str, format: ImageFormat) -> Vec<u8> {
    let name = match format {
        ImageFormat::Png => "media/image1.png",
        _ => "media/image1.jpeg",
    };
    Docx::new(body).part(name, "image", picture(format)).build()
}

/// The picture of a document after an export that passed its check.
fn exported(bytes: &[u8]) -> RgbImage {
    let out = fixture::process(bytes, export()).expect("redacted");
    let entries = fixture::unzip(&out);
    let (_, picture) = entries
        .iter()
        .find(|(name, _)| name.contains("media/"))
        .expect("it stays");
    let picture = image::load_from_memory(picture).expect("sound").into_rgb8();
    assert_eq!(picture.dimensions(), (SIDE, SIDE));
    picture
}

fn near(a: Rgb<u8>, b: [u8; 3]) -> bool {
    a.0.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 40)
}

#[test]
fn what_is_cut_off_everywhere_is_painted_out() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        for body in [
            drawn(r#"<a:srcRect l="50000" t="-100"/>"#),
            drawn(r#"<a:srcRect l="50%"/>"#),
            old(r#"cropleft="32768f""#),
            old(r#"cropleft=".5""#),
            // Of two places the larger part counts.
            drawn(r#"<a:srcRect l="75000"/>"#) + &drawn(r#"<a:srcRect l="50000"/>"#),
        ] {
            let bytes = document(&body, format);
            let item = read(&bytes).hidden.into_iter();
            let item = item.clone().find(|i| i.kind == HiddenKind::CroppedArea);
            assert_eq!(item.expect("told").treatment, Treatment::Removed, "{body}");
            let made = exported(&bytes);
            for y in 0..SIDE {
                for x in 0..SIDE / 2 - 8 {
                    assert!(near(*made.get_pixel(x, y), [0; 3]), "{body} {x} {y}");
                }
                for x in SIDE / 2 + 8..SIDE {
                    assert!(near(*made.get_pixel(x, y), [200; 3]), "{body} {x} {y}");
                }
            }
        }
    }
}

#[test]
fn what_some_place_shows_stays() {
    let (half, all) = (drawn(r#"<a:srcRect l="50000"/>"#), drawn(""));
    let empty = half.replace(r#" r:embed="x0""#, "");
    assert_ne!(empty, half);
    for body in [
        all.clone(),
        format!("{half}{all}"),
        format!("{all}{half}"),
        format!("{all}{empty}"),
    ] {
        let bytes = document(&body, ImageFormat::Png);
        let told = read(&bytes).hidden;
        assert!(told.iter().all(|i| i.kind != HiddenKind::CroppedArea));
        let before = image::load_from_memory(&picture(ImageFormat::Png)).expect("sound");
        assert_eq!(exported(&bytes), before.into_rgb8(), "{body}");
    }
    // Two parts that do not meet.
    let ends = drawn(r#"<a:srcRect r="75000"/>"#) + &drawn(r#"<a:srcRect l="75000"/>"#);
    let made = exported(&document(&ends, ImageFormat::Png));
    for (x, colour) in [(5, [220, 30, 30]), (30, [0; 3]), (60, [200; 3])] {
        assert_eq!(made.get_pixel(x, 9).0, colour, "{x}");
    }
}

#[test]
fn a_cropped_picture_that_was_left_whole_is_caught() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let bytes = document(&drawn(r#"<a:srcRect l="50000"/>"#), format);
        let plan = plan_for(&read(&bytes), &[], export());
        let said = DocxFormat.verify(&bytes, &options(), &bytes, &plan);
        let Err(VerifyError::Leaks(leaks)) = said else {
            panic!("{said:?}");
        };
        assert!(leaks.iter().any(|leak| leak.check == "pictures"));
    }
}
