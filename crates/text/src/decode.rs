//! From bytes to text, remembering where each character came from.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
pub(crate) struct Decoded {
    pub encoding: &'static Encoding,
    /// Whether the encoding was guessed from the letters rather than known from a mark or from
    /// being valid UTF-8.
    pub guessed: bool,
    /// The text without a byte order mark.
    pub text: String,
    origins: Origins,
    /// How many places could not be decoded; each is U+FFFD in `text`.
    pub undecodable: usize,
}

/// Where the characters of the text stand in the file.
enum Origins {
    /// Valid UTF-8: the same bytes, behind a byte order mark of this many bytes.
    Shifted(usize),
    /// For every character in order: (byte offset in the text, byte offset in the file), with an
    /// entry for the end of both.
    Table(Vec<(usize, usize)>),
}

impl Decoded {
    /// The bytes of the file that hold bytes `start..end` of the text.
    pub fn source_range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        self.source_at(start)..self.source_at(end)
    }

    fn source_at(&self, at: usize) -> usize {
        match &self.origins {
            Origins::Shifted(mark) => at + mark,
            Origins::Table(table) => {
                let index = table.partition_point(|&(text, _)| text < at);
                table[index.min(table.len() - 1)].1
            }
        }
    }
}

/// Whether `bytes` are text rather than some binary format: hardly any control characters once
/// decoded.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(65_536)];
    let (encoding, mark, _) = detect(head);
    let (text, _) = encoding.decode_without_bom_handling(&head[mark..]);
    let odd = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\x1a' | '\x1b')
    };
    let (mut all, mut strange) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        strange += usize::from(odd(c) || c == '\u{fffd}');
    }
    strange <= 3.max(all / 50)
}

/// Decodes the whole of `bytes`.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, mark, guessed) = detect(bytes);
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(&bytes[mark..])
    {
        let origins = Origins::Shifted(mark);
        return Decoded {
            encoding,
            guessed,
            text: text.to_owned(),
            origins,
            undecodable: 0,
        };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut origins = Vec::with_capacity(bytes.len() + 1);
    let mut undecodable = 0;
    let mut pending = mark;
    let mut at = mark;
    let mut buffer = [0_u8; 64];
    // One byte at a time: the decoder gives a character out as soon as its last byte is in, so
    // the bytes since the previous one are its own.
    while at <= bytes.len() {
        let last = at == bytes.len();
        let next = if last { &[][..] } else { &bytes[at..=at] };
        let before = text.len();
        let mut rest = next;
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, &mut buffer, last);
            text.push_str(std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}"));
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    undecodable += 1;
                    text.push('\u{fffd}');
                }
            }
        }
        for (offset, _) in text[before..].char_indices() {
            origins.push((before + offset, pending));
        }
        at += 1;
        if text.len() > before {
            pending = at;
        }
    }
    origins.push((text.len(), bytes.len()));
    Decoded {
        encoding,
        guessed,
        text,
        origins: Origins::Table(origins),
        undecodable,
    }
}

/// The encoding, the length of the byte order mark, and whether it is a guess.
fn detect(bytes: &[u8]) -> (&'static Encoding, usize, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length, false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, 0, true);
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // A sample may end inside a character.
        Err(error) => error.error_len().is_none() && bytes.len() - error.valid_up_to() < 4,
    };
    if valid {
        return (UTF_8, 0, false);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (
        detector.guess(None, chardetng::Utf8Detection::Deny),
        0,
        true,
    )
}

/// Text in a Western script as UTF-16 has a zero in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let pairs = sample.len() / 2;
    match (zeros(0) * 10 > pairs * 7, zeros(1) * 10 > pairs * 7) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}
