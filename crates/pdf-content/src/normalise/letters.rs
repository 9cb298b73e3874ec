//! Letters that this program sets itself: in Helvetica, and where that lacks them as question marks
//! that say which character they stand for, so that text that cannot be drawn can still be found.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::fields::OTHER;
use crate::helvetica;

/// Collects the characters that Helvetica lacks.
pub struct Letters {
    /// Their codes are their places, from 1.
    others: Vec<char>,
    lacking: usize,
}

/// Codes of a simple font, 0 left out.
const CODES: usize = 255;

impl Letters {
    pub fn new() -> Self {
        Self {
            others: Vec::new(),
            lacking: 0,
        }
    }

    /// How many characters were set that Helvetica lacks.
    pub fn lacking(&self) -> usize {
        self.lacking
    }

    /// Appends the operators that set `text` with `em` points from (x, y). `None` where there are no
    /// codes left.
    pub fn line(&mut self, out: &mut String, text: &str, em: f64, x: f64, y: f64) -> Option<()> {
        let _ = write!(out, "1 0 0 1 {x:.2} {y:.2} Tm ");
        let mut font = None;
        for c in text.chars() {
            let (name, code) = match helvetica::win_ansi(c) {
                Some(code) => ("Helv", code),
                None => (OTHER, self.code(c)?),
            };
            if font != Some(name) {
                if font.is_some() {
                    out.push_str("> Tj ");
                }
                let _ = write!(out, "/{name} {em:.2} Tf <");
                font = Some(name);
            }
            let _ = write!(out, "{code:02X}");
        }
        if font.is_some() {
            out.push_str("> Tj ");
        }
        Some(())
    }

    fn code(&mut self, c: char) -> Option<u8> {
        self.lacking += 1;
        let known = self.others.iter().position(|other| *other == c);
        let at = known.unwrap_or_else(|| {
            self.others.push(c);
            self.others.len() - 1
        });
        u8::try_from(at + 1).ok().filter(|_| at < CODES)
    }

    /// The `ToUnicode` table of the characters that Helvetica lacks (ISO 32000-1, 9.10.3).
    pub fn others(&self) -> Option<Stream> {
        if self.others.is_empty() {
            return None;
        }
        let mut table = String::from(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
             /CMapName /Others def /CMapType 2 def\n\
             1 begincodespacerange <00> <FF> endcodespacerange\n",
        );
        let coded: Vec<(usize, char)> = (1..).zip(self.others.iter().copied()).collect();
        for part in coded.chunks(100) {
            let _ = writeln!(table, "{} beginbfchar", part.len());
            for (code, c) in part {
                let _ = write!(table, "<{code:02X}> <");
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(table, "{unit:04X}");
                }
                table.push_str(">\n");
            }
            table.push_str("endbfchar\n");
        }
        table.push_str("endcmap CMapName currentdict /CMap defineresource pop end end\n");
        Some(Stream::new(Dictionary::new(), table.into_bytes()))
    }

    /// An encoding in which every code is a question mark.
    pub fn question_marks(&self) -> Object {
        let mut differences = vec![Object::Integer(1)];
        differences.extend(
            self.others
                .iter()
                .map(|_| Object::Name(b"question".to_vec())),
        );
        dictionary! { "Type" => "Encoding", "Differences" => differences }.into()
    }
}
