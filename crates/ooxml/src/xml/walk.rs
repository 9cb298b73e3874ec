//! One pass over a part's XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use tacenda_core::{FormatError, Place};

use super::Ns;

/// Elements nested deeper than this are not documents but attacks on recursive readers.
const DEPTH_LIMIT: usize = 400;

/// An element's start, or a whole element without content.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Namespace.
    pub(crate) ns: Ns,
    /// Name without prefix.
    pub(crate) local: &'a str,
    /// Prefix with its colon; empty for the default namespace.
    pub(crate) prefix: &'a str,
    /// In file order, namespace declarations left out.
    pub(crate) attrs: Vec<Attr<'a>>,
    /// Where `<` stands.
    pub(crate) from: usize,
    /// One past `>`.
    pub(crate) to: usize,
    /// One past the name: where an attribute could be inserted.
    pub(crate) name_end: usize,
}

impl<'a> Element<'a> {
    /// The raw value of the attribute with this local name, in whatever namespace.
    pub(crate) fn attr(&self, local: &str) -> Option<&'a str> {
        self.attrs
            .iter()
            .find(|a| a.local == local)
            .map(|a| a.value)
    }

    /// Whether a toggle such as `<w:vanish/>` is on.
    pub(crate) fn on(&self) -> bool {
        !matches!(self.attr("val"), Some("0" | "false" | "off" | "none"))
    }
}

/// An attribute.
#[derive(Debug)]
pub(crate) struct Attr<'a> {
    /// Namespace; an attribute without prefix has none.
    pub(crate) ns: Ns,
    /// Name without prefix.
    pub(crate) local: &'a str,
    /// As in the file, references not resolved.
    pub(crate) value: &'a str,
    /// First byte of the white space before its name.
    pub(crate) before: usize,
    /// First byte of its value.
    pub(crate) from: usize,
    /// One past the last byte of its value.
    pub(crate) to: usize,
}

/// A piece of character data.
#[derive(Debug)]
pub(crate) struct Chunk<'a> {
    /// As in the file.
    pub(crate) raw: &'a str,
    /// First byte of `raw`.
    pub(crate) from: usize,
    /// One past its last byte.
    pub(crate) to: usize,
    /// How to read it.
    pub(crate) kind: ChunkKind,
}

/// How character data is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ChunkKind {
    /// As it is.
    Literal,
    /// As it is, inside a CDATA section.
    Cdata,
    /// A reference for this character.
    Reference(char),
}

/// Receives what [`walk`] finds.
pub(crate) trait Visitor<'a> {
    /// An element starts.
    ///
    /// # Errors
    /// Stops the walk.
    fn open(&mut self, element: &Element<'a>) -> Result<(), FormatError>;
    /// The innermost open element ends: `from..to` is its end tag, empty for an element without
    /// content.
    fn close(&mut self, from: usize, to: usize);
    /// Character data inside the innermost open element.
    fn text(&mut self, chunk: &Chunk<'a>);
    /// A comment or processing instruction.
    fn aside(&mut self, from: usize, to: usize);
}

/// Reports everything in `text`, which must be well-formed as far as nesting goes.
///
/// # Errors
/// [`FormatError::Damaged`] for what is not well-formed, has a document type declaration or an
/// entity of its own; [`FormatError::Limit`] for absurd nesting; what the visitor returns.
pub(crate) fn walk<'a>(
    part: &str,
    text: &'a str,
    visitor: &mut impl Visitor<'a>,
) -> Result<(), FormatError> {
    Walk {
        part,
        text,
        scopes: Vec::new(),
        depth: 0,
    }
    .run(visitor)
}

struct Walk<'a, 'p> {
    part: &'p str,
    text: &'a str,
    /// Namespace declarations in force: depth, prefix, meaning.
    scopes: Vec<(usize, &'a str, Ns)>,
    depth: usize,
}

impl<'a> Walk<'a, '_> {
    fn run(&mut self, visitor: &mut impl Visitor<'a>) -> Result<(), FormatError> {
        let mut reader = Reader::from_str(self.text);
        let mut from = 0;
        let mut rooted = false;
        loop {
            let event = reader
                .read_event()
                .map_err(|e| self.damaged(&format!("it is not well-formed XML ({e})")))?;
            let to = usize::try_from(reader.buffer_position())
                .map_err(|_| self.damaged("it is too long"))?;
            match event {
                Event::Start(tag) => {
                    rooted = true;
                    self.open(&tag, from, to, visitor)?;
                }
                Event::Empty(tag) => {
                    rooted = true;
                    self.open(&tag, from, to, visitor)?;
                    self.close();
                    visitor.close(to, to);
                }
                Event::End(_) => {
                    self.close();
                    visitor.close(from, to);
                }
                Event::Text(_) => visitor.text(&self.chunk(from, to, ChunkKind::Literal)),
                Event::CData(_) => {
                    visitor.text(&self.chunk(from + 9, to.saturating_sub(3), ChunkKind::Cdata));
                }
                Event::GeneralRef(_) => {
                    let raw = self.text.get(from..to).unwrap_or_default();
                    let c = resolve(raw).ok_or_else(|| {
                        self.damaged("it uses an entity that XML does not define")
                    })?;
                    visitor.text(&self.chunk(from, to, ChunkKind::Reference(c)));
                }
                Event::Comment(_) | Event::PI(_) => visitor.aside(from, to),
                Event::Decl(_) => {}
                Event::DocType(_) => {
                    return Err(self.damaged(
                        "it has a document type declaration, which Office files never have",
                    ));
                }
                Event::Eof if self.depth > 0 || !rooted => {
                    return Err(self.damaged("it ends too early"));
                }
                Event::Eof => return Ok(()),
            }
            from = to;
        }
    }

    fn open(
        &mut self,
        tag: &BytesStart<'_>,
        from: usize,
        to: usize,
        visitor: &mut impl Visitor<'a>,
    ) -> Result<(), FormatError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(FormatError::Limit {
                place: Place::part(self.part),
                reason: format!("elements are nested more than {DEPTH_LIMIT} deep"),
            });
        }
        let name_end = from + 1 + tag.name().as_ref().len();
        let name = self.text.get(from + 1..name_end).unwrap_or_default();
        let mut raw = Vec::new();
        let mut before = name_end;
        for attribute in tag.attributes() {
            let attribute =
                attribute.map_err(|e| self.damaged(&format!("an attribute is malformed ({e})")))?;
            let key = self.locate(attribute.key.as_ref());
            let value = self.locate(&attribute.value);
            if let Some(prefix) = declaration(key.0) {
                self.scopes.push((self.depth, prefix, Ns::of(value.0)));
            } else {
                raw.push((key, value, before));
            }
            before = value.1 + value.0.len() + 1;
        }
        let mut attrs = Vec::with_capacity(raw.len());
        for (key, value, before) in raw {
            let (ns, local) = match key.0.split_once(':') {
                Some((prefix, local)) => (self.resolve(prefix), local),
                None => (Ns::None, key.0),
            };
            attrs.push(Attr {
                ns,
                local,
                value: value.0,
                before,
                from: value.1,
                to: value.1 + value.0.len(),
            });
        }
        let (prefix, local) = match name.find(':') {
            Some(colon) => name.split_at(colon + 1),
            None => ("", name),
        };
        let element = Element {
            ns: self.resolve(prefix.trim_end_matches(':')),
            local,
            prefix,
            attrs,
            from,
            to,
            name_end,
        };
        visitor.open(&element)
    }

    fn close(&mut self) {
        while self.scopes.last().is_some_and(|s| s.0 >= self.depth) {
            self.scopes.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn resolve(&self, prefix: &str) -> Ns {
        if prefix == "xml" {
            return Ns::Xml;
        }
        let scope = self.scopes.iter().rev().find(|s| s.1 == prefix);
        scope.map_or(Ns::None, |s| s.2)
    }

    /// `inner`, which is a slice of the text, with its offset.
    fn locate(&self, inner: &str) -> (&'a str, usize) {
        let at = (inner.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match self.text.get(at..at.saturating_add(inner.len())) {
            Some(found) => (found, at),
            None => ("", 0),
        }
    }

    fn chunk(&self, from: usize, to: usize, kind: ChunkKind) -> Chunk<'a> {
        Chunk {
            raw: self.text.get(from..to).unwrap_or_default(),
            from,
            to,
            kind,
        }
    }

    fn damaged(&self, reason: &str) -> FormatError {
        FormatError::Damaged {
            place: Place::part(self.part),
            reason: reason.into(),
        }
    }
}

/// The prefix that an attribute of this name declares.
fn declaration(key: &str) -> Option<&str> {
    key.strip_prefix("xmlns:")
        .or_else(|| (key == "xmlns").then_some(""))
}

/// The character for which a reference such as `&amp;` or `&#x53;` stands.
fn resolve(reference: &str) -> Option<char> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Calls `each` for every stretch of an attribute value: offset in it, length there, and what it
/// reads as. A malformed reference reads as itself.
pub(crate) fn unescape<'a>(
    value: &'a str,
    mut each: impl FnMut(usize, usize, Result<&'a str, char>),
) {
    let mut at = 0;
    while at < value.len() {
        let rest = &value[at..];
        let literal = rest.find('&').unwrap_or(rest.len());
        if literal > 0 {
            each(at, literal, Ok(&rest[..literal]));
            at += literal;
            continue;
        }
        let end = rest.find(';').map(|e| e + 1);
        match end.and_then(|end| Some((end, resolve(&rest[..end])?))) {
            Some((end, c)) => {
                each(at, end, Err(c));
                at += end;
            }
            None => {
                each(at, 1, Ok(&rest[..1]));
                at += 1;
            }
        }
    }
}
