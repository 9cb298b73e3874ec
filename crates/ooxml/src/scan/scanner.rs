//! One part read into flows, in one pass.

use tacenda_core::{BlockKind, FormatError, MarkKind};

use super::attributes::{Use, usage};
use super::fields;
use super::flow::{Flow, Host, Lane};
use super::pictures::Shown;
use super::sheet::Cell;
use super::state::Standing;
use crate::xml::{Chunk, ChunkKind, Edit, Element, Ns, Visitor, unescape, walk};

/// Everything one part gives.
#[derive(Debug, Default)]
pub(crate) struct PartScan {
    /// In the order in which they end.
    pub(crate) flows: Vec<Flow>,
    /// Attributes and texts that are not part of a flow.
    pub(crate) unlisted: Vec<Unlisted>,
    /// What goes from every exported file, whatever the plan says.
    pub(crate) hygiene: Vec<Edit>,
    /// Names and initials of people who worked on the file.
    pub(crate) authors: Vec<Author>,
    /// Uses of relationships.
    pub(crate) references: Vec<Reference>,
    /// Ids of relationships that lead to pictures of embedded files.
    pub(crate) previews: Vec<String>,
    /// What is shown of pictures, by the ids of the relationships that lead to them.
    pub(crate) shown: Vec<(String, Shown)>,
    /// How many tracked changes there are.
    pub(crate) changes: usize,
    /// Hidden sheets and slides.
    pub(crate) hidden_sheets: usize,
    /// Comments in the document's sense.
    pub(crate) comments: u32,
}

/// A stretch of bytes that is searched for removed values, but not shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unlisted {
    /// First byte.
    pub(crate) from: usize,
    /// One past the last byte.
    pub(crate) to: usize,
    /// What surrounds it.
    pub(crate) host: Host,
}

/// Where a person's name or initials stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Author {
    /// First byte of the value.
    pub(crate) from: usize,
    /// One past its last byte.
    pub(crate) to: usize,
    /// The name that this is, or to which the initials belong (empty if the element has none).
    pub(crate) name: String,
    /// Whether these are the initials.
    pub(crate) initials: bool,
}

/// An attribute that uses a relationship.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reference {
    /// The relationship's id.
    pub(crate) id: String,
    /// The element's name.
    pub(crate) element: String,
    /// Byte range of the whole element.
    pub(crate) range: (usize, usize),
    /// Byte range of the attribute with the white space before it.
    pub(crate) attribute: (usize, usize),
}

/// Reads one part.
///
/// # Errors
/// [`FormatError::Damaged`] or [`FormatError::Limit`] for what is not sound XML.
pub(crate) fn scan(part: &str, text: &str) -> Result<PartScan, FormatError> {
    let mut scanner = Scanner::default();
    walk(part, text, &mut scanner)?;
    Ok(scanner.out)
}

#[derive(Default)]
pub(super) struct Scanner<'a> {
    pub(super) out: PartScan,
    pub(super) frames: Vec<Frame<'a>>,
    /// Flows that have started and not ended, innermost last.
    pub(super) open: Vec<Flow>,
    /// Fields that have started and not ended, with their instructions.
    fields: Vec<Flow>,
    tables: Vec<Table>,
    tables_seen: u32,
    /// Author of the comment that is being read.
    comment: Option<String>,
    /// The spreadsheet cell that is being read.
    pub(super) cell: Option<Cell>,
}

#[derive(Default)]
struct Table {
    number: u32,
    /// One more than the row being read.
    rows: u32,
    /// One more than the cell being read.
    cells: u32,
}

/// An open element.
pub(super) struct Frame<'a> {
    pub(super) ns: Ns,
    pub(super) local: &'a str,
    standing: Standing,
    /// Where its start tag stands.
    pub(super) tag: (usize, usize),
    /// Where a missing `xml:space` could be inserted.
    space: Option<usize>,
    pub(super) ends_flow: bool,
    pub(super) cut: bool,
    /// Indices of its references.
    references: (usize, usize),
}

impl<'a> Visitor<'a> for Scanner<'a> {
    fn open(&mut self, e: &Element<'a>) -> Result<(), FormatError> {
        let parent = self.frames.last().map_or("", |f| f.local);
        let standing = self
            .frames
            .last()
            .map_or(Standing::default(), |f| f.standing);
        let mut frame = Frame {
            ns: e.ns,
            local: e.local,
            standing,
            tag: (e.from, e.to),
            space: (trims(e.ns, e.local) && e.attr("space").is_none()).then_some(e.name_end),
            ends_flow: false,
            cut: false,
            references: (self.out.references.len(), 0),
        };
        self.attributes(e, parent);
        self.crop(e);
        frame.references.1 = self.out.references.len();
        match e.ns {
            Ns::Word => self.word(e, parent, &mut frame),
            Ns::WordNext => {
                frame.cut = matches!(e.local, "docId" | "presenceInfo");
            }
            Ns::Drawing => self.drawing(e, &mut frame),
            Ns::Slide
                if e.local == "sld" && e.attr("show").is_some_and(|v| v != "1" && v != "true") =>
            {
                self.out.hidden_sheets += 1;
            }
            Ns::Sheet => self.sheet(e, &mut frame),
            Ns::Compatibility if e.local == "Fallback" && !self.open.is_empty() => {
                self.open.push(Flow::new(Lane::Aside, BlockKind::Paragraph));
                frame.ends_flow = true;
            }
            _ => {}
        }
        self.frames.push(frame);
        Ok(())
    }

    fn close(&mut self, _: usize, to: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        for reference in &mut self.out.references[frame.references.0..frame.references.1] {
            reference.range.1 = to;
        }
        if (frame.ns, frame.local) == (Ns::Sheet, "oleObjects") {
            // A list without objects is not valid: they stay or go together.
            for reference in &mut self.out.references[frame.references.0..] {
                if reference.element == "oleObject" {
                    reference.range = (frame.tag.0, to);
                }
            }
        }
        if frame.cut {
            self.out.hygiene.push(Edit::cut(frame.tag.0, to));
        }
        if frame.ends_flow
            && let Some(flow) = self.open.pop()
        {
            self.finish(flow);
        }
        match (frame.ns, frame.local) {
            (Ns::Word | Ns::Drawing, "tbl") => {
                self.tables.pop();
            }
            (Ns::Word, "comment") => self.comment = None,
            (Ns::Sheet, "c") => self.cell = None,
            _ => {}
        }
        if self.frames.is_empty() {
            while let Some(field) = self.fields.pop() {
                self.finish_field(field);
            }
        }
    }

    fn text(&mut self, chunk: &Chunk<'a>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if frame.cut {
            return;
        }
        let (ns, local) = (frame.ns, frame.local);
        let (standing, space) = (frame.standing, frame.space);
        if ns == Ns::Sheet && self.sheet_text(chunk) {
            return;
        }
        let blank = chunk.kind != ChunkKind::Cdata && chunk.raw.trim().is_empty();
        let host = match chunk.kind {
            ChunkKind::Cdata => Host::Cdata,
            _ => Host::Text { space },
        };
        match role(ns, local) {
            Role::Text => {
                let mut own = None;
                let flow = match self.open.last_mut() {
                    Some(flow) => flow,
                    None if blank => return,
                    None => own.insert(Flow::new(Lane::Main, BlockKind::Paragraph)),
                };
                add(flow, chunk, host, standing);
                if let Some(flow) = own {
                    self.finish(flow);
                }
            }
            Role::Code => {
                if self.fields.is_empty() {
                    self.fields.push(code_flow());
                }
                if let Some(field) = self.fields.last_mut() {
                    add(field, chunk, host, standing);
                }
            }
            _ if blank => {}
            Role::Number => self.out.unlisted.push(Unlisted {
                from: chunk.from,
                to: chunk.to,
                host,
            }),
            Role::Other => {
                let name = local.to_owned();
                let mut flow = Flow::new(Lane::Main, BlockKind::Property { name });
                add(&mut flow, chunk, host, standing);
                self.finish(flow);
            }
        }
    }

    fn aside(&mut self, from: usize, to: usize) {
        self.out.hygiene.push(Edit::cut(from, to));
    }
}

/// What the text inside an element is.
enum Role {
    /// Part of the paragraph.
    Text,
    /// A field's instruction.
    Code,
    /// A measure that says nothing about people.
    Number,
    /// Text of its own.
    Other,
}

fn role(ns: Ns, local: &str) -> Role {
    match (ns, local) {
        (Ns::Word, "t" | "delText") | (Ns::Drawing | Ns::Math | Ns::Sheet, "t") => Role::Text,
        (Ns::Word, "instrText" | "delInstrText") => Role::Code,
        (Ns::WordDrawing, _) | (Ns::Chart, "formatCode") => Role::Number,
        _ => Role::Other,
    }
}

/// Whether an element's text loses its outer spaces unless `xml:space` says otherwise.
fn trims(ns: Ns, local: &str) -> bool {
    match ns {
        Ns::Word => matches!(local, "t" | "delText" | "instrText" | "delInstrText"),
        Ns::Math | Ns::Sheet => local == "t",
        _ => false,
    }
}

fn add(flow: &mut Flow, chunk: &Chunk<'_>, host: Host, standing: Standing) {
    let before = flow.text.len();
    match chunk.kind {
        ChunkKind::Reference(c) => flow.whole(c, chunk.from, chunk.to, host),
        ChunkKind::Literal | ChunkKind::Cdata => flow.literal(chunk.raw, chunk.from, host),
    }
    for kind in standing.kinds() {
        flow.mark(before, kind);
    }
}

fn code_flow() -> Flow {
    let name = "Field".into();
    Flow::new(Lane::Code, BlockKind::Property { name })
}

impl<'a> Scanner<'a> {
    fn attributes(&mut self, e: &Element<'a>, parent: &str) {
        for a in &e.attrs {
            if a.ns == Ns::Relation {
                if self.is_preview(e) {
                    self.out.previews.push(a.value.to_owned());
                }
                self.out.references.push(Reference {
                    id: a.value.to_owned(),
                    element: e.local.to_owned(),
                    range: (e.from, e.to),
                    attribute: (a.before, a.to + 1),
                });
            }
            let author = |initials| Author {
                from: a.from,
                to: a.to,
                name: if initials {
                    e.attr("author").or(e.attr("name")).unwrap_or_default()
                } else {
                    a.value
                }
                .to_owned(),
                initials,
            };
            match usage(e, a, parent) {
                Use::Shown(name, host) => self.attribute(a.value, a.from, name, host),
                Use::Author => self.out.authors.push(author(false)),
                Use::Initials => self.out.authors.push(author(true)),
                Use::Time => {
                    self.out
                        .hygiene
                        .push(Edit::put(a.from, a.to, "2000-01-01T00:00:00Z"));
                }
                Use::Dropped => self.out.hygiene.push(Edit::cut(a.before, a.to + 1)),
                Use::Searched if a.value.len() >= 4 => self.out.unlisted.push(Unlisted {
                    from: a.from,
                    to: a.to,
                    host: Host::Name,
                }),
                Use::Searched => {}
            }
        }
    }

    fn attribute(&mut self, value: &str, from: usize, name: &str, host: Host) {
        if value.trim().is_empty() {
            return;
        }
        let name = name.to_owned();
        let mut flow = Flow::new(Lane::Attribute, BlockKind::Property { name });
        unescape(value, |at, len, piece| match piece {
            Ok(text) => flow.literal(text, from + at, host),
            Err(c) => flow.whole(c, from + at, from + at + len, host),
        });
        self.finish(flow);
    }

    fn word(&mut self, e: &Element<'a>, parent: &str, frame: &mut Frame<'a>) {
        match e.local {
            "p" => {
                let lane = if self.open.is_empty() {
                    Lane::Main
                } else {
                    Lane::Aside
                };
                self.open.push(Flow::new(lane, self.block()));
                frame.ends_flow = true;
            }
            "tbl" => self.table(),
            "tr" => self.row(),
            "tc" => self.cell(),
            "comment" => {
                self.out.comments += 1;
                self.comment = Some(e.attr("author").unwrap_or_default().to_owned());
            }
            "ins" | "del" | "moveFrom" | "moveTo" => self.tracked(e, parent, frame),
            "cellIns" | "cellDel" | "cellMerge" => self.out.changes += 1,
            "hyperlink" => frame.standing = frame.standing.with(MarkKind::Link),
            "rsids" | "mailMerge" | "attachedTemplate" | "fldData" => frame.cut = true,
            "fldChar" => self.field(e.attr("fldCharType").unwrap_or_default()),
            local if local.ends_with("Change") => self.out.changes += 1,
            _ if parent == "rPr" => self.run_property(e),
            _ if parent == "pPr" || parent == "numPr" => self.paragraph_property(e),
            _ => self.special(e, frame.standing),
        }
    }

    /// Elements that stand for a character.
    fn special(&mut self, e: &Element<'a>, standing: Standing) {
        let Some(flow) = self.open.last_mut() else {
            return;
        };
        let before = flow.text.len();
        match e.local {
            "tab" | "ptab" => flow.fixed('\t'),
            "br" | "cr" => flow.fixed('\n'),
            "noBreakHyphen" => flow.whole('-', e.from, e.to, Host::Element),
            "softHyphen" => flow.whole('\u{ad}', e.from, e.to, Host::Element),
            "sym" => flow.whole(symbol(e), e.from, e.to, Host::Element),
            _ => return,
        }
        for kind in standing.kinds() {
            flow.mark(before, kind);
        }
    }

    fn tracked(&mut self, e: &Element<'a>, parent: &str, frame: &mut Frame<'a>) {
        let mark = match e.local {
            "ins" => MarkKind::Inserted,
            "del" => MarkKind::Deleted,
            "moveFrom" => MarkKind::MovedFrom,
            _ => MarkKind::MovedTo,
        };
        self.out.changes += 1;
        match parent {
            // The paragraph's end itself is inserted or deleted.
            "rPr" if self.grandparent() == "pPr" => {
                if let Some(flow) = self.open.last_mut() {
                    flow.end.push(mark);
                }
            }
            "rPr" | "trPr" | "numPr" => {}
            _ => frame.standing = frame.standing.with(mark),
        }
    }

    fn run_property(&mut self, e: &Element<'a>) {
        let kind = match e.local {
            "vanish" | "specVanish" | "webHidden" if e.on() => MarkKind::Hidden,
            "color"
                if e.attr("val")
                    .is_some_and(|v| v.eq_ignore_ascii_case("FFFFFF")) =>
            {
                MarkKind::Hidden
            }
            "b" if e.on() => MarkKind::Bold,
            "i" if e.on() => MarkKind::Italic,
            _ => return,
        };
        let depth = self.frames.len();
        if let Some(run) = depth.checked_sub(2).and_then(|i| self.frames.get_mut(i))
            && run.ns == Ns::Word
            && run.local == "r"
        {
            run.standing = run.standing.with(kind);
        }
    }

    fn paragraph_property(&mut self, e: &Element<'a>) {
        let Some(flow) = self.open.last_mut() else {
            return;
        };
        if flow.block != BlockKind::Paragraph && !matches!(flow.block, BlockKind::ListItem(_)) {
            return;
        }
        let value = e.attr("val").unwrap_or_default();
        match e.local {
            "pStyle" => {
                if let Some(level) = heading(value) {
                    flow.block = BlockKind::Heading(level);
                }
            }
            "outlineLvl" => {
                if let Some(level) = value.parse::<u8>().ok().filter(|l| *l < 9) {
                    flow.block = BlockKind::Heading(level + 1);
                }
            }
            "numPr" => flow.block = BlockKind::ListItem(0),
            "ilvl" => flow.block = BlockKind::ListItem(value.parse().unwrap_or(0)),
            _ => {}
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(code_flow()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    let done = std::mem::replace(field, code_flow());
                    self.finish_field(done);
                }
            }
            "end" => {
                if let Some(field) = self.fields.pop() {
                    self.finish_field(field);
                }
            }
            _ => {}
        }
    }

    fn finish_field(&mut self, field: Flow) {
        if fields::tells(&field.text) {
            self.finish(field);
        } else {
            self.out
                .unlisted
                .extend(field.pieces.iter().map(|p| Unlisted {
                    from: p.from,
                    to: p.to,
                    host: p.host,
                }));
        }
    }

    fn drawing(&mut self, e: &Element<'a>, frame: &mut Frame<'a>) {
        match e.local {
            "p" => {
                let lane = if self.open.is_empty() {
                    Lane::Main
                } else {
                    Lane::Aside
                };
                self.open.push(Flow::new(lane, self.block()));
                frame.ends_flow = true;
            }
            "br" => {
                if let Some(flow) = self.open.last_mut() {
                    flow.fixed('\n');
                }
            }
            "tbl" => self.table(),
            "tr" => self.row(),
            "tc" => self.cell(),
            _ => {}
        }
    }

    fn table(&mut self) {
        self.tables.push(Table {
            number: self.tables_seen,
            ..Table::default()
        });
        self.tables_seen += 1;
    }

    fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows += 1;
            table.cells = 0;
        }
    }

    fn cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cells += 1;
        }
    }

    fn block(&self) -> BlockKind {
        if let Some(author) = &self.comment {
            return BlockKind::Comment {
                author: author.clone(),
            };
        }
        match self.tables.last() {
            Some(t) if t.cells > 0 => BlockKind::Cell {
                table: t.number,
                row: t.rows.saturating_sub(1),
                column: t.cells - 1,
            },
            _ => BlockKind::Paragraph,
        }
    }

    /// The innermost open element.
    pub(super) fn top(&mut self) -> Option<&mut Frame<'a>> {
        self.frames.last_mut()
    }

    fn grandparent(&self) -> &'a str {
        let index = self.frames.len().checked_sub(2);
        index
            .and_then(|i| self.frames.get(i))
            .map_or("", |f| f.local)
    }

    pub(super) fn finish(&mut self, flow: Flow) {
        self.out.flows.push(flow);
    }
}

/// The level of a heading style, by the ids that Word gives in English.
fn heading(style: &str) -> Option<u8> {
    if style.eq_ignore_ascii_case("title") {
        return Some(1);
    }
    let lower = style.to_ascii_lowercase();
    let level = lower.strip_prefix("heading")?.trim();
    level.parse().ok().filter(|l| (1..=9).contains(l))
}

/// The character of a `w:sym`: symbol fonts map theirs into a private area, where it has no
/// meaning of its own.
fn symbol(e: &Element<'_>) -> char {
    e.attr("char")
        .and_then(|c| u32::from_str_radix(c, 16).ok())
        .and_then(char::from_u32)
        .filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control())
        .unwrap_or('\u{fffc}')
}
