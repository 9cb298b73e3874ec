//! US ZIP codes under Safe Harbor.

/// Areas of 20,000 people or fewer by the 2000 Census (HHS, "Guidance Regarding Methods for
/// De-identification of Protected Health Information", 2012).
const RESTRICTED: &[&str] = &[
    "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878",
    "879", "884", "890", "893",
];

/// The first three digits of the last ZIP code in `value` with `XX`, or `000XX` in a restricted
/// area. `None` without a ZIP code.
pub(super) fn area(value: &str) -> Option<String> {
    let runs: Vec<&str> = value
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .filter(|run| is_zip(run))
        .collect();
    let area = &runs.last()?[..3];
    let shown = if RESTRICTED.contains(&area) {
        "000"
    } else {
        area
    };
    Some(format!("{shown}XX"))
}

/// Five digits, or nine with a hyphen after the fifth.
fn is_zip(run: &str) -> bool {
    let digits = |part: &str, count| part.len() == count && !part.contains('-');
    match run.split_once('-') {
        None => digits(run, 5),
        Some((zip, extension)) => digits(zip, 5) && digits(extension, 4),
    }
}
