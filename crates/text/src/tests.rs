use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, UTF_8, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;
use tacenda_core::{
    EntityType, ExportOptions, Format, FormatError, FormatKind, NoticeCode, ReadOptions, Reading,
    Redaction, RedactionPlan, Replacement, VerifyError,
};

use crate::TextFormat;

fn options() -> ReadOptions {
    ReadOptions {
        password: None,
        file_name: "a.txt".into(),
    }
}

fn read(bytes: &[u8]) -> Reading {
    TextFormat.read(bytes, &options()).expect("text")
}

fn plan(reading: &Reading, values: &[(&str, Replacement)]) -> RedactionPlan {
    let text = reading.text();
    let redactions = values
        .iter()
        .flat_map(|(value, replacement)| {
            text.as_str()
                .match_indices(value)
                .map(|(at, found)| Redaction {
                    extent: text.span(at, at + found.len()).expect("fits").into(),
                    entity: EntityType::PERSON,
                    replacement: replacement.clone(),
                })
        })
        .collect();
    RedactionPlan::build(text, redactions, vec![], ExportOptions::default()).expect("fits")
}

fn redact(bytes: &[u8], values: &[(&str, Replacement)]) -> Vec<u8> {
    let plan = plan(&read(bytes), values);
    let written = TextFormat.redact(bytes, &options(), &plan).expect("writes");
    TextFormat
        .verify(bytes, &options(), &written.bytes, &plan)
        .expect("verifies");
    written.bytes
}

fn label() -> Replacement {
    Replacement::Text("[PERSON 1]".into())
}

#[test]
fn every_encoding_keeps_its_bytes_and_gets_the_label_in_its_own() {
    let cases: [(&str, Vec<u8>, Vec<u8>); 8] = [
        ("utf-8", "A José B\r\n".into(), "A [PERSON 1] B\r\n".into()),
        ("utf-8 mark", "\u{feff}A José B".into(), "\u{feff}A [PERSON 1] B".into()),
        ("windows-1252", western("Le café où José dort déjà"), western("Le café où [PERSON 1] dort déjà")),
        ("utf-16le", wide("\u{feff}A José B", u16::to_le_bytes), wide("\u{feff}A [PERSON 1] B", u16::to_le_bytes)),
        ("utf-16be", wide("\u{feff}A José B", u16::to_be_bytes), wide("\u{feff}A [PERSON 1] B", u16::to_be_bytes)),
        ("utf-16le without mark", wide("Then José came in.", u16::to_le_bytes), wide("Then [PERSON 1] came in.", u16::to_le_bytes)),
        ("empty lines", "\n\nJosé\n\n".into(), "\n\n[PERSON 1]\n\n".into()),
        ("nul", "a\0José\0 and a good deal more of ordinary text that follows here, and then some more of it".into(), "a\0[PERSON 1]\0 and a good deal more of ordinary text that follows here, and then some more of it".into()),
    ];
    for (name, before, after) in cases {
        assert_eq!(redact(&before, &[("José", label())]), after, "{name}");
    }
}

#[test]
fn multi_byte_encodings_are_cut_between_characters() {
    for (encoding, text, value, rest) in [
        (
            SHIFT_JIS,
            "患者の名前は山田太郎です。次の診察は来週の月曜日になります。",
            "山田太郎",
            "です。",
        ),
        (
            GBK,
            "合同双方为王小明和张伟，双方同意以下条款和条件，并签字盖章。",
            "王小明",
            "和张伟",
        ),
        (
            BIG5,
            "病人的名字是陳大文，下次看診是下星期一的早上，請準時到達。",
            "陳大文",
            "，下次",
        ),
        (
            EUC_KR,
            "환자의 이름은 김철수 입니다. 다음 진료는 다음 주 월요일 오전입니다.",
            "김철수",
            " 입니다",
        ),
        (
            WINDOWS_1251,
            "Пациента зовут Иван Петров, следующий приём в понедельник утром.",
            "Иван Петров",
            ", следующий",
        ),
    ] {
        let bytes = encoding.encode(text).0.into_owned();
        let reading = read(&bytes);
        assert_eq!(reading.text().as_str(), text, "{}", encoding.name());
        assert_eq!(reading.notices[0].code, NoticeCode::GuessedEncoding);
        let out = redact(&bytes, &[(value, label())]);
        let after = encoding.decode(&out).0;
        assert!(after.contains(&format!("[PERSON 1]{rest}")), "{after}");
    }
}

#[test]
fn a_box_is_eight_blocks_whatever_it_covers() {
    for name in ["Li", "Wolfeschlegelsteinhausen"] {
        let out = redact(
            format!("A {name} B").as_bytes(),
            &[(name, Replacement::Box)],
        );
        assert_eq!(out, "A ████████ B".as_bytes());
    }
    assert_eq!(
        redact(&western("Où est José déjà"), &[("José", Replacement::Box)]),
        western("Où est ######## déjà")
    );
}

#[test]
fn undecodable_bytes_are_told_and_kept() {
    let bytes = b"\xef\xbb\xbfAnn \xff\xfe met Bob";
    let reading = read(bytes);
    assert_eq!(reading.notices[0].code, NoticeCode::UndecodableBytes);
    assert_eq!(
        redact(bytes, &[("Ann", label())]),
        b"\xef\xbb\xbf[PERSON 1] \xff\xfe met Bob"
    );
}

#[test]
fn what_is_not_text_is_refused_with_a_remedy() {
    let read = |bytes: &[u8]| TextFormat.read(bytes, &options());
    assert_eq!(read(b""), Err(FormatError::Empty));
    let binary: Vec<u8> = (0..=255).cycle().take(2000).collect();
    assert!(matches!(read(&binary), Err(FormatError::Unsupported(_))));
}

#[test]
fn a_changed_file_is_refused() {
    let plan = plan(&read(b"Ann and Bob"), &[("Ann", label())]);
    assert!(matches!(
        TextFormat.redact(b"Ann or Bob", &options(), &plan),
        Err(FormatError::Changed)
    ));
}

#[test]
fn markdown_is_told_from_text_by_its_name() {
    assert_eq!(
        TextFormat.recognise(b"# A", "a.MD"),
        Some(FormatKind::Markdown)
    );
    assert_eq!(
        TextFormat.recognise(b"# A", "a.txt"),
        Some(FormatKind::Text)
    );
}

/// Writers made wrong on purpose.
#[test]
fn verification_catches_a_wrong_writer() {
    let source = b"Ann Smith lives here. Call Ann Smith.";
    let plan = plan(&read(source), &[("Ann Smith", label())]);
    for (name, output) in [
        ("nothing removed", &source[..]),
        ("one left", b"[PERSON 1] lives here. Call Ann Smith."),
        ("case changed", b"[PERSON 1] lives here. Call ANN SMITH."),
        ("split", b"[PERSON 1] lives here. Call Ann\n-Smith."),
        (
            "appended",
            b"[PERSON 1] lives here. Call [PERSON 1].\nQW5uIFNtaXRo",
        ),
        (
            "label tells the length",
            b"[PERSON 1].... lives here. Call [PERSON 1].",
        ),
        ("rest lost", b"[PERSON 1] lives here. Call [PERSON 1]"),
    ] {
        let checked = TextFormat.verify(source, &options(), output, &plan);
        assert!(
            matches!(checked, Err(VerifyError::Leaks(_))),
            "{name} was not caught"
        );
    }
}

proptest! {
    #[test]
    fn nothing_redacted_is_byte_identical(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        if let Ok(reading) = TextFormat.read(&bytes, &options()) {
            let plan = plan(&reading, &[]);
            prop_assert_eq!(TextFormat.redact(&bytes, &options(), &plan).expect("writes").bytes, bytes);
        }
    }

    #[test]
    fn any_stretch_of_any_text_can_go(text in "\\PC{2,60}", from in 0usize..60, length in 1usize..20) {
        for encoding in [UTF_8, WINDOWS_1252] {
            let bytes = encoding.encode(&text).0.into_owned();
            let Ok(reading) = TextFormat.read(&bytes, &options()) else { continue };
            let decoded: Vec<char> = reading.text().as_str().chars().collect();
            let from = from.min(decoded.len() - 1);
            let value: String = decoded[from..(from + length).min(decoded.len())].iter().collect();
            redact(&bytes, &[(&value, Replacement::Box)]);
        }
    }
}

fn western(text: &str) -> Vec<u8> {
    WINDOWS_1252.encode(text).0.into_owned()
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}
