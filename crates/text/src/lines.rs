//! Lines as blocks for display.

use tacenda_core::{Block, BlockKind, FormatKind, Span};

/// One block for each line that has anything on it, without its line end.
pub(crate) fn blocks(text: &str, kind: FormatKind) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end_matches(['\n', '\r']);
        if let Some(span) = Span::new(at, at + shown.len()).filter(|_| !shown.trim().is_empty()) {
            let kind = match kind {
                FormatKind::Markdown => markdown_kind(shown),
                _ => BlockKind::Paragraph,
            };
            out.push(Block { span, kind });
        }
        at += line.len();
    }
    out
}

/// What a line is by CommonMark's ATX headings and list markers.
fn markdown_kind(line: &str) -> BlockKind {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let body = &line[indent..];
    let hashes = body.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && matches!(body.as_bytes().get(hashes), None | Some(b' ' | b'\t'))
    {
        return BlockKind::Heading(u8::try_from(hashes).unwrap_or(6));
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let bullet = ["- ", "* ", "+ "].iter().any(|m| body.starts_with(m));
    let number =
        (1..=9).contains(&digits) && [". ", ") "].iter().any(|m| body[digits..].starts_with(m));
    if bullet || number {
        return BlockKind::ListItem(u8::try_from(indent / 2).unwrap_or(8).min(8));
    }
    BlockKind::Paragraph
}
