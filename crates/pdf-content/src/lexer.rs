//! Content streams as operators with their places (ISO 32000-1, 7.8.2).
//!
//! Nothing stops the lexer: bytes that make no sense are stepped over, a string or an array that
//! is never closed ends where the next operator or the stream ends. So an edit that replaces some
//! operators can copy all other bytes as they are.

mod scan;

use std::borrow::Cow;
use std::ops::Range;

/// One operator with its operands.
#[derive(Clone, PartialEq, Debug)]
pub struct Op<'a> {
    /// The operator, such as `Tj`. An inline image is one operator `BI`, up to and with `EI`.
    pub name: &'a [u8],
    /// Its operands in order; for `BI` the keys and values between `BI` and `ID`.
    pub operands: Vec<Operand<'a>>,
    /// From the first byte of the first operand (or of the operator) to one past the operator.
    pub range: Range<usize>,
    /// For an inline image, the bytes between `ID` and `EI`.
    pub data: Option<Range<usize>>,
}

/// One operand with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Operand<'a> {
    /// What it is.
    pub value: Value<'a>,
    /// Its bytes in the stream.
    pub range: Range<usize>,
}

/// The value of an operand.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// An integer or real number.
    Number(f64),
    /// A literal or hexadecimal string, decoded.
    String(Cow<'a, [u8]>),
    /// A name without its slash, `#` escapes resolved.
    Name(Cow<'a, [u8]>),
    /// An array.
    Array(Vec<Operand<'a>>),
    /// A dictionary: names and values in turn.
    Dictionary(Vec<Operand<'a>>),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`, or something that could not be read.
    Null,
}

impl<'a> Operand<'a> {
    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The name, if it is one.
    #[must_use]
    pub fn name(&self) -> Option<&[u8]> {
        match &self.value {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The decoded string, if it is one.
    #[must_use]
    pub fn string(&self) -> Option<&Cow<'a, [u8]>> {
        match &self.value {
            Value::String(string) => Some(string),
            _ => None,
        }
    }
}

impl Op<'_> {
    /// The operand counted from the end (0 is the last) as a number: operators take their
    /// operands from the top of the stack, whatever else was left there.
    #[must_use]
    pub fn number_from_end(&self, index: usize) -> Option<f64> {
        let at = self.operands.len().checked_sub(index + 1)?;
        self.operands[at].number()
    }

    /// The last `N` operands as numbers.
    #[must_use]
    pub fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let first = self.operands.len().checked_sub(N)?;
        let mut out = [0.0; N];
        for (slot, operand) in out.iter_mut().zip(&self.operands[first..]) {
            *slot = operand.number()?;
        }
        Some(out)
    }

    /// The value of a key of an inline image, looked up by its full or abbreviated name.
    #[must_use]
    pub fn image_key(&self, full: &[u8], short: &[u8]) -> Option<&Operand<'_>> {
        self.operands
            .chunks_exact(2)
            .find(|pair| pair[0].name().is_some_and(|k| k == full || k == short))
            .map(|pair| &pair[1])
    }
}

/// Most operands kept for one operator; earlier ones are dropped.
const MAX_OPERANDS: usize = 1024;

/// Deepest nesting of arrays and dictionaries; deeper ones read as null.
const MAX_DEPTH: usize = 32;

/// The operators of a content stream, in order.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Reads the decoded bytes of a content stream.
    #[must_use]
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    fn inline_image(&mut self, start: usize, name: &'a [u8]) -> Op<'a> {
        let mut operands = Vec::new();
        let data = loop {
            match self.item() {
                Item::Operand(operand) if operands.len() < MAX_OPERANDS => operands.push(operand),
                Item::Operand(_) => {}
                Item::Keyword(word) if &self.data[word.clone()] == b"ID" => {
                    break self.image_data(&operands);
                }
                Item::Keyword(word) => {
                    // Not an image after all: the operator is read again on its own.
                    self.at = word.start;
                    break word.start..word.start;
                }
                Item::End => break self.at..self.at,
            }
        };
        Op {
            name,
            operands,
            range: start..self.at,
            data: Some(data),
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Op<'a>;

    fn next(&mut self) -> Option<Op<'a>> {
        let mut operands: Vec<Operand<'a>> = Vec::new();
        loop {
            match self.item() {
                Item::Operand(operand) => {
                    if operands.len() == MAX_OPERANDS {
                        operands.remove(0);
                    }
                    operands.push(operand);
                }
                Item::Keyword(word) => {
                    let name = &self.data[word.clone()];
                    if name == b"BI" {
                        return Some(self.inline_image(word.start, name));
                    }
                    let start = operands.first().map_or(word.start, |o| o.range.start);
                    return Some(Op {
                        name,
                        operands,
                        range: start..word.end,
                        data: None,
                    });
                }
                Item::End => return None,
            }
        }
    }
}

/// What stands at one place of a stream.
enum Item<'a> {
    Operand(Operand<'a>),
    Keyword(Range<usize>),
    End,
}

#[cfg(test)]
mod tests;
