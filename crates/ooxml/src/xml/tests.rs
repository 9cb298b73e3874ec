use super::*;
use proptest::prelude::*;
use tacenda_core::FormatError;

#[derive(Default)]
struct Log(Vec<String>);

impl<'a> Visitor<'a> for Log {
    fn open(&mut self, e: &Element<'a>) -> Result<(), FormatError> {
        let attrs: Vec<_> = e
            .attrs
            .iter()
            .map(|a| format!("{:?}:{}={}@{}", a.ns, a.local, a.value, a.from))
            .collect();
        self.0
            .push(format!("<{:?} {} {}", e.ns, e.local, attrs.join(",")));
        Ok(())
    }
    fn close(&mut self, from: usize, to: usize) {
        self.0.push(format!("> {}", to - from));
    }
    fn text(&mut self, c: &Chunk<'a>) {
        self.0
            .push(format!("{}..{} {:?} {}", c.from, c.to, c.kind, c.raw));
    }
    fn aside(&mut self, from: usize, to: usize) {
        self.0.push(format!("aside {}", to - from));
    }
}

fn log(xml: &str) -> Result<Vec<String>, FormatError> {
    let mut log = Log::default();
    walk("p", xml, &mut log)?;
    Ok(log.0)
}

#[test]
fn names_are_known_by_namespace_and_offsets_are_exact() {
    let xml = "<x:t xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' x:a = \"1\">a&amp;<![CDATA[b]]><!--c--></x:t>";
    let seen = log(xml).expect("well-formed");
    let at = xml.find("\"1\"").expect("there") + 1;
    let text = xml.find(">a").expect("there") + 1;
    assert_eq!(
        seen,
        [
            format!("<Word t Word:a=1@{at}"),
            format!("{}..{} Literal a", text, text + 1),
            format!("{}..{} Reference('&') &amp;", text + 1, text + 6),
            format!("{}..{} Cdata b", text + 15, text + 16),
            "aside 8".into(),
            "> 6".into(),
        ]
    );
}

#[test]
fn what_is_not_plain_xml_is_refused() {
    for xml in [
        "",
        "<a>",
        "<a></b>",
        "<a",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<a>&b;</a>",
        "<a b='1' b='2'/>",
    ] {
        assert!(log(xml).is_err(), "{xml}");
    }
    let deep = format!("{}{}", "<a>".repeat(500), "</a>".repeat(500));
    assert!(matches!(log(&deep), Err(FormatError::Limit { .. })));
}

#[test]
fn utf16_and_marks_are_decoded() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(xml.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let source = decode("p", &wide).expect("text");
    assert_eq!(
        source.text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é</a>"
    );
    let marked = decode("p", "\u{feff}<a/>".as_bytes()).expect("text");
    assert_eq!((marked.text.as_str(), marked.marked), ("<a/>", true));
    let western = decode(
        "p",
        b"<?xml version='1.0' encoding='windows-1252'?><a>\xe9</a>",
    );
    assert!(western.expect("text").text.ends_with("<a>é</a>"));
    assert!(decode("p", b"<a>\xff</a>").is_err());
}

proptest! {
    #[test]
    fn splicing_changes_only_what_edits_cover(
        spans in prop::collection::vec((0usize..40, 0usize..10), 0..8)
    ) {
        let source: String = ('a'..='z').chain('A'..='X').collect();
        let edits: Vec<_> = spans.iter().map(|&(s, l)| Edit::put(s, s + l, "#")).collect();
        let out = splice(&source, edits);
        let kept: String = source
            .char_indices()
            .filter(|(i, _)| !spans.iter().any(|&(s, l)| s <= *i && *i < s + l))
            .map(|(_, c)| c)
            .collect();
        prop_assert_eq!(out.replace('#', ""), kept);
    }
}
