//! Dictionaries of CFF programs (Adobe Technical Note 5176, 4).

/// One entry: its operator (two-byte ones as `0x0c00 + second`) and its operands.
#[derive(Clone, Debug)]
struct Op<'d> {
    operator: u16,
    /// The operands as they stand.
    bytes: std::borrow::Cow<'d, [u8]>,
    /// The operands that are whole numbers; 0 for others.
    numbers: Vec<i32>,
}

/// A dictionary in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Dict<'d>(Vec<Op<'d>>);

impl<'d> Dict<'d> {
    pub(super) fn read(data: &'d [u8]) -> Option<Self> {
        let mut ops = Vec::new();
        let (mut at, mut start) = (0, 0);
        let mut numbers = Vec::new();
        while let Some(&byte) = data.get(at) {
            let byte_at = |n: usize| data.get(at + n).map(|b| i32::from(*b));
            let first = i32::from(byte);
            at += match byte {
                0..=21 => {
                    let wide = byte == 12;
                    let operator = if wide {
                        0x0c00 | u16::try_from(byte_at(1)?).ok()?
                    } else {
                        byte.into()
                    };
                    ops.push(Op {
                        operator,
                        bytes: data[start..at].into(),
                        numbers: std::mem::take(&mut numbers),
                    });
                    start = at + 1 + usize::from(wide);
                    1 + usize::from(wide)
                }
                28 => {
                    let pair = [data.get(at + 1)?, data.get(at + 2)?].map(|b| *b);
                    numbers.push(i16::from_be_bytes(pair).into());
                    3
                }
                29 => {
                    let four = data.get(at + 1..at + 5)?.try_into().ok()?;
                    numbers.push(i32::from_be_bytes(four));
                    5
                }
                30 => {
                    numbers.push(0);
                    let digits = data.get(at + 1..)?;
                    let last = |b: &u8| b & 0x0f == 0x0f || b >> 4 == 0x0f;
                    2 + digits.iter().position(last)?
                }
                32..=246 => {
                    numbers.push(first - 139);
                    1
                }
                247..=250 => {
                    numbers.push((first - 247) * 256 + byte_at(1)? + 108);
                    2
                }
                251..=254 => {
                    numbers.push(-(first - 251) * 256 - byte_at(1)? - 108);
                    2
                }
                22..=27 | 31 | 255 => return None,
            };
        }
        Some(Self(ops))
    }

    fn get(&self, operator: u16) -> Option<&Op<'d>> {
        self.0.iter().find(|op| op.operator == operator)
    }

    pub(super) fn has(&self, operator: u16) -> bool {
        self.get(operator).is_some()
    }

    pub(super) fn numbers(&self, operator: u16) -> Option<&[i32]> {
        self.get(operator).map(|op| op.numbers.as_slice())
    }

    /// The last operand as an offset.
    pub(super) fn offset(&self, operator: u16) -> Option<usize> {
        usize::try_from(*self.numbers(operator)?.last()?).ok()
    }

    /// A copy without some entries.
    pub(super) fn without(&self, operators: &[u16]) -> Self {
        let kept = |op: &&Op<'d>| !operators.contains(&op.operator);
        Self(self.0.iter().filter(kept).cloned().collect())
    }

    /// A copy with other operands of one entry.
    pub(super) fn map(mut self, operator: u16, new: impl FnOnce(&[i32]) -> Vec<i32>) -> Self {
        if let Some(op) = self.0.iter_mut().find(|op| op.operator == operator) {
            let numbers = new(&op.numbers);
            *op = Op::new(operator, numbers);
        }
        self
    }

    /// Adds an entry with offsets or sizes, five bytes each.
    pub(super) fn push_offsets(&mut self, operator: u16, offsets: &[usize]) {
        let numbers = offsets
            .iter()
            .map(|n| i32::try_from(*n).unwrap_or(i32::MAX));
        self.0.push(Op::new(operator, numbers.collect()));
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for op in &self.0 {
            out.extend_from_slice(&op.bytes);
            let [high, low] = op.operator.to_be_bytes();
            out.extend(if high == 0 {
                vec![low]
            } else {
                vec![high, low]
            });
        }
        out
    }
}

impl Op<'_> {
    fn new(operator: u16, numbers: Vec<i32>) -> Self {
        let bytes: Vec<u8> = numbers
            .iter()
            .flat_map(|n| [&[29][..], &n.to_be_bytes()].concat())
            .collect();
        Self {
            operator,
            bytes: bytes.into(),
            numbers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_standard_writes_them() {
        // 5176, table 4: the same examples.
        let data = [
            0x8b, 0xef, 0x27, 0xfa, 0x7c, 0xfe, 0x7c, 0x1c, 0x27, 0x10, 0x1c, 0xd8, 0xf0, 0x1d,
            0x00, 0x01, 0x86, 0xa0, 0x1d, 0xff, 0xfe, 0x79, 0x60, 17,
        ];
        let dict = Dict::read(&data).expect("whole");
        let expected = [0, 100, -100, 1000, -1000, 10000, -10000, 100_000, -100_000];
        assert_eq!(dict.numbers(17), Some(&expected[..]));
        // A real number (-2.25) before an operator of two bytes.
        let data = [0x1e, 0xe2, 0xa2, 0x5f, 12, 7];
        let dict = Dict::read(&data).expect("whole");
        assert_eq!(dict.numbers(0x0c07), Some(&[0][..]));
        assert_eq!(dict.write(), data);
    }
}
