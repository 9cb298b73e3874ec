//! Content streams and character maps without what looks like a short value by chance: four digits
//! occur in coordinates, and in strings of hexadecimal digits that mean something else.

use std::ops::Range;

use memchr::memmem;

/// Whether a stream is a character map (ISO 32000-1, 9.7.5).
pub fn is_cmap(data: &[u8]) -> bool {
    memmem::find(data, b"begincmap").is_some() && memmem::find(data, b"endcmap").is_some()
}

/// A character map without the words of its own language (Adobe Technical Note 5014), in which a
/// value is no trace: "Adobe", or "source" in `findresource`.
pub fn without_cmap_words(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some(&byte) = rest.first() {
        let length = rest.iter().take_while(|b| is_regular(**b)).count();
        if length == 0 {
            out.push(byte);
            rest = &rest[1..];
            continue;
        }
        let (word, behind) = rest.split_at(length);
        if CMAP_WORDS.contains(&word) {
            out.push(b' ');
        } else {
            out.extend_from_slice(word);
        }
        rest = behind;
    }
    out
}

#[rustfmt::skip]
const CMAP_WORDS: &[&[u8]] = &[
    b"Adobe", b"Adobe-Identity-UCS", b"CIDInit", b"CIDSystemInfo", b"CMap", b"CMapName",
    b"CMapType", b"CMapVersion", b"Identity", b"Identity-H", b"Identity-V", b"Ordering",
    b"ProcSet", b"Registry", b"Supplement", b"UCS", b"WMode", b"begin", b"beginbfchar",
    b"beginbfrange", b"begincidchar", b"begincidrange", b"begincmap", b"begincodespacerange",
    b"currentdict", b"def", b"defineresource", b"dict", b"dup", b"end", b"endbfchar",
    b"endbfrange", b"endcidchar", b"endcidrange", b"endcmap", b"endcodespacerange",
    b"findresource", b"pop", b"usecmap",
];

/// `data` with spaces in some places.
pub fn without(data: &[u8], places: &[Range<usize>]) -> Vec<u8> {
    let mut out = data.to_vec();
    for place in places {
        if let Some(bytes) = out.get_mut(place.clone()) {
            bytes.fill(b' ');
        }
    }
    out
}

/// `data` with a space for every number outside strings, and hexadecimal strings decoded.
pub fn without_numbers(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        let end = match byte {
            b'(' => literal(data, at),
            b'<' if data.get(at + 1) == Some(&b'<') => at + 2,
            b'<' => {
                if let Some((bytes, end)) = hexadecimal(data, at) {
                    out.push(b'(');
                    out.extend(bytes);
                    out.push(b')');
                    at = end;
                    continue;
                }
                at + 1
            }
            b if is_regular(b) => {
                let length = data[at..].iter().take_while(|b| is_regular(**b)).count();
                let token = &data[at..at + length];
                if is_number(token) {
                    out.push(b' ');
                    at += length;
                    continue;
                }
                at + length
            }
            // A name is no number, whatever it looks like.
            b'/' => {
                at + 1
                    + data[at + 1..]
                        .iter()
                        .take_while(|b| is_regular(**b))
                        .count()
            }
            _ => at + 1,
        };
        out.extend_from_slice(&data[at..end]);
        at = end;
    }
    out
}

/// White space and delimiters end a token (ISO 32000-1, 7.2.2).
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | 9
            | 10
            | 12
            | 13
            | 32
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

fn is_number(token: &[u8]) -> bool {
    let digits = token
        .strip_prefix(b"-")
        .or(token.strip_prefix(b"+"))
        .unwrap_or(token);
    digits.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        && digits.iter().filter(|b| **b == b'.').count() <= 1
}

/// The end of the string of characters that begins at `at`.
fn literal(data: &[u8], at: usize) -> usize {
    let mut depth = 0_usize;
    let mut end = at;
    while let Some(byte) = data.get(end) {
        end += 1;
        match byte {
            b'\\' => end += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    end.min(data.len())
}

/// The bytes and the end of the hexadecimal string that begins at `at`. `None` when it is none.
fn hexadecimal(data: &[u8], at: usize) -> Option<(Vec<u8>, usize)> {
    let length = memchr::memchr(b'>', &data[at..])?;
    let digits: Option<Vec<u8>> = data[at + 1..at + length]
        .iter()
        .filter(|b| !b.is_ascii_whitespace())
        .map(|b| {
            char::from(*b)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        })
        .collect();
    let bytes = digits?
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect();
    Some((bytes, at + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_character_maps_go_and_others_stay() {
        for (data, kept) in [
            (
                &b"/CIDInit /ProcSet findresource begin"[..],
                &b"/  /     "[..],
            ),
            (b"/Registry (Adobe)", b"/  ( )"),
            (b"/CMapName /Adobe+Jane def", b"/  /Adobe+Jane  "),
            (b"(Jane Adobe) pop", b"(Jane  )  "),
            (b"<004A> endbfchars", b"<004A> endbfchars"),
        ] {
            let made = without_cmap_words(data);
            assert_eq!(made, kept, "{}", String::from_utf8_lossy(&made));
        }
    }

    #[test]
    fn numbers_go_and_strings_stay() {
        for (data, kept) in [
            (&b"1 0 0 1 72.2000 -1440 cm"[..], &b"            cm"[..]),
            (b"[(14) -2000 (2000)] TJ", b"[(14)   (2000)] TJ"),
            (b"<32303030> Tj", b"(2000) Tj"),
            (b"<0020004> Tj", b"(\0\x20\0\x40) Tj"),
            (b"/F2000 12 Tf", b"/F2000   Tf"),
            (b"/P <</N 2000>> BDC", b"/P <</N  >> BDC"),
            (b"(a\\)2000(1440)) Tj", b"(a\\)2000(1440)) Tj"),
            (b"2000x 20-00 (open 1440", b"2000x 20-00 (open 1440"),
            (b"<20 00 zz> 7", b"<    zz>  "),
        ] {
            let made = without_numbers(data);
            assert_eq!(made, kept, "{}", String::from_utf8_lossy(&made));
        }
    }
}
