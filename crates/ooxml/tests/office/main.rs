//! Spreadsheets and presentations through the whole of the format: every place where a value can
//! hide, as for Word documents.

mod embedded;
mod places;

use std::io::{Cursor, Read, Write};

use tacenda_core::{
    EntityType, ExportOptions, Format, FormatKind, HiddenKind, NeedleSet, ReadOptions, Redaction,
    RedactionPlan, Replacement, UnknownParts,
};
use tacenda_ooxml::{PptxFormat, XlsxFormat, identity};

const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SLIDE: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// A package: main part and its content type, then parts with the part that leads to each and
/// the kind of relationship.
struct Office {
    main: &'static str,
    kind: &'static str,
    parts: Vec<(String, &'static str, String, String)>,
    externals: String,
    /// Other entries.
    files: Vec<(String, Vec<u8>)>,
}

impl Office {
    fn workbook(sheets: &str, sheet: &str) -> Self {
        let workbook = format!(
            r#"<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets>{sheets}</sheets></workbook>"#
        );
        let sheet = format!(r#"<worksheet xmlns="{SHEET}" xmlns:r="{REL}">{sheet}</worksheet>"#);
        Self {
            main: "xl/workbook.xml",
            kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            parts: vec![("xl/workbook.xml".into(), "", "officeDocument".into(), workbook)],
            externals: String::new(),
            files: Vec::new(),
        }
        .part("xl/worksheets/sheet1.xml", "worksheet", &sheet)
        .part(
            "xl/sharedStrings.xml",
            "sharedStrings",
            &format!(
                r#"<sst xmlns="{SHEET}"><si><t>for Zyxwvut Qponml</t></si><si><r><t>Zyx</t></r><r><t>wvut Qponml</t></r><rPh><t>Zyxwvut</t></rPh></si></sst>"#
            ),
        )
    }

    fn presentation(slide: &str) -> Self {
        Self {
            main: "ppt/presentation.xml",
            kind: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            parts: vec![(
                "ppt/presentation.xml".into(),
                "",
                "officeDocument".into(),
                format!(r#"<p:presentation xmlns:p="{SLIDE}"/>"#),
            )],
            externals: String::new(),
            files: Vec::new(),
        }
        .part("ppt/slides/slide1.xml", "slide", slide)
    }

    fn part(mut self, name: &str, kind: &str, xml: &str) -> Self {
        let kind = if kind.starts_with("http") {
            kind.to_owned()
        } else {
            format!("{REL}/{kind}")
        };
        self.parts.push((name.into(), self.main, kind, xml.into()));
        self
    }

    fn external(mut self, target: &str) -> Self {
        self.externals.push_str(&format!(
            r#"<Relationship Id="e1" Type="{REL}/hyperlink" TargetMode="External" Target="{target}"/>"#
        ));
        self
    }

    /// Adds files to which `source` leads: id, kind of relationship, name, content.
    fn inside(mut self, source: &str, files: &[(&str, &str, &str, Vec<u8>)]) -> Self {
        let (folder, file) = source.rsplit_once('/').expect("in a folder");
        let mut rels = String::new();
        for (id, kind, name, bytes) in files {
            rels.push_str(&format!(
                r#"<Relationship Id="{id}" Type="{REL}/{kind}" Target="/{name}"/>"#
            ));
            self.files.push(((*name).to_owned(), bytes.clone()));
        }
        let rels = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>"#
        );
        self.files
            .push((format!("{folder}/_rels/{file}.rels"), rels.into_bytes()));
        self
    }

    fn build(&self) -> Vec<u8> {
        let types = format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{}" ContentType="{}"/></Types>"#,
            self.main, self.kind
        );
        let rels = |inner: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
            )
        };
        let root = format!(
            r#"<Relationship Id="r" Type="{REL}/officeDocument" Target="{}"/>"#,
            self.main
        );
        let mut inner = self.externals.clone();
        for (index, (name, source, kind, _)) in self.parts.iter().enumerate() {
            if !source.is_empty() {
                inner.push_str(&format!(
                    r#"<Relationship Id="r{index}" Type="{kind}" Target="/{name}"/>"#
                ));
            }
        }
        let (folder, file) = self.main.split_once('/').expect("in a folder");
        let mut entries = vec![
            ("[Content_Types].xml".to_owned(), types),
            ("_rels/.rels".to_owned(), rels(&root)),
            (format!("{folder}/_rels/{file}.rels"), rels(&inner)),
        ];
        entries.extend(self.parts.iter().map(|p| (p.0.clone(), p.3.clone())));
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .expect("a new name");
            zip.write_all(text.as_bytes()).expect("in memory");
        }
        for (name, bytes) in &self.files {
            zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
                .expect("a new name");
            zip.write_all(bytes).expect("in memory");
        }
        zip.finish().expect("in memory").into_inner()
    }
}

/// Redacts name and number wherever the text says them; gives all parts of the verified result.
fn clean(format: &dyn Format, office: &Office) -> Vec<(String, String)> {
    let bytes = office.build();
    let kind = format.recognise(&bytes, "a").expect("recognised");
    identity(&bytes, kind).expect("identical");
    let options = ReadOptions::default();
    let reading = format.read(&bytes, &options).expect("readable");
    let text = reading.text();
    let needles = NeedleSet::new(["Zyxwvut Qponml", "987654321"]);
    let redactions = needles
        .find(text.as_str())
        .into_iter()
        .map(|(value, span)| Redaction {
            extent: span.into(),
            entity: EntityType::PERSON,
            replacement: Replacement::Text(["[PERSON 1]", "[ID 1]"][value].into()),
        })
        .collect();
    let export = ExportOptions {
        unknown_parts: UnknownParts::Remove,
        ..ExportOptions::default()
    };
    let plan = RedactionPlan::build(text, redactions, vec![], export).expect("fits");
    let Ok(written) = format.redact(&bytes, &options, &plan) else {
        panic!("not redacted");
    };
    format
        .verify(&bytes, &options, &written.bytes, &plan)
        .expect("verified");
    let parts = unpacked("", &written.bytes);
    for (name, content) in &parts {
        let lower = content.to_lowercase();
        for half in ["zyxwvut", "qponml", "987654321"] {
            assert!(!lower.contains(half), "{half} in {name}: {content}");
        }
    }
    parts
}

/// All parts of a file and of the packages inside it, with their paths.
fn unpacked(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("listed");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("sound");
        let name = format!("{path}{}", file.name().expect("text"));
        if content.starts_with(b"PK") {
            parts.extend(unpacked(&format!("{name}/"), &content));
        }
        parts.push((name, String::from_utf8_lossy(&content).into_owned()));
    }
    parts
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts.iter().find(|p| p.0 == name).expect("kept").1
}

#[test]
fn cells_of_every_type_are_redacted() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3"><v>987654321</v></c><c r="C1" t="n"><v>987654321</v></c><c r="D1" t="inlineStr"><is><t>Zyxwvut Qponml</t></is></c><c r="E1" t="str"><f>"Zyxwvut "&amp;"Qponml"</f><v>Zyxwvut Qponml</v></c><c r="F1"><f>'[1]Zyxwvut'!A1</f><v>5</v></c><c r="G1"><f>B2+1</f><v>7</v></c></row></sheetData>"#;
    let parts = clean(&XlsxFormat, &Office::workbook("", sheet));
    let sheet = part(&parts, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"<c t="str" r="B1" s="3"><v>[ID 1]</v></c>"#,
        r#"<c r="C1" t="str"><v>[ID 1]</v></c>"#,
        r#"<is><t xml:space="preserve">[PERSON 1]</t></is>"#,
        r#"<c r="E1" t="str"><v>[PERSON 1]</v></c>"#,
        r#"<c r="F1"><v>5</v></c>"#,
        r#"<c r="G1"><f>B2+1</f><v>7</v></c>"#,
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    let strings = part(&parts, "xl/sharedStrings.xml");
    assert!(
        strings.contains("for [PERSON 1]<") && !strings.contains("rPh"),
        "{strings}"
    );
}

#[test]
fn names_of_sheets_tables_and_ranges_are_redacted_alike() {
    let sheets = r#"<sheet name="Zyxwvut Qponml" sheetId="1" state="veryHidden" r:id="r1"/></sheets><definedNames><definedName name="Zyxwvut_Qponml">'Zyxwvut Qponml'!$A$1</definedName></definedNames><sheets>"#;
    let table = format!(
        r#"<table xmlns="{SHEET}" displayName="Zyxwvut_Qponml"><tableColumn name="Zyxwvut Qponml"/></table>"#
    );
    let office = Office::workbook(sheets, "").part("xl/tables/table1.xml", "table", &table);
    let reading = XlsxFormat
        .read(&office.build(), &ReadOptions::default())
        .expect("readable");
    assert!(
        reading
            .hidden
            .iter()
            .any(|h| h.kind == HiddenKind::HiddenSheet)
    );
    let parts = clean(&XlsxFormat, &office);
    let workbook = part(&parts, "xl/workbook.xml");
    assert!(workbook.contains(r#"<sheet name="PERSON_1""#) && !workbook.contains("<definedName "));
    assert!(part(&parts, "xl/tables/table1.xml").contains(r#"<tableColumn name="[PERSON 1]"/>"#));
}

#[test]
fn comments_messages_links_and_headers_are_redacted() {
    let sheet = r#"<dataValidations><dataValidation promptTitle="Zyxwvut Qponml" error="Zyxwvut Qponml"><formula1>"Zyxwvut Qponml,b"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" display="Zyxwvut Qponml" tooltip="Zyxwvut Qponml"/></hyperlinks><headerFooter><oddHeader>&amp;CZyxwvut Qponml</oddHeader></headerFooter>"#;
    let comments = format!(
        r#"<comments xmlns="{SHEET}"><authors><author>Zyxwvut Qponml</author></authors><commentList><comment ref="A1"><text><r><t>Zyxwvut </t></r><r><t>Qponml</t></r></text></comment></commentList></comments>"#
    );
    let threaded = r#"<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" dT="2020-01-01T00:00:00" personId="{1}"><text>Zyxwvut Qponml</text></threadedComment></ThreadedComments>"#;
    let people = r#"<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Zyxwvut Qponml" id="{1}" userId="zyxwvut.qponml@example.org" providerId="AD"/></personList>"#;
    let next = "http://schemas.microsoft.com/office/2017/10/relationships";
    clean(
        &XlsxFormat,
        &Office::workbook("", sheet)
            .part("xl/comments1.xml", "comments", &comments)
            .part(
                "xl/threadedComments/c.xml",
                &format!("{next}/threadedComment"),
                threaded,
            )
            .part("xl/persons/p.xml", &format!("{next}/person"), people)
            .external("mailto:zyxwvut.qponml@example.org"),
    );
}

#[test]
fn caches_of_other_data_are_removed_with_what_points_to_them() {
    let sheets = r#"</sheets><pivotCaches><pivotCache cacheId="1" r:id="r4"/></pivotCaches><externalReferences><externalReference r:id="r5"/></externalReferences><sheets>"#;
    let cache = format!(r#"<x xmlns="{SHEET}">Zyxwvut Qponml</x>"#);
    let parts = clean(
        &XlsxFormat,
        &Office::workbook(sheets, "")
            .part("xl/calcChain.xml", "calcChain", "<a/>")
            .part(
                "xl/pivotCache/pivotCacheDefinition1.xml",
                "pivotCacheDefinition",
                &cache,
            )
            .part("xl/externalLinks/externalLink1.xml", "externalLink", &cache)
            .part("xl/connections.xml", "connections", &cache),
    );
    let names: Vec<_> = parts.iter().map(|p| p.0.as_str()).collect();
    assert!(
        !names
            .iter()
            .any(|n| n.contains("pivot") || n.contains("external")),
        "{names:?}"
    );
    let workbook = part(&parts, "xl/workbook.xml");
    assert!(!workbook.contains("pivotCache") && !workbook.contains("externalReference"));
}

fn slide(attributes: &str, text: &str) -> String {
    format!(
        r#"<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAWING}" xmlns:r="{REL}"{attributes}><p:sp><p:nvSpPr><p:cNvPr id="1" name="Title 1" descr="Zyxwvut Qponml"/></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp></p:sld>"#
    )
}

#[test]
fn slides_notes_masters_and_comments_are_redacted() {
    let split = "<a:p><a:r><a:t>Zyx</a:t></a:r><a:r><a:t>wvut Qponml</a:t></a:r></a:p>";
    let hidden = slide(
        r#" show="0""#,
        "<a:p><a:r><a:t>Zyxwvut</a:t></a:r><a:br/><a:r><a:t>Qponml</a:t></a:r></a:p>",
    );
    let other = |root: &str| slide("", split).replace("p:sld", root);
    let comments = format!(
        r#"<p:cmLst xmlns:p="{SLIDE}"><p:cm authorId="0" dt="2020-01-01T00:00:00"><p:text>Zyxwvut Qponml</p:text></p:cm></p:cmLst>"#
    );
    let authors = format!(
        r#"<p:cmAuthorLst xmlns:p="{SLIDE}"><p:cmAuthor id="0" name="Zyxwvut Qponml" initials="ZQ"/></p:cmAuthorLst>"#
    );
    let tags = format!(
        r#"<p:tagLst xmlns:p="{SLIDE}"><p:tag name="ZYXWVUT QPONML" val="Zyxwvut Qponml"/></p:tagLst>"#
    );
    let office = Office::presentation(&slide("", split))
        .part("ppt/slides/slide2.xml", "slide", &hidden)
        .part(
            "ppt/notesSlides/notesSlide1.xml",
            "notesSlide",
            &other("p:notes"),
        )
        .part(
            "ppt/slideMasters/slideMaster1.xml",
            "slideMaster",
            &other("p:sldMaster"),
        )
        .part(
            "ppt/slideLayouts/slideLayout1.xml",
            "slideLayout",
            &other("p:sldLayout"),
        )
        .part("ppt/comments/comment1.xml", "comments", &comments)
        .part("ppt/commentAuthors.xml", "commentAuthors", &authors)
        .part("ppt/tags/tag1.xml", "tags", &tags);
    let reading = PptxFormat
        .read(&office.build(), &ReadOptions::default())
        .expect("readable");
    assert!(
        reading
            .hidden
            .iter()
            .any(|h| h.kind == HiddenKind::HiddenSheet)
    );
    let parts = clean(&PptxFormat, &office);
    assert!(part(&parts, "ppt/commentAuthors.xml").contains(r#"name="Author 1" initials="A1""#));
}

#[test]
fn each_format_recognises_its_own() {
    let workbook = Office::workbook("", "").build();
    let slides = Office::presentation("<a/>").build();
    assert_eq!(
        XlsxFormat.recognise(&workbook, "a.docx"),
        Some(FormatKind::Xlsx)
    );
    assert_eq!(PptxFormat.recognise(&slides, ""), Some(FormatKind::Pptx));
    assert_eq!(PptxFormat.recognise(&workbook, ""), None);
    assert_eq!(XlsxFormat.recognise(&slides, ""), None);
}
