use crate::recogniser::{Finder, Recogniser};

use std::ops::Range;

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "url",
    entity: "URL",
    finders: &[
        Finder {
            name: "with scheme",
            trigger: b':',
            find: with_scheme,
            score: 0.9,
        },
        Finder {
            name: "without scheme",
            trigger: b'.',
            find: bare,
            score: 0.6,
        },
    ],
    context: &["url", "website", "link", "web site"],
    context_score: 0.9,
    explanation: "Web address: a scheme and what follows it (RFC 3986), or a host whose ending is a \
                  public domain.",
    ..Recogniser::BASE
};

const SCHEMES: &[&str] = &[
    "http", "https", "ftp", "ftps", "sftp", "ssh", "ws", "wss", "file",
];

fn with_scheme(text: &str, at: usize) -> Option<Range<usize>> {
    if !text[at..].starts_with("://") {
        return None;
    }
    let letters = text.as_bytes()[..at]
        .iter()
        .rev()
        .take(6)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    let scheme = text[at - letters..at].to_ascii_lowercase();
    let scheme = SCHEMES
        .iter()
        .filter(|s| scheme.ends_with(**s))
        .max_by_key(|s| s.len())?;
    let start = at - scheme.len();
    // Part of the path of another URL, which is found whole.
    if text[..start].ends_with('/') {
        return None;
    }
    let end = url_end(text, at + 3);
    (end > at + 3).then_some(start..end)
}

/// Endings that are also words, or the endings of file names: they need `www.`, a path or a third
/// label.
const AMBIGUOUS: &[&str] = &[
    "able", "also", "am", "an", "as", "at", "bar", "be", "by", "call", "case", "cash", "cc",
    "company", "contact", "cs", "date", "day", "do", "foo", "fund", "go", "help", "here", "how",
    "id", "in", "inc", "is", "it", "la", "land", "like", "live", "llc", "ltd", "ma", "md", "me",
    "mm", "mo", "mov", "ms", "my", "new", "no", "now", "one", "open", "pa", "page", "party", "pay",
    "plus", "pm", "post", "ps", "py", "read", "rent", "rs", "safe", "sale", "save", "security",
    "select", "services", "sh", "so", "st", "to", "top", "total", "us", "vi", "win", "work", "you",
    "zip",
];

/// Whether a host name, in small letters, ends in a public suffix that is registered.
fn registered(host: &str) -> bool {
    psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Called at every full stop; goes on only at the first one of a host name.
fn bare(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let host_byte = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    if !bytes.get(at + 1).is_some_and(host_byte) {
        return None;
    }
    let label = bytes[..at]
        .iter()
        .rev()
        .take(63)
        .take_while(|b| host_byte(b))
        .count();
    let start = at - label;
    let before = text[..start].chars().next_back();
    if label == 0
        || before.is_some_and(|c| matches!(c, '.' | '@' | '/' | '_') || c.is_alphanumeric())
    {
        return None;
    }
    let host = bytes[start..]
        .iter()
        .take(253)
        .take_while(|b| host_byte(b) || **b == b'.')
        .count();
    let host = text[start..start + host].trim_end_matches(['.', '-']);
    let ending = host.rsplit_once('.')?.1;
    let www = host
        .get(..4)
        .is_some_and(|w| w.eq_ignore_ascii_case("www."));
    let next = text[start + host.len()..].chars().next();
    let sure =
        www || next == Some('/') || host.matches('.').count() >= 2 || !AMBIGUOUS.contains(&ending);
    let small = www || ending.bytes().all(|b| b.is_ascii_lowercase());
    let cut = next.is_some_and(|c| matches!(c, '@' | '_') || c.is_alphanumeric());
    if cut || !sure || !small || !registered(&host.to_ascii_lowercase()) {
        return None;
    }
    let end = start + host.len();
    let end = if matches!(next, Some('/' | '?' | '#' | ':')) {
        url_end(text, end)
    } else {
        end
    };
    Some(start..end)
}

/// Where a URL of which a part ends at `from` ends: before white space, quotes and angle
/// brackets, and before the punctuation of the sentence around it.
fn url_end(text: &str, from: usize) -> usize {
    let length: usize = text[from..]
        .chars()
        .take(1000)
        .take_while(|&c| {
            !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '`' | '“' | '”' | '«' | '»' | '|')
        })
        .map(char::len_utf8)
        .sum();
    let mut url = &text[from..from + length];
    while let Some(last) = url.chars().next_back() {
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' => true,
            ')' => unopened(url, '(', ')'),
            ']' => unopened(url, '[', ']'),
            '}' => unopened(url, '{', '}'),
            _ => false,
        };
        if !drop {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    from + url.len()
}

/// Whether more `close` than `open` stand in the URL, so that its last one belongs to the text.
fn unopened(url: &str, open: char, close: char) -> bool {
    url.matches(close).count() > url.matches(open).count()
}
