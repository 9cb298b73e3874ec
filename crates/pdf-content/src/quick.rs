//! A quick hash for keys made of a few numbers.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map with keys made of a few numbers.
pub type QuickMap<K, V> = HashMap<K, V, Quick>;

/// Begins each hash with a number drawn once in each process: no file can be made whose keys meet
/// in one place.
#[derive(Clone)]
pub struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
        Self(*SEED)
    }
}

impl BuildHasher for Quick {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

/// Multiplies to twice the width and folds, number by number.
pub struct Mixer(u64);

impl Mixer {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn mix(&mut self, number: u64) {
        // The fraction of the golden ratio: odd, with its bits spread evenly.
        let wide = u128::from(self.0 ^ number) * 0x9e37_79b9_7f4a_7c15;
        self.0 = wide as u64 ^ (wide >> 64) as u64;
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_i32(&mut self, number: i32) {
        self.mix(number.cast_unsigned().into());
    }

    fn write_i64(&mut self, number: i64) {
        self.mix(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn neighbours_are_spread() {
        // hashbrown takes the place from the low bits and a tag from the seven highest.
        let quick = Quick::default();
        let hashes = (0..64).flat_map(|x| (0..64).map(move |y| (x, y)));
        let hashes: Vec<u64> = hashes.map(|key: (i32, i32)| quick.hash_one(key)).collect();
        let distinct = |of: fn(u64) -> u64| hashes.iter().map(|&h| of(h)).collect::<HashSet<_>>();
        assert_eq!(distinct(|h| h).len(), 4096);
        // Of 4,096 numbers drawn at random, 63 % of 4,096 places are taken on average.
        assert!(distinct(|h| h & 0xfff).len() > 2_300);
        assert_eq!(distinct(|h| h >> 57).len(), 128);
    }
}
