//! Which subroutines a Type 2 charstring calls (Adobe Technical Note 5177).

use std::collections::BTreeSet;

/// A glyph without an outline: `endchar`.
pub(super) const EMPTY: &[u8] = &[14];

/// A subroutine that does nothing: `return`.
pub(super) const RETURN: &[u8] = &[11];

/// Deepest nesting of calls (5177, appendix B), and most operators of one glyph.
const MAX_DEPTH: usize = 10;
const MAX_STEPS: usize = 200_000;

struct Run<'r> {
    global: &'r [&'r [u8]],
    local: &'r [&'r [u8]],
    used_global: &'r mut BTreeSet<usize>,
    used_local: &'r mut BTreeSet<usize>,
    stack: Vec<i32>,
    stems: usize,
    steps: usize,
    /// Codes in the standard encoding of the two parts of a composed glyph.
    parts: Vec<u8>,
}

/// Adds the subroutines that `code` calls, and theirs. Returns the codes (in the standard encoding)
/// of the glyphs it is composed of. `None` if that cannot be said.
pub(super) fn follow(
    code: &[u8],
    global: &[&[u8]],
    local: &[&[u8]],
    used_global: &mut BTreeSet<usize>,
    used_local: &mut BTreeSet<usize>,
) -> Option<Vec<u8>> {
    let mut run = Run {
        global,
        local,
        used_global,
        used_local,
        stack: Vec::new(),
        stems: 0,
        steps: 0,
        parts: Vec::new(),
    };
    run.execute(code, 0)?;
    Some(run.parts)
}

/// What is added to the number of a subroutine (5176, 16).
fn bias(count: usize) -> i32 {
    match count {
        0..1240 => 107,
        1240..33900 => 1131,
        _ => 32768,
    }
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
                1 | 3 | 18 | 23 => {
                    self.stems += self.stack.len() / 2;
                    self.stack.clear();
                    1
                }
                19 | 20 => {
                    self.stems += self.stack.len() / 2;
                    self.stack.clear();
                    1 + self.stems.div_ceil(8)
                }
                10 | 29 => {
                    if self.call(byte == 29, depth)? {
                        return Some(true);
                    }
                    1
                }
                11 => return Some(false),
                14 => {
                    // Four operands, or five with a width: two glyphs of the standard encoding.
                    if let [.., base, accent] = self.stack[..]
                        && self.stack.len() >= 4
                    {
                        self.parts.push(u8::try_from(base).ok()?);
                        self.parts.push(u8::try_from(accent).ok()?);
                    }
                    return Some(true);
                }
                12 => {
                    // Only the flex operators leave no number whose value would matter.
                    if !(34..=37).contains(&next(1)?) {
                        return None;
                    }
                    self.stack.clear();
                    2
                }
                28 => {
                    let pair = [*code.get(at + 1)?, *code.get(at + 2)?];
                    self.stack.push(i16::from_be_bytes(pair).into());
                    3
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
                    let pair = [*code.get(at + 1)?, *code.get(at + 2)?];
                    self.stack.push(i16::from_be_bytes(pair).into());
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

    fn call(&mut self, global: bool, depth: usize) -> Option<bool> {
        let list = if global { self.global } else { self.local };
        let number = self.stack.pop()?.checked_add(bias(list.len()))?;
        let number = usize::try_from(number).ok()?;
        let code = *list.get(number)?;
        let used = if global {
            &mut *self.used_global
        } else {
            &mut *self.used_local
        };
        used.insert(number);
        self.execute(code, depth + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(code: &[u8], local: &[&[u8]]) -> Option<(Vec<usize>, Vec<u8>)> {
        let (mut global, mut used) = (BTreeSet::new(), BTreeSet::new());
        let parts = follow(code, &[], local, &mut global, &mut used)?;
        Some((used.into_iter().collect(), parts))
    }

    #[test]
    fn calls_are_followed_through_hints() {
        // Subroutine 0 is called as -107, which is byte 32; 1 calls it.
        let local: [&[u8]; 3] = [&[11], &[32, 10, 11], &[11]];
        // hstemhm with one stem, hintmask with one byte that looks like a call, then 1 (-106).
        let code = [140, 141, 18, 19, 10, 33, 10, 14];
        assert_eq!(called(&code, &local), Some((vec![0, 1], vec![])));
        // Without the stem the mask has no byte.
        assert_eq!(called(&[19, 32, 10, 14], &local), Some((vec![0], vec![])));
    }

    #[test]
    fn composed_glyphs_name_their_parts() {
        // 0 0 65 193 endchar: A with a grave accent. 193 is 247 + ... (193 - 108 = 85).
        let code = [139, 139, 204, 247, 85, 14];
        assert_eq!(called(&code, &[]), Some((vec![], vec![65, 193])));
    }

    #[test]
    fn what_cannot_be_followed_is_not_guessed() {
        assert_eq!(called(&[10], &[]), None);
        assert_eq!(called(&[139, 10], &[&[11]]), None);
        // A number that is computed.
        assert_eq!(called(&[139, 139, 12, 10, 10], &[&[11]]), None);
        let endless: &[u8] = &[32, 10];
        assert_eq!(called(endless, &[endless]), None);
    }
}
