//! PDF objects and a parser for them (ISO 32000-1, 7.3), independent of all others in use.

/// A direct object.
#[derive(Clone, PartialEq, Debug)]
pub enum Object {
    Null,
    Boolean,
    Number(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Reference(u32),
}

/// Keys and values in file order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dictionary(pub Vec<(Vec<u8>, Object)>);

impl Dictionary {
    pub fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    pub fn name(&self, key: &[u8]) -> &[u8] {
        match self.get(key) {
            Some(Object::Name(name)) => name,
            _ => b"",
        }
    }
}

impl Object {
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    pub fn reference(&self) -> Option<u32> {
        match self {
            Self::Reference(number) => Some(*number),
            _ => None,
        }
    }
}

/// What the parser found.
#[derive(Clone, PartialEq, Debug)]
pub enum Token {
    Object(Object),
    /// An operator or keyword: its bytes in the data.
    Keyword(usize, usize),
    /// A `%` comment.
    Comment,
    End,
}

/// Deepest nesting read; what is deeper is passed over.
const MAX_DEPTH: usize = 64;

/// Reads objects and keywords one after the other.
pub struct Parser<'a> {
    pub data: &'a [u8],
    pub at: usize,
    /// Comments met, also inside objects.
    pub comments: usize,
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Parser<'a> {
    pub fn new(data: &'a [u8], at: usize) -> Self {
        Self {
            data,
            at,
            comments: 0,
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.data.get(self.at + ahead).copied()
    }

    pub fn skip_space(&mut self) {
        while self.peek(0).is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// The next object or keyword; comments are counted and passed over.
    pub fn next(&mut self) -> Token {
        self.next_at(0)
    }

    fn next_at(&mut self, depth: usize) -> Token {
        loop {
            match self.token(depth) {
                Token::Comment => self.comments += 1,
                token => return token,
            }
        }
    }

    fn token(&mut self, depth: usize) -> Token {
        self.skip_space();
        let start = self.at;
        let Some(byte) = self.peek(0) else {
            return Token::End;
        };
        self.at += 1;
        let object = match byte {
            b'%' => {
                while self.peek(0).is_some_and(|b| b != b'\n' && b != b'\r') {
                    self.at += 1;
                }
                return Token::Comment;
            }
            b'(' => Object::String(self.literal()),
            b'<' if self.peek(0) == Some(b'<') => {
                self.at += 1;
                Object::Dictionary(self.dictionary(depth))
            }
            b'<' => Object::String(self.hexadecimal()),
            b'/' => Object::Name(self.name()),
            b'[' => Object::Array(self.items(depth, b']')),
            b')' | b'>' | b']' | b'{' | b'}' => return self.token(depth),
            _ => {
                while self.peek(0).is_some_and(is_regular) {
                    self.at += 1;
                }
                return self.word(start);
            }
        };
        Token::Object(object)
    }

    /// A number, a reference or a keyword.
    fn word(&mut self, start: usize) -> Token {
        let word = &self.data[start..self.at];
        match word {
            b"true" | b"false" => return Token::Object(Object::Boolean),
            b"null" => return Token::Object(Object::Null),
            _ => {}
        }
        let numeric = word.iter().all(|b| b"+-.0123456789".contains(b));
        if !numeric {
            return Token::Keyword(start, self.at);
        }
        let text = String::from_utf8_lossy(word);
        let number: f64 = text.trim_start_matches('+').parse().unwrap_or(0.0);
        if let Ok(object) = text.parse::<u32>()
            && let Some(end) = self.reference_end()
        {
            self.at = end;
            return Token::Object(Object::Reference(object));
        }
        Token::Object(Object::Number(number))
    }

    /// Where ` G R` behind a number ends, if it stands there.
    fn reference_end(&self) -> Option<usize> {
        let mut at = self.at;
        let skip = |at: &mut usize, test: fn(u8) -> bool| {
            let from = *at;
            while self.data.get(*at).copied().is_some_and(test) {
                *at += 1;
            }
            *at > from
        };
        let digits = |b: u8| b.is_ascii_digit();
        let found = skip(&mut at, is_space) && skip(&mut at, digits) && skip(&mut at, is_space);
        let ends = self.data.get(at + 1).is_none_or(|&b| !is_regular(b));
        (found && self.data.get(at) == Some(&b'R') && ends).then_some(at + 1)
    }

    fn items(&mut self, depth: usize, close: u8) -> Vec<Object> {
        let mut out = Vec::new();
        if depth > MAX_DEPTH {
            return out;
        }
        loop {
            self.skip_space();
            if self.peek(0) == Some(close) {
                self.at += 1;
                return out;
            }
            match self.next_at(depth + 1) {
                Token::Object(object) => out.push(object),
                Token::Keyword(start, _) => {
                    self.at = start;
                    return out;
                }
                Token::Comment | Token::End => return out,
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut out = Vec::new();
        let mut flat = self.items(depth, b'>').into_iter();
        // The second `>`.
        if self.peek(0) == Some(b'>') {
            self.at += 1;
        }
        while let (Some(key), Some(value)) = (flat.next(), flat.next()) {
            let key = match key {
                Object::Name(name) => name,
                _ => Vec::new(),
            };
            out.push((key, value));
        }
        Dictionary(out)
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' if self.peek(0) == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(code.to_le_bytes()[0]);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut digits = Vec::new();
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(char::from(byte).to_digit(16));
        }
        digits
            .chunks(2)
            .map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).to_le_bytes()[0])
            .collect()
    }

    fn name(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while let Some(byte) = self.peek(0).filter(|b| is_regular(*b)) {
            self.at += 1;
            let digit = |ahead| char::from(self.peek(ahead).unwrap_or(b' ')).to_digit(16);
            if byte == b'#'
                && let (Some(high), Some(low)) = (digit(0), digit(1))
            {
                out.push((high * 16 + low).to_le_bytes()[0]);
                self.at += 2;
            } else {
                out.push(byte);
            }
        }
        out
    }
}
