const CHARSET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Whether `text` is a Bech32 (BIP-173) or Bech32m (BIP-350) string: one case, a human-readable
/// part, `1`, and data that ends in the six-character check.
#[must_use]
pub fn bech32(text: &str) -> bool {
    let mixed = text.contains(|c: char| c.is_ascii_lowercase())
        && text.contains(|c: char| c.is_ascii_uppercase());
    let lower = text.to_ascii_lowercase();
    let Some((prefix, data)) = lower.rsplit_once('1') else {
        return false;
    };
    if mixed || prefix.is_empty() || data.len() < 6 {
        return false;
    }
    let mut values: Vec<u32> = prefix.bytes().map(|b| u32::from(b >> 5)).collect();
    values.push(0);
    values.extend(prefix.bytes().map(|b| u32::from(b & 31)));
    for c in data.bytes() {
        let Some(value) = CHARSET.iter().position(|&known| known == c) else {
            return false;
        };
        values.push(u32::try_from(value).unwrap_or(0));
    }
    matches!(polymod(&values), 1 | 0x2bc8_30a3)
}

fn polymod(values: &[u32]) -> u32 {
    const GENERATOR: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    values.iter().fold(1, |check, value| {
        let top = check >> 25;
        let next = (check & 0x01ff_ffff) << 5 ^ value;
        (0..5)
            .filter(|i| top >> i & 1 == 1)
            .fold(next, |check, i| check ^ GENERATOR[i])
    })
}
