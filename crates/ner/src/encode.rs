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

/// So many spaces in a row, beside the one before a word, justify a line.
const JUSTIFYING: usize = 2;

/// Bytes that are tokenised at a time.
const STRETCH: usize = 16 * 1024;

/// Reads the tokens of a text in order.
pub(crate) struct TokenStream<'a> {
    text: &'a str,
    tokenizer: &'a Tokenizer,
    at: usize,
    /// End of the last token that is more than white space.
    last_end: usize,
    repeated: RepeatedLines,
    spaces: Spaces,
}

/// What becomes of tokens that are nothing but spaces. Tokenizers that mark spaces make one of each
/// further space in a row: a justified text is full of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Spaces {
    /// The model sees them, as it does in the reference.
    Kept,
    /// The model sees those that are layout. It learnt from texts that are not justified.
    /// More than [`JUSTIFYING`] are an indent, or part two columns.
    Layout,
}

impl<'a> TokenStream<'a> {
    pub(crate) fn new(text: &'a str, tokenizer: &'a Tokenizer, spaces: Spaces) -> Self {
        Self {
            text,
            tokenizer,
            at: 0,
            last_end: 0,
            repeated: RepeatedLines::default(),
            spaces,
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
        let words = encoding.get_word_ids();
        let justifying = match self.spaces {
            Spaces::Layout => justifying_spaces(words, encoding.get_tokens()),
            Spaces::Kept => vec![false; words.len()],
        };
        for (at, (((&id, &(start, stop)), token), &word)) in rows.zip(words).enumerate() {
            if justifying[at] {
                continue;
            }
            let start = self.text.floor_char_boundary(self.at + start);
            let stop = self.text.ceil_char_boundary(self.at + stop);
            let inside = word.is_some() && word == word_before;
            let written = &self.text[start..stop];
            // Where a tokenizer makes tokens of line ends, these end what is before them.
            let white = is_space(token) || start < stop && written.trim().is_empty();
            let first = start + (written.len() - written.trim_start().len());
            let cut = if inside || white {
                Cut::Inside
            } else {
                self.cut(first)
            };
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
            if !white {
                word_before = word;
                let last = start + written.trim_end().len();
                self.last_end = self.last_end.max(last);
            }
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

/// Whether a token stands for spaces alone, as byte-level and SentencePiece vocabularies write them.
fn is_space(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| matches!(c, 'Ġ' | '▁' | ' '))
}

/// Which tokens are spaces that justify a line. They stand in words, as the tokenizer numbers them,
/// that are white space alone.
fn justifying_spaces(words: &[Option<u32>], tokens: &[String]) -> Vec<bool> {
    let mut out = Vec::with_capacity(tokens.len());
    for word in words.chunk_by(|a, b| a == b) {
        let pieces = &tokens[out.len()..out.len() + word.len()];
        let white = pieces.iter().all(|token| is_white(token));
        out.extend(pieces.iter().map(|token| white && is_space(token)));
    }
    for run in out.chunk_by_mut(|a, b| a == b) {
        if run.len() > JUSTIFYING {
            run.fill(false);
        }
    }
    out
}

/// Whether a token stands for white space alone: line ends and tabs too.
fn is_white(token: &str) -> bool {
    let white = |c| matches!(c, 'Ġ' | '▁' | 'Ċ' | 'č' | 'ĉ');
    !token.is_empty() && token.chars().all(|c| white(c) || c.is_whitespace())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A tokenizer of bytes, in which spaces and line ends are tokens of their own.
    fn byte_level() -> (tempfile::TempDir, Tokenizer) {
        let letters = ('a'..='z').chain('A'..='Z').chain(['.', 'Ġ', 'Ċ']);
        let vocabulary: serde_json::Map<String, serde_json::Value> = (0..)
            .zip(letters)
            .map(|(id, letter): (u32, char)| (letter.to_string(), id.into()))
            .collect();
        let level = serde_json::json!({
            "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true
        });
        let whole = serde_json::json!({
            "version": "1.0", "added_tokens": [], "normalizer": null, "decoder": null,
            "pre_tokenizer": level, "post_processor": level,
            "model": {"type": "BPE", "vocab": vocabulary, "merges": []}
        });
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tokenizer.json");
        std::fs::write(&path, whole.to_string()).expect("written");
        let tokenizer = Tokenizer::open(folder.path(), None).expect("sound");
        (folder, tokenizer)
    }

    /// What stands before each word with its first letter, and the number of tokens.
    fn read(text: &str, spaces: Spaces, apart: bool) -> (Vec<(Cut, String)>, usize) {
        let (_folder, tokenizer) = byte_level();
        let mut stream = TokenStream::new(text, &tokenizer, spaces);
        if apart {
            stream.isolate(RepeatedLines::of(text));
        }
        let mut tokens = Vec::new();
        while !stream.is_done() {
            stream.read(&mut tokens).expect("tokens");
        }
        let cuts = tokens.iter().filter(|t| t.cut > Cut::Inside);
        let rest = |t: &Token| text[t.start..].chars().take(1).collect();
        (cuts.map(|t| (t.cut, rest(t))).collect(), tokens.len())
    }

    #[test]
    fn line_ends_that_are_tokens_part_what_they_stand_between() {
        let (cuts, _) = read("a b\nc  \n  \n   d ends. E", Spaces::Kept, false);
        let expected = [
            (Cut::Paragraph, "a"),
            (Cut::Word, "b"),
            (Cut::Line, "c"),
            (Cut::Paragraph, "d"),
            (Cut::Word, "e"),
            (Cut::Sentence, "E"),
        ];
        // The full stop is a word of its own.
        let cuts: Vec<_> = cuts.iter().map(|(c, t)| (*c, t.as_str())).collect();
        let cuts: Vec<_> = cuts.into_iter().filter(|(_, t)| *t != ".").collect();
        assert_eq!(cuts, expected);
    }

    #[test]
    fn lines_that_come_again_stand_apart_where_line_ends_are_tokens() {
        let head = "the running head of every page of this book\n";
        let text = format!("{head}x\n{head}y\n{head}z");
        let (cuts, _) = read(&text, Spaces::Layout, true);
        let apart = cuts.iter().filter(|(cut, _)| *cut == Cut::Repeated);
        let apart: Vec<&str> = apart.map(|(_, text)| text.as_str()).collect();
        assert_eq!(apart, ["t", "x", "t", "y", "t", "z"]);
    }

    #[test]
    fn spaces_that_justify_a_line_are_no_tokens_and_layout_is() {
        let (wide, narrow) = ("a   b  \n  c", "a b \n c");
        let (_, all) = read(wide, Spaces::Kept, false);
        let (cuts, few) = read(wide, Spaces::Layout, false);
        let (expected, same) = read(narrow, Spaces::Layout, false);
        assert!(few < all, "{few} of {all}");
        assert_eq!((cuts, few), (expected, same));
        for layout in ["a     b", "a\n     b"] {
            let (_, all) = read(layout, Spaces::Kept, false);
            assert_eq!(read(layout, Spaces::Layout, false).1, all, "{layout}");
        }
    }
}
