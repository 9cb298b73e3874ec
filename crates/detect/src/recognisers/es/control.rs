/// Whether the last character of `text` is the control letter of `n` (Real Decreto 1553/2005).
pub(super) fn control_letter(n: u32, text: &str) -> bool {
    let letter = b"TRWAGMYFPDXBNJZSQVHLCKE"[(n % 23) as usize];
    text.bytes().next_back().map(|b| b.to_ascii_uppercase()) == Some(letter)
}
