//! What a CMap says beside its codes (Adobe Technical Note 5014): its own name and comments.

use tacenda_core::NeedleSet;

/// A CMap without its comments, and called `Unnamed` if one of `values` stands in its name.
pub(crate) fn without_values(map: &[u8], values: &NeedleSet) -> Vec<u8> {
    let mut out = Vec::with_capacity(map.len());
    let mut rest = map;
    let mut is_own_name = false;
    while let Some((&first, behind)) = rest.split_first() {
        let length = match first {
            b'%' => until(behind, |b| matches!(b, b'\n' | b'\r')),
            b'/' => until(behind, |b| {
                b.is_ascii_whitespace() || b"()<>[]{}/%".contains(&b)
            }),
            b'(' => until(behind, |b| b == b')'),
            _ => 0,
        };
        let (token, after) = rest.split_at(1 + length);
        match first {
            b'%' => {}
            b'/' if is_own_name && !values.raw_hits(token).is_empty() => {
                out.extend_from_slice(b"/Unnamed");
            }
            _ => out.extend_from_slice(token),
        }
        if !first.is_ascii_whitespace() {
            is_own_name = token == b"/CMapName";
        }
        rest = after;
    }
    out
}

fn until(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    let end = bytes.iter().position(|&b| ends(b));
    end.unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_a_name_or_comment_goes_and_the_map_stays() {
        let map =
            b"%%Title: (Dent Identity)\n/CIDSystemInfo<</Registry (Adobe % no comment)>> def\n\
            /CMapName /Aspose-Identity-UCS def\n1 begincodespacerange<0003> <0058>";
        let kept = b"\n/CIDSystemInfo<</Registry (Adobe % no comment)>> def\n\
            /CMapName /Unnamed def\n1 begincodespacerange<0003> <0058>";
        let found = without_values(map, &NeedleSet::new(["Dent"]));
        assert_eq!(
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(kept)
        );
        // A word of the language stays, whatever was removed.
        let word = b"/CIDInit /ProcSet findresource begin";
        assert_eq!(without_values(word, &NeedleSet::new(["Init"])), word);
        assert_eq!(without_values(b"/A%", &NeedleSet::new(["Dent"])), b"/A");
    }
}
