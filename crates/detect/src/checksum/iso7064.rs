/// The remainder modulo 97 (ISO 7064 MOD 97-10) of letters and digits, where `A` is 10 and `Z`
/// is 35. `None` when there is another character.
#[must_use]
pub fn mod_97(characters: impl IntoIterator<Item = u8>) -> Option<u32> {
    characters.into_iter().try_fold(0, |rest, c| {
        let value = char::from(c).to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    })
}

/// Whether the last digit is the ISO 7064 MOD 11,10 check digit of those before it.
#[must_use]
pub fn mod_11_10(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else {
        return false;
    };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}
