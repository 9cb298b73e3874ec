//! The arithmetic behind check digits. Each function names the standard it follows; which
//! identifier uses which is said in the recognisers.

mod base58;
mod bech32;
mod iso7064;
mod luhn;
#[cfg(test)]
mod tests;
mod verhoeff;
mod weighted;

pub use base58::base58check;
pub use bech32::bech32;
pub use iso7064::{mod_11_10, mod_97};
pub use luhn::luhn;
pub use verhoeff::verhoeff;
pub use weighted::weighted;

/// The ASCII digits of `text`, in order; everything else is left out.
#[must_use]
pub fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The ASCII letters and digits of `text` in upper case; everything else is left out.
#[must_use]
pub fn alphanumerics(text: &str) -> Vec<u8> {
    text.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b| b.to_ascii_uppercase())
        .collect()
}

/// The number that the digits in `range` of `digits` write.
#[must_use]
pub fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |n, d| n * 10 + d)
}

/// Whether all digits are the same one.
#[must_use]
pub fn all_same(digits: &[u32]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// Whether `day` and `month` can stand together in some year (29 February can).
#[must_use]
pub fn day_of_month(day: u32, month: u32) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=longest).contains(&day)
}

/// Whether `day` and `month` can stand together in `year` of the Gregorian calendar.
#[must_use]
pub fn date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    day_of_month(day, month) && (leap || (month, day) != (2, 29))
}
