//! Content types and relationships (ECMA-376 part 2, Open Packaging Conventions).

use std::collections::{BTreeMap, BTreeSet};

use tacenda_core::FormatError;

use super::Package;
use crate::xml::{Chunk, Element, Visitor, decode, unescape, walk};

/// One relationship.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Relation {
    /// Index of the `.rels` part that holds it.
    pub(crate) rels: usize,
    /// Part it starts from; `None` for the package itself.
    pub(crate) source: Option<usize>,
    /// Its id in that part.
    pub(crate) id: String,
    /// Last segment of its type's address, such as `header`.
    pub(crate) kind: String,
    /// Target as read, references resolved.
    pub(crate) target: String,
    /// The part it leads to, for internal targets that exist.
    pub(crate) part: Option<usize>,
    /// Whether the target is outside the package.
    pub(crate) external: bool,
    /// Byte range of its whole element in the `.rels` part's text.
    pub(crate) element: (usize, usize),
    /// Byte range of the target's value there.
    pub(crate) value: (usize, usize),
}

/// How the parts hang together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Graph {
    /// All relationships of reachable parts, in order of discovery.
    pub(crate) relations: Vec<Relation>,
    /// Reachable part → kind of the relationship through which it was first reached.
    pub(crate) reached: BTreeMap<usize, String>,
    /// Reachable parts in order of discovery.
    pub(crate) order: Vec<usize>,
    /// The `.rels` parts of the package and of reachable parts.
    pub(crate) rels: BTreeSet<usize>,
    /// Part → content type, for parts that have one.
    pub(crate) types: BTreeMap<usize, String>,
}

impl Graph {
    /// Reads content types and follows relationships from the root.
    ///
    /// # Errors
    /// [`FormatError::Damaged`] when one of those parts is missing or malformed.
    pub(crate) fn of(package: &Package) -> Result<Self, FormatError> {
        let mut graph = Self {
            types: types(package)?,
            ..Self::default()
        };
        let names: BTreeMap<String, usize> = package
            .parts
            .iter()
            .enumerate()
            .map(|(i, p)| (p.name.to_ascii_lowercase(), i))
            .collect();
        let mut queue: Vec<Option<usize>> = vec![None];
        let mut next = 0;
        while let Some(&source) = queue.get(next) {
            next += 1;
            let source_name = source.map_or("", |s| package.parts[s].name.as_str());
            let Some(&rels) = names.get(&rels_name(source_name).to_ascii_lowercase()) else {
                continue;
            };
            graph.rels.insert(rels);
            for mut relation in relations(package, rels)? {
                relation.source = source;
                if !relation.external {
                    let name = resolve_target(source_name, &relation.target);
                    relation.part = names.get(&name.to_ascii_lowercase()).copied();
                }
                if let Some(part) = relation.part
                    && !graph.reached.contains_key(&part)
                {
                    graph.reached.insert(part, relation.kind.clone());
                    graph.order.push(part);
                    queue.push(Some(part));
                }
                graph.relations.push(relation);
            }
        }
        Ok(graph)
    }

    /// The relationships that start from `part`.
    pub(crate) fn from(&self, part: usize) -> impl Iterator<Item = &Relation> {
        self.relations
            .iter()
            .filter(move |r| r.source == Some(part))
    }
}

/// The name of the part that holds the relationships of `part` (empty for the package).
fn rels_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part name to which an internal target leads from `source` (RFC 3986, section 5.2, on
/// paths alone).
pub(crate) fn resolve_target(source: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut path: Vec<&str> = Vec::new();
    if !target.starts_with('/')
        && let Some((folder, _)) = source.rsplit_once('/')
    {
        path.extend(folder.split('/'));
    }
    for segment in target.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(segment),
        }
    }
    let name = path.join("/");
    percent_decode(&name)
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match hex {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Collects elements with their attributes.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    depth: usize,
}

struct Row {
    local: String,
    from: usize,
    to: usize,
    attrs: BTreeMap<String, (String, usize, usize)>,
}

impl<'a> Visitor<'a> for Rows {
    fn open(&mut self, element: &Element<'a>) -> Result<(), FormatError> {
        let attrs = element.attrs.iter().map(|a| {
            let mut value = String::new();
            unescape(a.value, |_, _, piece| match piece {
                Ok(text) => value.push_str(text),
                Err(c) => value.push(c),
            });
            (a.local.to_owned(), (value, a.from, a.to))
        });
        self.depth += 1;
        self.rows.push(Row {
            local: element.local.to_owned(),
            from: element.from,
            to: element.to,
            attrs: attrs.collect(),
        });
        Ok(())
    }
    fn close(&mut self, _: usize, to: usize) {
        // Both kinds of part are one root with rows below it.
        if self.depth == 2
            && let Some(row) = self.rows.last_mut()
        {
            row.to = to;
        }
        self.depth -= 1;
    }
    fn text(&mut self, _: &Chunk<'a>) {}
    fn aside(&mut self, _: usize, _: usize) {}
}

fn relations(package: &Package, rels: usize) -> Result<Vec<Relation>, FormatError> {
    let part = &package.parts[rels];
    let source = decode(&part.name, &part.bytes)?;
    let mut rows = Rows::default();
    walk(&part.name, &source.text, &mut rows)?;
    let found = rows.rows.into_iter().filter(|r| r.local == "Relationship");
    Ok(found
        .filter_map(|row| {
            let get = |name: &str| row.attrs.get(name).map(|v| v.0.clone());
            let &(ref target, from, to) = row.attrs.get("Target")?;
            let kind = get("Type")?;
            Some(Relation {
                rels,
                source: None,
                id: get("Id")?,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: target.clone(),
                part: None,
                external: get("TargetMode").is_some_and(|m| m.eq_ignore_ascii_case("External")),
                element: (row.from, row.to),
                value: (from, to),
            })
        })
        .collect())
}

/// Content types by part.
fn types(package: &Package) -> Result<BTreeMap<usize, String>, FormatError> {
    let Some(index) = package.find("[Content_Types].xml") else {
        return Err(FormatError::Unsupported(
            "the file is a zip file but no Office document; unpack it and open what is inside"
                .into(),
        ));
    };
    let part = &package.parts[index];
    let source = decode(&part.name, &part.bytes)?;
    let mut rows = Rows::default();
    walk(&part.name, &source.text, &mut rows)?;
    let mut defaults = BTreeMap::new();
    let mut overrides = BTreeMap::new();
    for row in rows.rows {
        let get = |name: &str| row.attrs.get(name).map(|v| v.0.clone());
        let Some(kind) = get("ContentType") else {
            continue;
        };
        if let Some(extension) = get("Extension") {
            defaults.insert(extension.to_ascii_lowercase(), kind);
        } else if let Some(name) = get("PartName") {
            let name = percent_decode(name.trim_start_matches('/'));
            overrides.insert(name.to_ascii_lowercase(), kind);
        }
    }
    let mut out = BTreeMap::new();
    for (i, part) in package.parts.iter().enumerate() {
        let name = part.name.to_ascii_lowercase();
        let extension = name.rsplit('.').next().unwrap_or_default();
        if let Some(kind) = overrides.get(&name).or_else(|| defaults.get(extension)) {
            out.insert(i, kind.clone());
        }
    }
    Ok(out)
}
