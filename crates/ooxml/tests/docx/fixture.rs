//! Packages made in memory, and the whole way through the format over them.

use std::io::{Cursor, Read, Write};

use tacenda_core::{
    EntityType, ExportOptions, Extent, Format, FormatError, NeedleSet, ReadOptions, Reading,
    Redaction, RedactionPlan, Replacement, UnknownParts, VerifyError,
};
use tacenda_ooxml::DocxFormat;

/// The value that every fixture hides somewhere.
pub const VALUE: &str = "Zyxwvut Qponml";

const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" "#,
    r#"xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" "#,
    r#"xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" "#,
    r#"xmlns:o="urn:schemas-microsoft-com:office:office""#
);

/// A Word document under construction.
#[derive(Clone)]
pub struct Docx {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    overrides: String,
    relations: String,
    root: String,
    main: Option<Vec<u8>>,
}

impl Docx {
    /// A document whose body is these paragraphs, after one that says the value plainly.
    pub fn new(body: &str) -> Self {
        Self {
            body: format!("<w:p><w:r><w:t>Dear {VALUE},</w:t></w:r></w:p>{body}"),
            parts: Vec::new(),
            overrides: String::new(),
            relations: String::new(),
            root: String::new(),
            main: None,
        }
    }

    /// Replaces the main part's bytes.
    pub fn main(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.main = Some(bytes.into());
        self
    }

    /// Adds a part below `word/`, reached from the main part.
    pub fn part(mut self, name: &str, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let kind = if kind.starts_with("http") {
            kind.to_owned()
        } else {
            format!("{REL}/{kind}")
        };
        let id = format!("x{}", self.parts.len());
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{kind}" Target="{name}"/>"#
        ));
        let path = match name.strip_prefix("../") {
            Some(path) => path.to_owned(),
            None => format!("word/{name}"),
        };
        self.file(&path, bytes)
    }

    /// Adds a part of WordprocessingML with root element `root`.
    pub fn story(self, name: &str, kind: &str, root: &str, content: &str) -> Self {
        let xml = format!("<w:{root} {NAMES}>{content}</w:{root}>");
        self.part(name, kind, xml)
    }

    /// Adds a relationship of the main part.
    pub fn relation(mut self, id: &str, kind: &str, target: &str, external: bool) -> Self {
        let mode = if external {
            r#" TargetMode="External""#
        } else {
            ""
        };
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{REL}/{kind}" Target="{target}"{mode}/>"#
        ));
        self
    }

    /// Adds a relationship of the package.
    pub fn root(mut self, kind: &str, target: &str) -> Self {
        let id = self.root.len();
        self.root.push_str(&format!(
            r#"<Relationship Id="p{id}" Type="{kind}" Target="{target}"/>"#
        ));
        self
    }

    /// Adds a file that nothing leads to yet.
    pub fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.overrides.push_str(&format!(
            r#"<Override PartName="/{name}" ContentType="application/x"/>"#
        ));
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    /// The XML of the main part.
    pub fn xml(&self) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{}</w:body></w:document>"#,
            self.body
        )
    }

    /// All entries of the zip file.
    pub fn entries(&self) -> Vec<(String, Vec<u8>)> {
        let types = format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>"#,
            self.overrides
        );
        let rels = |inner: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
            )
        };
        let root = format!(
            r#"<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>{}"#,
            self.root
        );
        let main = self.main.clone().unwrap_or_else(|| self.xml().into_bytes());
        let mut entries: Vec<(String, Vec<u8>)> = vec![
            ("[Content_Types].xml".into(), types.into_bytes()),
            ("_rels/.rels".into(), rels(&root).into_bytes()),
            ("word/document.xml".into(), main),
            (
                "word/_rels/document.xml.rels".into(),
                rels(&self.relations).into_bytes(),
            ),
        ];
        entries.extend(self.parts.iter().cloned());
        entries
    }

    /// The file.
    pub fn build(&self) -> Vec<u8> {
        zip(&self.entries())
    }
}

/// Packs entries.
pub fn zip(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), options).expect("a new name");
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// Unpacks entries.
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("listed");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("sound");
            (file.name().expect("text").into_owned(), content)
        })
        .collect()
}

/// No password, no hint.
pub fn options() -> ReadOptions {
    ReadOptions {
        password: None,
        file_name: "a.docx".into(),
    }
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    DocxFormat.read(bytes, &options()).expect("readable")
}

/// A plan that removes `values` wherever the text or one of its views says them.
pub fn plan_for(reading: &Reading, values: &[&str], export: ExportOptions) -> RedactionPlan {
    let text = reading.text();
    let needles = NeedleSet::new(values.iter().copied());
    let mut extents: Vec<Extent> = needles
        .find(text.as_str())
        .into_iter()
        .map(|(_, span)| span.into())
        .collect();
    for view in &reading.document.views {
        let hits = needles.find(&view.text(text));
        extents.extend(
            hits.iter()
                .filter_map(|(_, span)| view.to_canonical(span.start(), span.end())),
        );
    }
    let redactions = extents
        .into_iter()
        .map(|extent| Redaction {
            extent,
            entity: EntityType::PERSON,
            replacement: Replacement::Text("[PERSON 1]".into()),
        })
        .collect();
    RedactionPlan::build(text, redactions, vec![], export).expect("fits")
}

/// Export with unknown parts removed.
pub fn export() -> ExportOptions {
    ExportOptions {
        unknown_parts: UnknownParts::Remove,
        ..ExportOptions::default()
    }
}

/// Reads, redacts the value and verifies.
pub fn process(bytes: &[u8], export: ExportOptions) -> Result<Vec<u8>, String> {
    let reading = DocxFormat
        .read(bytes, &options())
        .map_err(|e| e.to_string())?;
    let plan = plan_for(&reading, &[VALUE], export);
    let written = DocxFormat
        .redact(bytes, &options(), &plan)
        .map_err(|e: FormatError| e.to_string())?;
    DocxFormat
        .verify(bytes, &options(), &written.bytes, &plan)
        .map_err(|e: VerifyError| e.to_string())?;
    Ok(written.bytes)
}

/// Whether both halves of the value stand somewhere, looked for without marks that say nothing.
pub fn held(bytes: &[u8]) -> bool {
    let places = remains(bytes);
    ["zyxwvut", "qponml"]
        .iter()
        .all(|half| places.iter().any(|p| p.starts_with(half)))
}

/// Where either half of the value can still be read in a finished file, by means of this test
/// alone: raw bytes, text without tags, UTF-16.
pub fn remains(bytes: &[u8]) -> Vec<String> {
    let mut places = Vec::new();
    for (name, content) in unzip(bytes) {
        if content.starts_with(b"PK") {
            let inner = remains(&content);
            places.extend(inner.into_iter().map(|place| format!("{place} in {name}")));
        }
        let text = String::from_utf8_lossy(&content).to_lowercase();
        let mut bare = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside && c.is_alphanumeric() => bare.push(c),
                _ => {}
            }
        }
        for half in ["zyxwvut", "qponml"] {
            let wide: Vec<u8> = half.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let raw = content.to_ascii_lowercase();
            if text.contains(half)
                || bare.contains(half)
                || raw.windows(wide.len()).any(|w| w == wide)
                || name.to_lowercase().contains(half)
            {
                places.push(format!("{half} in {name}"));
            }
        }
    }
    places
}
