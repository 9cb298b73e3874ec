//! Namespaces by meaning rather than by prefix.

/// The namespaces that rules depend on; transitional (ECMA-376 part 4) and strict (part 1)
/// addresses are one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ns {
    /// No namespace at all.
    None,
    /// `xml:`.
    Xml,
    /// WordprocessingML.
    Word,
    /// Word's later additions (w14, w15, w16…).
    WordNext,
    /// DrawingML and its extensions.
    Drawing,
    /// Where a drawing stands in a Word document.
    WordDrawing,
    /// Charts.
    Chart,
    /// SmartArt.
    Diagram,
    /// Equations.
    Math,
    /// VML.
    Vml,
    /// VML's Office additions.
    Office,
    /// SpreadsheetML and its extensions.
    Sheet,
    /// PresentationML and its extensions.
    Slide,
    /// Relationship ids.
    Relation,
    /// Markup compatibility.
    Compatibility,
    /// Anything else.
    Other,
}

impl Ns {
    /// The namespace with address `uri`.
    pub(crate) fn of(uri: &str) -> Self {
        const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/";
        const STRICT: &str = "http://purl.oclc.org/ooxml/";
        if uri.is_empty() {
            return Self::None;
        }
        if let Some(rest) = uri.strip_prefix(STRICT) {
            return Self::standard(rest);
        }
        if let Some(rest) = uri.strip_prefix(TRANSITIONAL) {
            return match rest {
                "markup-compatibility/2006" => Self::Compatibility,
                _ => Self::standard(&rest.replacen("/2006", "", 1)),
            };
        }
        match uri {
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:schemas-microsoft-com:office:office"
            | "urn:schemas-microsoft-com:office:word"
            | "urn:schemas-microsoft-com:office:excel"
            | "urn:schemas-microsoft-com:office:powerpoint" => Self::Office,
            _ => Self::microsoft(uri),
        }
    }

    fn standard(rest: &str) -> Self {
        match rest {
            "wordprocessingml/main" => Self::Word,
            "drawingml/wordprocessingDrawing" => Self::WordDrawing,
            "drawingml/chart" | "drawingml/chartDrawing" => Self::Chart,
            "drawingml/diagram" => Self::Diagram,
            "officeDocument/math" => Self::Math,
            "spreadsheetml/main" => Self::Sheet,
            "presentationml/main" => Self::Slide,
            "officeDocument/relationships" => Self::Relation,
            _ if rest.starts_with("drawingml/") => Self::Drawing,
            _ => Self::Other,
        }
    }

    fn microsoft(uri: &str) -> Self {
        let Some(rest) = uri.strip_prefix("http://schemas.microsoft.com/office/") else {
            return Self::Other;
        };
        let (area, rest) = rest.split_once('/').unwrap_or((rest, ""));
        match area {
            "word" if rest.contains("wordprocessingDrawing") => Self::WordDrawing,
            "word" if rest.contains("wordprocessingShape") => Self::Drawing,
            "word" => Self::WordNext,
            "drawing" if rest.contains("chart") => Self::Chart,
            "drawing" => Self::Drawing,
            "spreadsheetml" => Self::Sheet,
            "powerpoint" => Self::Slide,
            _ => Self::Other,
        }
    }
}
