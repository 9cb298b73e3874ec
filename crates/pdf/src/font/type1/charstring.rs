//! Which subroutines a Type 1 charstring calls (Adobe Type 1 Font Format, 6 and 8).

use std::collections::{BTreeMap, BTreeSet};

/// A subroutine that does nothing: `return`.
pub(super) const RETURN: &[u8] = &[11];

/// Deepest nesting of calls (6.4 asks for 10), and most operators of one glyph.
const MAX_DEPTH: usize = 12;
const MAX_STEPS: usize = 200_000;

struct Run<'r> {
    subrs: &'r BTreeMap<usize, Vec<u8>>,
    used: &'r mut BTreeSet<usize>,
    stack: Vec<i32>,
    /// What PostScript procedures leave for `pop`.
    left: Vec<i32>,
    steps: usize,
    parts: Vec<u8>,
}

/// Adds the subroutines that `code` calls, and theirs. Returns the codes (in the standard encoding)
/// of the glyphs it is composed of. `None` if that cannot be said.
pub(super) fn follow(
    code: &[u8],
    subrs: &BTreeMap<usize, Vec<u8>>,
    used: &mut BTreeSet<usize>,
) -> Option<Vec<u8>> {
    let mut run = Run {
        subrs,
        used,
        stack: Vec::new(),
        left: Vec::new(),
        steps: 0,
        parts: Vec::new(),
    };
    run.execute(code, 0)?;
    Some(run.parts)
}

impl Run<'_> {
    /// Whether the glyph ended.
    fn execute(&mut self, code: &[u8], depth: usize) -> Option<bool> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut at = 0;
        while let Some(&byte) = code.get(at) {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return None;
            }
            let first = i32::from(byte);
            let next = |n: usize| code.get(at + n).map(|b| i32::from(*b));
            at += match byte {
                10 => {
                    let number = usize::try_from(self.stack.pop()?).ok()?;
                    let subrs = self.subrs;
                    let code = subrs.get(&number)?;
                    self.used.insert(number);
                    if self.execute(code, depth + 1)? {
                        return Some(true);
                    }
                    1
                }
                11 => return Some(false),
                14 => return Some(true),
                12 => {
                    if self.escape(next(1)?)? {
                        return Some(true);
                    }
                    2
                }
                32..=246 => {
                    self.stack.push(first - 139);
                    1
                }
                247..=250 => {
                    self.stack.push((first - 247) * 256 + next(1)? + 108);
                    2
                }
                251..=254 => {
                    self.stack.push(-(first - 251) * 256 - next(1)? - 108);
                    2
                }
                255 => {
                    let four = code.get(at + 1..at + 5)?.try_into().ok()?;
                    self.stack.push(i32::from_be_bytes(four));
                    5
                }
                _ => {
                    self.stack.clear();
                    1
                }
            };
        }
        Some(false)
    }

    fn escape(&mut self, operator: i32) -> Option<bool> {
        match operator {
            // seac: asb adx ady bchar achar
            6 => {
                let [.., base, accent] = self.stack[..] else {
                    return None;
                };
                self.parts.push(u8::try_from(base).ok()?);
                self.parts.push(u8::try_from(accent).ok()?);
                return Some(true);
            }
            // div
            12 => {
                let (by, n) = (self.stack.pop()?, self.stack.pop()?);
                self.stack.push(n.checked_div(by)?);
            }
            // callothersubr: it may leave its arguments for `pop`. Procedure 3 chooses between
            // its argument and subroutine 3, and both stay.
            16 => {
                let _procedure = self.stack.pop()?;
                let count = usize::try_from(self.stack.pop()?).ok()?;
                let from = self.stack.len().checked_sub(count)?;
                self.left = self.stack.split_off(from);
            }
            17 => {
                let value = self.left.pop().unwrap_or(0);
                self.stack.push(value);
            }
            _ => self.stack.clear(),
        }
        Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_followed_through_hint_replacement() {
        let subrs = (0..8).map(|n| (n, vec![11])).collect();
        let mut used = BTreeSet::new();
        // 6 1 3 callothersubr pop callsubr; then 7 callsubr.
        let code = [145, 140, 142, 12, 16, 12, 17, 10, 146, 10, 14];
        assert_eq!(follow(&code, &subrs, &mut used), Some(vec![]));
        assert_eq!(used.into_iter().collect::<Vec<_>>(), [6, 7]);
    }

    #[test]
    fn what_cannot_be_followed_is_not_guessed() {
        let mut used = BTreeSet::new();
        let none = BTreeMap::new();
        let endless = BTreeMap::from([(0, vec![139, 10])]);
        assert_eq!(follow(&[10], &none, &mut used), None);
        assert_eq!(follow(&[139, 10], &none, &mut used), None);
        assert_eq!(follow(&[139, 10], &endless, &mut used), None);
        assert_eq!(follow(&[12, 6], &none, &mut used), None);
    }
}
