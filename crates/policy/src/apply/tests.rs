use proptest::prelude::*;

use super::*;

fn subject<'a>(entity: &'a EntityType, value: &'a str) -> Subject<'a> {
    Subject {
        entity,
        value,
        key: "key",
        shift: DayShift::new(30),
    }
}

fn run(operator: Operator, value: &str) -> String {
    let subject = subject(&EntityType::MISC, value);
    match apply(
        operator,
        &subject,
        DateOrder::MonthFirst,
        &mut LabelRegistry::default(),
    ) {
        Replacement::Box => "BOX".into(),
        Replacement::Text(text) => text,
    }
}

#[test]
fn rows() {
    use Operator::{Age90, Box, First, Initials, Keep, Label, Last, Pseudonym, Shift, Year, Zip3};
    for (operator, value, expected) in [
        (Box, "Jane Roe", "BOX"),
        (Label, "Jane Roe", "[MISC]"),
        (Keep, "Jane Roe", "[MISC]"),
        (Pseudonym, "Jane Roe", "[MISC 1]"),
        // FRCP 5.2(a)(1) and (4): the last four digits.
        (Last(4), "123-45-6789", "XXXX6789"),
        (Last(4), "4111 1111 1111 1234", "XXXX1234"),
        (Last(4), "1234567", "[MISC]"),
        (First(2), "AB-1234", "ABXXXX"),
        (First(2), "é", "[MISC]"),
        // FRCP 5.2(a)(3): the minor's initials.
        (Initials, "Jane Q. Roe", "J.Q.R."),
        (Initials, "Jean-Luc Éluard", "J.L.É."),
        (Initials, "J. R.", "[MISC]"),
        (Year, "April 12, 2023", "2023"),
        (Year, "04/12/2023", "2023"),
        (Year, "20230412", "2023"),
        (Year, "2019 to March 2021", "2019–2021"),
        (Year, "04/12/23", "[MISC]"),
        (Year, "last Tuesday", "[MISC]"),
        (Year, "20239999", "[MISC]"),
        // HHS, De-identification Guidance, 2012: 02115 stays as 021, 03601 is restricted.
        (Zip3, "02115", "[MISC 021XX]"),
        (Zip3, "12 Elm St, Boston, MA 02115-1234", "[MISC 021XX]"),
        (Zip3, "Alstead NH 03602", "[MISC 000XX]"),
        (Zip3, "Unit 12345, Guildhall VT 05905", "[MISC 000XX]"),
        (Zip3, "89301", "[MISC 000XX]"),
        (Zip3, "12 Elm St", "[MISC]"),
        (Zip3, "021155", "[MISC]"),
        (Age90, "93-year-old", "90+"),
        (Age90, "aged 90", "90+"),
        (Age90, "ninety-three years old", "90+"),
        (Age90, "89", "[MISC]"),
        (Age90, "93 months old", "[MISC]"),
        (Age90, "elderly", "[MISC]"),
        // Thirty days later, counted by hand.
        (Shift, "04/12/2023", "05/12/2023"),
        (Shift, "4/2/2023", "5/2/2023"),
        (Shift, "13/04/2023", "13/05/2023"),
        (Shift, "12.04.2023", "12.05.2023"),
        (Shift, "2023-12-15", "2024-01-14"),
        (Shift, "2023-12-15T10:30:00", "2024-01-14"),
        (Shift, "20240131", "20240301"),
        (Shift, "01/31/24", "03/01/24"),
        (Shift, "April 12, 2023", "May 12, 2023"),
        (Shift, "Apr. 12th, 2023", "May. 12th, 2023"),
        (Shift, "MARCH 2nd, 2023", "APRIL 1st, 2023"),
        (Shift, "Wednesday, April 12, 2023", "Friday, May 12, 2023"),
        (Shift, "12-Apr-2023", "12-May-2023"),
        (Shift, "12. April 2023", "12. Mai 2023"),
        (Shift, "12 de abril de 2023", "12 de mayo de 2023"),
        (Shift, "le 2 avril 2023", "le 2 mai 2023"),
        (Shift, "February 30, 2023", "[MISC]"),
        (Shift, "April 2023", "[MISC]"),
        (Shift, "April 12-15, 2023", "[MISC]"),
        (Shift, "yesterday", "[MISC]"),
    ] {
        assert_eq!(run(operator, value), expected, "{operator} of {value:?}");
    }
}

#[test]
fn what_an_operator_would_not_change_stays() {
    for (operator, value, expected) in [
        (Operator::Keep, "x", true),
        (Operator::Age90, "89 years", true),
        (Operator::Age90, "three months", true),
        (Operator::Age90, "90", false),
        (Operator::Age90, "93 y.o., 2 days", false),
        (Operator::Age90, "99999999999999999999", false),
        (Operator::Age90, "elderly", false),
        (Operator::Year, "2021", true),
        (Operator::Year, "2019–2021", true),
        (Operator::Year, "March 2021", false),
        (Operator::Year, "2021-03", false),
        (Operator::Label, "2021", false),
    ] {
        assert_eq!(stays(operator, value), expected, "{operator} of {value:?}");
    }
}

#[test]
fn a_shift_belongs_to_secret_and_person() {
    let one = DayShift::derive(&[1; 32], "roe jane");
    assert!(one == DayShift::derive(&[1; 32], "roe jane"));
    assert!(one != DayShift::derive(&[2; 32], "roe jane"));
    assert!(one != DayShift::derive(&[1; 32], "doe john"));
    assert_eq!(format!("{one:?}"), "DayShift(..)");
    assert_eq!(DayShift::new(0), None);
    assert_eq!(DayShift::new(365), None);
}

fn day_number(text: &str) -> i64 {
    let date: jiff::civil::Date = text.parse().expect("a date");
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::from(date.duration_since(epoch).as_hours() as i32 / 24)
}

proptest! {
    #[test]
    fn a_mask_shows_no_more_than_it_says(value in "\\PC{0,30}", count in 1u8..=4, end in any::<bool>()) {
        let operator = if end { Operator::Last(count) } else { Operator::First(count) };
        let shown = run(operator, &value);
        prop_assert!(shown == "[MISC]" || shown.chars().count() == 4 + usize::from(count));
        if shown != "[MISC]" {
            let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert!(letters >= 2 * usize::from(count));
        }
    }

    #[test]
    fn what_replaces_a_name_does_not_depend_on_it(
        one in "[A-Za-z ]{1,40}", other in "[A-Za-z ]{1,40}",
    ) {
        for operator in [
            Operator::Box, Operator::Label, Operator::Pseudonym, Operator::Zip3, Operator::Keep,
        ] {
            prop_assert_eq!(run(operator, &one), run(operator, &other));
        }
    }

    #[test]
    fn shifting_keeps_intervals(
        (y, m, d) in (1950i16..2050, 1i8..=12, 1i8..=28),
        apart in 0i64..4000,
        seed in any::<[u8; 32]>(),
    ) {
        let shift = Some(DayShift::derive(&seed, "p"));
        let first = jiff::civil::date(y, m, d);
        let second = first + jiff::Span::new().days(apart);
        let moved = |date: jiff::civil::Date| {
            let value = date.to_string();
            let entity = EntityType::DATE;
            let subject = Subject { entity: &entity, value: &value, key: "p", shift };
            match apply(Operator::Shift, &subject, DateOrder::MonthFirst, &mut LabelRegistry::default()) {
                Replacement::Text(text) => text,
                Replacement::Box => String::new(),
            }
        };
        let (a, b) = (moved(first), moved(second));
        prop_assert_ne!(&a, &first.to_string());
        prop_assert_eq!(day_number(&b) - day_number(&a), apart);
    }

    #[test]
    fn no_value_is_too_odd(value in "\\PC{0,60}|[0-9/.: -]{0,20}|[0-9]{1,3} ?(jan|März|mayo) ?[0-9]{0,5}") {
        for operator in [
            Operator::Initials, Operator::Year, Operator::Zip3, Operator::Age90, Operator::Shift,
        ] {
            run(operator, &value);
            stays(operator, &value);
        }
    }
}
