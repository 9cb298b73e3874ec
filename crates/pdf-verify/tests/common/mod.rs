//! A file of one page, the plan that removes a name from it, and what the check says of an output.

#![allow(dead_code, reason = "not every test file uses everything")]

use tacenda_core::{
    CanonicalText, EntityType, ExportOptions, Leak, Redaction, RedactionPlan, Replacement,
    VerifyError,
};
use tacenda_pdf_verify::verify;

pub const VALUE: &str = "Zyxwvut Qponml";

/// A one-page file: object 1 is the catalogue, 2 the page tree, 3 the page, 4 its content, 5 the
/// font; further objects as given.
pub struct File {
    pub catalogue: String,
    pub pages: String,
    pub page: String,
    pub content: String,
    pub font: String,
    pub more: Vec<String>,
    pub trailer: String,
    pub before_end: String,
    pub behind: String,
}

impl File {
    pub fn new(content: &str) -> Self {
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

    pub fn bytes(&self) -> Vec<u8> {
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

pub fn stream(entries: &str, data: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{data}\nendstream",
        data.len()
    )
}

/// Helvetica (Adobe AFM) at 12 points: "Dear " is 29.34 points wide, the value 89.352, so the comma
/// stands at 138.692.
pub const SOURCE: &str = "BT /F1 12 Tf 20 150 Td (Dear Zyxwvut Qponml, hello.) Tj ET";
pub const GOOD: &str = "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET \
    q 1 0 0 1 47 150 cm 1 g 0 -2 60 12 re f BT /F1 10 Tf 0 g 2 0 Td ([PERSON 1]) Tj ET Q \
    BT /F1 12 Tf 107 150 Td (, hello.) Tj ET";

pub fn plan() -> RedactionPlan {
    plan_for(&format!("Dear {VALUE}, hello."), &[(5, 5 + VALUE.len())])
}

/// The plan that replaces the given bytes of a text.
pub fn plan_for(text: &str, removed: &[(usize, usize)]) -> RedactionPlan {
    let text = CanonicalText::new(text.into());
    let redactions = removed.iter().map(|&(start, end)| Redaction {
        extent: text.span(start, end).expect("inside").into(),
        entity: EntityType::PERSON,
        replacement: Replacement::Text("[PERSON 1]".into()),
    });
    RedactionPlan::build(
        &text,
        redactions.collect(),
        vec![],
        ExportOptions::default(),
    )
    .expect("fits")
}

pub fn leaks(output: &[u8], plan: &RedactionPlan) -> Vec<Leak> {
    leaks_of(SOURCE, output, plan)
}

pub fn leaks_of(source: &str, output: &[u8], plan: &RedactionPlan) -> Vec<Leak> {
    let source = File::new(source).bytes();
    match verify(&source, None, output, plan) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Leaks(leaks)) => leaks,
        Err(error) => panic!("{error}"),
    }
}

pub fn changed(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let mut file = File::new(GOOD);
    change(&mut file);
    file.bytes()
}

/// The label over white from `x` to `x` + 60.
pub fn label_at(x: f64) -> String {
    format!(
        "q 1 0 0 1 {x} 150 cm 1 g 0 -2 60 12 re f BT /F1 10 Tf 0 g 2 0 Td ([PERSON 1]) Tj ET Q "
    )
}

pub fn text_at(x: f64, text: &str) -> String {
    format!("BT /F1 12 Tf {x} 150 Td ({text}) Tj ET ")
}
