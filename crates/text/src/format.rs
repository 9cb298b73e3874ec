//! [`Format`] for text.

use std::path::Path;
use std::sync::Arc;

use encoding_rs::{EncoderResult, Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};
use tacenda_core::{
    CanonicalText, Check, Document, Format, FormatError, FormatKind, Notice, NoticeCode,
    PageRenderer, Place, ReadOptions, Reading, Redacted, RedactionPlan, Replacement, Section,
    VerifyError,
};

use crate::decode::{self, Decoded};
use crate::{lines, verify};

/// A box in text: eight full blocks, or eight number signs where the encoding has no blocks.
/// Always eight, so that it says nothing of the length of what it stands for.
const BOXES: [&str; 2] = ["████████", "########"];

/// Plain text and Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextFormat;

impl Format for TextFormat {
    fn kinds(&self) -> &'static [FormatKind] {
        &[FormatKind::Text, FormatKind::Markdown]
    }

    fn recognise(&self, bytes: &[u8], file_name: &str) -> Option<FormatKind> {
        let extension = Path::new(file_name).extension().unwrap_or_default();
        let markdown = ["md", "markdown", "mdown"]
            .iter()
            .any(|e| extension.eq_ignore_ascii_case(e));
        decode::looks_like_text(bytes).then_some(if markdown {
            FormatKind::Markdown
        } else {
            FormatKind::Text
        })
    }

    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, FormatError> {
        let kind = self.accept(bytes, options)?;
        let decoded = decode::decode(bytes);
        let mut notices = Vec::new();
        let mut notice =
            |code, detail: String| notices.push(Notice::new(code, Place::file(), detail));
        if decoded.guessed {
            notice(
                NoticeCode::GuessedEncoding,
                decoded.encoding.name().to_owned(),
            );
        }
        if decoded.undecodable > 0 {
            notice(
                NoticeCode::UndecodableBytes,
                format!("{} places", decoded.undecodable),
            );
        }
        let section = Section {
            start: 0,
            end: decoded.text.len(),
            title: "Text".into(),
            part: String::new(),
        };
        let document = Document {
            kind,
            pages: Vec::new(),
            sections: (!decoded.text.is_empty())
                .then_some(section)
                .into_iter()
                .collect(),
            blocks: lines::blocks(&decoded.text, kind),
            marks: Vec::new(),
            views: Vec::new(),
            text: CanonicalText::new(decoded.text),
        };
        Ok(Reading {
            document,
            layouts: Vec::new(),
            notices,
            hidden: Vec::new(),
        })
    }

    fn redact(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        plan: &RedactionPlan,
    ) -> Result<Redacted, FormatError> {
        self.accept(bytes, options)?;
        let decoded = decode::decode(bytes);
        if CanonicalText::new(decoded.text.clone()).digest() != plan.text {
            return Err(FormatError::Changed);
        }
        if decoded.encoding == ISO_2022_JP {
            let reason =
                "the encoding ISO-2022-JP changes its meaning midway; save the file as UTF-8"
                    .into();
            return Err(FormatError::Refused {
                place: Place::file(),
                reason,
            });
        }
        let mut cuts = cuts(&decoded, plan);
        cuts.sort_by_key(|(range, _)| range.start);
        let mut out = Vec::with_capacity(bytes.len());
        let mut at = 0;
        for (range, replacement) in cuts {
            out.extend_from_slice(&bytes[at..range.start]);
            out.extend(replacement);
            at = range.end;
        }
        out.extend_from_slice(&bytes[at..]);
        Ok(Redacted {
            bytes: out,
            notices: Vec::new(),
        })
    }

    fn verify(
        &self,
        source: &[u8],
        _: &ReadOptions,
        output: &[u8],
        plan: &RedactionPlan,
    ) -> Result<Vec<Check>, VerifyError> {
        verify::verify(source, output, plan)
    }

    fn search(
        &self,
        output: &[u8],
        _: &ReadOptions,
        terms: &[String],
    ) -> Result<Vec<Check>, VerifyError> {
        verify::search(output, terms)
    }

    fn pages(&self, _: Arc<[u8]>, _: &ReadOptions) -> Result<Box<dyn PageRenderer>, FormatError> {
        Err(FormatError::NoSuchPage(1))
    }
}

impl TextFormat {
    fn accept(self, bytes: &[u8], options: &ReadOptions) -> Result<FormatKind, FormatError> {
        if bytes.is_empty() {
            return Err(FormatError::Empty);
        }
        self.recognise(bytes, &options.file_name).ok_or_else(|| {
            FormatError::Unsupported(
                "the file is not text; open it in its own program and save it as text, DOCX or PDF"
                    .into(),
            )
        })
    }
}

type Cut = (std::ops::Range<usize>, Vec<u8>);

/// Which bytes of the file go, and which come instead. Only the first part of a redaction gets
/// its replacement.
fn cuts(decoded: &Decoded, plan: &RedactionPlan) -> Vec<Cut> {
    let encoding = decoded.encoding;
    let mut cuts = Vec::new();
    for redaction in &plan.redactions {
        let mut replacement = match &redaction.replacement {
            Replacement::Text(label) => {
                encode(encoding, label).unwrap_or_else(|| encode_lossy(encoding, label))
            }
            Replacement::Box => BOXES
                .iter()
                .find_map(|b| encode(encoding, b))
                .unwrap_or_default(),
        };
        for part in redaction.extent.parts() {
            let range = decoded.source_range(part.start(), part.end());
            cuts.push((range, std::mem::take(&mut replacement)));
        }
    }
    cuts
}

/// `text` in `encoding`; `None` when a character has no place in it.
fn encode(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let mut out = vec![0; text.len() * 4 + 16];
    let (result, _, written) = encoding
        .new_encoder()
        .encode_from_utf8_without_replacement(text, &mut out, true);
    out.truncate(written);
    (result == EncoderResult::InputEmpty).then_some(out)
}

/// A label in an encoding that lacks some of its characters: those become question marks.
fn encode_lossy(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let mut buffer = [0; 4];
    text.chars()
        .flat_map(|c| encode(encoding, c.encode_utf8(&mut buffer)).unwrap_or_else(|| b"?".to_vec()))
        .collect()
}
