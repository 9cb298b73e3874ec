//! Places in spreadsheets and presentations where text can stand, one row each, beside those of
//! the other tests. A row first makes sure that its place holds the value.

use tacenda_core::Format;
use tacenda_ooxml::{PptxFormat, XlsxFormat};

use super::{DRAWING, Office, REL, SHEET, SLIDE, clean, slide};

const MICROSOFT: &str = "http://schemas.microsoft.com/office";

/// A place with a file that has the value there.
type Row = (&'static str, Office);

fn sheet(inner: &str) -> Office {
    Office::workbook("", inner)
}

fn workbook(inner: &str) -> Office {
    Office::workbook(&format!("</sheets>{inner}<sheets>"), "")
}

fn extra(name: &str, kind: &str, inner: &str) -> Office {
    let xml = format!(
        r#"<x xmlns="{SHEET}" xmlns:a="{DRAWING}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">{inner}</x>"#
    );
    Office::workbook("", "").part(name, kind, &xml)
}

fn of_workbooks() -> Vec<Row> {
    let says = "<x>Zyxwvut Qponml</x>";
    let microsoft =
        |name: &str, kind: &str, inner: &str| extra(name, &format!("{MICROSOFT}/{kind}"), inner);
    vec![
        (
            "filter",
            sheet(
                r#"<autoFilter ref="A1:B2"><filterColumn colId="0"><filters><filter val="Zyxwvut Qponml"/></filters><customFilters><customFilter val="*Zyxwvut Qponml*"/></customFilters></filterColumn></autoFilter>"#,
            ),
        ),
        (
            "conditional format",
            sheet(
                r#"<conditionalFormatting sqref="A1"><cfRule type="containsText" text="Zyxwvut Qponml"><formula>NOT(ISERROR(SEARCH("Zyxwvut Qponml",A1)))</formula></cfRule></conditionalFormatting>"#,
            ),
        ),
        (
            "scenario",
            sheet(
                r#"<scenarios><scenario name="Zyxwvut Qponml" user="Zyxwvut Qponml" comment="by Zyxwvut Qponml"><inputCells r="A1" val="Zyxwvut Qponml"/></scenario></scenarios>"#,
            ),
        ),
        (
            "protected range",
            sheet(
                r#"<protectedRanges><protectedRange name="Zyxwvut_Qponml" sqref="A1" securityDescriptor="Zyxwvut Qponml"/></protectedRanges>"#,
            ),
        ),
        (
            "code name of a sheet",
            sheet(r#"<sheetPr codeName="Zyxwvut_Qponml"/>"#),
        ),
        (
            "headers of first and even pages",
            sheet(
                r#"<headerFooter differentFirst="1"><firstHeader>&amp;CZyxwvut Qponml</firstHeader><evenFooter>&amp;LZyxwvut Qponml</evenFooter></headerFooter>"#,
            ),
        ),
        (
            "text that a formula joins",
            sheet(
                r#"<sheetData><row r="1"><c r="A1" t="str"><f>CONCATENATE("Zyxwvut ","Qponml")</f><v>Zyxwvut Qponml</v></c></row></sheetData>"#,
            ),
        ),
        (
            "date as text",
            sheet(
                r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Zyx</t></r><r><t>wvut</t></r><r><t xml:space="preserve"> Qponml</t></r></is></c></row></sheetData>"#,
            ),
        ),
        (
            "small chart in a cell",
            sheet(
                r#"<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'Zyxwvut Qponml'!A1</xm:f></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups><x14:dataValidations><x14:dataValidation prompt="Zyxwvut Qponml"><x14:formula1><xm:f>"Zyxwvut Qponml"</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>"#,
            ),
        ),
        (
            "published range",
            sheet(
                r#"<webPublishItems><webPublishItem id="1" title="Zyxwvut Qponml" destinationFile="C:\Zyxwvut Qponml.htm"/></webPublishItems>"#,
            ),
        ),
        (
            "saved view",
            workbook(
                r#"<customWorkbookViews><customWorkbookView name="Zyxwvut Qponml"/></customWorkbookViews>"#,
            ),
        ),
        (
            "who has the file open",
            workbook(r#"<fileSharing userName="Zyxwvut Qponml"/>"#),
        ),
        (
            "where the file was",
            workbook(
                r#"<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\Users\Zyxwvut Qponml\"/>"#,
            ),
        ),
        (
            "defined name with a comment",
            workbook(
                r#"<definedNames><definedName name="a" comment="Zyxwvut Qponml" description="Zyxwvut Qponml">"Zyxwvut Qponml"</definedName></definedNames>"#,
            ),
        ),
        (
            "number format and cell style",
            extra(
                "xl/styles.xml",
                "styles",
                r#"<numFmts><numFmt numFmtId="164" formatCode="&quot;Zyxwvut Qponml&quot; 0"/></numFmts><cellStyles><cellStyle name="Zyxwvut Qponml"/></cellStyles>"#,
            ),
        ),
        (
            "label of a table's total",
            extra(
                "xl/tables/table1.xml",
                "table",
                r#"<tableColumns><tableColumn name="a" totalsRowLabel="Zyxwvut Qponml"><calculatedColumnFormula>"Zyxwvut Qponml"</calculatedColumnFormula></tableColumn></tableColumns>"#,
            ),
        ),
        (
            "shape on a sheet",
            extra(
                "xl/drawings/drawing1.xml",
                "drawing",
                r#"<a:sp><a:cNvPr id="1" name="Zyxwvut Qponml" descr="Zyxwvut Qponml"/><a:p><a:r><a:t>Zyxwvut </a:t></a:r><a:r><a:t>Qponml</a:t></a:r></a:p></a:sp>"#,
            ),
        ),
        (
            "note of the old kind",
            extra(
                "xl/drawings/vmlDrawing1.vml",
                "vmlDrawing",
                r#"<v:shape alt="Zyxwvut Qponml"><v:textbox><div>Zyxwvut Qponml</div></v:textbox><x:ClientData><x:FmlaMacro>Zyxwvut Qponml</x:FmlaMacro></x:ClientData></v:shape>"#,
            ),
        ),
        (
            "query",
            extra("xl/queryTables/queryTable1.xml", "queryTable", says),
        ),
        ("mapped data", extra("xl/xmlMaps.xml", "xmlMaps", says)),
        (
            "data in real time",
            extra("xl/volatileDependencies.xml", "volatileDependencies", says),
        ),
        (
            "history of a shared file",
            extra("xl/revisions/revisionHeaders.xml", "revisionHeaders", says),
        ),
        (
            "people who share the file",
            extra("xl/revisions/userNames.xml", "usernames", says),
        ),
        (
            "slicer",
            microsoft("xl/slicers/slicer1.xml", "2007/relationships/slicer", says),
        ),
        (
            "timeline",
            microsoft(
                "xl/timelines/timeline1.xml",
                "2011/relationships/timeline",
                says,
            ),
        ),
        (
            "rich value",
            microsoft(
                "xl/richData/rdrichvalue.xml",
                "2017/06/relationships/rdRichValue",
                says,
            ),
        ),
        (
            "form control",
            extra("xl/ctrlProps/ctrlProp1.xml", "ctrlProp", says),
        ),
        (
            "chart sheet",
            extra(
                "xl/chartsheets/sheet1.xml",
                "chartsheet",
                "<headerFooter><oddHeader>Zyxwvut Qponml</oddHeader></headerFooter>",
            ),
        ),
        (
            "macro",
            microsoft("xl/vbaProject.bin", "2006/relationships/vbaProject", says),
        ),
    ]
}

fn deck(inner: &str) -> Office {
    Office::presentation(&slide("", inner))
}

fn beside(name: &str, kind: &str, root: &str, inner: &str) -> Office {
    let xml = format!(
        r#"<p:{root} xmlns:p="{SLIDE}" xmlns:a="{DRAWING}" xmlns:r="{REL}">{inner}</p:{root}>"#
    );
    deck("").part(name, kind, &xml)
}

fn of_presentations() -> Vec<Row> {
    let says = "<p:x>Zyxwvut Qponml</p:x>";
    let new = |name: &str, kind: &str, xml: &str| {
        let xml = xml.replace(
            "NS",
            &format!(r#"xmlns:p188="{MICROSOFT}/powerpoint/2018/8/main" xmlns:a="{DRAWING}""#),
        );
        deck("").part(
            name,
            &format!("{MICROSOFT}/2018/10/relationships/{kind}"),
            &xml,
        )
    };
    vec![
        (
            "table",
            deck(
                "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>",
            ),
        ),
        (
            "field",
            deck(r#"<a:p><a:fld type="datetime1"><a:t>Zyxwvut Qponml</a:t></a:fld></a:p>"#),
        ),
        (
            "tip of a link",
            deck(
                r#"<a:p><a:r><a:rPr><a:hlinkClick r:id="" tooltip="Zyxwvut Qponml"/></a:rPr><a:t>x</a:t></a:r></a:p>"#,
            ),
        ),
        (
            "name of a sound",
            deck(
                r#"<p:transition><p:sndAc><p:stSnd><p:snd name="Zyxwvut Qponml.wav"/></p:stSnd></p:sndAc></p:transition>"#,
            ),
        ),
        (
            "equation",
            deck(
                r#"<a:p><a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>Zyxwvut Qponml</m:t></m:r></m:oMath></a14:m></a:p>"#,
            ),
        ),
        (
            "name of a slide",
            Office::presentation(&format!(
                r#"<p:sld xmlns:p="{SLIDE}"><p:cSld name="Zyxwvut Qponml"/></p:sld>"#
            )),
        ),
        (
            "link to a file",
            deck("").external("file:///C:/Users/Zyxwvut%20Qponml/a.pptx"),
        ),
        (
            "master of handouts",
            beside(
                "ppt/handoutMasters/handoutMaster1.xml",
                "handoutMaster",
                "handoutMaster",
                "<a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p>",
            ),
        ),
        (
            "master of notes",
            beside(
                "ppt/notesMasters/notesMaster1.xml",
                "notesMaster",
                "notesMaster",
                "<a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p>",
            ),
        ),
        (
            "custom show and section",
            beside(
                "ppt/presProps.xml",
                "presProps",
                "presentationPr",
                r#"<p:custShow name="Zyxwvut Qponml"/><p14:section xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" name="Zyxwvut Qponml"/>"#,
            ),
        ),
        (
            "styles of tables",
            beside(
                "ppt/tableStyles.xml",
                "tableStyles",
                "tblStyleLst",
                r#"<a:tblStyle styleName="Zyxwvut Qponml"/>"#,
            ),
        ),
        (
            "comment of the later kind",
            new(
                "ppt/comments/modernComment1.xml",
                "comments",
                r#"<p188:cmLst NS><p188:cm authorId="{1}" created="2020-01-01T00:00:00"><p188:replyLst><p188:reply authorId="{1}"><p188:txBody><a:p><a:r><a:t>Zyxwvut Qponml</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst></p188:cm></p188:cmLst>"#,
            ),
        ),
        (
            "author of the later kind",
            new(
                "ppt/authors.xml",
                "authors",
                r#"<p188:authorLst NS><p188:author id="{1}" name="Zyxwvut Qponml" initials="ZQ" userId="S::zyxwvut.qponml@example.org" providerId="AD"/></p188:authorLst>"#,
            ),
        ),
        (
            "history",
            deck("").part(
                "ppt/changesInfos/changesInfo1.xml",
                &format!("{MICROSOFT}/2016/11/relationships/changesInfo"),
                "<x>Zyxwvut Qponml</x>",
            ),
        ),
        ("film", beside("ppt/media/media1.mp4", "video", "x", says)),
        (
            "part of no known kind",
            deck("").part("ppt/x.xml", "http://example.org/x", "<x>Zyxwvut Qponml</x>"),
        ),
        (
            "data of a program",
            beside(
                "ppt/tags/tag2.xml",
                "tags",
                "tagLst",
                r#"<p:tag name="A" val="Zyxwvut Qponml"/>"#,
            ),
        ),
    ]
}

#[test]
fn nothing_is_left_in_any_place() {
    let formats: [(&dyn Format, Vec<Row>, &str); 2] = [
        (&XlsxFormat, of_workbooks(), "xl/sharedStrings.xml"),
        (&PptxFormat, of_presentations(), ""),
    ];
    for (format, rows, plain) in formats {
        assert!(rows.len() >= 17);
        for (place, office) in rows {
            println!("{place}");
            let held = office.parts.iter().filter(|p| p.0 != plain);
            let held: String = held.map(|p| p.3.to_lowercase()).collect();
            let held = held + &office.externals.to_lowercase();
            assert!(held.contains("zyx") && held.contains("qponml"), "{place}");
            clean(format, &office);
        }
    }
}
