//! What a recogniser is: data and, where the authority defines one, a check.

mod set;

pub use set::RecogniserSet;

use std::ops::Range;

/// One kind of identifier and how it is told apart: patterns, a check, the words that stand near
/// it and the rule in one sentence. Each lives in a file of its own under `recognisers/`.
#[derive(Clone, Copy, Debug)]
pub struct Recogniser {
    /// Stable name in lower case, such as `us_npi`; part of the evidence.
    pub name: &'static str,
    /// The entity type it proposes, as in [`tacenda_core::EntityType::named`].
    pub entity: &'static str,
    /// The country that issues it, as ISO 3166-1 alpha-2 in lower case (`uk` for the United
    /// Kingdom, as its own identifiers do); `None` when it belongs to none.
    pub country: Option<&'static str>,
    /// What it looks like. Tried at every token of the text.
    pub patterns: &'static [Pattern],
    /// What is found from one rare byte outwards.
    pub finders: &'static [Finder],
    /// The check that the authority defines over a whole match.
    pub check: fn(&str) -> Verdict,
    /// The score of a match whose check says [`Verdict::Valid`].
    pub valid_score: f32,
    /// Words near a match that raise its score, in lower case.
    pub context: &'static [&'static str],
    /// The score that a context word raises a match to, at least.
    pub context_score: f32,
    /// The rule in one sentence, with its authority.
    pub explanation: &'static str,
}

impl Recogniser {
    /// What most recognisers have in common: no patterns, no check, no context words. A checked
    /// match counts as certain and a context word makes a match likely.
    pub const BASE: Self = Self {
        name: "",
        entity: "",
        country: None,
        patterns: &[],
        finders: &[],
        check: unchecked,
        valid_score: 1.0,
        context: &[],
        context_score: 0.75,
        explanation: "",
    };
}

/// The score of a bare run of digits whose single check digit is right: one random number in ten
/// or eleven is, so that it is offered and no more.
pub const WEAK_CHECK: f32 = 0.5;

/// The verdict for identifiers without a check of their own.
fn unchecked(_: &str) -> Verdict {
    Verdict::Unknown
}

/// What a check says about a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It obeys the authority's rule.
    Valid,
    /// It cannot be one.
    Invalid,
    /// The rule cannot tell; the pattern's own score stands.
    Unknown,
}

impl Verdict {
    /// `Valid` when `holds`, otherwise `Invalid`.
    #[must_use]
    pub fn decided(holds: bool) -> Self {
        if holds { Self::Valid } else { Self::Invalid }
    }

    /// `Unknown` when `holds`, otherwise `Invalid`: a rule that can only refuse.
    #[must_use]
    pub fn possible(holds: bool) -> Self {
        if holds { Self::Unknown } else { Self::Invalid }
    }
}

/// One way in which an identifier is written.
///
/// The regular expression is matched at the start of a token over bytes, without regard to ASCII
/// case unless it says `(?-i)`; `\d` and `\w` are ASCII. It has no look-around: `edge` says what
/// may stand beside a match. No match is longer than 256 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// What this way of writing is called; part of the evidence.
    pub name: &'static str,
    /// The expression.
    pub regex: &'static str,
    /// Score from 0 to 1 without check and context. Below [`FLOOR`] a match is only proposed
    /// when its check or a context word raises it.
    pub score: f32,
    /// What may stand beside a match.
    pub edge: Edge,
    /// What the match is, once the expression matched.
    pub part: Part,
}

/// Matches with a lower score are not proposed at all.
pub const FLOOR: f32 = 0.1;

impl Pattern {
    /// A pattern whose whole match is the identifier and stands between characters that are
    /// neither letters nor digits.
    #[must_use]
    pub const fn new(name: &'static str, score: f32, regex: &'static str) -> Self {
        Self {
            name,
            regex,
            score,
            edge: Edge::Word,
            part: Part::Whole,
        }
    }

    /// The same pattern with other neighbours.
    #[must_use]
    pub const fn edge(mut self, edge: Edge) -> Self {
        self.edge = edge;
        self
    }

    /// Something beside which the identifier stands, such as the label `MRN:`; `read` finds the
    /// identifier, given the text and where the expression matched.
    #[must_use]
    pub const fn beside(name: &'static str, score: f32, regex: &'static str, read: Reader) -> Self {
        Self {
            name,
            regex,
            score,
            edge: Edge::Word,
            part: Part::Beside(read),
        }
    }
}

/// What may stand directly before and after a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// No letter and no digit.
    Word,
    /// No digit; letters may touch.
    Digit,
    /// As `Word`, but a capital may follow a small letter or a digit, as where a space was lost.
    Hump,
    /// No letter and no digit, and no `-`, `/`, `.`, `:` or `,` that joins it to another digit:
    /// the match is a whole number and not a piece of a longer one.
    Number,
    /// As `Word`, and no `.` that joins the match to another digit: for dotted numbers.
    Dotted,
    /// No letter, no digit and no `:`, and no `.` before another digit: for network addresses.
    Colon,
}

/// Which part of the text a pattern's match stands for.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The match itself.
    Whole,
    /// What the function finds beside it.
    Beside(Reader),
}

/// Finds an identifier beside a range of the text. Looks at a bounded number of bytes.
pub type Reader = fn(&str, Range<usize>) -> Option<Range<usize>>;

/// Finds identifiers around one byte that is rare in prose, such as `@`.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    /// What this way of writing is called; part of the evidence.
    pub name: &'static str,
    /// The ASCII byte at which `find` is called.
    pub trigger: u8,
    /// Given the text and the trigger's offset, the identifier around it. Looks at a bounded
    /// number of bytes on either side.
    pub find: fn(&str, usize) -> Option<Range<usize>>,
    /// Score from 0 to 1 without check and context.
    pub score: f32,
}
