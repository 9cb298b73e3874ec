//! Undoing stream filters (ISO 32000-1, 7.4).

use std::io::Read;

use super::object::{Dictionary, Object};

/// Most bytes one stream may decode to.
const MAX_DECODED: u64 = 256 << 20;

/// What decoding a stream gave.
pub struct Decoded {
    pub bytes: Vec<u8>,
    /// The first filter that is for pictures or unknown; the bytes are still in it.
    pub left: Option<Vec<u8>>,
}

/// Undoes all filters that are not for pictures.
pub fn decode(dict: &Dictionary, raw: &[u8]) -> Decoded {
    let names: Vec<&[u8]> = match dict.get(b"Filter") {
        Some(Object::Name(name)) => vec![name],
        Some(Object::Array(items)) => items
            .iter()
            .filter_map(|item| match item {
                Object::Name(name) => Some(name.as_slice()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut bytes = raw.to_vec();
    for (index, name) in names.iter().enumerate().take(16) {
        let parameters = match dict.get(b"DecodeParms") {
            Some(Object::Dictionary(dict)) => Some(dict),
            Some(Object::Array(items)) => match items.get(index) {
                Some(Object::Dictionary(dict)) => Some(dict),
                _ => None,
            },
            _ => None,
        };
        bytes = match *name {
            b"FlateDecode" | b"Fl" => predicted(inflate(&bytes), parameters),
            b"LZWDecode" | b"LZW" => predicted(lzw(&bytes, parameters), parameters),
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(&bytes),
            b"ASCII85Decode" | b"A85" => base85(&bytes),
            b"RunLengthDecode" | b"RL" => run_length(&bytes),
            other => {
                return Decoded {
                    bytes,
                    left: Some(other.to_vec()),
                };
            }
        };
    }
    Decoded { bytes, left: None }
}

fn inflate(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    // What comes before damage counts.
    let _ = flate2::read::ZlibDecoder::new(data)
        .take(MAX_DECODED)
        .read_to_end(&mut out);
    if out.is_empty() && data.len() > 2 {
        let _ = flate2::read::DeflateDecoder::new(&data[2..])
            .take(MAX_DECODED)
            .read_to_end(&mut out);
    }
    out
}

fn lzw(data: &[u8], parameters: Option<&Dictionary>) -> Vec<u8> {
    let early = parameters
        .and_then(|p| p.get(b"EarlyChange")?.number())
        .is_none_or(|n| n != 0.0);
    let mut out: Vec<u8> = Vec::new();
    // Each code above 257 stands for a stretch of the output.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut width = 9;
    let mut previous: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0);
    for &byte in data {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        let start = out.len();
        match code {
            256 => {
                table.clear();
                width = 9;
                previous = None;
                continue;
            }
            257 => break,
            0..=255 => out.push(code.to_le_bytes()[0]),
            _ => {
                let entry = table.get(code - 258).copied();
                let (from, len) = match (entry, previous) {
                    (Some(entry), _) => entry,
                    (None, Some((from, len))) => (from, len + 1),
                    (None, None) => break,
                };
                for index in from..from + len {
                    let Some(&byte) = out.get(index) else { break };
                    out.push(byte);
                }
            }
        }
        if let Some((from, len)) = previous
            && table.len() < 4096
        {
            table.push((from, len + 1));
        }
        previous = Some((start, out.len() - start));
        let next = table.len() + 259 + usize::from(early) - 1;
        width = match next {
            n if n >= 2048 => 12,
            n if n >= 1024 => 11,
            n if n >= 512 => 10,
            _ => 9,
        };
        if out.len() as u64 > MAX_DECODED {
            break;
        }
    }
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to small positive numbers"
)]
fn predicted(data: Vec<u8>, parameters: Option<&Dictionary>) -> Vec<u8> {
    let number = |key: &[u8], default: f64| {
        parameters
            .and_then(|p| p.get(key)?.number())
            .unwrap_or(default)
            .clamp(1.0, 65_536.0) as usize
    };
    let predictor = number(b"Predictor", 1.0);
    if predictor < 10 {
        return data;
    }
    let (colours, bits) = (number(b"Colors", 1.0), number(b"BitsPerComponent", 8.0));
    let pixel = (colours * bits).div_ceil(8);
    let row = (colours * bits * number(b"Columns", 1.0)).div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let mut current = line[1..].to_vec();
        current.resize(row, 0);
        for i in 0..row {
            let left = if i >= pixel { current[i - pixel] } else { 0 };
            let up = above[i];
            let corner = if i >= pixel { above[i - pixel] } else { 0 };
            let guess = match line[0] {
                1 => left,
                2 => up,
                3 => u16::midpoint(left.into(), up.into()).to_le_bytes()[0],
                4 => paeth(left, up, corner),
                _ => 0,
            };
            current[i] = current[i].wrapping_add(guess);
        }
        out.extend_from_slice(&current);
        above = current;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let estimate = a + b - c;
    let distance = |n: i16| (estimate - n).abs();
    if distance(a) <= distance(b) && distance(a) <= distance(c) {
        left
    } else if distance(b) <= distance(c) {
        up
    } else {
        corner
    }
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> = data
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|&b| char::from(b).to_digit(16))
        .collect();
    digits
        .chunks(2)
        .map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).to_le_bytes()[0])
        .collect()
}

fn base85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u8> = Vec::new();
    let flush = |group: &mut Vec<u8>, out: &mut Vec<u8>| {
        let count = group.len();
        if count < 2 {
            return;
        }
        group.resize(5, 84);
        let value = group
            .iter()
            .fold(0_u32, |v, &d| v.wrapping_mul(85).wrapping_add(d.into()));
        out.extend_from_slice(&value.to_be_bytes()[..count - 1]);
        group.clear();
    };
    for &byte in data {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group.push(byte - b'!');
                if group.len() == 5 {
                    flush(&mut group, &mut out);
                }
            }
            _ => {}
        }
    }
    flush(&mut group, &mut out);
    out
}

fn run_length(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = data;
    while let [length, tail @ ..] = rest {
        match *length {
            128 => break,
            literal @ 0..=127 => {
                let count = (usize::from(literal) + 1).min(tail.len());
                out.extend_from_slice(&tail[..count]);
                rest = &tail[count..];
            }
            repeat => {
                let Some((&byte, after)) = tail.split_first() else {
                    break;
                };
                out.resize(out.len() + 257 - usize::from(repeat), byte);
                rest = after;
            }
        }
    }
    out
}
