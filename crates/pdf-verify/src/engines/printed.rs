//! Characters printed twice in one place, which viewers show as one.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use foldhash::fast;

/// Prints nearer than this to each other, in ems, are one.
const NEAR: f64 = 0.12;

/// Side of the cells in which places are kept, and the farthest that prints are looked for, in
/// points.
const CELL: f64 = 4.0;

/// Which character, and where.
type Print = (u64, f64, f64);

/// The characters of one page and their places.
#[derive(Default)]
pub struct Printed {
    places: HashMap<(i64, i64), Vec<Print>, fast::RandomState>,
    hash: RandomState,
}

impl Printed {
    /// Whether `text` of size `em` was printed here before. Notes it if not.
    pub fn again(&mut self, text: &str, (x, y): (f64, f64), em: f64) -> bool {
        let id = self.id(text);
        let reach = (NEAR * em).min(CELL);
        let near =
            |&(other, u, v): &Print| other == id && (u - x).abs() < reach && (v - y).abs() < reach;
        for column in cell(x - reach)..=cell(x + reach) {
            for row in cell(y - reach)..=cell(y + reach) {
                let here = self.places.get(&(column, row));
                if here.is_some_and(|places| places.iter().any(near)) {
                    return true;
                }
            }
        }
        let here = self.places.entry((cell(x), cell(y))).or_default();
        here.push((id, x, y));
        false
    }

    /// Texts of up to seven bytes are their own number, which has its highest byte free.
    fn id(&self, text: &str) -> u64 {
        let mut bytes = [0; 8];
        match bytes[..7].get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text.as_bytes());
                u64::from_le_bytes(bytes)
            }
            None => self.hash.hash_one(text) | 1 << 63,
        }
    }

    /// Begins another page.
    pub fn clear(&mut self) {
        self.places.clear();
    }
}

fn cell(n: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let cell = (n / CELL).floor() as i64;
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_is_found_again_wherever_cells_end() {
        // 0.12 of 10 points is 1.2 points.
        for (x, y) in [(0.0, 0.0), (3.999, 8.001), (-4.0, 101.0), (7.5, 100.999)] {
            for (dx, dy, again) in [
                (0.003, -0.003, true),
                (1.1, -1.1, true),
                (-1.1, 1.1, true),
                (1.3, 0.0, false),
                (0.0, -1.3, false),
            ] {
                let mut printed = Printed::default();
                assert!(!printed.again("a", (x, y), 10.0));
                assert!(!printed.again("b", (x, y), 10.0), "another character");
                assert_eq!(printed.again("a", (x + dx, y + dy), 10.0), again);
            }
        }
    }
}
