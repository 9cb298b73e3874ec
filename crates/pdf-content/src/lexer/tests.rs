use proptest::prelude::*;

use super::*;

fn names(data: &[u8]) -> Vec<String> {
    Lexer::new(data)
        .map(|op| String::from_utf8_lossy(op.name).into_owned())
        .collect()
}

#[test]
fn operators_keep_their_places() {
    let data = b"BT /F1 12 Tf [(a\\)b) -20.5 <4142 4>] TJ ET";
    let ops: Vec<_> = Lexer::new(data).collect();
    assert_eq!(names(data), ["BT", "Tf", "TJ", "ET"]);
    assert_eq!(&data[ops[1].range.clone()], b"/F1 12 Tf");
    let Value::Array(items) = &ops[2].operands[0].value else {
        panic!("an array")
    };
    assert_eq!(items[0].string().map(AsRef::as_ref), Some(&b"a)b"[..]));
    assert_eq!(items[1].number(), Some(-20.5));
    assert_eq!(items[2].string().map(AsRef::as_ref), Some(&b"AB@"[..]));
    assert_eq!(&data[items[0].range.clone()], b"(a\\)b)");
}

#[test]
fn values_follow_the_standard() {
    // ISO 32000-1, 7.3.3 to 7.3.5: the standard's own examples and the usual damage.
    let number = |s: &str| {
        Lexer::new(s.as_bytes())
            .next()
            .and_then(|op| op.number_from_end(0))
    };
    for (text, value) in [
        ("+17 x", 17.0),
        ("-98 x", -98.0),
        ("34.5 x", 34.5),
        ("-.002 x", -0.002),
        ("4. x", 4.0),
        ("--5 x", -5.0),
        ("12-34 x", 12.0),
        (". x", 0.0),
    ] {
        assert_eq!(number(text), Some(value), "{text}");
    }
    let string = |s: &str| {
        let op = Lexer::new(s.as_bytes()).next().expect("an operator");
        op.operands[0]
            .string()
            .map(|s| s.to_vec())
            .expect("a string")
    };
    assert_eq!(
        string("(\\245\\307\\53\\0053\\) (n)) x"),
        b"\xa5\xc7+\x053) (n)"
    );
    assert_eq!(string("(a\\\nb\r\nc) x"), b"ab\nc");
    assert_eq!(string("<901FA> x"), b"\x90\x1f\xa0");
    let name = |s: &str| {
        let op = Lexer::new(s.as_bytes()).next().expect("an operator");
        op.operands[0].name().map(<[u8]>::to_vec).expect("a name")
    };
    assert_eq!(name("/A#42#zz x"), b"AB#zz");
    assert_eq!(name("/Adobe#20Green x"), b"Adobe Green");
}

#[test]
fn garbage_does_not_stop_it() {
    assert_eq!(
        names(b"1 0 ) > ] q \xff\xfe Q"),
        ["q", "\u{fffd}\u{fffd}", "Q"]
    );
    assert_eq!(names(b"[(a) 3 (b) TJ q"), ["TJ", "q"]);
    assert_eq!(names(b"q (never closed Q"), ["q"]);
    assert_eq!(names(b"% comment (\nQ"), ["Q"]);
    assert_eq!(names(&[b'['; 5000]), Vec::<String>::new());
}

#[test]
fn inline_images_hide_their_samples() {
    let data = b"q BI /W 4 /H 1 /BPC 8 /CS /G ID EI Q EI Q";
    let ops: Vec<_> = Lexer::new(data).collect();
    assert_eq!(names(data), ["q", "BI", "Q"]);
    assert_eq!(ops[1].data.clone().map(|d| &data[d]), Some(&b"EI Q"[..]));
    let filtered = b"BI /W 9 /H 9 /F /Fl ID \x01EI\x02 EI\x03 z\nEI\nQ";
    assert_eq!(names(filtered), ["BI", "Q"]);
}

proptest! {
    #[test]
    fn places_are_ascending_and_inside(data in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut last = 0;
        for op in Lexer::new(&data) {
            prop_assert!(op.range.start >= last && op.range.start < op.range.end);
            prop_assert!(op.range.end <= data.len());
            last = op.range.end;
        }
    }

    #[test]
    fn operators_amid_garbage_are_found(noise in "[ -~]{0,60}") {
        // Whatever comes before, a stream that is not inside a string goes on.
        let safe: String = noise.chars().filter(|c| !"()<%/[{".contains(*c)).collect();
        let data = format!("{safe} 1 0 0 1 5 6 cm");
        let last = Lexer::new(data.as_bytes()).last().expect("an operator");
        prop_assert_eq!(last.name, b"cm");
        prop_assert_eq!(last.numbers::<2>(), Some([5.0, 6.0]));
    }
}
