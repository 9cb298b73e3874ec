//! Parts as trees.

use roxmltree::{Document, Node, NodeType, ParsingOptions};
use tacenda_core::FormatError;

use super::archive::Entry;
use super::unreadable;

/// What a tree says, in every way in which it can be read.
#[derive(Default)]
pub(super) struct Tree {
    /// The part's name.
    pub(super) name: String,
    /// Whether it belongs to a spreadsheet, whose texts are not read on from one to the next.
    pub(super) sheet: bool,
    /// Paragraphs in order of their start tags, each without the paragraphs inside it.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Texts outside paragraphs.
    pub(super) loose: Vec<String>,
    /// Field instructions.
    pub(super) codes: Vec<String>,
    /// Values of attributes, but for names and types of parts inside the package.
    pub(super) attributes: Vec<String>,
    /// Comments and processing instructions.
    pub(super) asides: Vec<String>,
    /// How many elements there are of the kinds that make up a document's structure.
    pub(super) counts: std::collections::BTreeMap<String, usize>,
}

/// A paragraph, read in three ways.
#[derive(Default, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Everything, in file order.
    pub(super) all: String,
    /// Without what is deleted or moved away.
    pub(super) accepted: String,
    /// Without what is inserted or moved here.
    pub(super) original: String,
    /// Text alone, without tabs and line ends.
    pub(super) words: String,
}

/// The trees of all XML parts.
///
/// # Errors
/// [`FormatError`] for a part that should be XML and is not well-formed.
pub(super) fn trees(entries: &[Entry]) -> Result<Vec<Tree>, FormatError> {
    let mut trees = Vec::new();
    for entry in entries {
        if let Some(text) = text(entry)? {
            trees.push(tree(&entry.name, &text)?);
        } else if let Some(lines) = lines(entry) {
            trees.push(lines);
        }
    }
    Ok(trees)
}

/// What a part of plain text says, line by line; `None` for other bytes.
fn lines(entry: &Entry) -> Option<Tree> {
    let text = std::str::from_utf8(&entry.bytes).ok()?;
    if text.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return None;
    }
    let line = |line: &str| Paragraph {
        all: line.to_owned(),
        accepted: line.to_owned(),
        original: line.to_owned(),
        words: line.to_owned(),
    };
    Some(Tree {
        name: entry.name.clone(),
        paragraphs: text.lines().map(line).collect(),
        ..Tree::default()
    })
}

/// The trees of those parts of a source that are sound: others are not kept.
pub(super) fn sound_trees(entries: &[Entry]) -> Vec<Tree> {
    let read = |e| trees(std::slice::from_ref(e)).unwrap_or_default();
    entries.iter().flat_map(read).collect()
}

/// The text of a part that is XML by its name or its content.
pub(super) fn text(entry: &Entry) -> Result<Option<String>, FormatError> {
    let bytes = entry.bytes.as_slice();
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let name = entry.name.to_lowercase();
    let named = [".xml", ".rels", ".vml", ".svg"]
        .iter()
        .any(|e| name.ends_with(e));
    if !named && !bare.starts_with(b"<") {
        return Ok(None);
    }
    let (wide, order): (bool, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => (true, u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'<', ..] => (true, u16::from_be_bytes),
        _ => (false, u16::from_le_bytes),
    };
    if wide {
        let units = bytes.chunks_exact(2).map(|p| order([p[0], p[1]]));
        let text: String = char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .filter(|c| *c != '\u{feff}')
            .collect();
        return Ok(Some(text));
    }
    match std::str::from_utf8(bare) {
        Ok(text) => Ok(Some(text.to_owned())),
        // Any other encoding that XML can declare has ASCII as its lower half here.
        Err(_) if bare.starts_with(b"<?xml") => {
            Ok(Some(bare.iter().map(|b| char::from(*b)).collect()))
        }
        Err(_) => Err(unreadable(&entry.name, "it is not text")),
    }
}

fn tree(name: &str, text: &str) -> Result<Tree, FormatError> {
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|e| unreadable(name, e.to_string()))?;
    let mut tree = Tree {
        name: name.to_owned(),
        sheet: document
            .root_element()
            .tag_name()
            .namespace()
            .is_some_and(|n| n.contains("spreadsheetml")),
        ..Tree::default()
    };
    for node in document.descendants() {
        match node.node_type() {
            NodeType::Element => element(node, &mut tree),
            NodeType::Comment => tree.asides.push(node.text().unwrap_or_default().into()),
            NodeType::PI => {
                let value = node.pi().and_then(|p| p.value).unwrap_or_default();
                tree.asides.push(value.into());
            }
            NodeType::Text if paragraph_of(node).is_none() => {
                let text = node.text().unwrap_or_default();
                let parent = node.parent().unwrap_or(node);
                if matches!(parent.tag_name().name(), "instrText" | "delInstrText") {
                    tree.codes.push(text.into());
                } else if !text.trim().is_empty() && !is_measure(parent) {
                    tree.loose.push(text.into());
                }
            }
            _ => {}
        }
    }
    Ok(tree)
}

fn element(node: Node<'_, '_>, tree: &mut Tree) {
    let local = node.tag_name().name();
    let values = node.attributes().filter(|a| !plumbing(node, a.name()));
    tree.attributes.extend(values.map(|a| a.value().to_owned()));
    if is_paragraph(node) {
        let mut paragraph = Paragraph::default();
        let mut codes = String::new();
        collect(node, true, true, &mut paragraph, &mut codes);
        if !codes.is_empty() {
            tree.codes.push(codes);
        }
        tree.paragraphs.push(paragraph);
    }
    if matches!(
        local,
        "p" | "r"
            | "tbl"
            | "tr"
            | "tc"
            | "sectPr"
            | "drawing"
            | "pict"
            | "comment"
            | "footnote"
            | "endnote"
            | "hyperlink"
            | "fldChar"
            | "bookmarkStart"
            | "sdt"
            | "ins"
            | "del"
            | "oMath"
            | "sp"
            | "si"
            | "c"
            | "row"
    ) {
        *tree.counts.entry(local.to_owned()).or_default() += 1;
    }
}

/// Relationships inside the package and content types: names of parts, looked at as such.
fn plumbing(node: Node<'_, '_>, attribute: &str) -> bool {
    match node.tag_name().name() {
        "Relationship" => {
            let mode = node.attribute("TargetMode").unwrap_or_default();
            attribute != "Target" || !mode.eq_ignore_ascii_case("external")
        }
        "Override" | "Default" => node
            .tag_name()
            .namespace()
            .is_some_and(|n| n.ends_with("/content-types")),
        _ => false,
    }
}

/// Paragraphs of Word and of drawings, shared strings and their like.
fn is_paragraph(node: Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    match node.tag_name().name() {
        "p" => namespace.contains("wordprocessingml") || namespace.contains("drawingml"),
        "si" | "is" => namespace.contains("spreadsheetml"),
        "comment" => namespace.contains("spreadsheetml"),
        _ => false,
    }
}

/// Positions of drawings and indices of shared strings: numbers that only programs read.
fn is_measure(node: Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if namespace.to_lowercase().contains("wordprocessingdrawing") {
        return node.text().is_some_and(number);
    }
    let cell = node.parent().filter(|p| p.tag_name().name() == "c");
    let kind = cell.and_then(|c| c.attribute("t"));
    node.tag_name().name() == "v"
        && namespace.contains("spreadsheetml")
        && matches!(kind, Some("s" | "b" | "e"))
        && node.text().is_some_and(|t| kind != Some("s") || number(t))
}

fn paragraph_of<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    node.ancestors().skip(1).find(|n| is_paragraph(*n))
}

fn collect(
    node: Node<'_, '_>,
    accepted: bool,
    original: bool,
    out: &mut Paragraph,
    codes: &mut String,
) {
    for child in node.children() {
        if child.is_text() {
            let text = child.text().unwrap_or_default();
            match node.tag_name().name() {
                "instrText" | "delInstrText" => codes.push_str(text),
                "t" | "delText" => {
                    put(text, accepted, original, out);
                    out.words.push_str(text);
                }
                _ => {
                    codes.push('\u{fffc}');
                    codes.push_str(text);
                }
            }
            continue;
        }
        if !child.is_element() || is_paragraph(child) {
            continue;
        }
        let property = child.parent().is_some_and(|p| {
            matches!(
                p.tag_name().name(),
                "tabs" | "rPr" | "pPr" | "trPr" | "numPr"
            )
        });
        match child.tag_name().name() {
            "tab" | "ptab" if !property => put("\t", accepted, original, out),
            "br" | "cr" => put("\n", accepted, original, out),
            "noBreakHyphen" => put("-", accepted, original, out),
            "sym" => put(&symbol(child), accepted, original, out),
            "ins" | "moveTo" if !property => collect(child, accepted, false, out, codes),
            "del" | "moveFrom" if !property => collect(child, false, original, out, codes),
            _ => collect(child, accepted, original, out, codes),
        }
    }
}

/// What a symbol reads as: its character, unless the font gives it a meaning of its own.
fn symbol(node: Node<'_, '_>) -> String {
    let mut attributes = node.attributes().filter(|a| a.name() == "char");
    let code = attributes
        .next()
        .and_then(|a| u32::from_str_radix(a.value(), 16).ok());
    match code.and_then(char::from_u32) {
        Some(c) if !('\u{e000}'..='\u{f8ff}').contains(&c) => c.to_string(),
        _ => "\u{fffc}".to_owned(),
    }
}

fn put(text: &str, accepted: bool, original: bool, out: &mut Paragraph) {
    out.all.push_str(text);
    if accepted {
        out.accepted.push_str(text);
    }
    if original {
        out.original.push_str(text);
    }
}
