/// The Luhn check (ISO/IEC 7812-1, annex B): from the right every second digit is doubled and the
/// sum of all resulting digits is a multiple of ten. Needs at least two digits.
#[must_use]
pub fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| match (i % 2, d) {
            (0, d) => d,
            (_, 0..=4) => 2 * d,
            (_, d) => 2 * d - 9,
        })
        .sum();
    digits.len() >= 2 && sum.is_multiple_of(10)
}
