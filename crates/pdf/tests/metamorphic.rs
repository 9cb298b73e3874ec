//! Two pages that differ in the removed name alone must export byte for byte the same, however
//! the page was set: nothing left says how long the name was or which letters it had.

mod common;

use common::{helvetica, page, redact};

const SHORT: &str = "Xu";
const LONG: &str = "Wolfeschlegelsteinhausen";

/// Exports the page with either name and compares.
fn same(name: &str, set: impl Fn(&str) -> String) {
    let [short, long] = [SHORT, LONG].map(|person| redact(&page(&set(person)), &[person]));
    if short != long {
        let shown = |bytes: &[u8]| {
            let all = common::everything(bytes);
            String::from_utf8_lossy(&all[bytes.len()..]).into_owned()
        };
        panic!("{name}: {}\n----\n{}", shown(&short), shown(&long));
    }
    assert!(!common::holds(&long, LONG), "{name}");
    assert!(common::holds(&long, "[PERSON 1]"), "{name}");
}

const OTHERS: &str = "0 -40 Td (The other lines of this page are as wide as the column is.) Tj ";

#[test]
fn in_one_operator() {
    same("Tj", |p| {
        format!("BT /F1 12 Tf 72 700 Td (Dear {p}, hello there) Tj {OTHERS} ET")
    });
}

#[test]
fn with_kerning() {
    same("TJ", |p| {
        format!("BT /F1 12 Tf 72 700 Td [(D) 20 (ear {p}) 15 (, hel) -8 (lo)] TJ {OTHERS} ET")
    });
}

#[test]
fn with_quotes() {
    same("quotes", |p| {
        format!("BT /F1 12 Tf 14 TL 72 700 Td (First) Tj (Dear {p}, hello) ' 1 0.5 (Last) \" ET")
    });
}

#[test]
fn at_the_start_and_at_the_end_of_a_line() {
    same("ends", |p| {
        format!(
            "BT /F1 12 Tf 72 700 Td ({p} signs for) Tj 0 -20 Td (all of them {p}) Tj {OTHERS} ET"
        )
    });
}

#[test]
fn justified_by_word_spacing() {
    same("Tw", |p| {
        let text = format!("Dear {p}, we are so glad to see that it is so and at an end");
        let spaces = 15.0;
        let word = (468.0 - helvetica(&text)) / spaces;
        format!("BT /F1 12 Tf 72 700 Td {word:.3} Tw ({text}) Tj 0 Tw {OTHERS} ET")
    });
}

#[test]
fn justified_before_the_text_object() {
    same("Tw outside", |p| {
        let text = format!("Dear {p}, we are glad");
        let word = (300.0 - helvetica(&text)) / 16.0;
        format!(
            "{word:.3} Tw 0.1 Tc BT /F1 12 Tf 72 700 Td ({text}) Tj ET 0 Tw 0 Tc BT /F1 12 Tf 72 650 Td (End) Tj ET"
        )
    });
}

#[test]
fn justified_by_moves() {
    same("TJ moves", |p| {
        let text = format!("Dear{p},wearegladtosee");
        let gap = (300.0 - helvetica(&text)) / 6.0 / 12.0 * -350.0;
        format!(
            "BT /F1 12 Tf 72 700 Td [(Dear) {gap:.2} ({p},) {gap:.2} (we) {gap:.2} (are) {gap:.2} (glad) {gap:.2} (to) {gap:.2} (see)] TJ {OTHERS} ET"
        )
    });
}

#[test]
fn with_a_position_for_every_word() {
    same("Tm", |p| {
        let x = 72.0 + helvetica("Dear ") + helvetica(p) + helvetica(" ");
        let y = x + helvetica("hello ");
        format!(
            "BT /F1 12 Tf 1 0 0 1 72 700 Tm (Dear ) Tj 1 0 0 1 {:.3} 700 Tm ({p}) Tj 1 0 0 1 {x:.3} 700 Tm (hello) Tj 1 0 0 1 {y:.3} 700 Tm (there) Tj 1 0 0 1 72 700 Tm {OTHERS} ET",
            72.0 + helvetica("Dear ")
        )
    });
}

#[test]
fn with_relative_positions() {
    same("Td", |p| {
        let after = helvetica(&format!("{p} "));
        format!(
            "BT /F1 12 Tf 72 700 Td (Dear) Tj {:.3} 0 Td ({p}) Tj {after:.3} 0 Td (hello) Tj {:.3} -20 Td (Next line) Tj ET",
            helvetica("Dear "),
            -helvetica("Dear ") - after
        )
    });
}

#[test]
fn with_a_text_object_for_every_word() {
    same("BT", |p| {
        let x = 72.0 + helvetica("Dear ");
        let y = x + helvetica(&format!("{p} "));
        format!(
            "BT /F1 12 Tf 1 0 0 1 72 700 Tm (Dear) Tj ET BT /F1 12 Tf 1 0 0 1 {x:.3} 700 Tm ({p}) Tj ET BT /F1 12 Tf 1 0 0 1 {y:.3} 700 Tm (hello) Tj ET BT /F1 12 Tf 72 660 Td (A last line that is wider than all the others) Tj ET"
        )
    });
}

#[test]
fn with_an_operator_for_every_letter() {
    same("letters", |p| {
        let mut s = String::from("BT /F1 12 Tf 72 700 Td ");
        for c in format!("To {p} now").chars() {
            s += &format!("({c}) Tj {:.3} 0 Td ", helvetica(&c.to_string()));
        }
        s + "ET BT /F1 12 Tf 72 660 Td (A last line that is wider than all the others) Tj ET"
    });
}

#[test]
fn in_a_group_of_its_own() {
    same("q cm", |p| {
        let x = 72.0 + helvetica("Dear ");
        let y = x + helvetica(&format!("{p} "));
        let word = |at: f64, text: &str| {
            format!("q 1 0 0 1 {at:.3} 700 cm BT /F1 12 Tf 0 0 Td ({text}) Tj ET Q ")
        };
        word(72.0, "Dear")
            + &word(x, p)
            + &word(y, "hello")
            + "BT /F1 12 Tf 72 660 Td (A last line that is wider than all the others) Tj ET"
    });
}

#[test]
fn printed_twice_for_bold() {
    same("bold", |p| {
        format!(
            "BT /F1 12 Tf 72 700 Td (Dear {p}, hello) Tj 0.3 0 Td (Dear {p}, hello) Tj {OTHERS} ET"
        )
    });
}

#[test]
fn in_a_form() {
    let set = |p: &str| {
        let mut made = common::Made::new();
        let form = made.form(&format!("BT /F1 12 Tf 72 700 Td (Dear {p}, hello) Tj ET"));
        made.resource("XObject", "Fm0", form);
        made.finish("q 0.5 0 0 0.5 10 20 cm /Fm0 Do Q /Fm0 Do")
    };
    let [short, long] = [SHORT, LONG].map(|p| redact(&set(p), &[p]));
    assert!(!common::holds(&long, LONG));
    assert!(short == long);
}

#[test]
fn centred_and_on_the_right() {
    same("centre", |p| {
        let text = format!("Dear {p} and all");
        let centre = 306.0 - helvetica(&text) / 2.0;
        let right = 540.0 - helvetica(&text);
        format!(
            "BT /F1 12 Tf {:.3} 740 Td (A line in the middle) Tj ET BT /F1 12 Tf {centre:.3} 700 Td ({text}) Tj ET BT /F1 12 Tf {right:.3} 660 Td ({text}) Tj ET BT /F1 12 Tf {:.3} 620 Td (At the right) Tj ET",
            306.0 - helvetica("A line in the middle") / 2.0,
            540.0 - helvetica("At the right")
        )
    });
}

#[test]
fn underlined() {
    same("underline", |p| {
        let x = 72.0 + helvetica("Dear ");
        let w = helvetica(p);
        format!(
            "BT /F1 12 Tf 72 700 Td (Dear {p} hello) Tj {OTHERS} ET {x:.3} 698 {w:.3} 0.6 re f 0.5 w {x:.3} 697 m {:.3} 697 l S",
            x + w
        )
    });
}
