//! A package read as one document.

use std::collections::BTreeMap;

use tacenda_core::{
    Block, BlockKind, CanonicalText, Document, FormatError, FormatKind, HiddenItem, HiddenKind,
    Mark, MarkKind, Notice, NoticeCode, Place, Reading, Section, Span, View,
};

use crate::embedded::{self, Embedded};
use crate::inventory::{self, Role};
use crate::package::{Allowance, Graph, Package};
use crate::redact::can_cut;
use crate::scan::{Flow, Host, Lane, Map, PartScan, Piece, Shown, plain, scan};
use crate::xml::{Source, decode};

/// A package, what its parts are and say, and the document that they make up.
pub(crate) struct Opened {
    /// The parts.
    pub(crate) package: Package,
    /// How they hang together.
    pub(crate) graph: Graph,
    /// What each is for.
    pub(crate) roles: Vec<Role>,
    /// Text of the parts that are read as XML.
    pub(crate) sources: BTreeMap<usize, Source>,
    /// What those parts say.
    pub(crate) scans: BTreeMap<usize, PartScan>,
    /// The document.
    pub(crate) document: Document,
    /// Where the document's text stands; sorted by `piece.at`.
    pub(crate) placed: Vec<Placed>,
    /// What must be told.
    pub(crate) notices: Vec<Notice>,
    /// What lies beside the text.
    pub(crate) hidden: Vec<HiddenItem>,
    /// Documents inside this one, in the order of their texts.
    pub(crate) embedded: Vec<Embedded>,
    /// Pictures that are shown nowhere as a whole, with what is shown of them.
    pub(crate) cropped: BTreeMap<usize, Vec<Shown>>,
}

/// A piece with its place in the canonical text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    /// The part.
    pub(crate) part: usize,
    /// Whether it belongs to a field's instruction.
    pub(crate) code: bool,
    /// The piece; `at` counts in the canonical text.
    pub(crate) piece: Piece,
}

impl Opened {
    /// Reads a package of format `kind`.
    ///
    /// # Errors
    /// [`FormatError`] for what is damaged or beyond limits.
    pub(crate) fn read(bytes: &[u8], kind: FormatKind) -> Result<Self, FormatError> {
        Self::open(bytes, Some(kind), &mut Allowance::new(), 0)
    }

    /// Reads a package that stands `depth` packages deep in a file, of format `expected` if one
    /// is.
    ///
    /// # Errors
    /// As [`Opened::read`].
    pub(crate) fn open(
        bytes: &[u8],
        expected: Option<FormatKind>,
        allowance: &mut Allowance,
        depth: usize,
    ) -> Result<Self, FormatError> {
        let package = Package::open_within(bytes, allowance)?;
        let graph = Graph::of(&package)?;
        let kind = inventory::kind(&package, &graph).filter(|k| expected.is_none_or(|e| e == *k));
        let Some(kind) = kind else {
            let name = expected.map_or("Office", FormatKind::extension);
            return Err(FormatError::Unsupported(format!(
                "the file is no {} document inside; open it in its own program and save it anew",
                name.to_uppercase()
            )));
        };
        let mut roles = inventory::roles(&package, &graph);
        let mut notices = Vec::new();
        let mut sources = BTreeMap::new();
        let mut scans = BTreeMap::new();
        for (index, part) in package.parts.iter().enumerate() {
            let required = matches!(roles[index], Role::Xml { .. });
            if !required && roles[index] != Role::Unknown {
                continue;
            }
            let read =
                decode(&part.name, &part.bytes).and_then(|source| {
                    match inventory::is_plain(&package, &graph, index) {
                        true => Ok((plain(&source.text), source)),
                        false => Ok((scan(&part.name, &source.text)?, source)),
                    }
                });
            match read {
                Ok((scan, source)) => {
                    sources.insert(index, source);
                    scans.insert(index, scan);
                }
                Err(error) if required => return Err(error),
                Err(_) => {}
            }
        }
        unbound_data(&package, &graph, &sources, &mut roles);
        for (&index, scan) in &scans {
            if roles[index] == Role::Unknown && scan.flows.is_empty() {
                roles[index] = Role::Xml {
                    rank: 14,
                    title: "Settings",
                };
            }
        }
        previews(&graph, &scans, &mut roles);
        let mut embedded = Vec::new();
        for (part, bytes) in package.parts.iter().enumerate() {
            if roles[part] != Role::Embedded {
                continue;
            }
            match embedded::read(bytes, allowance, depth)? {
                Some(opened) => embedded.push(Embedded {
                    part,
                    at: 0,
                    opened,
                }),
                None => roles[part] = Role::Removed(HiddenKind::Attachment),
            }
        }
        let cropped = cropped(&graph, &scans);
        let mut hidden = crate::hidden::items(&package, &graph, &roles, &scans, &cropped);
        for inner in &embedded {
            hidden.extend(inner.hidden(&package.parts[inner.part].name));
            notices.extend(inner.notices(&package.parts[inner.part].name));
        }
        for (index, part) in package.parts.iter().enumerate() {
            let place = || Place::part(&part.name);
            let code = match roles[index] {
                Role::Unknown => NoticeCode::UnknownPart,
                Role::Pixels | Role::Metafile
                    if cropped.contains_key(&index) && !can_cut(&part.bytes) =>
                {
                    NoticeCode::CroppedImage
                }
                Role::Pixels | Role::Metafile => NoticeCode::Image,
                Role::Removed(HiddenKind::Attachment) => NoticeCode::EmbeddedObject,
                Role::Removed(HiddenKind::Signature) => NoticeCode::SignatureVoid,
                _ => continue,
            };
            notices.push(Notice::new(code, place(), ""));
        }
        let mut opened = Self {
            package,
            graph,
            roles,
            sources,
            scans,
            document: empty(kind),
            placed: Vec::new(),
            notices,
            hidden,
            embedded,
            cropped,
        };
        opened.assemble();
        Ok(opened)
    }

    /// The reading for callers.
    pub(crate) fn into_reading(self) -> Reading {
        Reading {
            document: self.document,
            layouts: Vec::new(),
            notices: self.notices,
            hidden: self.hidden,
        }
    }

    /// Joins the flows of all parts to one text.
    fn assemble(&mut self) {
        let mut order: Vec<(u8, &'static str, String, usize)> = self
            .scans
            .keys()
            .filter_map(|&index| match self.roles[index] {
                Role::Xml { rank, title } => {
                    Some((rank, title, natural(&self.package.parts[index].name), index))
                }
                _ => None,
            })
            .collect();
        order.sort();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, title, _, _) in &order {
            *numbers.entry(title).or_default() += 1;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut builder = Builder {
            text: String::new(),
            placed: Vec::new(),
            document: empty(self.document.kind),
        };
        for (_, title, _, index) in &order {
            let count = seen.entry(title).or_default();
            *count += 1;
            let title = if numbers[title] > 1 {
                format!("{title} {count}")
            } else {
                (*title).to_owned()
            };
            let name = self.package.parts[*index].name.clone();
            let flows = &self.scans[index].flows;
            for (lane, suffix) in [
                (Lane::Main, ""),
                (Lane::Aside, ": text boxes"),
                (Lane::Code, ": field codes"),
                (Lane::Attribute, ": names and descriptions"),
            ] {
                let flows = flows.iter().filter(|f| f.lane == lane);
                builder.section(*index, format!("{title}{suffix}"), &name, flows);
            }
            let (rels, targets) = self.targets(*index);
            if let Some(rels) = rels {
                let name = self.package.parts[rels].name.clone();
                builder.section(rels, format!("{title}: links"), &name, targets.iter());
            }
        }
        self.placed = builder.placed;
        self.append(&mut builder.text, &mut builder.document);
        builder.document.text = CanonicalText::new(builder.text);
        builder.document.views = views(&builder.document);
        self.document = builder.document;
    }

    /// Adds the texts of the documents inside this one after its own.
    fn append(&mut self, text: &mut String, document: &mut Document) {
        let name = |part: usize| self.package.parts[part].name.as_str();
        self.embedded.sort_by_key(|e| natural(name(e.part)));
        let count = |title: &str| self.embedded.iter().filter(|e| e.title() == title).count();
        let several: Vec<bool> = (self.embedded.iter())
            .map(|e| count(e.title()) > 1)
            .collect();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (inner, several) in self.embedded.iter_mut().zip(several) {
            let number = numbers.entry(inner.title()).or_default();
            *number += 1;
            let title = match several {
                true => format!("{} {number}", inner.title()),
                false => inner.title().to_owned(),
            };
            inner.at = text.len();
            inner.append(text, &title, name(inner.part), document);
        }
    }

    /// The links of a part as flows over its relationships' part.
    fn targets(&self, part: usize) -> (Option<usize>, Vec<Flow>) {
        let mut rels = None;
        let mut flows = Vec::new();
        for relation in self.graph.from(part) {
            if !relation.external || inventory::removed(&relation.kind).is_some() {
                continue;
            }
            rels = Some(relation.rels);
            let name = "Link target".into();
            let mut flow = Flow::new(Lane::Target, BlockKind::Property { name });
            let (from, to) = relation.value;
            flow.push(&relation.target, from, to, Map::Whole, Host::Target);
            flows.push(flow);
        }
        (rels, flows)
    }
}

fn empty(kind: FormatKind) -> Document {
    Document {
        kind,
        text: CanonicalText::default(),
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        marks: Vec::new(),
        views: Vec::new(),
    }
}

struct Builder {
    text: String,
    placed: Vec<Placed>,
    document: Document,
}

impl Builder {
    fn section<'a>(
        &mut self,
        part: usize,
        title: String,
        name: &str,
        flows: impl Iterator<Item = &'a Flow>,
    ) {
        let start = self.text.len();
        for flow in flows {
            self.flow(part, flow);
        }
        if self.text.len() > start {
            self.document.sections.push(Section {
                start,
                end: self.text.len(),
                title,
                part: name.to_owned(),
            });
        }
    }

    fn flow(&mut self, part: usize, flow: &Flow) {
        let base = self.text.len();
        let mark = |from: usize, to: usize, kind: MarkKind| {
            Span::new(from, to).map(|span| Mark { span, kind })
        };
        self.text.push_str(&flow.text);
        let end = self.text.len();
        self.text.push('\n');
        self.placed.extend(flow.pieces.iter().map(|piece| Placed {
            part,
            code: flow.lane == Lane::Code,
            piece: Piece {
                at: base + piece.at,
                ..*piece
            },
        }));
        if let Some(span) = Span::new(base, end) {
            self.document.blocks.push(Block {
                span,
                kind: flow.block.clone(),
            });
        }
        let marks = flow
            .marks
            .iter()
            .filter_map(|&(from, to, kind)| mark(base + from, base + to, kind));
        self.document.marks.extend(marks);
        let ends = flow.end.iter().filter_map(|&kind| mark(end, end + 1, kind));
        self.document.marks.extend(ends);
    }
}

/// The text as it would read with all changes accepted, and as it read before them.
fn views(document: &Document) -> Vec<View> {
    use MarkKind::{Deleted, Inserted, MovedFrom, MovedTo};
    let without = |name: &str, kinds: [MarkKind; 2]| {
        let mut gone: Vec<Span> = document
            .marks
            .iter()
            .filter(|m| kinds.contains(&m.kind))
            .map(|m| m.span)
            .collect();
        gone.sort_unstable();
        let mut pieces = Vec::new();
        let mut at = 0;
        for span in &gone {
            pieces.extend(Span::new(at, span.start().max(at)));
            at = at.max(span.end());
        }
        pieces.extend(Span::new(at, document.text.len().max(at)));
        (!gone.is_empty()).then(|| View {
            name: name.into(),
            pieces,
        })
    };
    [
        without("accepted", [Deleted, MovedFrom]),
        without("original", [Inserted, MovedTo]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Custom XML that no content control is bound to says nothing in the document: it goes.
fn unbound_data(
    package: &Package,
    graph: &Graph,
    sources: &BTreeMap<usize, Source>,
    roles: &mut [Role],
) {
    let items: Vec<usize> = graph
        .order
        .iter()
        .copied()
        .filter(|p| graph.reached[p] == "customXml")
        .collect();
    for item in items {
        let properties: Vec<usize> = graph.from(item).filter_map(|r| r.part).collect();
        let id = properties.iter().find_map(|p| {
            let text = String::from_utf8_lossy(&package.parts[*p].bytes);
            let (_, rest) = text.split_once("itemID=")?;
            let quote = rest.chars().next()?;
            Some(rest[1..].split(quote).next()?.to_ascii_lowercase())
        });
        let bound = id.is_some_and(|id| {
            !id.is_empty()
                && sources.iter().any(|(part, source)| {
                    !properties.contains(part)
                        && source.text.contains("dataBinding")
                        && source.text.to_ascii_lowercase().contains(&id)
                })
        });
        if !bound {
            for part in properties.into_iter().chain([item]) {
                roles[part] = Role::Removed(HiddenKind::CustomXml);
            }
            for relation in graph.from(item) {
                roles[relation.rels] = Role::Removed(HiddenKind::CustomXml);
            }
        }
    }
}

/// Pictures of embedded files show what the files say.
fn previews(graph: &Graph, scans: &BTreeMap<usize, PartScan>, roles: &mut [Role]) {
    for (&part, scan) in scans {
        for relation in graph.from(part) {
            if let Some(picture) = relation.part
                && matches!(roles[picture], Role::Pixels | Role::Metafile)
                && scan.previews.contains(&relation.id)
            {
                roles[picture] = Role::Preview;
            }
        }
    }
}

/// Pictures of which every place shows only a part, with those parts.
fn cropped(graph: &Graph, scans: &BTreeMap<usize, PartScan>) -> BTreeMap<usize, Vec<Shown>> {
    let mut found: BTreeMap<usize, Vec<Shown>> = BTreeMap::new();
    for relation in &graph.relations {
        let Some(part) = relation.part else { continue };
        let shown = found.entry(part).or_default();
        let known = shown.len();
        if let Some(scan) = relation.source.and_then(|source| scans.get(&source)) {
            let here = scan.shown.iter().filter(|(id, _)| *id == relation.id);
            shown.extend(here.map(|(_, shown)| *shown));
        }
        if shown.len() == known {
            // Used in a way that is not known: it may be seen as a whole.
            shown.push(Shown::WHOLE);
        }
    }
    found.retain(|_, shown| !shown.contains(&Shown::WHOLE));
    found
}

/// A name that sorts `header2` before `header10`.
fn natural(name: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in name.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>9}"));
            digits.clear();
        }
        out.push(c);
    }
    out
}
