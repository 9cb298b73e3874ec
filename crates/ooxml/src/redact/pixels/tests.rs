use super::*;

const SECRET: &[u8] = b"Zyxwvut Qponml";

/// A picture of a format with the secret in every place that is not the picture, and how it
/// looks without.
struct Case {
    name: &'static str,
    with: Vec<u8>,
    without: Vec<u8>,
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    joined(&[&length, kind, data, &[0; 4]])
}

fn png() -> Case {
    let (head, data, end) = (
        joined(&[b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &[1; 13])]),
        chunk(b"IDAT", &[2; 9]),
        chunk(b"IEND", b""),
    );
    let kinds = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"prVW", b"caBX"];
    let notes: Vec<u8> = kinds.iter().flat_map(|k| chunk(k, SECRET)).collect();
    Case {
        name: "PNG",
        with: joined(&[&head, &notes, &data, &notes, &end, SECRET]),
        without: joined(&[&head, &data, &end]),
    }
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    joined(&[&[0xff, marker], &length, data])
}

fn jpeg() -> Case {
    let jfif = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01";
    let thumbnail = segment(0xe0, &joined(&[&jfif[..12], &[1, 5], SECRET]));
    let plain = segment(0xe0, &joined(&[&jfif[..12], &[0, 0]]));
    let notes = joined(&[
        &segment(0xe0, &joined(&[b"JFXX\0\x13", SECRET])),
        &segment(0xe1, &joined(&[b"Exif\0\0", SECRET])),
        &segment(0xe2, &joined(&[b"MPF\0", SECRET])),
        &segment(0xed, SECRET),
        &segment(0xfe, SECRET),
    ]);
    let tables = joined(&[
        &segment(0xe2, b"ICC_PROFILE\0profile"),
        &segment(0xee, b"Adobe\0colours"),
        &segment(0xdb, &[1; 65]),
    ]);
    let scan = joined(&[&segment(0xda, &[1; 6]), &[7, 0xff, 0, 8, 0xff, 0xd0, 9]]);
    let second = joined(&[&segment(0xda, &[2; 6]), &[3, 3]]);
    Case {
        name: "JPEG",
        with: joined(&[
            b"\xff\xd8",
            &thumbnail,
            &notes,
            &tables,
            &scan,
            &notes,
            &second,
            b"\xff\xd9",
            SECRET,
        ]),
        without: joined(&[b"\xff\xd8", &plain, &tables, &scan, &second, b"\xff\xd9"]),
    }
}

fn gif() -> Case {
    let head = joined(&[b"GIF89a\x01\0\x01\0\x80\0\0", &[0; 6]]);
    let block = |label: u8, data: &[&[u8]]| {
        let blocks = data.iter().flat_map(|d| {
            let length = u8::try_from(d.len()).expect("short");
            [&[length][..], d].concat()
        });
        [0x21, label]
            .into_iter()
            .chain(blocks)
            .chain([0])
            .collect::<Vec<u8>>()
    };
    let control = block(0xf9, &[&[1, 0, 0, 0]]);
    let repeats = block(0xff, &[b"NETSCAPE2.0", &[1, 0, 0]]);
    let image = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let notes = joined(&[
        &block(0xfe, &[SECRET]),
        &block(0xff, &[b"XMP DataXMP", SECRET]),
        &block(0xff, &[b"NETSCAPE2.0", &[1, 0, 0], SECRET]),
        &block(0x01, &[&[0; 12], SECRET]),
    ]);
    Case {
        name: "GIF",
        with: joined(&[
            &head, &notes, &repeats, &control, &notes, image, b"\x3b", SECRET,
        ]),
        without: joined(&[&head, &repeats, &control, image, b"\x3b"]),
    }
}

fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// A bitmap of 2 × 2 pixels of 24 bits with a gap before the pixels.
fn bmp() -> Case {
    let picture = |size: usize, gap: &[u8]| {
        let size = u32::try_from(size).expect("short");
        let info = words(&[40, 2, 2, 1 | 24 << 16, 0, 16, 0, 0, 0, 0]);
        joined(&[b"BM", &words(&[size, 0, 68]), &info, gap, &[5; 16]])
    };
    Case {
        name: "BMP",
        with: joined(&[&picture(99, SECRET), SECRET]),
        without: picture(84, &[0; 14]),
    }
}

fn entry(tag: u16, kind: u16, count: usize, value: usize) -> Vec<u8> {
    let four = |v: usize| u32::try_from(v).expect("short").to_le_bytes();
    joined(&[
        &tag.to_le_bytes(),
        &kind.to_le_bytes(),
        &four(count),
        &four(value),
    ])
}

/// A file of two pictures of 1 × 4 pixels: header, pixels, a description, two directories.
fn tiff() -> Case {
    let picture = [
        entry(256, 3, 1, 4),
        entry(257, 3, 1, 1),
        entry(273, 4, 1, 8),
        entry(279, 4, 1, 4),
    ];
    let notes = [
        entry(270, 2, SECRET.len(), 12),
        entry(305, 2, 4, u32::from_le_bytes(*b"Zyxw") as usize),
        entry(700, 1, SECRET.len(), 12),
        entry(34665, 4, 1, 12),
    ];
    let first = 12 + SECRET.len();
    let directory = |entries: &[Vec<u8>], room: usize, next: u32| {
        let count = u16::try_from(entries.len()).expect("short").to_le_bytes();
        let mut out = joined(&[&count, &entries.concat(), &next.to_le_bytes()]);
        out.resize(2 + room * 12 + 4, 0);
        out
    };
    let head = joined(&[b"II*\0", &words(&[first as u32]), &[1, 2, 3, 4]]);
    let all = [&picture[..], &notes[..]].concat();
    let second = directory(&picture, 4, 0);
    let next = (first + 2 + 8 * 12 + 4) as u32;
    Case {
        name: "TIFF",
        with: joined(&[&head, SECRET, &directory(&all, 8, next), &second, SECRET]),
        without: joined(&[
            &head,
            &[0; 14],
            &directory(&picture, 8, 0),
            &vec![0; second.len()],
            &[0; 14],
        ]),
    }
}

fn webp() -> Case {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("short").to_le_bytes();
        joined(&[kind, &length, data, &[0][..data.len() % 2]])
    };
    let file = |chunks: &[Vec<u8>]| {
        let body = chunks.concat();
        let length = u32::try_from(body.len() + 4).expect("short").to_le_bytes();
        joined(&[b"RIFF", &length, b"WEBP", &body])
    };
    let pixels = chunk(b"VP8L", &[1; 5]);
    Case {
        name: "WebP",
        with: joined(&[
            &file(&[
                chunk(b"VP8X", &[0x1c; 10]),
                pixels.clone(),
                chunk(b"EXIF", SECRET),
                chunk(b"XMP ", SECRET),
                chunk(b"note", SECRET),
            ]),
            SECRET,
        ]),
        without: file(&[
            chunk(
                b"VP8X",
                &[0x10, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c],
            ),
            pixels,
        ]),
    }
}

#[test]
fn pictures_lose_everything_but_the_picture() {
    for case in [png(), jpeg(), gif(), bmp(), tiff(), webp()] {
        let stripped = without_metadata(&case.with);
        assert_eq!(
            stripped.as_deref(),
            Some(&case.without[..]),
            "{}",
            case.name
        );
        let again = without_metadata(&case.without);
        assert_eq!(again.as_deref(), Some(&case.without[..]), "{}", case.name);
    }
}

#[test]
fn damaged_pictures_are_not_passed_on() {
    for case in [png(), gif(), bmp(), tiff(), webp()] {
        for cut in [9, 13, 20] {
            assert_eq!(
                without_metadata(&case.with[..cut]),
                None,
                "{} {cut}",
                case.name
            );
        }
    }
    assert_eq!(without_metadata(b"\xff\xd8\xff\xe1\0\x40abc"), None);
    assert_eq!(without_metadata(SECRET), None);
}

#[test]
fn empty_pictures_are_pictures_without_metadata() {
    for bytes in [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"BM"] {
        let empty = blank(bytes);
        assert_eq!(without_metadata(&empty), Some(empty.clone()), "{bytes:?}");
        assert!(empty.len() < 200);
    }
    // An enhanced metafile says so at byte 40.
    assert_eq!(blank(b"RIFF....WEBP")[40..44], *b" EMF");
}
