use tacenda_core::Sha256;

const ALPHABET: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Decodes Base58Check (Bitcoin's address encoding): version byte and payload, whose double
/// SHA-256 begins with the last four bytes. `None` when a character or the check is wrong.
#[must_use]
pub fn base58check(text: &str) -> Option<Vec<u8>> {
    let mut bytes: Vec<u8> = Vec::new();
    for c in text.bytes() {
        let mut carry = ALPHABET.iter().position(|&a| a == c)?;
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xff).ok()?;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.insert(0, u8::try_from(carry & 0xff).ok()?);
            carry >>= 8;
        }
    }
    let zeros = text.bytes().take_while(|&c| c == b'1').count();
    bytes.splice(0..0, std::iter::repeat_n(0, zeros));
    let body = bytes.len().checked_sub(4)?;
    let check = Sha256::of(&Sha256::of(&bytes[..body]).0).0;
    let payload = bytes[..body].to_vec();
    (check[..4] == bytes[body..]).then_some(payload)
}
