//! One test for each place in a Word document where a value can hide. Each fixture says
//! `Zyxwvut Qponml` once plainly and once where the test's name tells; nothing of it may be left.

use tacenda_core::Format;
use tacenda_ooxml::DocxFormat;

use crate::fixture::{self, Docx, VALUE, export, process, remains};

/// Redacts and looks for what is left.
fn clean(docx: &Docx) -> Vec<(String, Vec<u8>)> {
    let out = process(&docx.build(), export()).expect("redacted and verified");
    assert_eq!(remains(&out), Vec::<String>::new());
    fixture::unzip(&out)
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

macro_rules! bodies {
    ($($name:ident: $body:expr;)*) => {
        $(#[test]
        fn $name() {
            let body: String = $body.into();
            clean(&Docx::new(&body));
        })*
    };
}

bodies! {
    body_split_in_five_runs: p(&["Zyx", "wv", "ut ", "Qpon", "ml"].map(r).concat());
    half_inserted_half_deleted: p(r#"<w:del w:id="1" w:author="Zyxwvut Qponml" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>Zyxwvut </w:delText></w:r></w:del><w:ins w:id="2" w:author="B"><w:r><w:t>Qponml</w:t></w:r></w:ins>"#);
    deletion_inside_the_name: p(r#"<w:r><w:t>Zyx</w:t></w:r><w:del w:id="1" w:author="B"><w:r><w:delText>abc</w:delText></w:r></w:del><w:r><w:t>wvut Qponml</w:t></w:r>"#);
    insertion_inside_the_name: p(r#"<w:r><w:t>Zyx</w:t></w:r><w:ins w:id="1" w:author="B"><w:r><w:t>abc</w:t></w:r></w:ins><w:r><w:t>wvut Qponml</w:t></w:r>"#);
    moved_text: p(r#"<w:moveFrom w:id="1" w:author="B"><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:moveFrom><w:moveTo w:id="2" w:author="B"><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:moveTo>"#);
    deleted_paragraph_mark: format!(r#"<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="B"/></w:rPr></w:pPr>{}</w:p>{}"#, r("Zyxwvut "), p(&r("Qponml")));
    deleted_field_instruction: p(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del w:id="1" w:author="B"><w:r><w:delInstrText>MERGEFIELD "Zyxwvut Qponml"</w:delInstrText></w:r></w:del><w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
    block_sdt_with_names: r#"<w:sdt><w:sdtPr><w:alias w:val="Zyxwvut Qponml"/><w:tag w:val="Zyxwvut_Qponml"/><w:dropDownList><w:listItem w:displayText="Zyxwvut Qponml" w:value="zyxwvut-qponml"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    inline_sdt: p(r#"<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Zyxwvut </w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>Qponml</w:t></w:r>"#);
    row_and_cell_sdt: r#"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"#;
    hyperlink_field: p(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:zyxwvut.qponml@example.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mail</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
    include_text_path: p(r#"<w:fldSimple w:instr=" INCLUDETEXT &quot;C:\\Users\\Zyxwvut Qponml\\a.docx&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>"#);
    instruction_cut_across_runs: p(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN {"author":"Zyx</w:instrText></w:r><w:r><w:instrText>wvut Qponml"} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
    file_name_field_with_switch: p(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF Zyxwvut_Qponml \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkStart w:id="1" w:name="Zyxwvut_Qponml"/><w:bookmarkEnd w:id="1"/>"#);
    field_data: p(r#"<w:r><w:fldChar w:fldCharType="begin"><w:fldData>Wnl4d3Z1dCBRcG9ubWw=</w:fldData></w:fldChar></w:r>"#);
    form_field: p(r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Zyxwvut_Qponml"/><w:helpText w:type="text" w:val="Zyxwvut Qponml"/><w:textInput><w:default w:val="Zyxwvut Qponml"/></w:textInput><w:ddList><w:listEntry w:val="Zyxwvut Qponml"/></w:ddList></w:ffData></w:fldChar></w:r>"#);
    alternative_text: p(r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Zyxwvut Qponml" descr="Photo of Zyxwvut Qponml" title="Zyxwvut Qponml"/></wp:inline></w:drawing></w:r>"#);
    vml_alternative_text: p(r##"<w:r><w:pict><v:shape alt="Zyxwvut Qponml" title="Zyxwvut Qponml" o:spid="_x0000_Zyxwvut Qponml"><v:textpath string="Zyxwvut Qponml"/></v:shape></w:pict></w:r>"##);
    equation: p(r#"<m:oMath><m:r><m:t>Zyxwvut Qponml</m:t></m:r></m:oMath>"#);
    soft_hyphen_element: p(r#"<w:r><w:t>Zyx</w:t><w:softHyphen/><w:t>wvut Qponml</w:t></w:r>"#);
    no_break_hyphen: p(r#"<w:r><w:t>Zyxwvut</w:t><w:noBreakHyphen/><w:t>Qponml</w:t></w:r>"#);
    invisible_characters: p(&r("Zy\u{ad}xw\u{200b}vut\u{a0}Qpo\u{2060}nml"));
    tab_inside: p(r#"<w:r><w:t>Zyxwvut</w:t><w:tab/><w:t>Qponml</w:t></w:r>"#);
    line_break_inside: p(r#"<w:r><w:t>Zyxwvut</w:t><w:br/><w:t>Qponml</w:t></w:r>"#);
    symbol_inside: p(r#"<w:r><w:t>Zyxwvut </w:t><w:sym w:font="Arial" w:char="0051"/><w:t>ponml</w:t></w:r>"#);
    hidden_text: p(r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Zyxwvut Qponml</w:t></w:r>"#);
    white_text: p(r#"<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Zyxwvut Qponml</w:t></w:r>"#);
    ruby: p(r#"<w:r><w:ruby><w:rt><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:rubyBase></w:ruby></w:r>"#);
    smart_tag: p(r#"<w:smartTag w:uri="urn:x" w:element="person"><w:smartTagPr><w:attr w:name="n" w:val="Zyxwvut Qponml"/></w:smartTagPr><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:smartTag>"#);
    custom_xml_wrapper: p(r#"<w:customXml w:uri="urn:x" w:element="Zyxwvut_Qponml"><w:customXmlPr><w:attr w:name="Zyxwvut Qponml" w:val="1"/></w:customXmlPr><w:r><w:t>x</w:t></w:r></w:customXml>"#);
    permitted_editor: p(r#"<w:permStart w:id="1" w:ed="zyxwvut.qponml@example.org"/><w:permEnd w:id="1"/>"#);
    cdata: p(r#"<w:r><w:t><![CDATA[Zyxwvut Qponml]]></w:t></w:r>"#);
    character_references: p(r#"<w:r><w:t>&#x5a;yxwvut&#32;&#81;ponml</w:t></w:r>"#);
    character_references_in_attribute: p(r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P 1" descr="&#x5a;yxwvut&#32;&#81;ponml"/></wp:inline></w:drawing></w:r>"#);
    xml_comment_and_instruction: p("<!-- Zyxwvut Qponml --><?note Zyxwvut Qponml?><w:r><w:t>x</w:t></w:r>");
    text_box_in_both_alternatives: p(r#"<w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#);
    formatting_change: p(r#"<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Zyxwvut Qponml" w:date="2020-01-01T00:00:00Z"><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>"#);
    address_in_three_paragraphs: format!("{}{}", p(&r("Zyxwvut")), p(&r("Qponml")));
    value_across_table_cells: "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Zyxwvut</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Qponml</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    table_description: r#"<w:tbl><w:tblPr><w:tblCaption w:val="Zyxwvut Qponml"/><w:tblDescription w:val="Zyxwvut Qponml"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"#;
}

fn story(text: &str) -> String {
    p(&r(text))
}

macro_rules! parts {
    ($($name:ident: $docx:expr;)*) => {
        $(#[test]
        fn $name() {
            clean(&$docx);
        })*
    };
}

const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const THUMBNAIL: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail";
const APP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties";
const CUSTOM: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const DIAGRAM: &str = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing";

fn data(root: &str, inner: &str) -> String {
    format!(
        r#"<{root} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{inner}</{root}>"#
    )
}

parts! {
    headers_of_an_earlier_section: Docx::new("").story("header1.xml", "header", "hdr", &story(VALUE)).story("header2.xml", "header", "hdr", &story("x"));
    footer_of_the_first_page: Docx::new("").story("footer7.xml", "footer", "ftr", &story(VALUE));
    footnote: Docx::new("").story("footnotes.xml", "footnotes", "footnotes", &format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, story(VALUE)));
    endnote: Docx::new("").story("endnotes.xml", "endnotes", "endnotes", &format!(r#"<w:endnote w:id="2">{}</w:endnote>"#, story(VALUE)));
    comment_with_author: Docx::new("").story("comments.xml", "comments", "comments", &format!(r#"<w:comment w:id="0" w:author="Zyxwvut Qponml" w:initials="ZQ" w:date="2020-01-01T00:00:00Z">{}</w:comment><w:comment w:id="1" w:author="zyxwvut.qponml">{}</w:comment>"#, story(VALUE), story("x")));
    people: Docx::new("").part("people.xml", "http://schemas.microsoft.com/office/2011/relationships/people", r#"<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="Zyxwvut Qponml"><w15:presenceInfo w15:providerId="AD" w15:userId="zyxwvut.qponml@example.org"/></w15:person></w15:people>"#);
    glossary: Docx::new("").story("glossary/document.xml", "glossaryDocument", "glossaryDocument", &format!(r#"<w:docParts><w:docPart><w:docPartPr><w:name w:val="Zyxwvut Qponml"/></w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>"#, story(VALUE)));
    document_variables: Docx::new("").story("settings.xml", "settings", "settings", r#"<w:rsids><w:rsid w:val="00112233"/></w:rsids><w:docVars><w:docVar w:name="Zyxwvut Qponml" w:val="for Zyxwvut Qponml"/></w:docVars><w15:docId w15:val="{1}"/>"#);
    mail_merge: Docx::new("").story("settings.xml", "settings", "settings", r#"<w:mailMerge><w:query w:val="SELECT Zyxwvut Qponml"/></w:mailMerge>"#);
    style_name: Docx::new(r#"<w:p><w:pPr><w:pStyle w:val="ZyxwvutQponml"/></w:pPr></w:p>"#).story("styles.xml", "styles", "styles", r#"<w:style w:customStyle="1" w:styleId="ZyxwvutQponml"><w:name w:val="Zyxwvut Qponml"/></w:style>"#);
    numbering_text: Docx::new("").story("numbering.xml", "numbering", "numbering", r#"<w:abstractNum><w:lvl><w:lvlText w:val="Zyxwvut Qponml %1"/></w:lvl></w:abstractNum>"#);
    mailto_relationship: Docx::new(r#"<w:p><w:hyperlink r:id="h1" w:tooltip="Zyxwvut Qponml"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>"#).relation("h1", "hyperlink", "mailto:zyxwvut.qponml@example.org", true).relation("h2", "hyperlink", "https://example.org/?q=Zyxwvut%20Qponml", true);
    linked_picture_path: Docx::new("").relation("h1", "image", "file:///C:/Users/Zyxwvut%20Qponml/a.png", true);
    template_path: Docx::new("").story("settings.xml", "settings", "settings", r#"<w:attachedTemplate r:id="t"/>"#).file("word/_rels/settings.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/Zyxwvut%20Qponml.dotx" TargetMode="External"/></Relationships>"#);
    core_properties: Docx::new("").root(CORE, "docProps/core.xml").file("docProps/core.xml", data("core", "<a:creator>Zyxwvut Qponml</a:creator>"));
    application_properties: Docx::new("").root(APP, "docProps/app.xml").file("docProps/app.xml", data("Properties", "<a:Company>Zyxwvut Qponml</a:Company>"));
    custom_properties: Docx::new("").root(CUSTOM, "docProps/custom.xml").file("docProps/custom.xml", data("Properties", "<a:p>Zyxwvut Qponml</a:p>"));
    thumbnail: Docx::new("").root(THUMBNAIL, "docProps/thumbnail.emf").file("docProps/thumbnail.emf", wide(VALUE));
    unbound_data: Docx::new("").part("../customXml/item1.xml", "customXml", "<a><b>Zyxwvut Qponml</b></a>");
    orphan: Docx::new("").file("word/~$old.xml", format!("<a>{VALUE}</a>"));
    embedded_object: Docx::new(r#"<w:p><w:r><w:object><o:OLEObject r:id="x0" ProgID="Package"/></w:object></w:r></w:p>"#).part("embeddings/oleObject1.bin", "oleObject", wide(VALUE));
    embedded_workbook: Docx::new("").part("embeddings/a.xlsx", "package", fixture::zip(&[("xl/sharedStrings.xml".into(), VALUE.into())]));
    alternative_chunk: Docx::new(r#"<w:altChunk r:id="x0"/>"#).part("afchunk.html", "aFChunk", format!("<html>{VALUE}</html>"));
    macros: Docx::new("").part("vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", VALUE);
    metafile_picture: Docx::new("").part("media/image1.wmf", "image", [&[0xd7, 0xcd, 0xc6, 0x9a][..], VALUE.as_bytes()].concat());
    picture_with_metadata: Docx::new("").part("media/image1.png", "image", png_with_text());
    vector_picture: Docx::new("").part("media/image1.svg", "image", r#"<svg xmlns="http://www.w3.org/2000/svg"><title>Zyxwvut Qponml</title><text>Zyx<tspan>wvut</tspan></text><text aria-label="Zyxwvut Qponml">Zyxwvut Qponml</text></svg>"#.replace("<text>Zyx<tspan>wvut</tspan></text>", ""));
    chart: Docx::new("").part("charts/chart1.xml", "chart", data("c:chartSpace", "<c:title><a:p><a:r><a:t>Zyxwvut </a:t></a:r><a:r><a:t>Qponml</a:t></a:r></a:p></c:title><c:cat><c:strRef><c:f>'Zyxwvut Qponml'!$A$1</c:f><c:strCache><c:pt><c:v>Zyxwvut Qponml</c:v></c:pt></c:strCache></c:strRef></c:cat><c:externalData r:id=\"rId1\"/>"));
    diagram_data: Docx::new("").part("diagrams/data1.xml", "diagramData", data("dgm:dataModel", "<dgm:pt><dgm:t><a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p></dgm:t></dgm:pt>"));
    diagram_copy: Docx::new("").part("diagrams/drawing1.xml", DIAGRAM, data("dsp:drawing", "<dsp:sp><a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p></dsp:sp>"));
    unknown_part: Docx::new("").part("mystery.xml", "http://example.org/mystery", format!("<a>{VALUE}</a>"));
    unknown_binary_part: Docx::new("").part("mystery.bin", "http://example.org/mystery", VALUE);
    unknown_part_with_attributes_only: Docx::new("").part("mystery.xml", "http://example.org/mystery", format!("<a b=\"{VALUE}\"/>"));
    strict_namespace: rewritten("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main");
    other_prefix: { let docx = Docx::new(&p(&r(VALUE))); let xml = docx.xml().replace("xmlns:w=", "xmlns:ns0=").replace("<w:", "<ns0:").replace("</w:", "</ns0:"); docx.main(xml) };
    default_namespace: { let docx = Docx::new(&p(&r(VALUE))); let xml = docx.xml().replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</"); docx.main(xml) };
    utf16_part: { let docx = Docx::new(&p(&r(VALUE))); let xml = docx.xml().replace("UTF-8", "UTF-16"); docx.main(wide(&format!("\u{feff}{xml}"))) };
    byte_order_mark: { let docx = Docx::new(&p(&r(VALUE))); let xml = format!("\u{feff}{}", docx.xml()); docx.main(xml) };
    western_encoding: { let docx = Docx::new(&p(&r("Zyxwvut Qponml, Ren\u{e9}"))); let xml = docx.xml().replace("UTF-8", "windows-1252"); docx.main(xml.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect::<Vec<u8>>()) };
    large_part: Docx::new(&p(&r(&format!("{VALUE} and more words that fill the page. "))).repeat(20_000));
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn rewritten(from: &str, to: &str) -> Docx {
    let docx = Docx::new(&p(&r(VALUE)));
    let xml = docx.xml().replace(from, to);
    docx.main(xml)
}

/// A picture of no size with a text chunk; checksums are not looked at.
fn png_with_text() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", &[0; 13][..]),
        (b"tEXt", b"Author\0Zyxwvut Qponml"),
        (b"IEND", b""),
    ] {
        out.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        out.extend_from_slice(kind);
        out.extend_from_slice(data);
        out.extend([0; 4]);
    }
    out
}

#[test]
fn data_that_a_control_shows_is_redacted_with_it() {
    let docx = Docx::new(r#"<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/b" w:storeItemID="{ABC}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:sdtContent></w:sdt>"#)
        .part("../customXml/item1.xml", "customXml", "<a><b c=\"Zyxwvut Qponml\">Zyxwvut Qponml</b></a>")
        .file("customXml/itemProps1.xml", r#"<ds:datastoreItem ds:itemID="{ABC}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>"#)
        .file("customXml/_rels/item1.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>"#);
    let out = clean(&docx);
    let item = out
        .iter()
        .find(|e| e.0.ends_with("item1.xml"))
        .expect("bound, so kept");
    assert!(String::from_utf8_lossy(&item.1).contains("<b c=\"PERSON_1\">[PERSON 1]</b>"));
}

#[test]
fn a_date_control_loses_its_date_and_times_of_changes_go() {
    let body = r#"<w:sdt><w:sdtPr><w:date w:fullDate="2011-05-06T00:00:00Z"><w:lid w:val="en"/></w:date></w:sdtPr><w:sdtContent><w:p><w:ins w:id="1" w:author="A" w:date="2019-07-08T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:sdtContent></w:sdt>"#;
    let bytes = Docx::new(body).build();
    let reading = fixture::read(&bytes);
    let plan = fixture::plan_for(&reading, &["2011-05-06"], export());
    let Ok(written) = DocxFormat.redact(&bytes, &fixture::options(), &plan) else {
        panic!("not redacted");
    };
    DocxFormat
        .verify(&bytes, &fixture::options(), &written.bytes, &plan)
        .expect("verified");
    let out = fixture::unzip(&written.bytes);
    let main = out
        .iter()
        .find(|e| e.0 == "word/document.xml")
        .expect("kept");
    let xml = String::from_utf8_lossy(&main.1);
    assert!(xml.contains(r#"<w:date><w:lid w:val="en"/>"#), "{xml}");
    assert!(
        xml.contains(r#"<w:ins w:id="1" w:author="Author 1">"#),
        "{xml}"
    );
}

#[test]
fn formatting_and_everything_else_stays() {
    let body = p(
        r#"<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Zyx</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">wvut Qponml met </w:t></w:r>"#,
    );
    let docx = Docx::new(&body);
    let out = clean(&docx);
    let main = out
        .iter()
        .find(|e| e.0 == "word/document.xml")
        .expect("kept");
    let expected = docx
        .xml()
        .replace(
            "<w:t>Dear Zyxwvut Qponml,</w:t>",
            "<w:t xml:space=\"preserve\">Dear [PERSON 1],</w:t>",
        )
        .replace(
            "<w:t>Zyx</w:t>",
            "<w:t xml:space=\"preserve\">[PERSON 1]</w:t>",
        )
        .replace(">wvut Qponml met <", "> met <");
    assert_eq!(String::from_utf8_lossy(&main.1), expected);
}
