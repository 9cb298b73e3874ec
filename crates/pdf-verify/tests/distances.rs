//! Distances that tell how wide a removed value was are caught, and chance is not taken for one.

mod common;

use common::{File, SOURCE, label_at, leaks_of, plan, text_at};
use tacenda_core::{RedactionPlan, Replacement};

/// Whether the width check finds something.
fn tells_width(source: &str, output: &str, plan: &RedactionPlan) -> bool {
    leaks_of(source, &File::new(output).bytes(), plan)
        .iter()
        .any(|leak| leak.check == "width")
}

#[test]
fn one_letter_in_the_place_of_another_is_chance() {
    let source = format!("{SOURCE} {}{}", text_at(190.0, "a"), text_at(200.0, "hat"));
    let output = |tail: &str| {
        format!(
            "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}",
            label_at(130.0),
            text_at(200.0, tail)
        )
    };
    assert!(
        tells_width(&source, &output("hat"), &plan()),
        "three letters"
    );
    assert!(
        !tells_width(&source, &output("hello"), &plan()),
        "one letter"
    );
    // One letter directly behind the value is no chance.
    let kept = format!(
        "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}{}",
        label_at(60.0),
        text_at(138.692, ","),
        text_at(150.0, "hello.")
    );
    assert!(tells_width(SOURCE, &kept, &plan()));
    // Unless the replacement happens to be as wide as the value was, and the rest moves.
    let met = kept.replace(&label_at(60.0), &label_at(79.0));
    assert!(!tells_width(SOURCE, &met, &plan()));
    // The rest does not move: the replacement was made as wide as the value.
    let made = format!(
        "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET {}{}",
        label_at(79.0),
        text_at(138.692, ", hello.")
    );
    assert!(tells_width(SOURCE, &made, &plan()));
    // Nor where there is no more than one letter.
    let (short, cut) = (
        SOURCE.replace(", hello.", "."),
        made.replace(", hello.", "."),
    );
    assert!(tells_width(&short, &cut, &plan()));
}

/// Two lines that end at 300 points. Helvetica (Adobe AFM) at 12 points: "hello." is 28.68 wide.
const MARGIN: &str = "BT /F1 12 Tf 271.32 120 Td (hello.) Tj 0 -20 Td (hello.) Tj ET ";

#[test]
fn text_that_ends_at_the_margin_may_stay() {
    // "Dear " is 29.34 wide, the value 89.352, a space 3.336.
    let source = MARGIN.to_owned() + &text_at(149.292, "Dear Zyxwvut Qponml hello.");
    let end = label_at(208.0) + &text_at(271.32, "hello.");
    let right = text_at(178.0, "Dear ") + &end;
    assert!(!tells_width(
        &source,
        &(MARGIN.to_owned() + &right),
        &plan()
    ));
    // The gap is as wide as the value was.
    let wrong = text_at(149.292, "Dear ") + &end;
    assert!(tells_width(&source, &(MARGIN.to_owned() + &wrong), &plan()));
    // Nothing stands before the value: the replacement begins elsewhere than the line did.
    let source = MARGIN.to_owned() + &text_at(178.632, "Zyxwvut Qponml hello.");
    assert!(!tells_width(&source, &(MARGIN.to_owned() + &end), &plan()));
    // It begins there, or leaves the room that the value took.
    for x in [177.0, 190.0] {
        let kept = format!("{MARGIN}{}{}", label_at(x), text_at(271.32, "hello."));
        assert!(tells_width(&source, &kept, &plan()), "{x}");
    }
    let source = MARGIN.to_owned() + &text_at(149.292, "Dear Zyxwvut Qponml hello.");
    // No other line ends there: it is no margin.
    let alone = text_at(149.292, "Dear Zyxwvut Qponml hello.");
    assert!(tells_width(&alone, &right, &plan()));
    // The line went on beyond.
    let longer = source + "BT /F1 12 Tf 330 150 Td (more) Tj ET ";
    assert!(tells_width(&longer, &(MARGIN.to_owned() + &right), &plan()));
}

#[test]
fn stretched_spaces_before_the_margin_are_caught() {
    // "so be it" is 38.688 wide; five spaces, two of them in the tail.
    let justified = |stretch: f64| {
        let text = "Dear Zyxwvut Qponml so be it";
        let start = 300.0 - 160.716 - 5.0 * stretch;
        format!("{MARGIN}{stretch} Tw {}0 Tw ", text_at(start, text))
    };
    let kept = |stretch: f64| {
        let tail = 300.0 - 38.688 - 2.0 * stretch;
        format!(
            "{MARGIN}{}{}{stretch} Tw {}0 Tw ",
            text_at(tail - 95.0, "Dear "),
            label_at(tail - 65.0),
            text_at(tail, "so be it")
        )
    };
    for stretch in [1.0, 4.0, 10.0] {
        assert!(
            tells_width(&justified(stretch), &kept(stretch), &plan()),
            "{stretch}"
        );
    }
    assert!(!tells_width(&justified(0.0), &kept(0.0), &plan()));
}

#[test]
fn boxes_are_held_to_the_same_rule() {
    let mut plan = plan();
    plan.redactions[0].replacement = Replacement::Box;
    let boxed = |x: f64| {
        format!(
            "BT /F1 12 Tf 20 150 Td (Dear ) Tj ET q 0 g 50 147 40 12 re f Q {}",
            text_at(x, ", hello.")
        )
    };
    assert!(!tells_width(SOURCE, &boxed(92.0), &plan));
    assert!(tells_width(SOURCE, &boxed(138.692), &plan));
    // As wide as the value itself.
    let covering = boxed(138.692).replace("50 147 40 12 re", "49.34 147 89.352 12 re");
    assert!(tells_width(SOURCE, &covering, &plan));
}

#[test]
fn a_box_that_happens_to_be_as_wide_as_the_value_is_no_distance() {
    let mut plan = plan();
    plan.redactions[0].replacement = Replacement::Box;
    let set = |x: f64, text: &str| format!("BT /F1 22.338 Tf {x:.3} 150 Td ({text}) Tj ET ");
    // "Dear " is 2.445 ems wide, the value 7.446: set to 53.72 % of that, 4.
    let source = format!(
        "{}53.72 Tz {}100 Tz {}",
        set(20.0, "Dear "),
        set(74.616, "Zyxwvut Qponml"),
        set(163.968, ", hello.")
    );
    let made = |from: f64, to: f64| {
        let boxed = format!("q 0 g {from:.3} 145 {:.3} 22 re f Q ", to - from);
        set(20.0, "Dear ") + &boxed + &set(163.968, ", hello.")
    };
    assert!(!tells_width(&source, &made(74.616, 163.968), &plan));
    // Another width, or a box that stands apart from what is before or behind it.
    assert!(tells_width(&source, &made(76.616, 163.968), &plan));
    assert!(tells_width(&source, &made(73.616, 162.968), &plan));
    // A label has the width of its letters.
    let label = set(20.0, "Dear ") + &label_at(103.968) + &set(163.968, ", hello.");
    assert!(tells_width(&source, &label, &common::plan()));
}

/// One line that ends where another does: by chance, unless it begins where none does.
#[test]
fn one_line_set_from_its_end_is_a_margin() {
    let value = text_at(207.312, "Zyxwvut Qponml.");
    let kept = label_at(236.0) + &text_at(296.664, ".");
    let tells = |other: &str| {
        tells_width(
            &format!("{other}{value}"),
            &format!("{other}{kept}"),
            &plan(),
        )
    };
    // "hello." is 28.68 wide.
    let ragged = "BT /F1 12 Tf 271.32 120 Td (hello.) Tj ET ";
    assert!(!tells(ragged));
    assert!(
        tells(&ragged.replace("271.32", "271.22")),
        "not exactly there"
    );
    let begun = format!("{ragged}BT /F1 12 Tf 271.32 60 Td (him) Tj ET ");
    assert!(tells(&begun), "it was set from its start");
}

#[test]
fn text_that_a_box_of_the_source_covered_may_move_below_it() {
    let cover = "1 g 10 140 380 30 re f ";
    let source = format!("{SOURCE} {cover}");
    let output = |cover: &str| {
        let text = format!("{}{}", text_at(20.0, "Dear "), text_at(107.0, ", hello."));
        File::new(&format!("{text}{cover}{}", label_at(47.0))).bytes()
    };
    assert_eq!(leaks_of(&source, &output(cover), &plan()), []);
    let covered = |source: &str, cover: &str| {
        let found = leaks_of(source, &output(cover), &plan());
        found.iter().any(|leak| leak.check == "geometry")
    };
    assert!(covered(&source, "1 g 10 140 385 30 re f "), "another box");
    assert!(covered(SOURCE, cover), "a box that is new");
    // The source has the box elsewhere, and a line below that was free.
    let beside = format!("{SOURCE} 1 g 10 20 380 30 re f ");
    assert!(covered(&beside, cover), "a box that was moved");
}

#[test]
fn a_wide_space_behind_a_replacement_is_no_distance() {
    // "Dear " is 29.34 wide, the value 89.352, a space 3.336; "h" comes to stand where it stood.
    let source = text_at(20.0, "Dear Zyxwvut Qponml hello.");
    let output = |space: &str| {
        format!(
            "{}{}{space}{}{}",
            text_at(20.0, "Dear "),
            label_at(74.8),
            text_at(142.028, "h"),
            text_at(152.0, "ello.")
        )
    };
    // A space of 26 points is 7.228 wide, as one of 12 points in Courier is 7.2.
    let drawn = "BT /F1 26 Tf 134.8 150 Td ( ) Tj ET ";
    assert!(!tells_width(&source, &output(drawn), &plan()));
    assert!(tells_width(&source, &output(""), &plan()));
}

#[test]
fn spaces_before_a_replacement_move_with_it() {
    // The full stop is 3.336 wide and ends at the margin.
    let source = |spaces: &str| {
        let value = text_at(207.312, "Zyxwvut Qponml.");
        format!("{MARGIN}{spaces}{value}")
    };
    let output = |spaces: &str| {
        let end = label_at(236.0) + &text_at(296.664, ".");
        format!("{MARGIN}{spaces}{end}")
    };
    let (old, new) = (text_at(150.0, "   "), text_at(181.0, "   "));
    assert!(!tells_width(&source(&old), &output(&new), &plan()));
    assert!(tells_width(&source(&old), &output(&old), &plan()));
    // With none there, the replacement itself has moved from where the line began.
    assert!(!tells_width(&source(""), &output(""), &plan()));
    let kept = output("").replace(&label_at(236.0), &label_at(205.312));
    assert!(tells_width(&source(""), &kept, &plan()));
    // Another line began there, so this one was set from its start and ends at the margin by chance.
    let beside = |page: String| page + &text_at(207.312, "a").replace("150 Td", "60 Td");
    assert!(tells_width(
        &beside(source("")),
        &beside(output("")),
        &plan()
    ));
}
