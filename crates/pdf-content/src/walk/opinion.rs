//! A second opinion on codes that the font library knows no character for: `pdf-extract`.
//!
//! That reader takes whole pages, stops at what it does not know, and panics on some fonts. So it
//! is given one small page for each font, on which every code in question stands once, and each
//! page is read on its own.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform, output_doc_page};

/// A font and codes of it, each with its length in bytes.
pub struct Question {
    pub font: ObjectId,
    pub codes: Vec<(u32, u8)>,
}

/// The text of each code asked for, in order; empty where it knows none either. `file` is as made
/// by [`super::fonts::font_document`].
pub fn ask(file: Document, questions: &[Question]) -> Vec<Vec<String>> {
    let bytes = pages(file, questions);
    let document = bytes
        .and_then(|bytes| catch_unwind(|| pdf_extract::Document::load_mem(&bytes).ok()).ok()?);
    (1..)
        .zip(questions)
        .map(|(number, question)| {
            let mut answers = Answers::default();
            if let Some(document) = &document {
                // What it said before a panic counts.
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    output_doc_page(document, &mut answers, number).is_ok()
                }));
            }
            answers.0.resize(question.codes.len(), String::new());
            answers.0
        })
        .collect()
}

fn pages(mut file: Document, questions: &[Question]) -> Option<Vec<u8>> {
    let parent = file.try_new_object_id().ok()?;
    let mut kids: Vec<Object> = Vec::new();
    for question in questions {
        let mut content = String::from("BT /F 1 Tf\n");
        for &(code, len) in &question.codes {
            let digits = 2 * usize::from(len);
            writeln!(content, "<{code:0digits$x}> Tj").expect("writing to a string cannot fail");
        }
        content.push_str("ET\n");
        let content = file.add_object(Stream::new(lopdf::Dictionary::new(), content.into_bytes()));
        let page = file.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => question.font } },
            "Contents" => content,
        });
        kids.push(page.into());
    }
    let count = i64::try_from(kids.len()).ok()?;
    file.objects.insert(
        parent,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    file.trailer.set("Root", root);
    let mut out = Vec::new();
    file.save_to(&mut out).ok()?;
    Some(out)
}

/// One text for each string shown: it brackets every string with begin and end.
#[derive(Default)]
struct Answers(Vec<String>);

impl OutputDev for Answers {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        _: &Transform,
        _: f64,
        _: f64,
        _: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if let Some(answer) = self.0.last_mut() {
            answer.push_str(text);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.0.push(String::new());
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
