//! Helvetica, which every viewer has: what this program writes itself is set in it.

/// `text` in WinAnsiEncoding; characters it lacks become question marks.
#[must_use]
pub fn encode(text: &str) -> Vec<u8> {
    text.chars().map(|c| win_ansi(c).unwrap_or(b'?')).collect()
}

/// The width of `text` in ems, encoded as by [`encode`].
#[must_use]
pub fn width(text: &str) -> f64 {
    let units: u32 = encode(text).iter().map(|b| u32::from(advance(*b))).sum();
    f64::from(units) / 1000.0
}

/// The code of a character in WinAnsiEncoding (ISO 32000-1, annex D.2).
#[must_use]
pub fn win_ansi(c: char) -> Option<u8> {
    const HIGH: [(char, u8); 27] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('ƒ', 0x83),
        ('„', 0x84),
        ('…', 0x85),
        ('†', 0x86),
        ('‡', 0x87),
        ('ˆ', 0x88),
        ('‰', 0x89),
        ('Š', 0x8A),
        ('‹', 0x8B),
        ('Œ', 0x8C),
        ('Ž', 0x8E),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('˜', 0x98),
        ('™', 0x99),
        ('š', 0x9A),
        ('›', 0x9B),
        ('œ', 0x9C),
        ('ž', 0x9E),
        ('Ÿ', 0x9F),
    ];
    match c {
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        _ => HIGH.iter().find(|(h, _)| *h == c).map(|(_, code)| *code),
    }
}

/// Advance of a WinAnsi code in Helvetica, in thousandths of an em (Adobe Core 14 metrics).
fn advance(code: u8) -> u16 {
    const ASCII: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];
    match code {
        0x20..=0x7E => ASCII[usize::from(code - 0x20)],
        0xC0..=0xC5 | 0xC8..=0xCB | 0xDD => 667,
        0xC6 => 1000,
        0xC7 | 0xD0 | 0xD1 | 0xD9..=0xDC => 722,
        0xCC..=0xCF | 0xEC..=0xEF => 278,
        0xD2..=0xD6 | 0xD8 => 778,
        0xE6 => 889,
        0xE7 | 0xFD | 0xFF => 500,
        0xDF | 0xF8 => 611,
        0x85 | 0x97 | 0x99 => 1000,
        0x91 | 0x92 => 222,
        0x93 | 0x94 => 333,
        0x95 => 350,
        _ => 556,
    }
}
