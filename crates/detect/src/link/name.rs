//! The parts of a person's name.

use super::common;
use super::words::{Shape, Word, words};

/// A name in folded words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Name {
    /// Surname, of one or more words.
    pub(super) surname: Vec<String>,
    /// Given names and initials, in order.
    pub(super) given: Vec<String>,
    /// `jr`, `ii` and the like.
    pub(super) suffix: Option<String>,
    /// What a title before it says.
    pub(super) gender: Option<Gender>,
}

/// Men and women as titles tell them apart: Mr and Mrs Smith are two people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gender {
    Man,
    Woman,
}

const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "las", "los", "ten", "ter", "zu", "zur", "bin", "ibn", "al", "el", "st", "y", "e", "af",
    "av", "san", "ben", "abu",
];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Letters after a name that are no part of it.
const DEGREES: &[&str] = &[
    "esq", "md", "phd", "dds", "rn", "cpa", "jd", "mba", "obe", "qc", "kc",
];

const MAN: &[&str] = &[
    "mr", "mister", "sir", "herr", "monsieur", "senor", "sr", "lord", "signor",
];
const WOMAN: &[&str] = &[
    "mrs", "ms", "miss", "mme", "mlle", "madame", "madam", "dame", "lady", "frau", "fraulein",
    "senora", "sra", "srta", "signora",
];
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "doctor",
    "doc",
    "judge",
    "justice",
    "hon",
    "honorable",
    "rev",
    "reverend",
    "father",
    "fr",
    "sister",
    "brother",
    "capt",
    "captain",
    "lt",
    "lieutenant",
    "col",
    "colonel",
    "gen",
    "general",
    "sgt",
    "sergeant",
    "maj",
    "major",
    "officer",
    "detective",
    "det",
    "agent",
    "nurse",
    "attorney",
    "counsel",
    "counselor",
    "president",
    "senator",
    "sen",
    "rep",
    "governor",
    "gov",
    "mayor",
    "secretary",
    "chairman",
    "chief",
    "director",
    "plaintiff",
    "defendant",
    "petitioner",
    "respondent",
    "appellant",
    "appellee",
    "claimant",
    "witness",
    "patient",
    "dear",
    "inspector",
    "ambassador",
    "minister",
    "dott",
    "ing",
    "me",
    "rabbi",
    "imam",
    "sheriff",
    "deputy",
    "trooper",
    "principal",
    "pvt",
    "cpl",
    "cmdr",
    "adm",
    "admiral",
];

/// What the title says of who bears it; [`None`] when the word is no title.
pub(super) fn title(word: &str) -> Option<Option<Gender>> {
    if MAN.contains(&word) {
        Some(Some(Gender::Man))
    } else if WOMAN.contains(&word) {
        Some(Some(Gender::Woman))
    } else {
        TITLES.contains(&word).then_some(None)
    }
}

impl Name {
    /// Reads what stands in a finding. [`None`] when it does not look like a name: a digit, more
    /// than seven words, words in lower case among capitalised ones, an article or preposition,
    /// a word for a body.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let mut row = words(written);
        let mut gender = None;
        while let Some(told) = row.first().and_then(|w| title(&w.folded)) {
            let dotted = written[row[0].span.end()..].starts_with('.');
            // "Father Brown", but "Major" alone may be a surname.
            if row.len() == 1 || (row[0].is_initial() && !dotted) {
                break;
            }
            gender = gender.or(told);
            row.remove(0);
        }
        let comma = comma_after(written, &row);
        let mut suffix = None;
        while row.len() > 1 {
            let last = &row[row.len() - 1].folded;
            if SUFFIXES.contains(&last.as_str()) {
                suffix = Some(last.clone());
            } else if !DEGREES.contains(&last.as_str()) {
                break;
            }
            row.pop();
        }
        if row.is_empty() || row.len() > 7 || !row.iter().all(is_name_word) {
            return None;
        }
        let particle = |w: &Word| is_particle(&w.folded);
        let lower = |w: &&Word| w.shape == Shape::Lower && !particle(w);
        let small = row.iter().filter(lower).count();
        if small != 0 && small != row.iter().filter(|w| !particle(w)).count() {
            return None;
        }
        let small_word =
            |w: &Word| !particle(w) && !w.is_initial() && common::is_function_word(&w.folded);
        if row.iter().any(small_word) || row.iter().skip(1).any(is_of_body) {
            return None;
        }
        let from = surname_from(written, &row, comma);
        let (surname, given) = match comma.filter(|at| *at < row.len()) {
            Some(at) => (0..at, at..row.len()),
            None => match leading_capitals(&row) {
                Some(at) => (0..at, at..row.len()),
                None => (from..row.len(), 0..from),
            },
        };
        let folded = |range: std::ops::Range<usize>| row[range].iter().map(|w| w.folded.clone());
        Some(Self {
            surname: folded(surname).collect(),
            given: folded(given).collect(),
            suffix,
            gender,
        })
    }

    /// Whether the two could be the same person as far as the names go.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let one_or_same = |a: &Option<String>, b: &Option<String>| {
            a.as_ref().zip(b.as_ref()).is_none_or(|(a, b)| a == b)
        };
        let gender = self.gender.zip(other.gender).is_none_or(|(a, b)| a == b);
        gender
            && one_or_same(&self.suffix, &other.suffix)
            && same_surname(&self.surname, &other.surname)
            && given_fit(&self.given, &other.given)
    }

    /// How much it says.
    pub(super) fn detail(&self) -> usize {
        let weight = |g: &String| if g.chars().count() > 1 { 3 } else { 2 };
        4 * self.surname.len()
            + self.given.iter().map(weight).sum::<usize>()
            + usize::from(self.suffix.is_some())
    }
}

/// Whether a word shows that what ends in it is a place or a body.
fn is_of_body(word: &Word) -> bool {
    const BODIES: &[&str] = &[
        "committee",
        "department",
        "ministry",
        "government",
        "court",
        "board",
        "commission",
        "council",
        "authority",
        "forces",
        "members",
        "union",
        "limited",
        "trust",
        "fund",
    ];
    super::organisation::form(&word.folded).is_some_and(|form| form.len() > 2)
        || BODIES.contains(&word.folded.as_str())
}

/// Whether a word ties to the surname that follows it.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn is_name_word(word: &Word) -> bool {
    !word.folded.is_empty() && word.folded.chars().all(char::is_alphabetic)
}

/// Index of the word after the first comma that is not followed by a suffix or degree.
fn comma_after(written: &str, row: &[Word]) -> Option<usize> {
    row.windows(2)
        .position(|pair| written[pair[0].span.end()..pair[1].span.start()].contains(','))
        .map(|at| at + 1)
        .filter(|&at| {
            let next = row[at].folded.as_str();
            !SUFFIXES.contains(&next) && !DEGREES.contains(&next)
        })
}

/// `SMITH Jane`, as in French and in forms: the words in capitals are the surname.
fn leading_capitals(row: &[Word]) -> Option<usize> {
    let upper = row.iter().take_while(|w| w.shape == Shape::Upper).count();
    let rest = row[upper..]
        .iter()
        .all(|w| w.shape == Shape::Capital && !w.is_initial());
    (upper > 0 && upper < row.len() && rest).then_some(upper)
}

/// Index of the first word of a surname that stands last: the last word with what a hyphen or a
/// particle ties to it.
fn surname_from(written: &str, row: &[Word], comma: Option<usize>) -> usize {
    let mut from = row.len() - 1;
    if comma.is_some() {
        return from;
    }
    while from > 0 {
        let before = &row[from - 1];
        let gap = &written[before.span.end()..row[from].span.start()];
        let tied = matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "–");
        // "Van Morrison" has a given name, "van Gogh" has none.
        let particle = is_particle(&before.folded) && (from > 1 || before.shape == Shape::Lower);
        if !tied && !particle {
            break;
        }
        from -= 1;
    }
    from
}

fn same_surname(a: &[String], b: &[String]) -> bool {
    let half = |one: &[String], both: &[String]| one.len() == 1 && both.contains(&one[0]);
    a == b || half(a, b) || half(b, a)
}

/// Given names that agree as far as both go: an initial with a name, nothing with anything, and
/// a missing middle name.
fn given_fit(a: &[String], b: &[String]) -> bool {
    a.iter().zip(b).all(|(a, b)| {
        let initial = |s: &str, l: &str| s.chars().count() == 1 && l.starts_with(s);
        a == b || initial(a, b) || initial(b, a)
    })
}
