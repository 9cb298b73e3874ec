//! Documents inside a document: a chart's workbook, an inserted document, an attached presentation.

use tacenda_core::{
    Block, Document, Extent, FormatError, FormatKind, HiddenItem, Mark, Notice, Place, Redaction,
    RedactionPlan, Section, Span,
};

use crate::opened::Opened;
use crate::package::{Allowance, Part};

/// Documents nested deeper than this are not documents but attacks.
const DEPTH_LIMIT: usize = 5;

/// A document that is a part of another.
pub(crate) struct Embedded {
    /// The part.
    pub(crate) part: usize,
    /// Where its text starts in the text of the document around it.
    pub(crate) at: usize,
    /// The document.
    pub(crate) opened: Opened,
}

/// Reads a part as a document; `None` for what is none, or is damaged, encrypted or of another
/// format.
///
/// # Errors
/// [`FormatError::Limit`] when a safety limit was reached inside it: the limits hold for a file
/// with everything in it.
pub(crate) fn read(
    part: &Part,
    allowance: &mut Allowance,
    depth: usize,
) -> Result<Option<Opened>, FormatError> {
    if depth >= DEPTH_LIMIT {
        return Err(FormatError::Limit {
            place: Place::part(&part.name),
            reason: format!("documents stand inside one another more than {DEPTH_LIMIT} deep"),
        });
    }
    match Opened::open(&part.bytes, None, allowance, depth + 1) {
        Ok(opened) => Ok(Some(opened)),
        Err(FormatError::Limit { place, reason }) => Err(FormatError::Limit {
            place: inside(&part.name, &place),
            reason,
        }),
        Err(_) => Ok(None),
    }
}

/// A place in an embedded document, seen from the document around it.
pub(crate) fn inside(part: &str, place: &Place) -> Place {
    match &place.part {
        Some(inner) => Place::part(format!("{part}/{inner}")),
        None => Place::part(part),
    }
}

/// An error about an embedded document, seen from the document around it.
pub(crate) fn error_inside(part: &str, error: FormatError) -> FormatError {
    match error {
        FormatError::Refused { place, reason } => FormatError::Refused {
            place: inside(part, &place),
            reason,
        },
        FormatError::Damaged { place, reason } => FormatError::Damaged {
            place: inside(part, &place),
            reason,
        },
        other => other,
    }
}

impl Embedded {
    /// Its notices, seen from the document around it, where it is the part named `name`.
    pub(crate) fn notices(&self, name: &str) -> impl Iterator<Item = Notice> {
        self.opened.notices.iter().map(move |notice| Notice {
            place: inside(name, &notice.place),
            ..notice.clone()
        })
    }

    /// What lies hidden in it, seen from the document around it.
    pub(crate) fn hidden(&self, name: &str) -> impl Iterator<Item = HiddenItem> {
        self.opened.hidden.iter().map(move |item| HiddenItem {
            place: inside(name, &item.place),
            ..item.clone()
        })
    }

    /// What a reader calls it.
    pub(crate) fn title(&self) -> &'static str {
        match self.opened.document.kind {
            FormatKind::Xlsx => "Embedded workbook",
            FormatKind::Pptx => "Embedded presentation",
            _ => "Embedded document",
        }
    }

    /// Adds its sections, blocks and marks to the document around it, whose text it extends.
    pub(crate) fn append(&self, text: &mut String, title: &str, name: &str, out: &mut Document) {
        let inner = &self.opened.document;
        let base = text.len();
        let moved = |span: Span| Span::new(span.start() + base, span.end() + base);
        text.push_str(inner.text.as_str());
        out.sections.extend(inner.sections.iter().map(|s| Section {
            start: s.start + base,
            end: s.end + base,
            title: format!("{title}: {}", s.title),
            part: format!("{name}/{}", s.part),
        }));
        out.blocks.extend(inner.blocks.iter().filter_map(|b| {
            let kind = b.kind.clone();
            moved(b.span).map(|span| Block { span, kind })
        }));
        out.marks.extend(inner.marks.iter().filter_map(|m| {
            let kind = m.kind;
            moved(m.span).map(|span| Mark { span, kind })
        }));
    }

    /// What the plan for the document around it removes here. The values that must not survive
    /// are those of the whole file.
    pub(crate) fn plan(&self, plan: &RedactionPlan) -> RedactionPlan {
        let text = &self.opened.document.text;
        let (from, to) = (self.at, self.at + text.len());
        let here = |redaction: &Redaction| {
            let parts = redaction.extent.parts().iter();
            let parts = parts.filter_map(|p| {
                let (start, end) = (p.start().max(from), p.end().min(to));
                (start < end).then(|| Span::new(start - from, end - from))?
            });
            Some(Redaction {
                extent: Extent::new(parts.collect())?,
                ..redaction.clone()
            })
        };
        RedactionPlan {
            text: text.digest(),
            redactions: plan.redactions.iter().filter_map(here).collect(),
            areas: Vec::new(),
            terms: plan.terms.clone(),
            options: plan.options.clone(),
        }
    }
}
