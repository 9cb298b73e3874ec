//! A text as a stream of tokens, a stretch at a time.

use crate::NerError;
use crate::repeat::RepeatedLines;
use crate::tokenizer::Tokenizer;

/// What stands before a token: where it is best to cut, in rising order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Cut {
    /// Nothing: the token goes on with a word.
    Inside,
    /// A word starts.
    Word,
    /// A line starts.
    Line,
    /// A sentence starts.
    Sentence,
    /// A paragraph starts.
    Paragraph,
    /// A line that occurs again and again starts or ended: it is read on its own.
    Repeated,
}

/// A token of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// Number in the vocabulary.
    pub id: u32,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether the reference takes it for a piece of the word before.
    pub fragment: bool,
    /// Whether it goes on with a run of letters and digits.
    pub inside_run: bool,
    /// What stands before it.
    pub cut: Cut,
}

/// Bytes that are tokenised at a time.
const STRETCH: usize = 16 * 1024;

/// Reads the tokens of a text in order.
pub(crate) struct TokenStream<'a> {
    text: &'a str,
    tokenizer: &'a Tokenizer,
    at: usize,
    last_end: usize,
    repeated: RepeatedLines,
}

impl<'a> TokenStream<'a> {
    pub(crate) fn new(text: &'a str, tokenizer: &'a Tokenizer) -> Self {
        Self {
            text,
            tokenizer,
            at: 0,
            last_end: 0,
            repeated: RepeatedLines::default(),
        }
    }

    /// Marks these lines to be read on their own.
    pub(crate) fn isolate(&mut self, lines: RepeatedLines) {
        self.repeated = lines;
    }

    /// Starts from the beginning.
    pub(crate) fn rewind(&mut self) {
        (self.at, self.last_end) = (0, 0);
    }

    /// Whether all of the text is read.
    pub(crate) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    /// Reads the next stretch.
    pub(crate) fn read(&mut self, into: &mut Vec<Token>) -> Result<(), NerError> {
        let end = stretch_end(self.text, self.at);
        let part = &self.text[self.at..end];
        let encoding = self.tokenizer.encode(part)?;
        let mut word_before = None;
        let rows = encoding
            .get_ids()
            .iter()
            .zip(encoding.get_offsets())
            .zip(encoding.get_tokens());
        for (((&id, &(start, stop)), token), &word) in rows.zip(encoding.get_word_ids()) {
            let start = self.text.floor_char_boundary(self.at + start);
            let stop = self.text.ceil_char_boundary(self.at + stop);
            let inside = word.is_some() && word == word_before;
            word_before = word;
            let cut = if inside { Cut::Inside } else { self.cut(start) };
            let fragment = self
                .tokenizer
                .is_fragment(id, token, self.text, start, stop);
            into.push(Token {
                id,
                start,
                end: stop,
                fragment,
                inside_run: inside_run(self.text, start),
                cut,
            });
            self.last_end = self.last_end.max(stop);
        }
        self.at = end;
        Ok(())
    }

    fn cut(&self, start: usize) -> Cut {
        let cut = cut(self.text, self.last_end, start);
        let line_starts = self.last_end <= start
            && (self.last_end == 0 || self.text[self.last_end..start].contains('\n'));
        let apart = line_starts && self.repeated.border(self.text, self.last_end, start);
        if apart { Cut::Repeated } else { cut }
    }
}

/// Whether a run of letters and digits goes on at `at`; an apostrophe does not end one, as in
/// "O'Brien".
fn inside_run(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let before = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'));
    before && text[at..].starts_with(char::is_alphanumeric)
}

/// Where the stretch that starts at `from` ends: after a line end if there is one in its second
/// half, else before a space, else anywhere between characters.
fn stretch_end(text: &str, from: usize) -> usize {
    if text.len() - from <= STRETCH {
        return text.len();
    }
    let end = text.floor_char_boundary(from + STRETCH);
    let middle = text.floor_char_boundary(from + STRETCH / 2);
    let half = &text[middle..end];
    if let Some(at) = half.rfind('\n') {
        return middle + at + 1;
    }
    half.rfind(char::is_whitespace)
        .map_or(end, |at| middle + at)
}

/// What stands between `before` and `start`.
fn cut(text: &str, before: usize, start: usize) -> Cut {
    if before >= start {
        return if start == 0 {
            Cut::Paragraph
        } else {
            Cut::Word
        };
    }
    let gap = &text[before..start];
    let lines = gap.matches(['\n', '\u{c}']).count() + gap.matches('\r').count()
        - gap.matches("\r\n").count();
    if lines > 1 || before == 0 {
        Cut::Paragraph
    } else if ends_sentence(&text[..before]) && gap.chars().any(char::is_whitespace) {
        Cut::Sentence
    } else if lines == 1 {
        Cut::Line
    } else {
        Cut::Word
    }
}

/// Whether `text` ends in a full stop that is no abbreviation's: the word before it has four small
/// letters or more. Cutting between "Mr." and the name would hide what the name is.
fn ends_sentence(text: &str) -> bool {
    let Some(rest) = text.strip_suffix(['.', '!', '?', '。', '！', '？']) else {
        return false;
    };
    if text.ends_with(['。', '！', '？']) {
        return true;
    }
    let mut letters = rest
        .chars()
        .rev()
        .take_while(|c| c.is_alphabetic())
        .take(12)
        .peekable();
    letters.peek().is_some() && {
        let word: Vec<char> = letters.collect();
        word.len() >= 4 && word.iter().take(3).all(|c| c.is_lowercase())
    }
}
