//! The encryption of Type 1 programs (Adobe Type 1 Font Format, 7), which hides nothing.

const PART: u16 = 55665;
const CHARSTRING: u16 = 4330;

/// Bytes without meaning at the start of the encrypted part (7.2).
const LEAD: usize = 4;

fn step(key: u16, cipher: u8) -> u16 {
    u16::from(cipher)
        .wrapping_add(key)
        .wrapping_mul(52845)
        .wrapping_add(22719)
}

fn high(key: u16) -> u8 {
    key.to_be_bytes()[0]
}

fn decrypt(data: &[u8], mut key: u16) -> Vec<u8> {
    data.iter()
        .map(|&cipher| {
            let plain = cipher ^ high(key);
            key = step(key, cipher);
            plain
        })
        .collect()
}

fn encrypt(plain: impl Iterator<Item = u8>, mut key: u16) -> Vec<u8> {
    plain
        .map(|plain| {
            let cipher = plain ^ high(key);
            key = step(key, cipher);
            cipher
        })
        .collect()
}

/// What stands behind `eexec`, in plain, without the bytes that lead it.
pub(super) fn decrypted_part(data: &[u8]) -> Option<Vec<u8>> {
    // `eexec` is followed by one space or line end (7.2).
    let data = match data {
        [b'\r', b'\n', rest @ ..] | [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] => rest,
        _ => return None,
    };
    let text = data.get(..LEAD)?.iter().all(u8::is_ascii_hexdigit);
    let mut plain = if text {
        decrypt(&from_hexadecimal(data), PART)
    } else {
        decrypt(data, PART)
    };
    (plain.len() > LEAD).then(|| plain.split_off(LEAD))
}

/// Up to the first byte that is no digit.
fn from_hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .filter(|b| !b.is_ascii_whitespace())
        .map_while(|b| char::from(*b).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    digits.chunks_exact(2).map(|d| d[0] << 4 | d[1]).collect()
}

/// Zeros lead the text: in binary, at least one of the first four bytes is then no digit.
pub(super) fn encrypted_part(plain: &[u8]) -> Vec<u8> {
    encrypt([0; LEAD].into_iter().chain(plain.iter().copied()), PART)
}

/// A charstring in plain, without the `lead` bytes before it.
pub(super) fn charstring(data: &[u8], lead: usize) -> Option<Vec<u8>> {
    let mut plain = decrypt(data, CHARSTRING);
    (plain.len() >= lead).then(|| plain.split_off(lead))
}

/// The opposite of [`charstring`].
pub(super) fn encrypted_charstring(plain: &[u8], lead: usize) -> Vec<u8> {
    let lead = std::iter::repeat_n(0, lead);
    encrypt(lead.chain(plain.iter().copied()), CHARSTRING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_lead_back() {
        let text = b"dup /Private".as_slice();
        let binary = encrypted_part(text);
        assert!(!binary[..4].iter().all(u8::is_ascii_hexdigit));
        assert_eq!(
            decrypted_part(&[b"\n", &binary[..]].concat()).as_deref(),
            Some(text)
        );
        let digits: String = binary.iter().map(|b| format!("{b:02x}")).collect();
        let data = format!("\r\n{}\n{}", &digits[..9], &digits[9..]);
        assert_eq!(decrypted_part(data.as_bytes()).as_deref(), Some(text));
        for lead in [0, 4] {
            let code = encrypted_charstring(text, lead);
            assert_eq!(charstring(&code, lead).as_deref(), Some(text));
        }
        assert_eq!(charstring(&[1, 2], 4), None);
    }
}
