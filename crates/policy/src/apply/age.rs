//! Ages under Safe Harbor.

/// `90+` for an age of 90 or more; `None` for another or one that cannot be read.
pub(super) fn capped(value: &str) -> Option<String> {
    (years(value)? >= 90).then(|| "90+".to_owned())
}

/// Whether the age may stay: it can be read and is under 90.
pub(super) fn may_stay(value: &str) -> bool {
    years(value).is_some_and(|years| years < 90)
}

/// The age in years, the highest when there are several; `None` when it cannot be read. Months,
/// weeks and days are rounded down to years.
fn years(value: &str) -> Option<u32> {
    let lower = value.to_lowercase();
    let numbers: Option<Vec<u32>> = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| run.parse().ok())
        .collect();
    let highest = numbers?.into_iter().chain(in_words(&lower)).max()?;
    let per_year = UNITS.iter().find(|(unit, _)| has_word(&lower, unit));
    let whole = words(&lower).any(|word| word.starts_with('y'));
    Some(match per_year {
        Some((_, count)) if !whole => highest / count,
        _ => highest,
    })
}

/// Units other than years, and how many make one.
const UNITS: &[(&str, u32)] = &[
    ("month", 12),
    ("mo", 12),
    ("mos", 12),
    ("week", 53),
    ("wk", 53),
    ("day", 366),
    ("hour", 8784),
];

fn has_word(text: &str, unit: &str) -> bool {
    words(text).any(|word| word == unit || word.strip_suffix('s') == Some(unit))
}

fn in_words(lower: &str) -> Vec<u32> {
    const WORDS: &[(&str, u32)] = &[
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("hundred", 100),
        ("twenties", 29),
        ("thirties", 39),
        ("forties", 49),
        ("fifties", 59),
        ("sixties", 69),
        ("seventies", 79),
        ("eighties", 89),
        ("nineties", 90),
        ("nonagenarian", 90),
        ("octogenarian", 89),
        ("centenarian", 100),
        ("newborn", 0),
        ("neonate", 0),
    ];
    words(lower)
        .filter_map(|word| WORDS.iter().find(|(known, _)| *known == word))
        .map(|(_, number)| *number)
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}
