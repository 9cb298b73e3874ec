//! Accepting or rejecting every tracked change of a part (ECMA-376 part 1, section 17.13.5).

use tacenda_core::{FormatError, Place};

use crate::xml::{Chunk, Edit, Element, Ns, Visitor, walk};

/// Which changes' text goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gone {
    /// Accepting: what was deleted or moved away.
    Deletions,
    /// Rejecting: what was inserted or moved here.
    Insertions,
}

/// The edits that settle a part.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// In no order.
    pub(super) edits: Vec<Edit>,
    /// Byte ranges whose text goes.
    pub(super) dropped: Vec<(usize, usize)>,
}

/// Settles all changes in `text`.
///
/// # Errors
/// [`FormatError::Refused`] for tracked insertions, deletions and merges of table cells, which
/// change the table's grid; other [`FormatError`]s for unsound XML.
pub(super) fn settle(part: &str, text: &str, gone: Gone) -> Result<Settled, FormatError> {
    let mut visitor = Settler {
        part,
        text,
        gone,
        frames: Vec::new(),
        paragraphs: Vec::new(),
        out: Settled::default(),
    };
    walk(part, text, &mut visitor)?;
    visitor.merge();
    Ok(visitor.out)
}

struct Settler<'a, 'p> {
    part: &'p str,
    text: &'a str,
    gone: Gone,
    frames: Vec<Frame<'a>>,
    paragraphs: Vec<Paragraph>,
    out: Settled,
}

struct Frame<'a> {
    word: bool,
    local: &'a str,
    prefix: usize,
    open: (usize, usize),
    /// Children that have ended: name and byte range.
    children: Vec<(&'a str, (usize, usize))>,
    /// A row that goes, or a paragraph whose end goes.
    goes: bool,
}

struct Paragraph {
    open: (usize, usize),
    close: (usize, usize),
    properties: Option<(usize, usize)>,
    /// Its end goes: it joins the next.
    joins: bool,
}

impl<'a> Visitor<'a> for Settler<'a, '_> {
    fn open(&mut self, e: &Element<'a>) -> Result<(), FormatError> {
        let word = e.ns == Ns::Word;
        if word && matches!(e.local, "cellIns" | "cellDel" | "cellMerge") {
            return Err(FormatError::Refused {
                place: Place::part(self.part),
                reason: "it has tracked changes of table cells, which only Word can settle; keep tracked changes, or settle them in Word first".into(),
            });
        }
        self.frames.push(Frame {
            word,
            local: e.local,
            prefix: e.prefix.len(),
            open: (e.from, e.to),
            children: Vec::new(),
            goes: false,
        });
        Ok(())
    }

    fn close(&mut self, from: usize, to: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let whole = (frame.open.0, to);
        if frame.word {
            self.element(&frame, (from, to));
        }
        if let Some(parent) = self.frames.last_mut()
            && keeps_children(parent.local)
        {
            parent.children.push((frame.local, whole));
        }
    }

    fn text(&mut self, _: &Chunk<'a>) {}
    fn aside(&mut self, _: usize, _: usize) {}
}

fn keeps_children(local: &str) -> bool {
    local.ends_with("Pr")
        || local.ends_with("PrEx")
        || local.ends_with("Change")
        || matches!(local, "tblGrid" | "p")
}

impl<'a> Settler<'a, '_> {
    fn element(&mut self, frame: &Frame<'a>, close: (usize, usize)) {
        let whole = (frame.open.0, close.1);
        match frame.local {
            "ins" | "moveTo" => self.change(frame, close, self.gone == Gone::Insertions),
            "del" | "moveFrom" => self.change(frame, close, self.gone == Gone::Deletions),
            "delText" | "delInstrText" if self.gone == Gone::Insertions => {
                self.undelete(frame, close);
            }
            "p" => {
                let properties = frame.children.iter().find(|c| c.0 == "pPr");
                self.paragraphs.push(Paragraph {
                    open: frame.open,
                    close,
                    properties: properties.map(|c| c.1),
                    joins: frame.goes,
                });
            }
            "tr" if frame.goes => self.drop(whole),
            local if local.ends_with("Change") => {
                if self.gone == Gone::Insertions {
                    self.restore(frame);
                }
                self.cut(whole);
            }
            local if local.starts_with("move") && local.contains("Range") => self.cut(whole),
            local if local.starts_with("customXml") && local.contains("Range") => self.cut(whole),
            _ => {}
        }
    }

    /// An insertion or deletion: of text, of a paragraph's end, of a row.
    fn change(&mut self, frame: &Frame<'a>, close: (usize, usize), goes: bool) {
        let whole = (frame.open.0, close.1);
        let parent = self.frames.last().map_or("", |f| f.local);
        let owner = match parent {
            "rPr" => "p",
            "trPr" => "tr",
            "numPr" | "ctrlPr" => "",
            _ if goes => return self.drop(whole),
            _ => {
                self.cut(frame.open);
                self.cut(close);
                return;
            }
        };
        self.cut(whole);
        let owner = self.frames.iter_mut().rev().find(|f| f.local == owner);
        if let Some(owner) = owner.filter(|_| goes) {
            owner.goes = true;
        }
    }

    /// Deleted text becomes text: `w:delText` is `w:t`, `w:delInstrText` is `w:instrText`.
    fn undelete(&mut self, frame: &Frame<'a>, close: (usize, usize)) {
        let name = if frame.local == "delText" {
            "t"
        } else {
            "instrText"
        };
        let at = frame.open.0 + 1 + frame.prefix;
        let edit = |at: usize| Edit::put(at, at + frame.local.len(), name);
        self.out.edits.push(edit(at));
        if close.0 < close.1 {
            self.out.edits.push(edit(close.0 + 2 + frame.prefix));
        }
    }

    /// Puts the properties before a change in place of those after it.
    fn restore(&mut self, frame: &Frame<'a>) {
        let Some(parent) = self.frames.last() else {
            return;
        };
        let kept = |local: &str| {
            matches!(
                (parent.local, local),
                ("pPr", "rPr" | "sectPr")
                    | ("rPr" | "trPr", "ins" | "del" | "moveFrom" | "moveTo")
                    | ("sectPr", "headerReference" | "footerReference")
            )
        };
        let old = frame.children.first().map_or("", |c| {
            let element = self.text.get(c.1.0..c.1.1).unwrap_or_default();
            match (element.find('>'), element.rfind("</")) {
                (Some(from), Some(to)) if from < to => &element[from + 1..to],
                _ => "",
            }
        });
        let mut at = parent.open.1;
        let mut cuts = Vec::new();
        for (local, range) in &parent.children {
            if !kept(local) {
                cuts.push(*range);
            } else if local.ends_with("Reference") {
                at = range.1;
            }
        }
        self.out.edits.push(Edit::put(at, at, old));
        for range in cuts {
            self.cut(range);
        }
    }

    /// Joins paragraphs whose end goes with the paragraph that follows, if one does. A paragraph
    /// of which nothing is left goes as a whole, so that the next keeps its own properties.
    fn merge(&mut self) {
        let mut paragraphs = std::mem::take(&mut self.paragraphs);
        paragraphs.sort_by_key(|p| p.open);
        // The paragraph into which an earlier one was opened: its end is needed.
        let mut needed = None;
        for (index, first) in paragraphs.iter().enumerate().filter(|p| p.1.joins) {
            let next = paragraphs[index + 1..]
                .iter()
                .find(|p| p.open.0 >= first.close.1);
            let Some(next) = next else {
                continue;
            };
            let between = self.text.get(first.close.1..next.open.0);
            let properties = next.properties.unwrap_or((next.open.1, next.open.1));
            let section = self.text.get(properties.0..properties.1);
            let neighbours = between.is_some_and(|b| b.trim().is_empty())
                && first.close.0 < first.close.1
                && next.close.0 < next.close.1;
            if !neighbours {
                continue;
            }
            if needed != Some(first.open) && self.is_left_empty(first) {
                self.cut((first.open.0, first.close.1));
            } else if !section.is_some_and(|s| s.contains("sectPr")) {
                self.cut((first.close.0, properties.1));
                needed = Some(next.open);
            }
        }
    }

    /// Whether all that a paragraph holds beside its properties goes.
    fn is_left_empty(&self, paragraph: &Paragraph) -> bool {
        let properties = paragraph
            .properties
            .map_or("", |p| self.text.get(p.0..p.1).unwrap_or_default());
        let mut at = paragraph.properties.map_or(paragraph.open.1, |p| p.1);
        let end = paragraph.close.0;
        let mut gone = self.out.dropped.clone();
        gone.retain(|d| d.0 >= at && d.1 <= end);
        gone.sort_unstable();
        for range in gone {
            if !self.is_blank(at, range.0) {
                return false;
            }
            at = at.max(range.1);
        }
        self.is_blank(at, end) && !properties.contains("sectPr")
    }

    fn is_blank(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to.max(from));
        between.is_none_or(|b| b.trim().is_empty())
    }

    fn cut(&mut self, range: (usize, usize)) {
        if range.0 < range.1 {
            self.out.edits.push(Edit::cut(range.0, range.1));
        }
    }

    fn drop(&mut self, range: (usize, usize)) {
        self.cut(range);
        self.out.dropped.push(range);
    }
}
