//! What each part of a package is, and what happens to it.

use tacenda_core::{FormatKind, HiddenKind};

use crate::package::{Graph, Package, looks_like_zip};

/// What a part is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// XML whose text is shown and redacted in place; `rank` orders parts for reading.
    Xml {
        /// Lower is read earlier.
        rank: u8,
        /// What a reader calls it.
        title: &'static str,
    },
    /// The list of content types.
    Types,
    /// Relationships.
    Relations,
    /// Core properties: replaced by empty ones.
    CoreProperties,
    /// Application properties: replaced by empty ones.
    AppProperties,
    /// A picture made of pixels: kept without its metadata.
    Pixels,
    /// A picture made of drawing commands that may hold text.
    Metafile,
    /// A picture of what an embedded file looked like: replaced by an empty one.
    Preview,
    /// A document inside the document: shown, searched and redacted as the document itself.
    Embedded,
    /// Not in the redacted file.
    Removed(HiddenKind),
    /// Nobody knows.
    Unknown,
}

/// Kinds of relationship whose parts hold XML that is read, with rank and title.
const XML: &[(&str, u8, &str)] = &[
    ("officeDocument", 0, "Body"),
    ("worksheet", 1, "Sheet"),
    ("chartsheet", 1, "Chart sheet"),
    ("dialogsheet", 1, "Dialog sheet"),
    ("sharedStrings", 2, "Cell texts"),
    ("slide", 2, "Slide"),
    ("header", 3, "Header"),
    ("footer", 4, "Footer"),
    ("footnotes", 5, "Footnotes"),
    ("endnotes", 6, "Endnotes"),
    ("notesSlide", 6, "Slide notes"),
    ("comments", 7, "Comments"),
    ("threadedComment", 7, "Comments"),
    ("chart", 8, "Chart"),
    ("chartEx", 8, "Chart"),
    ("chartUserShapes", 8, "Chart"),
    ("diagramData", 9, "Diagram"),
    ("diagramDrawing", 9, "Diagram copy"),
    ("drawing", 9, "Drawing"),
    ("vmlDrawing", 9, "Legacy drawing"),
    ("table", 10, "Table"),
    ("slideLayout", 11, "Slide layout"),
    ("slideMaster", 11, "Slide master"),
    ("notesMaster", 11, "Notes master"),
    ("handoutMaster", 11, "Handout master"),
    ("glossaryDocument", 12, "Building blocks"),
    ("customXml", 13, "Document data"),
    ("tags", 13, "Tags"),
    ("commentAuthors", 14, "Settings"),
    ("authors", 14, "Settings"),
    ("person", 14, "Settings"),
    ("customXmlProps", 14, "Settings"),
    ("commentsExtended", 14, "Settings"),
    ("commentsIds", 14, "Settings"),
    ("commentsExtensible", 14, "Settings"),
    ("people", 14, "Settings"),
    ("styles", 14, "Settings"),
    ("stylesWithEffects", 14, "Settings"),
    ("numbering", 14, "Settings"),
    ("settings", 14, "Settings"),
    ("webSettings", 14, "Settings"),
    ("fontTable", 14, "Settings"),
    ("theme", 14, "Settings"),
    ("themeOverride", 14, "Settings"),
    ("diagramLayout", 14, "Settings"),
    ("diagramQuickStyle", 14, "Settings"),
    ("diagramColors", 14, "Settings"),
    ("chartStyle", 14, "Settings"),
    ("chartColorStyle", 14, "Settings"),
    ("presProps", 14, "Settings"),
    ("viewProps", 14, "Settings"),
    ("tableStyles", 14, "Settings"),
    ("sheetMetadata", 14, "Settings"),
];

/// Kinds of relationship that lead to whole files, which stay if they are documents that can be
/// read.
const EMBEDDING: &[&str] = &["package", "oleObject", "aFChunk", "subDocument"];

/// Kinds of relationship whose targets, inside the file or outside, go.
const REMOVED: &[(&str, HiddenKind)] = &[
    ("thumbnail", HiddenKind::Thumbnail),
    ("custom-properties", HiddenKind::Metadata),
    ("customProperties", HiddenKind::Metadata),
    ("customProperty", HiddenKind::Metadata),
    ("classificationlabels", HiddenKind::Metadata),
    ("documenttasks", HiddenKind::Metadata),
    ("vbaProject", HiddenKind::Macro),
    ("wordVbaData", HiddenKind::Macro),
    ("vbaProjectSignature", HiddenKind::Macro),
    ("attachedToolbars", HiddenKind::Macro),
    ("keyMapCustomizations", HiddenKind::Settings),
    ("control", HiddenKind::Macro),
    ("activeXControl", HiddenKind::Macro),
    ("activeXControlBinary", HiddenKind::Macro),
    ("ctrlProp", HiddenKind::Form),
    ("extensibility", HiddenKind::Macro),
    ("ui", HiddenKind::Macro),
    ("userCustomization", HiddenKind::Macro),
    ("webextensiontaskpanes", HiddenKind::Macro),
    ("webextension", HiddenKind::Macro),
    ("printerSettings", HiddenKind::Settings),
    ("recipientData", HiddenKind::Settings),
    ("mailMergeSource", HiddenKind::Settings),
    ("mailMergeHeaderSource", HiddenKind::Settings),
    ("attachedTemplate", HiddenKind::Settings),
    ("transform", HiddenKind::Settings),
    ("attachedSchema", HiddenKind::Settings),
    ("origin", HiddenKind::Signature),
    ("signature", HiddenKind::Signature),
    ("font", HiddenKind::Font),
    ("oleObject", HiddenKind::Attachment),
    ("package", HiddenKind::Attachment),
    ("aFChunk", HiddenKind::Attachment),
    ("subDocument", HiddenKind::Attachment),
    ("frame", HiddenKind::Attachment),
    ("video", HiddenKind::Attachment),
    ("audio", HiddenKind::Attachment),
    ("media", HiddenKind::Attachment),
    ("ink", HiddenKind::Attachment),
    ("inkXml", HiddenKind::Attachment),
    ("model3d", HiddenKind::Attachment),
    ("calcChain", HiddenKind::Cache),
    ("pivotTable", HiddenKind::Cache),
    ("pivotCacheDefinition", HiddenKind::Cache),
    ("pivotCacheRecords", HiddenKind::Cache),
    ("slicer", HiddenKind::Cache),
    ("slicerCache", HiddenKind::Cache),
    ("timeline", HiddenKind::Cache),
    ("timelineCache", HiddenKind::Cache),
    ("externalLink", HiddenKind::Cache),
    ("externalLinkPath", HiddenKind::Cache),
    ("connections", HiddenKind::Cache),
    ("queryTable", HiddenKind::Cache),
    ("xmlMaps", HiddenKind::Cache),
    ("volatileDependencies", HiddenKind::Cache),
    ("revisionHeaders", HiddenKind::Revision),
    ("revisionLog", HiddenKind::Revision),
    ("usernames", HiddenKind::People),
    ("revisionInfo", HiddenKind::Revision),
    ("changesInfo", HiddenKind::Revision),
];

/// What happens to targets of relationships of this kind, if they go.
pub(crate) fn removed(kind: &str) -> Option<HiddenKind> {
    REMOVED.iter().find(|r| r.0 == kind).map(|r| r.1)
}

/// The role of every part, by index.
pub(crate) fn roles(package: &Package, graph: &Graph) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..package.parts.len())
        .map(|part| role(package, graph, part))
        .collect();
    // What only removed parts lead to goes with them.
    for &part in &graph.order {
        let mut kept = graph
            .relations
            .iter()
            .filter(|r| r.part == Some(part))
            .filter(|r| !matches!(r.source.map(|s| roles[s]), Some(Role::Removed(_))));
        if kept.next().is_none() && !matches!(roles[part], Role::Removed(_)) {
            roles[part] = Role::Removed(HiddenKind::Orphan);
        }
    }
    for relation in &graph.relations {
        if matches!(relation.source.map(|s| roles[s]), Some(Role::Removed(_))) {
            roles[relation.rels] = Role::Removed(HiddenKind::Other);
        }
    }
    roles
}

fn role(package: &Package, graph: &Graph, part: usize) -> Role {
    if graph.rels.contains(&part) {
        return Role::Relations;
    }
    if package.parts[part].name == "[Content_Types].xml" {
        return Role::Types;
    }
    let Some(kind) = graph.reached.get(&part) else {
        return Role::Removed(HiddenKind::Orphan);
    };
    if EMBEDDING.contains(&kind.as_str()) && looks_like_zip(&package.parts[part].bytes) {
        return Role::Embedded;
    }
    if is_plain(package, graph, part) {
        return Role::Xml {
            rank: 1,
            title: "Inserted text",
        };
    }
    if let Some(hidden) = removed(kind) {
        return Role::Removed(hidden);
    }
    if let Some(&(_, rank, title)) = XML.iter().find(|x| x.0 == kind) {
        return Role::Xml { rank, title };
    }
    match kind.as_str() {
        "core-properties" | "coreProperties" => Role::CoreProperties,
        "extended-properties" | "extendedProperties" => Role::AppProperties,
        "image" | "hdphoto" => picture(&package.parts[part].bytes),
        _ => Role::Unknown,
    }
}

/// Whether the part is inserted plain text, in the one encoding that needs no guessing.
pub(crate) fn is_plain(package: &Package, graph: &Graph, part: usize) -> bool {
    let content_type = graph.types.get(&part).map_or("", String::as_str);
    let text = std::str::from_utf8(&package.parts[part].bytes);
    graph
        .reached
        .get(&part)
        .is_some_and(|kind| kind == "aFChunk")
        && content_type.to_ascii_lowercase().starts_with("text/plain")
        && text.is_ok_and(|t| {
            let markup = t
                .trim_start_matches('\u{feff}')
                .trim_start()
                .starts_with('<');
            !markup && !t.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n'))
        })
}

/// Which kind of picture the bytes are, by their own signature.
fn picture(bytes: &[u8]) -> Role {
    let pixels: [&[u8]; 7] = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"RIFF",
    ];
    if pixels.iter().any(|p| bytes.starts_with(p)) {
        return Role::Pixels;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    if head.contains("<svg") {
        return Role::Xml {
            rank: 9,
            title: "Vector picture",
        };
    }
    Role::Metafile
}

/// The format of the package, judged by the content type of its main part.
pub(crate) fn kind(package: &Package, graph: &Graph) -> Option<FormatKind> {
    let main = graph
        .relations
        .iter()
        .find(|r| r.source.is_none() && r.kind == "officeDocument")?
        .part?;
    let content_type = graph.types.get(&main).map_or("", String::as_str);
    let name = package.parts[main].name.as_str();
    if content_type.contains("binary") {
        return None;
    }
    if content_type.contains("wordprocessingml") || content_type.contains("ms-word") {
        Some(FormatKind::Docx)
    } else if content_type.contains("spreadsheetml") || content_type.contains("ms-excel") {
        Some(FormatKind::Xlsx)
    } else if content_type.contains("presentationml") || content_type.contains("ms-powerpoint") {
        Some(FormatKind::Pptx)
    } else if name.starts_with("word/") {
        Some(FormatKind::Docx)
    } else {
        None
    }
}
