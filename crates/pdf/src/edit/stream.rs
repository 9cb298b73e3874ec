//! One content stream with a removal.

use std::collections::{BTreeMap, HashMap};

use tacenda_pdf_content::kurbo::Affine;
use tacenda_pdf_content::lexer::{Lexer, Op, Operand};
use tacenda_pdf_content::{GlyphId, GlyphTable, Show, ShowId, ShowKind};

use super::Change;
use super::show::{set_matrix, survivors};
use super::state::{TextState, precise};
use crate::line::Layout;
use crate::removal::Removal;

/// Edits one execution of a content stream.
pub(super) struct StreamEdit<'e> {
    table: &'e GlyphTable,
    removal: &'e Removal,
    layout: &'e Layout,
    shows: HashMap<usize, &'e Show>,
    changes: &'e BTreeMap<usize, Change>,
    out: Vec<u8>,
    /// What the source has set so far, and what the output has.
    wanted: TextState,
    emitted: TextState,
    leading: f64,
    saved: Vec<Saved>,
    text: Option<TextObject>,
    /// Moves (`cm`) that are part of text positions instead, in a group that holds only text.
    moves: Option<Affine>,
}

struct Saved {
    moves: Option<Affine>,
    wanted: TextState,
    emitted: TextState,
    leading: f64,
    /// Where the output began with this `q`, and whether anything was painted since.
    start: usize,
    painted: bool,
}

/// An open `BT`.
struct TextObject {
    start: usize,
    /// Positions are written anew.
    affected: bool,
    painted: bool,
    /// Glyphs were removed from a clip.
    clip_cut: bool,
    /// Where the output's text matrix is, if it is known.
    at: Option<Affine>,
}

impl<'e> StreamEdit<'e> {
    pub(super) fn new(
        table: &'e GlyphTable,
        removal: &'e Removal,
        layout: &'e Layout,
        shows: &[ShowId],
        changes: &'e BTreeMap<usize, Change>,
    ) -> Self {
        let shows = shows
            .iter()
            .map(|&id| table.show(id))
            .map(|show| (show.op.start, show))
            .collect();
        Self {
            table,
            removal,
            layout,
            shows,
            changes,
            out: Vec::new(),
            wanted: TextState::default(),
            emitted: TextState::default(),
            leading: 0.0,
            saved: Vec::new(),
            text: None,
            moves: None,
        }
    }

    pub(super) fn run(mut self, data: &[u8]) -> Vec<u8> {
        self.out.reserve(data.len());
        let ops: Vec<Op<'_>> = Lexer::new(data).collect();
        let mut skip = 0;
        for (index, op) in ops.iter().enumerate() {
            if let Some(change) = self.changes.get(&op.range.start) {
                if change.paints {
                    self.paint();
                    self.lead();
                }
                self.out.extend_from_slice(&change.operators);
                self.out.push(b'\n');
                skip = change.until;
            }
            if op.range.start < skip {
                continue;
            }
            match op.name {
                b"BT" => self.begin_text(&ops[index + 1..]),
                b"ET" => self.end_text(),
                b"q" => self.save(&ops[index + 1..]),
                b"cm" if self.moves.is_some() => self.move_text(op),
                b"Q" => self.restore(),
                b"Tf" | b"Tc" | b"Tw" | b"Tz" | b"Ts" | b"Tr" | b"TL" => self.state(data, op),
                b"Td" | b"TD" | b"Tm" | b"T*" => self.position(data, op),
                b"Tj" | b"TJ" | b"'" | b"\"" => self.show(data, op),
                b"gs" => {
                    // It may set a font of its own.
                    self.emitted.font = None;
                    self.copy(data, op);
                }
                b"Do" => {
                    self.paint();
                    self.lead();
                    self.copy(data, op);
                }
                b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"sh" | b"BI" => {
                    self.paint();
                    self.copy(data, op);
                }
                _ => self.copy(data, op),
            }
        }
        self.out
    }

    fn copy(&mut self, data: &[u8], op: &Op<'_>) {
        self.out.extend_from_slice(&data[op.range.clone()]);
        self.out.push(b'\n');
    }

    fn paint(&mut self) {
        if let Some(text) = &mut self.text {
            text.painted = true;
        }
        for saved in &mut self.saved {
            saved.painted = true;
        }
    }

    fn lead(&mut self) {
        let wanted = self.wanted.clone();
        self.emitted.lead_to(&wanted, &mut self.out);
    }

    fn begin_text(&mut self, rest: &[Op<'_>]) {
        let affected = rest
            .iter()
            .take_while(|op| op.name != b"ET")
            .filter_map(|op| self.shows.get(&op.range.start))
            .any(|show| self.touched(show));
        self.text = Some(TextObject {
            start: self.out.len(),
            affected: affected || self.moves.is_some(),
            painted: false,
            clip_cut: false,
            at: None,
        });
        self.out.extend_from_slice(b"BT\n");
    }

    fn end_text(&mut self) {
        let Some(text) = self.text.take() else {
            return;
        };
        if !text.painted && text.affected {
            // Nothing is shown any more: only what else was set in it stays.
            let inner = self.out.split_off(text.start + 3);
            self.out.truncate(text.start);
            self.out.extend(inner);
        } else {
            self.out.extend_from_slice(b"ET\n");
        }
        if text.clip_cut && !text.painted {
            self.out.extend_from_slice(b"0 0 0 0 re W n\n");
        }
    }

    fn save(&mut self, rest: &[Op<'_>]) {
        self.saved.push(Saved {
            moves: self.moves,
            wanted: self.wanted.clone(),
            emitted: self.emitted.clone(),
            leading: self.leading,
            start: self.out.len(),
            painted: false,
        });
        self.out.extend_from_slice(b"q\n");
        if self.moves.is_none() && self.places_text(rest) {
            self.moves = Some(Affine::IDENTITY);
        }
    }

    /// Whether the group that begins before `rest` does nothing but place text, some of which is
    /// set anew: then its moves would tell where that text stood.
    fn places_text(&self, rest: &[Op<'_>]) -> bool {
        let mut touched = false;
        for op in rest {
            match op.name {
                b"Q" => return touched,
                b"cm" => {
                    let move_only = |[a, b, c, d, _, _]: [f64; 6]| {
                        [a, b, c, d].map(f64::to_bits) == [1.0, 0.0, 0.0, 1.0].map(f64::to_bits)
                    };
                    if !op.numbers().is_some_and(move_only) {
                        return false;
                    }
                }
                b"q" | b"Do" | b"BI" | b"sh" | b"W" | b"W*" | b"re" | b"m" => return false,
                _ if self.changes.contains_key(&op.range.start) => return false,
                _ => {
                    let show = self.shows.get(&op.range.start);
                    touched |= show.is_some_and(|show| self.touched(show));
                }
            }
        }
        false
    }

    fn move_text(&mut self, op: &Op<'_>) {
        if let (Some(moves), Some(matrix)) = (self.moves, op.numbers()) {
            self.moves = Some(moves * Affine::new(matrix));
        }
    }

    fn base(&self) -> Affine {
        self.moves.unwrap_or(Affine::IDENTITY)
    }

    fn restore(&mut self) {
        let Some(saved) = self.saved.pop() else {
            return;
        };
        self.wanted = saved.wanted;
        self.emitted = saved.emitted;
        self.leading = saved.leading;
        self.moves = saved.moves;
        if saved.painted {
            self.out.extend_from_slice(b"Q\n");
        } else {
            // A group that paints nothing has no effect, but its operands may tell something.
            self.out.truncate(saved.start);
        }
    }

    fn state(&mut self, data: &[u8], op: &Op<'_>) {
        if op.name == b"Tf" {
            if let [.., font, size] = op.operands.as_slice() {
                self.wanted.font = Some(data[font.range.start..size.range.end].to_vec());
            }
            return;
        }
        let Some(value) = op.number_from_end(0) else {
            return;
        };
        match op.name {
            b"Tc" => self.wanted.character = value,
            b"Tw" => self.wanted.word = value,
            b"Tz" => self.wanted.scale = value,
            b"Ts" => self.wanted.rise = value,
            b"Tr" => self.wanted.mode = value,
            _ => {
                self.leading = value;
                self.copy(data, op);
            }
        }
    }

    fn affected(&self) -> bool {
        self.text.as_ref().is_some_and(|text| text.affected)
    }

    fn position(&mut self, data: &[u8], op: &Op<'_>) {
        if !self.affected() {
            if op.name == b"TD" {
                self.leading = -op.number_from_end(0).unwrap_or(0.0);
            }
            self.copy(data, op);
        } else if op.name == b"TD"
            && let Some(down) = op.number_from_end(0)
        {
            self.set_leading(-down);
        }
    }

    fn set_leading(&mut self, leading: f64) {
        if leading.to_bits() != self.leading.to_bits() {
            self.leading = leading;
            self.out
                .extend_from_slice(format!("{} TL\n", precise(leading)).as_bytes());
        }
    }

    fn touched(&self, show: &Show) -> bool {
        show.glyphs
            .clone()
            .map(GlyphId)
            .any(|id| self.removal.has(id) || self.layout.targets.contains_key(&id))
    }

    fn show(&mut self, data: &[u8], op: &Op<'_>) {
        if op.name == b"\""
            && let [.., word, character, _] = op.operands.as_slice()
            && let (Some(word), Some(character)) = (word.number(), character.number())
        {
            self.wanted.word = word;
            self.wanted.character = character;
        }
        let shows = std::mem::take(&mut self.shows);
        match shows.get(&op.range.start) {
            Some(show) if self.touched(show) => self.cut(show, op),
            Some(show) if self.affected() => self.moved(data, show, op),
            _ => {
                self.paint();
                self.lead();
                self.unmoved(data, op);
            }
        }
        self.shows = shows;
    }

    /// An operator from which something goes or is set anew.
    fn cut(&mut self, show: &Show, op: &Op<'_>) {
        let parts = (self.table, self.removal, self.layout);
        let (wanted, base) = (self.wanted.clone(), self.base());
        let some = survivors(
            &mut self.out,
            &mut self.emitted,
            &wanted,
            parts,
            show,
            op,
            base,
        );
        if some {
            self.paint();
        }
        if let Some(text) = &mut self.text {
            text.at = None;
            text.clip_cut |= show.mode >= 4;
        }
    }

    /// An operator that stays as it is in a text object whose positions are written anew.
    fn moved(&mut self, data: &[u8], show: &Show, op: &Op<'_>) {
        self.paint();
        self.lead();
        let known = self.text.as_ref().and_then(|text| text.at);
        let base = self.base();
        if known != Some(base * show.tm) {
            set_matrix(&mut self.out, base * show.tm);
        }
        if let Some(text) = &mut self.text {
            text.at = Some(base * show.tm_end);
        }
        let operator: &[u8] = if show.kind == ShowKind::TJ {
            b" TJ\n"
        } else {
            b" Tj\n"
        };
        if let Some(operand) = op.operands.last() {
            self.out.extend_from_slice(&data[operand.range.clone()]);
            self.out.extend_from_slice(operator);
        }
    }

    /// An operator in a text object whose positions stay. The state is set already, so `"` need
    /// not set it again.
    fn unmoved(&mut self, data: &[u8], op: &Op<'_>) {
        if op.name == b"\"" {
            if let Some(string) = op.operands.last() {
                self.operand(data, string);
                self.out.extend_from_slice(b" '\n");
            }
        } else {
            self.copy(data, op);
        }
    }

    fn operand(&mut self, data: &[u8], operand: &Operand<'_>) {
        self.out.extend_from_slice(&data[operand.range.clone()]);
    }
}
