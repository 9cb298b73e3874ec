//! The rest of the places in a Word document where text can stand: one row each. Every fixture
//! says the value plainly in its body and once more in the place; the row first makes sure that
//! the place really holds it.

use crate::fixture::{self, Docx, VALUE, export, process, remains};

const MICROSOFT: &str = "http://schemas.microsoft.com/office";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A place with a document that has the value there.
type Row = (&'static str, Docx);

fn run(inner: &str) -> String {
    format!("<w:p><w:r>{inner}</w:r></w:p>")
}

fn text(text: &str) -> String {
    run(&format!("<w:t>{text}</w:t>"))
}

fn body(inner: &str) -> Docx {
    Docx::new(inner)
}

fn part(name: &str, kind: &str, content: impl Into<Vec<u8>>) -> Docx {
    Docx::new("").part(name, kind, content)
}

fn microsoft(name: &str, kind: &str, content: impl Into<Vec<u8>>) -> Docx {
    part(name, &format!("{MICROSOFT}/{kind}"), content)
}

fn settings(inner: &str) -> Docx {
    Docx::new("").story("settings.xml", "settings", "settings", inner)
}

fn drawn(inner: &str) -> String {
    format!(
        r#"<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing">{inner}</x>"#
    )
}

fn relations(inner: &str) -> String {
    format!(r#"<Relationships xmlns="{PACKAGE}">{inner}</Relationships>"#)
}

fn texts() -> Vec<Row> {
    let field = |code: &str, result: &str| {
        body(&format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        ))
    };
    vec![
        ("field result", field("AUTHOR", VALUE)),
        ("merge field", field(r#"MERGEFIELD "Zyxwvut Qponml""#, "x")),
        (
            "included picture",
            field(r#"INCLUDEPICTURE "C:\\Zyxwvut Qponml\\a.png""#, "x"),
        ),
        ("page of a bookmark", field("PAGEREF Zyxwvut_Qponml", "3")),
        ("title field", field("TITLE Zyxwvut_Qponml", "x")),
        ("citation", field(r#"CITATION Zyxwvut_Qponml \l 1033"#, "x")),
        (
            "table of contents entry",
            field(r#"TC "Zyxwvut Qponml""#, "x"),
        ),
        (
            "field inside a field",
            body(
                r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 "</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE "Zyxwvut Qponml" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
            ),
        ),
        (
            "anchor of a link",
            body(
                r#"<w:p><w:hyperlink w:anchor="Zyxwvut_Qponml" w:docLocation="Zyxwvut Qponml"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>"#,
            ),
        ),
        (
            "tip of a drawing's link",
            body(&run(
                r#"<w:drawing><wp:inline><wp:docPr id="1" name="P 1"><a:hlinkClick tooltip="Zyxwvut Qponml"/></wp:docPr></wp:inline></w:drawing>"#,
            )),
        ),
        (
            "placeholder of a control",
            body(
                r#"<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="Zyxwvut Qponml"/></w:placeholder><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"#,
            ),
        ),
        (
            "combo box",
            body(
                r#"<w:sdt><w:sdtPr><w:comboBox w:lastValue="Zyxwvut Qponml"><w:listItem w:displayText="Zyxwvut Qponml" w:value="1"/></w:comboBox></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"#,
            ),
        ),
        (
            "repeating section",
            body(
                r#"<w:sdt><w:sdtPr><w15:repeatingSection><w15:sectionTitle w15:val="Zyxwvut Qponml"/></w15:repeatingSection></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"#,
            ),
        ),
        (
            "data binding path",
            body(
                r#"<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a[b='Zyxwvut Qponml']" w:storeItemID="{A}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"#,
            ),
        ),
        (
            "text box of old drawings",
            body(&run(
                r#"<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Zyxwvut Qponml</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"#,
            )),
        ),
        (
            "table inside a table",
            body(&format!(
                "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
                text(VALUE)
            )),
        ),
        (
            "text that is not shown on the web",
            body(&run(
                r#"<w:rPr><w:webHidden/></w:rPr><w:t>Zyxwvut Qponml</w:t>"#,
            )),
        ),
        (
            "highlighted text",
            body(&run(
                r#"<w:rPr><w:highlight w:val="black"/></w:rPr><w:t>Zyxwvut Qponml</w:t>"#,
            )),
        ),
        (
            "small capitals",
            body(&run(r#"<w:rPr><w:caps/></w:rPr><w:t>ZYXWVUT QPONML</w:t>"#)),
        ),
        (
            "deleted table row",
            body(&format!(
                r#"<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="B"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"#,
                text(VALUE)
            )),
        ),
        (
            "change of a paragraph's properties",
            body(
                r#"<w:p><w:pPr><w:pPrChange w:id="1" w:author="Zyxwvut Qponml"><w:pPr><w:pStyle w:val="Zyxwvut Qponml"/></w:pPr></w:pPrChange></w:pPr></w:p>"#,
            ),
        ),
        (
            "change of numbering",
            body(
                r#"<w:p><w:pPr><w:numPr><w:numberingChange w:id="1" w:author="B" w:original="Zyxwvut Qponml"/></w:numPr></w:pPr></w:p>"#,
            ),
        ),
        (
            "title of an equation's text",
            body(
                r#"<w:p><m:oMathPara><m:oMath><m:r><m:rPr><m:nor/></m:rPr><m:t>Zyxwvut </m:t></m:r><m:r><m:t>Qponml</m:t></m:r></m:oMath></m:oMathPara></w:p>"#,
            ),
        ),
        ("no-break space inside", body(&text("Zyxwvut\u{a0}Qponml"))),
        (
            "marks of direction inside",
            body(&text("Zyx\u{200f}wvut \u{202a}Qponml\u{202c}")),
        ),
    ]
}

fn parts() -> Vec<Row> {
    let comment = format!(
        r#"<w:comment w:id="0" w:author="B">{}</w:comment>"#,
        text("x")
    );
    let reply = format!(
        r#"<w:comment w:id="1" w:author="Zyxwvut Qponml">{}</w:comment>"#,
        text(VALUE)
    );
    let extended = r#"<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="1" w15:paraIdParent="0"/></w15:commentsEx>"#;
    vec![
        ("header of even pages", body("").story("header2.xml", "header", "hdr", &text(VALUE))),
        ("footer of a later section", body("").story("footer3.xml", "footer", "ftr", &text("x")).story("footer4.xml", "footer", "ftr", &text(VALUE))),
        ("reply to a comment", body("").story("comments.xml", "comments", "comments", &format!("{comment}{reply}")).part("commentsExtended.xml", &format!("{MICROSOFT}/2011/relationships/commentsExtended"), extended)),
        ("contact of a person", microsoft("people.xml", "2011/relationships/people", r#"<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="B" w15:contact="Zyxwvut Qponml"/></w15:people>"#)),
        ("tasks", microsoft("documenttasks/tasks1.xml", "2019/05/relationships/documenttasks", "<t>Zyxwvut Qponml</t>")),
        ("separator of footnotes", body("").story("footnotes.xml", "footnotes", "footnotes", &format!(r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote>"#, text(VALUE)))),
        ("caption settings", settings(r#"<w:captions><w:caption w:name="Zyxwvut Qponml"/></w:captions>"#)),
        ("style for new text", settings(r#"<w:clickAndTypeStyle w:val="Zyxwvut Qponml"/>"#)),
        ("write protection", settings(r#"<w:writeProtection w:userName="Zyxwvut Qponml" w:recommended="1"/>"#)),
        ("list of recipients", settings(r#"<w:mailMerge><w:odso><w:recipientData r:id="x"/></w:odso></w:mailMerge>"#).part("recipientData.xml", "recipientData", "<a>Zyxwvut Qponml</a>")),
        ("source of merged letters", body("").relation("m", "mailMergeSource", "file:///C:/Zyxwvut%20Qponml.csv", true)),
        ("subdocument outside", body(r#"<w:subDoc r:id="s"/>"#).relation("s", "subDocument", "file:///C:/Zyxwvut%20Qponml.docx", true)),
        ("frame outside", body("").story("webSettings.xml", "webSettings", "webSettings", r#"<w:frameset><w:frame><w:name w:val="Zyxwvut Qponml"/></w:frame></w:frameset>"#)),
        ("video outside", body("").relation("v", "video", "file:///C:/Zyxwvut%20Qponml.mp4", true)),
        ("building block", body("").story("glossary/document.xml", "glossaryDocument", "glossaryDocument", &format!(r#"<w:docParts><w:docPart><w:docPartPr><w:category><w:name w:val="Zyxwvut Qponml"/></w:category><w:description w:val="Zyxwvut Qponml"/></w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>"#, text("x")))),
        ("font name", body("").story("fontTable.xml", "fontTable", "fonts", r#"<w:font w:name="Zyxwvut Qponml"/>"#)),
        ("embedded font", body("").story("fontTable.xml", "fontTable", "fonts", r#"<w:font w:name="A"><w:embedRegular r:id="f"/></w:font>"#).file("word/_rels/fontTable.xml.rels", relations(r#"<Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/font1.odttf"/>"#)).file("word/fonts/font1.odttf", VALUE)),
        ("theme name", part("theme/theme1.xml", "theme", drawn(r#"<a:theme name="Zyxwvut Qponml"/>"#))),
        ("signature", body("").root(&format!("{PACKAGE}/digital-signature/origin"), "_xmlsignatures/origin.sigs").file("_xmlsignatures/origin.sigs", VALUE)),
        ("classification", body("").root(&format!("{MICROSOFT}/2020/02/relationships/classificationlabels"), "docMetadata/LabelInfo.xml").file("docMetadata/LabelInfo.xml", "<a>Zyxwvut Qponml</a>")),
        ("ribbon", body("").root(&format!("{MICROSOFT}/2007/relationships/ui/extensibility"), "customUI/customUI.xml").file("customUI/customUI.xml", "<a>Zyxwvut Qponml</a>")),
        ("task panes", body("").root(&format!("{MICROSOFT}/2011/relationships/webextensiontaskpanes"), "word/webextensions/taskpanes.xml").file("word/webextensions/taskpanes.xml", "<a>Zyxwvut Qponml</a>")),
        ("control", body(r#"<w:p><w:r><w:object><w:control r:id="x0" w:name="Zyxwvut_Qponml"/></w:object></w:r></w:p>"#).part("activeX/activeX1.xml", "control", "<a>Zyxwvut Qponml</a>")),
        ("macro data", microsoft("vbaData.xml", "2006/relationships/wordVbaData", "<a>Zyxwvut Qponml</a>")),
        ("keys", microsoft("customizations.xml", "2006/relationships/keyMapCustomizations", "<a>Zyxwvut Qponml</a>")),
        ("printer", part("printerSettings/p.bin", "printerSettings", VALUE)),
        ("ink", microsoft("ink/ink1.xml", "2006/relationships/ink", "<a>Zyxwvut Qponml</a>")),
        ("model in three dimensions", microsoft("media/model.glb", "2017/06/relationships/model3d", VALUE)),
        ("sound", part("media/a.wav", "audio", VALUE)),
        ("chart of the later kind", microsoft("charts/chartEx1.xml", "2014/relationships/chartEx", r#"<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chartData><cx:data><cx:strDim><cx:lvl><cx:pt>Zyxwvut Qponml</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData></cx:chartSpace>"#)),
        ("shapes in a chart", part("drawings/drawing1.xml", "chartUserShapes", drawn("<cdr:sp><a:p><a:r><a:t>Zyxwvut </a:t></a:r><a:r><a:t>Qponml</a:t></a:r></a:p></cdr:sp>"))),
        ("cached numbers of a chart", part("charts/chart1.xml", "chart", drawn("<c:numCache><c:formatCode>\"Zyxwvut Qponml\"0</c:formatCode></c:numCache>"))),
        ("separator of a chart's labels", part("charts/chart1.xml", "chart", drawn("<c:separator>Zyxwvut Qponml</c:separator><c:tx><c:v>Zyxwvut Qponml</c:v></c:tx>"))),
        ("layout of a diagram", part("diagrams/layout1.xml", "diagramLayout", r#"<dgm:layoutDef xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:title val="Zyxwvut Qponml"/></dgm:layoutDef>"#)),
        ("original of a picture with effects", microsoft("media/hdphoto1.wdp", "2007/relationships/hdphoto", [&b"II\xbc\x01"[..], VALUE.as_bytes()].concat())),
        ("enhanced metafile", part("media/image1.emf", "image", [&b"\x01\0\0\0"[..], &[0; 36], b" EMF", VALUE.as_bytes()].concat())),
        ("picture of no known kind", part("media/image1.pct", "image", VALUE)),
        ("sources of citations", part("../customXml/item1.xml", "customXml", r#"<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Author>Zyxwvut Qponml</b:Author></b:Sources>"#)),
        ("page thumbnail", body("").root(&format!("{PACKAGE}/metadata/thumbnail"), "docProps/thumbnail.jpeg").file("docProps/thumbnail.jpeg", [&b"\xff\xd8\xff\xfe\0\x10"[..], VALUE.as_bytes()].concat())),
    ]
}

#[test]
fn nothing_is_left_in_any_place() {
    let mut left = Vec::new();
    let rows = [texts(), parts()].concat();
    assert!(rows.len() >= 60, "{}", rows.len());
    for (place, docx) in rows {
        // Without the plain sentence, the value must still be there: else the row tests nothing.
        let bare = docx.xml().replace("Dear Zyxwvut Qponml,", "");
        let planted = fixture::held(&docx.clone().main(bare).build());
        if !planted {
            left.push(format!("{place}: the fixture does not hold the value"));
        }
        match process(&docx.build(), export()) {
            Ok(out) => left.extend(remains(&out).into_iter().map(|r| format!("{place}: {r}"))),
            Err(error) => left.push(format!("{place}: {error}")),
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
