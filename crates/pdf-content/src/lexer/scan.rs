//! Tokens: numbers, strings, names, arrays and the data of inline images.

use std::borrow::Cow;
use std::ops::Range;

use super::{Item, Lexer, MAX_DEPTH, Operand, Value};

/// ISO 32000-1, table 1.
fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

/// ISO 32000-1, table 2.
fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_while(&mut self, accept: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&accept) {
            self.at += 1;
        }
    }

    /// The next operand or operator.
    pub(super) fn item(&mut self) -> Item<'a> {
        self.item_at(0)
    }

    fn item_at(&mut self, depth: usize) -> Item<'a> {
        loop {
            self.skip_while(is_space);
            let start = self.at;
            let Some(byte) = self.peek() else {
                return Item::End;
            };
            let value = match byte {
                b'%' => {
                    self.skip_while(|b| b != b'\n' && b != b'\r');
                    continue;
                }
                b'(' => Value::String(self.literal()),
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                    self.at += 2;
                    Value::Dictionary(self.items(depth, Close::Dictionary))
                }
                b'<' => Value::String(self.hexadecimal()),
                b'[' => {
                    self.at += 1;
                    Value::Array(self.items(depth, Close::Array))
                }
                b'/' => Value::Name(self.name()),
                b'+' | b'-' | b'.' | b'0'..=b'9' => match self.number() {
                    Some(number) => Value::Number(number),
                    None => continue,
                },
                b')' | b'>' | b']' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    self.skip_while(is_regular);
                    match &self.data[start..self.at] {
                        b"true" => Value::Boolean(true),
                        b"false" => Value::Boolean(false),
                        b"null" => Value::Null,
                        _ => return Item::Keyword(start..self.at),
                    }
                }
            };
            let value = if depth > MAX_DEPTH {
                Value::Null
            } else {
                value
            };
            return Item::Operand(Operand {
                value,
                range: start..self.at,
            });
        }
    }

    /// The elements up to the closing bracket, or up to an operator, which stays to be read.
    fn items(&mut self, depth: usize, close: Close) -> Vec<Operand<'a>> {
        let mut out = Vec::new();
        // Deeper brackets are read flat: the recursion ends and no byte is lost.
        if depth > MAX_DEPTH {
            return out;
        }
        loop {
            self.skip_while(is_space);
            if self.closes(close) {
                return out;
            }
            match self.item_at(depth + 1) {
                Item::Operand(operand) => out.push(operand),
                Item::Keyword(word) => {
                    self.at = word.start;
                    return out;
                }
                Item::End => return out,
            }
        }
    }

    fn closes(&mut self, close: Close) -> bool {
        let bracket: &[u8] = match close {
            Close::Array => b"]",
            Close::Dictionary => b">>",
        };
        let closes = self.data[self.at..].starts_with(bracket);
        if closes {
            self.at += bracket.len();
        }
        closes
    }

    /// ISO 32000-1, 7.3.4.2.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let start = self.at;
        let mut depth = 1;
        let mut plain = true;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => {
                    plain = false;
                    self.at += 1;
                }
                b'\r' => plain = false,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let raw = &self.data[start..self.at];
                self.at += 1;
                return if plain {
                    Cow::Borrowed(raw)
                } else {
                    Cow::Owned(unescape(raw))
                };
            }
            self.at += 1;
        }
        self.at = self.data.len();
        Cow::Owned(unescape(&self.data[start..]))
    }

    /// ISO 32000-1, 7.3.4.3.
    fn hexadecimal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let mut out = Vec::new();
        let mut high: Option<u8> = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            if let Some(digit) = hex_digit(byte) {
                match high.take() {
                    Some(h) => out.push(h << 4 | digit),
                    None => high = Some(digit),
                }
            }
        }
        out.extend(high.map(|h| h << 4));
        Cow::Owned(out)
    }

    /// ISO 32000-1, 7.3.5.
    fn name(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let start = self.at;
        self.skip_while(is_regular);
        let raw = &self.data[start..self.at];
        if raw.contains(&b'#') {
            Cow::Owned(unescape_name(raw))
        } else {
            Cow::Borrowed(raw)
        }
    }

    /// A number, read as leniently as viewers do: what follows the digits up to the next space
    /// is stepped over, signs may repeat. `None` when there is no digit at all.
    fn number(&mut self) -> Option<f64> {
        let mut negative = false;
        while let Some(sign) = self.peek().filter(|b| matches!(b, b'+' | b'-')) {
            negative |= sign == b'-';
            self.at += 1;
        }
        let mut value = 0.0_f64;
        let mut digits = false;
        let mut unit: Option<f64> = None;
        while let Some(byte) = self.peek() {
            match byte {
                b'0'..=b'9' => {
                    digits = true;
                    let digit = f64::from(byte - b'0');
                    match &mut unit {
                        Some(unit) => {
                            *unit /= 10.0;
                            value += digit * *unit;
                        }
                        None => value = value * 10.0 + digit,
                    }
                }
                b'.' if unit.is_none() => unit = Some(1.0),
                _ => break,
            }
            self.at += 1;
        }
        // `12-34` and `1.2.3`: the rest belongs to the number; `1.5Td` is a number and an
        // operator.
        self.skip_while(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
        let value = if negative { -value } else { value };
        (digits || unit.is_some()).then_some(if value.is_finite() { value } else { 0.0 })
    }

    /// The bytes between `ID` and `EI`; the lexer stands behind `EI` afterwards.
    pub(super) fn image_data(&mut self, dict: &[Operand<'a>]) -> Range<usize> {
        if self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        let start = self.at;
        let known = raw_length(dict).unwrap_or(0);
        let mut from = start.saturating_add(known).min(self.data.len());
        while let Some(found) = find(&self.data[from..], b"EI") {
            let at = from + found;
            if self.ends_image(start, at) {
                self.at = at + 2;
                let end = if at > start && is_space(self.data[at - 1]) {
                    (at - 1).max(start + known.min(at - start))
                } else {
                    at
                };
                return start..end;
            }
            from = at + 1;
        }
        self.at = self.data.len();
        start..self.data.len()
    }

    /// Whether the `EI` at `at` ends the image: it stands alone, and what follows looks like
    /// content rather than samples.
    fn ends_image(&self, start: usize, at: usize) -> bool {
        let before = at == start || is_space(self.data[at - 1]);
        let after = &self.data[at + 2..];
        let alone = after
            .first()
            .is_none_or(|&b| is_space(b) || is_delimiter(b));
        let text = after
            .iter()
            .take(12)
            .all(|&b| matches!(b, 9 | 10 | 12 | 13 | 32..=126));
        before && alone && text
    }
}

#[derive(Clone, Copy)]
enum Close {
    Array,
    Dictionary,
}

fn find(haystack: &[u8], needle: &[u8; 2]) -> Option<usize> {
    haystack.windows(2).position(|pair| pair == needle)
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'\r' => {
                rest.next_if_eq(&b'\n');
                out.push(b'\n');
            }
            b'\\' => match rest.next() {
                Some(b'n') => out.push(b'\n'),
                Some(b'r') => out.push(b'\r'),
                Some(b't') => out.push(b'\t'),
                Some(b'b') => out.push(8),
                Some(b'f') => out.push(12),
                Some(b'\n') | None => {}
                Some(b'\r') => {
                    rest.next_if_eq(&b'\n');
                }
                Some(digit @ b'0'..=b'7') => {
                    let mut code = u32::from(digit - b'0');
                    for _ in 0..2 {
                        match rest.next_if(|b| matches!(b, b'0'..=b'7')) {
                            Some(digit) => code = code * 8 + u32::from(digit - b'0'),
                            None => break,
                        }
                    }
                    // High-order overflow is ignored (ISO 32000-1, 7.3.4.2).
                    out.push(code.to_le_bytes()[0]);
                }
                Some(other) => out.push(other),
            },
            other => out.push(other),
        }
    }
    out
}

fn unescape_name(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let digits = (raw[at] == b'#')
            .then(|| Some((hex_digit(*raw.get(at + 1)?)?, hex_digit(*raw.get(at + 2)?)?)))
            .flatten();
        if let Some((high, low)) = digits {
            out.push(high << 4 | low);
            at += 3;
        } else {
            out.push(raw[at]);
            at += 1;
        }
    }
    out
}

/// The length of unfiltered samples, from the image's own keys (ISO 32000-1, 8.9.7).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are clamped first"
)]
fn raw_length(dict: &[Operand<'_>]) -> Option<usize> {
    let value = |full: &[u8], short: &[u8]| {
        dict.chunks_exact(2)
            .find(|pair| pair[0].name().is_some_and(|k| k == full || k == short))
            .map(|pair| &pair[1])
    };
    if value(b"Filter", b"F").is_some() {
        return None;
    }
    let size = |full: &[u8], short: &[u8]| {
        let n = value(full, short)?.number()?;
        (n >= 0.0).then_some(n.min(65_535.0) as usize)
    };
    let (width, height) = (size(b"Width", b"W")?, size(b"Height", b"H")?);
    let mask = matches!(
        value(b"ImageMask", b"IM").map(|o| &o.value),
        Some(Value::Boolean(true))
    );
    let bits = if mask {
        1
    } else {
        let components = match value(b"ColorSpace", b"CS")?.name()? {
            b"DeviceGray" | b"G" => 1,
            b"DeviceRGB" | b"RGB" => 3,
            b"DeviceCMYK" | b"CMYK" => 4,
            _ => return None,
        };
        components * size(b"BitsPerComponent", b"BPC")?
    };
    Some((width * bits).div_ceil(8) * height)
}
