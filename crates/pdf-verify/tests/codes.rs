//! Codes of fonts are read as what the font says they mean.

mod common;

use common::{File, SOURCE, leaks_of, plan_for, stream};

/// A form that shows text in glyph numbers: those of "allo" are the letters of "DOOR" in UTF-16. The
/// font gives a text to the codes that `mapped` names, in hexadecimal.
fn file(shown: &str, mapped: &[(&str, &str)]) -> Vec<u8> {
    let rows: String = (mapped.iter())
        .map(|(code, text)| format!("<{code}> <{text}>\n"))
        .collect();
    let map = format!(
        "begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{rows}endbfchar\nendcmap",
        mapped.len()
    );
    let mut file = File::new("/X Do");
    file.page = "/XObject<</X 6 0 R>>".into();
    file.more = vec![
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 400 200]/Resources<</Font<</G 7 0 R>>>>",
            &format!("BT /G 12 Tf 20 100 Td {shown} ET"),
        ),
        "<</Type/Font/Subtype/Type0/BaseFont/Abc/Encoding/Identity-H/ToUnicode 8 0 R\
         /DescendantFonts[9 0 R]>>"
            .into(),
        stream("", &map),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Abc\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>"
            .into(),
    ];
    file.bytes()
}

const ALLO: [(&str, &str); 3] = [("0044", "0061"), ("004F", "006C"), ("0052", "006F")];

fn seen(value: &str, output: &[u8]) -> bool {
    leaks_of(SOURCE, output, &plan_for(value, &[(0, value.len())]))
        .iter()
        .any(|leak| leak.check == "raw_streams")
}

#[test]
fn a_short_value_among_codes_that_mean_other_letters_is_chance() {
    assert!(!seen("Door", &file("<0044004F004F0052> Tj", &ALLO)));
    // Not each of the codes has a meaning.
    assert!(seen("Door", &file("<0044004F004F0052> Tj", &ALLO[..2])));
    assert!(seen("Door", &file("<0044004F004F00520099> Tj", &ALLO)));
    // What stands beside it and is not shown has no meaning that the font gives.
    for hidden in [
        "(Door) <0044004F004F0052> Tj",
        "[<0044004F004F0052> [(Door)]] TJ",
        "[<0044004F004F0052> /Door] TJ",
    ] {
        assert!(seen("Door", &file(hidden, &ALLO)), "{hidden}");
    }
    assert!(!seen("Door", &file("[<0044004F> 20 <004F0052>] TJ", &ALLO)));
    // A long value does not form by chance.
    assert!(seen(
        "Doorol",
        &file("<0044004F004F0052004F004C> Tj", &ALLO)
    ));
}
