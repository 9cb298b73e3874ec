//! PDFs made for tests, and plans for them.

#![allow(dead_code, reason = "each test file uses a part")]

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use tacenda_core::{
    Area, EntityType, ExportOptions, Format, NeedleSet, ReadOptions, Reading, Redacted, Redaction,
    RedactionPlan, Replacement,
};
use tacenda_pdf::PdfFormat;

/// A file of one page, 612 by 792 points, in Helvetica as `/F1` and Courier as `/F2`.
pub struct Made {
    pub document: Document,
    pub page: ObjectId,
    pub resources: Dictionary,
}

impl Made {
    pub fn new() -> Self {
        let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
        let mut document = Document::with_version("1.7");
        let fonts = dictionary! {
            "F1" => document.add_object(font("Helvetica")),
            "F2" => document.add_object(font("Courier")),
        };
        Self {
            page: document.new_object_id(),
            document,
            resources: dictionary! { "Font" => fonts },
        }
    }

    /// Adds a resource of a category.
    pub fn resource(&mut self, category: &str, name: &str, object: impl Into<Object>) -> &mut Self {
        let mut entries = match self.resources.get(category.as_bytes()) {
            Ok(Object::Dictionary(entries)) => entries.clone(),
            _ => Dictionary::new(),
        };
        entries.set(name, object);
        self.resources.set(category, entries);
        self
    }

    pub fn stream(&mut self, dict: Dictionary, content: &[u8]) -> ObjectId {
        self.document
            .add_object(Stream::new(dict, content.to_vec()))
    }

    /// A form XObject with the page's resources.
    pub fn form(&mut self, content: &str) -> ObjectId {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
            "Resources" => self.resources.clone(),
        };
        self.stream(dict, content.as_bytes())
    }

    /// The whole file.
    pub fn finish(&mut self, content: &str) -> Vec<u8> {
        self.finish_with(content, Dictionary::new())
    }

    /// The whole file, with more entries in the page.
    pub fn finish_with(&mut self, content: &str, more: Dictionary) -> Vec<u8> {
        let content = self.stream(Dictionary::new(), content.as_bytes());
        let tree = self.document.new_object_id();
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => tree,
            "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
            "Resources" => self.resources.clone(),
            "Contents" => content,
        };
        page.extend(&more);
        self.document.objects.insert(self.page, page.into());
        let pages =
            dictionary! { "Type" => "Pages", "Kids" => vec![self.page.into()], "Count" => 1 };
        self.document.objects.insert(tree, pages.into());
        let catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
        let catalog = self.document.add_object(catalog);
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("writes to memory");
        bytes
    }
}

/// A page with this content and nothing else.
pub fn page(content: &str) -> Vec<u8> {
    Made::new().finish(content)
}

pub fn read(bytes: &[u8]) -> Reading {
    PdfFormat
        .read(bytes, &ReadOptions::default())
        .expect("a readable file")
}

pub fn label() -> Replacement {
    Replacement::Text("[PERSON 1]".into())
}

/// Removes every occurrence of `values`, each replaced by `replacement`, and the areas.
pub fn redact_with(
    bytes: &[u8],
    values: &[&str],
    replacement: &Replacement,
    areas: Vec<Area>,
) -> Redacted {
    let reading = read(bytes);
    let redactions: Vec<Redaction> = NeedleSet::new(values.iter().copied())
        .find(reading.text().as_str())
        .into_iter()
        .map(|(_, span)| Redaction {
            extent: span.into(),
            entity: EntityType::PERSON,
            replacement: replacement.clone(),
        })
        .collect();
    assert!(
        !redactions.is_empty() || values.is_empty(),
        "nothing to remove in {:?}",
        reading.text().as_str()
    );
    let plan = RedactionPlan::build(reading.text(), redactions, areas, ExportOptions::default())
        .expect("spans of this text");
    PdfFormat
        .redact(bytes, &ReadOptions::default(), &plan)
        .expect("can be redacted")
}

pub fn redact(bytes: &[u8], values: &[&str]) -> Vec<u8> {
    redact_with(bytes, values, &label(), Vec::new()).bytes
}

/// The decoded content of every stream of a file, and the file itself.
pub fn everything(bytes: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(bytes).expect("our own file opens");
    let mut all = bytes.to_vec();
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            all.push(b'\n');
            all.extend(stream.get_plain_content().unwrap_or_default());
        }
    }
    all
}

/// Whether `needle` stands anywhere in the file, streams decoded, as text or in hexadecimal.
pub fn holds(bytes: &[u8], needle: &str) -> bool {
    let hex: String = needle.bytes().map(|b| format!("{b:02X}")).collect();
    let all = everything(bytes);
    let all = String::from_utf8_lossy(&all);
    all.contains(needle) || all.to_uppercase().contains(&hex)
}

/// Width in points of a text in Helvetica of 12 points (letters of the tests only).
pub fn helvetica(text: &str) -> f64 {
    let units: u32 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' => 222,
            ' ' | 'f' | 't' | ',' | '.' | 'I' => 278,
            'r' | '(' | ')' => 333,
            'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 500,
            'w' => 722,
            'm' => 833,
            'T' => 611,
            'A' | 'B' | 'K' | 'P' | 'S' | 'E' | 'X' => 667,
            'C' | 'D' | 'H' | 'N' | 'R' => 722,
            'Q' => 778,
            'W' => 944,
            _ => 556,
        })
        .sum();
    f64::from(units) * 12.0 / 1000.0
}
