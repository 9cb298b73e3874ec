//! TIFF (revision 6.0): a directory of tags, each with values here or elsewhere in the file.

/// Tags that say how the pixels are stored and look.
const KEPT: &[u16] = &[
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282,
    283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332,
    334, 336, 338, 339, 340, 341, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531,
    532, 34675,
];

/// A picture cannot be stored in more pieces than this.
const PIECES: usize = 1 << 20;

/// The first picture of the file as it is, everything else zero: other pages are not shown in
/// documents, and other tags hold names, places, programs and earlier versions.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = File {
        bytes,
        little: bytes.starts_with(b"II"),
    };
    let directory = file.long(4)?;
    let count = usize::from(file.short(directory)?);
    let mut out = vec![0; bytes.len()];
    let mut keep = |from: usize, length: usize| -> Option<()> {
        let to = from.checked_add(length)?;
        out.get_mut(from..to)?.copy_from_slice(bytes.get(from..to)?);
        Some(())
    };
    keep(0, 8)?;
    let mut entries = Vec::new();
    let (mut offsets, mut lengths) = (Vec::new(), Vec::new());
    for index in 0..count {
        let at = directory + 2 + index * 12;
        let entry = bytes.get(at..at + 12)?;
        let tag = file.short(at)?;
        if !KEPT.contains(&tag) {
            continue;
        }
        entries.extend_from_slice(entry);
        let values = file.long(at + 4)?;
        let size = values.checked_mul(width(file.short(at + 2)?)?)?;
        if size > 4 {
            keep(file.long(at + 8)?, size)?;
        }
        match tag {
            273 | 324 | 513 => offsets.extend(file.values(at)?),
            279 | 325 | 514 => lengths.extend(file.values(at)?),
            _ => {}
        }
    }
    if offsets.is_empty() || offsets.len() != lengths.len() {
        return None;
    }
    for (from, length) in offsets.into_iter().zip(lengths) {
        keep(from, length)?;
    }
    // Where the directory was, a shorter one, and no further picture.
    let kept = u16::try_from(entries.len() / 12).ok()?;
    let number = if file.little {
        kept.to_le_bytes()
    } else {
        kept.to_be_bytes()
    };
    let mut list = number.to_vec();
    list.extend(entries);
    list.resize(2 + count * 12 + 4, 0);
    out.get_mut(directory..directory + list.len())?
        .copy_from_slice(&list);
    Some(out)
}

struct File<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl File<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let pair = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        } as usize)
    }

    /// The numbers of the entry at `at`, which are short or long.
    fn values(&self, at: usize) -> Option<Vec<usize>> {
        let (kind, count) = (self.short(at + 2)?, self.long(at + 4)?);
        let width = width(kind)?;
        if count > PIECES || !matches!(kind, 3 | 4) {
            return None;
        }
        let start = match count * width {
            ..=4 => at + 8,
            _ => self.long(at + 8)?,
        };
        (0..count)
            .map(|index| match width {
                2 => self.short(start + index * 2).map(usize::from),
                _ => self.long(start + index * 4),
            })
            .collect()
    }
}

/// Bytes of one value of a type.
fn width(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}
