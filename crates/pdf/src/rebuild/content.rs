//! Content streams with nothing in them but known operators and what those need.
//!
//! Operators are copied byte for byte. Marked content (which may carry replacement text),
//! unknown operators, superfluous operands, comments and bytes that make no sense are left out,
//! and so is everything in layers that are switched off.

use std::collections::{BTreeMap, BTreeSet};

use tacenda_pdf_content::lexer::{Lexer, Op, Operand, Value};

/// The categories of a resource dictionary that operators name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Category {
    ColorSpace,
    ExtGState,
    Font,
    Pattern,
    Shading,
    XObject,
}

impl Category {
    pub(crate) fn key(self) -> &'static [u8] {
        match self {
            Self::ColorSpace => b"ColorSpace",
            Self::ExtGState => b"ExtGState",
            Self::Font => b"Font",
            Self::Pattern => b"Pattern",
            Self::Shading => b"Shading",
            Self::XObject => b"XObject",
        }
    }
}

/// The names a content stream uses.
pub(crate) type Names = BTreeMap<Category, BTreeSet<Vec<u8>>>;

/// Answers what a content stream cannot know itself.
pub(crate) trait Shown {
    /// Whether marked content with this property list (a name) is switched off.
    fn layer_off(&self, properties: &[u8]) -> bool;
    /// Whether the object of this name is switched off.
    fn object_off(&self, name: &[u8]) -> bool;
}

/// A cleaned content stream and the names it uses.
#[derive(Default)]
pub(crate) struct Clean {
    pub(crate) content: Vec<u8>,
    pub(crate) names: Names,
}

/// Cleans `data`. A `q` without its `Q` is closed, a `Q` without its `q` is dropped.
pub(crate) fn clean(data: &[u8], shown: &dyn Shown) -> Clean {
    let mut out = Clean {
        content: Vec::with_capacity(data.len()),
        names: Names::new(),
    };
    let mut depth = 0usize;
    // For each open marked-content sequence, whether it is switched off.
    let mut marked: Vec<bool> = Vec::new();
    for op in Lexer::new(data) {
        let off = marked.contains(&true);
        match op.name {
            b"BMC" => marked.push(false),
            b"BDC" => marked.push(hides(&op, shown)),
            b"EMC" => {
                marked.pop();
            }
            b"q" => {
                depth += 1;
                out.op(data, &op, 0);
            }
            b"Q" => {
                if depth > 0 {
                    depth -= 1;
                    out.op(data, &op, 0);
                }
            }
            b"BI" => {
                if !off {
                    out.inline_image(data, &op);
                }
            }
            b"Do" => {
                let name = op.operands.last().and_then(Operand::name);
                if !off && name.is_some_and(|name| !shown.object_off(name)) {
                    out.known(data, &op);
                }
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" if off => {
                out.content.extend_from_slice(b"n\n");
            }
            b"sh" if off => {}
            b"Tj" | b"TJ" if off => {}
            b"'" if off => out.content.extend_from_slice(b"T*\n"),
            b"\"" if off => out.spacing_of_double_quote(data, &op),
            _ => out.known(data, &op),
        }
    }
    out.content.extend(b"Q\n".repeat(depth));
    out
}

fn hides(op: &Op<'_>, shown: &dyn Shown) -> bool {
    let [.., tag, properties] = op.operands.as_slice() else {
        return false;
    };
    tag.name() == Some(b"OC") && properties.name().is_some_and(|name| shown.layer_off(name))
}

impl Clean {
    fn known(&mut self, data: &[u8], op: &Op<'_>) {
        let Some(count) = operand_count(op) else {
            return;
        };
        self.note_names(op);
        self.op(data, op, count);
    }

    fn note(&mut self, category: Category, name: Option<&[u8]>) {
        if let Some(name) = name {
            let names = self.names.entry(category).or_default();
            if !names.contains(name) {
                names.insert(name.to_vec());
            }
        }
    }

    fn note_names(&mut self, op: &Op<'_>) {
        let last = op.operands.last().and_then(Operand::name);
        match op.name {
            b"Tf" => {
                let at = op.operands.len().wrapping_sub(2);
                self.note(Category::Font, op.operands.get(at).and_then(Operand::name));
            }
            b"Do" => self.note(Category::XObject, last),
            b"gs" => self.note(Category::ExtGState, last),
            b"sh" => self.note(Category::Shading, last),
            b"scn" | b"SCN" => self.note(Category::Pattern, last),
            b"cs" | b"CS" => self.note(Category::ColorSpace, last),
            _ => {}
        }
    }

    /// Copies the last `count` operands and the operator.
    fn op(&mut self, data: &[u8], op: &Op<'_>, count: usize) {
        let operands = &op.operands[op.operands.len() - count..];
        let keyword = op.range.end - op.name.len();
        let start = operands.first().map_or(keyword, |o| o.range.start);
        if operands.iter().all(|o| tidy(data, o)) && only_space_between(data, operands, keyword) {
            self.content.extend_from_slice(&data[start..op.range.end]);
        } else {
            for operand in operands {
                self.operand(data, operand);
                self.content.push(b' ');
            }
            self.content.extend_from_slice(op.name);
        }
        self.content.push(b'\n');
    }

    fn operand(&mut self, data: &[u8], operand: &Operand<'_>) {
        match &operand.value {
            Value::Array(items) => {
                self.content.push(b'[');
                for item in items {
                    if matches!(item.value, Value::Number(_) | Value::String(_)) {
                        self.content.extend_from_slice(&data[item.range.clone()]);
                        self.content.push(b' ');
                    }
                }
                self.content.push(b']');
            }
            Value::Dictionary(_) | Value::Null => self.content.extend_from_slice(b"null"),
            _ => self.content.extend_from_slice(&data[operand.range.clone()]),
        }
    }

    /// `"` of a layer that is off still sets the spacing and moves to the next line.
    fn spacing_of_double_quote(&mut self, data: &[u8], op: &Op<'_>) {
        if let [.., word, character, _] = op.operands.as_slice() {
            for (operand, name) in [(word, &b"Tw\n"[..]), (character, b"Tc\n")] {
                self.operand(data, operand);
                self.content.push(b' ');
                self.content.extend_from_slice(name);
            }
            self.content.extend_from_slice(b"T*\n");
        }
    }

    fn inline_image(&mut self, data: &[u8], op: &Op<'_>) {
        let Some(samples) = op.data.clone() else {
            return;
        };
        self.content.extend_from_slice(b"BI");
        for pair in op.operands.chunks_exact(2) {
            let Some(key) = pair[0].name().filter(|key| INLINE_KEYS.contains(key)) else {
                continue;
            };
            if matches!(key, b"CS" | b"ColorSpace") {
                self.note(Category::ColorSpace, pair[1].name());
            }
            self.content.push(b' ');
            self.content.extend_from_slice(&data[pair[0].range.clone()]);
            self.content.push(b' ');
            self.content.extend_from_slice(&data[pair[1].range.clone()]);
        }
        self.content.extend_from_slice(b" ID ");
        self.content.extend_from_slice(&data[samples]);
        self.content.extend_from_slice(b"\nEI\n");
    }
}

/// Keys of inline images (ISO 32000-1, table 93).
const INLINE_KEYS: &[&[u8]] = &[
    b"BPC",
    b"BitsPerComponent",
    b"CS",
    b"ColorSpace",
    b"D",
    b"Decode",
    b"DP",
    b"DecodeParms",
    b"F",
    b"Filter",
    b"H",
    b"Height",
    b"IM",
    b"ImageMask",
    b"I",
    b"Interpolate",
    b"W",
    b"Width",
];

/// Whether an operand holds nothing but itself: arrays may hide comments between their items.
fn tidy(data: &[u8], operand: &Operand<'_>) -> bool {
    match &operand.value {
        Value::Array(items) => {
            items
                .iter()
                .all(|i| matches!(i.value, Value::Number(_) | Value::String(_)))
                && only_space_between(data, items, operand.range.end)
        }
        Value::Dictionary(_) | Value::Null => false,
        _ => true,
    }
}

fn only_space_between(data: &[u8], operands: &[Operand<'_>], end: usize) -> bool {
    let next = operands.iter().skip(1).map(|o| o.range.start).chain([end]);
    operands.iter().zip(next).all(|(operand, next)| {
        let gap = data.get(operand.range.end..next).unwrap_or_default();
        gap.iter()
            .all(|b| matches!(b, 0 | 9 | 10 | 12 | 13 | 32 | b']'))
    })
}

/// How many operands a known operator takes here; `None` for an unknown operator or when they
/// are not of the right kind.
fn operand_count(op: &Op<'_>) -> Option<usize> {
    let signature: &[u8] = match op.name {
        b"b" | b"B" | b"b*" | b"B*" | b"BT" | b"ET" | b"f" | b"F" | b"f*" | b"h" | b"n" | b"s"
        | b"S" | b"T*" | b"W" | b"W*" => b"",
        b"g" | b"G" | b"i" | b"j" | b"J" | b"M" | b"Tc" | b"TL" | b"Tr" | b"Ts" | b"Tw" | b"Tz"
        | b"w" => b"n",
        b"d0" | b"l" | b"m" | b"Td" | b"TD" => b"nn",
        b"rg" | b"RG" => b"nnn",
        b"k" | b"K" | b"re" | b"v" | b"y" => b"nnnn",
        b"c" | b"cm" | b"d1" | b"Tm" => b"nnnnnn",
        b"cs" | b"CS" | b"gs" | b"Do" | b"ri" | b"sh" => b"/",
        b"Tf" => b"/n",
        b"Tj" | b"'" => b"s",
        b"\"" => b"nns",
        b"TJ" => b"a",
        b"d" => b"an",
        b"sc" | b"SC" | b"scn" | b"SCN" => return colour_count(&op.operands),
        _ => return None,
    };
    let first = op.operands.len().checked_sub(signature.len())?;
    signature
        .iter()
        .zip(&op.operands[first..])
        .all(|(kind, operand)| {
            matches!(
                (kind, &operand.value),
                (b'n', Value::Number(_))
                    | (b'/', Value::Name(_))
                    | (b's', Value::String(_))
                    | (b'a', Value::Array(_))
            )
        })
        .then_some(signature.len())
}

/// Colour operators take as many numbers as the colour space has, and perhaps a pattern's name.
fn colour_count(operands: &[Operand<'_>]) -> Option<usize> {
    let named = usize::from(operands.last().is_some_and(|o| o.name().is_some()));
    let numbers = operands[..operands.len() - named]
        .iter()
        .rev()
        .take_while(|o| o.number().is_some())
        .count();
    (numbers + named > 0).then_some(numbers + named)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Layer;

    impl Shown for Layer {
        fn layer_off(&self, properties: &[u8]) -> bool {
            properties == b"Off"
        }
        fn object_off(&self, name: &[u8]) -> bool {
            name == b"Hidden"
        }
    }

    #[test]
    fn only_known_operators_stay_and_those_as_they_were() {
        let cases: &[(&str, &str)] = &[
            (
                "BT /F1  12.50 Tf (a\\(b) Tj ET",
                "BT\n/F1  12.50 Tf\n(a\\(b) Tj\nET\n",
            ),
            ("/Span <</ActualText (Jane)>> BDC (x) Tj EMC", "(x) Tj\n"),
            ("% Jane\n(x) % Jane\n Tj", "(x) Tj\n"),
            ("[(a) % Jane\n -20 (b)] TJ", "[(a) -20 (b) ] TJ\n"),
            ("[(a) /Jane (b)] TJ", "[(a) (b) ] TJ\n"),
            ("(Jane) (x) Tj (Jane) pop", "(x) Tj\n"),
            ("/Jane MP /Tag (Jane) DP 1 0 0 rg", "1 0 0 rg\n"),
            ("(Jane) 5 Tj 4 w", "4 w\n"),
            ("q q Q", "q\nq\nQ\nQ\n"),
            ("Q 1 w", "1 w\n"),
            (
                "/OC /Off BDC 0 0 1 1 re f (Jane) Tj EMC (x) Tj",
                "0 0 1 1 re\nn\n(x) Tj\n",
            ),
            ("/OC /On BDC 0 0 1 1 re f EMC", "0 0 1 1 re\nf\n"),
            ("/Hidden Do /X Do", "/X Do\n"),
            ("0.1 0.2 /P1 scn", "0.1 0.2 /P1 scn\n"),
            (
                "BI /W 1 /H 1 /Jane (x) /CS /G /BPC 8 ID x EI 1 w",
                "BI /W 1 /H 1 /CS /G /BPC 8 ID x\nEI\n1 w\n",
            ),
        ];
        for (source, expected) in cases {
            let out = clean(source.as_bytes(), &Layer).content;
            assert_eq!(String::from_utf8_lossy(&out), *expected, "{source}");
        }
    }

    #[test]
    fn names_are_those_of_operators_that_stay() {
        let out = clean(
            b"/F1 2 Tf /G gs /Hidden Do /X Do /P scn /C CS /S sh",
            &Layer,
        );
        let flat: Vec<_> = out
            .names
            .iter()
            .flat_map(|(c, names)| names.iter().map(move |n| (*c, n.as_slice())))
            .collect();
        let expected: Vec<(Category, &[u8])> = vec![
            (Category::ColorSpace, b"C"),
            (Category::ExtGState, b"G"),
            (Category::Font, b"F1"),
            (Category::Pattern, b"P"),
            (Category::Shading, b"S"),
            (Category::XObject, b"X"),
        ];
        assert_eq!(flat, expected);
    }
}
