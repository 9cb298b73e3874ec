//! Changing byte ranges of a text and nothing else.

use std::cmp::Reverse;

/// One change: the bytes `from..to` go, `with` comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Edit {
    /// First byte that goes.
    pub(crate) from: usize,
    /// One past the last byte that goes; equal to `from` for an insertion.
    pub(crate) to: usize,
    /// What comes instead, already escaped.
    pub(crate) with: String,
}

impl Edit {
    /// A removal.
    pub(crate) fn cut(from: usize, to: usize) -> Self {
        Self {
            from,
            to,
            with: String::new(),
        }
    }

    /// A replacement.
    pub(crate) fn put(from: usize, to: usize, with: impl Into<String>) -> Self {
        Self {
            from,
            to,
            with: with.into(),
        }
    }
}

/// Carries out `edits` in any order. What lies inside a longer edit is lost in it; of two that
/// overlap partly, the later one loses the shared bytes.
pub(crate) fn splice(source: &str, mut edits: Vec<Edit>) -> String {
    // An insertion comes before what starts at the same byte, so that it is not lost in it.
    edits.sort_by_key(|e| (e.from, e.to > e.from, Reverse(e.to)));
    let added: usize = edits.iter().map(|e| e.with.len()).sum();
    let mut out = String::with_capacity(source.len() + added);
    let mut at = 0;
    for edit in edits {
        let inside = edit.to <= at && edit.from < at;
        if inside {
            continue;
        }
        if let Some(kept) = source.get(at..edit.from) {
            out.push_str(kept);
        }
        out.push_str(&edit.with);
        at = at.max(edit.to);
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

/// Escapes text for use between tags and in attribute values of either quote, and drops what XML
/// 1.0 cannot hold.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}
