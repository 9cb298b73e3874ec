//! Names of months and weekdays (Unicode CLDR, Gregorian calendar).

/// The languages whose dates are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Dutch,
    Portuguese,
}

/// Written in full or cut short.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Full,
    Short,
}

/// How capitals are used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Capital,
    Upper,
}

struct Names {
    language: Language,
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    weekdays: [&'static str; 7],
    short_weekdays: [&'static str; 7],
    /// Words that stand between the parts of a date.
    between: &'static [&'static str],
}

const ALL: &[Names] = &[
    Names {
        language: Language::English,
        months: [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        short_months: [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ],
        weekdays: [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
        short_weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        between: &["of", "the", "day", "st", "nd", "rd", "th", "on"],
    },
    Names {
        language: Language::German,
        months: [
            "januar",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ],
        short_months: [
            "jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez",
        ],
        weekdays: [
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonntag",
        ],
        short_weekdays: ["mo", "di", "mi", "do", "fr", "sa", "so"],
        between: &["der", "den", "dem", "am", "vom"],
    },
    Names {
        language: Language::French,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: [
            "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov",
            "déc",
        ],
        weekdays: [
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        ],
        short_weekdays: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
        between: &["le", "du"],
    },
    Names {
        language: Language::Spanish,
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        short_months: [
            "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
        ],
        weekdays: [
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ],
        short_weekdays: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
        between: &["de", "del", "el"],
    },
    Names {
        language: Language::Italian,
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        short_months: [
            "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
        ],
        weekdays: [
            "lunedì",
            "martedì",
            "mercoledì",
            "giovedì",
            "venerdì",
            "sabato",
            "domenica",
        ],
        short_weekdays: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
        between: &["il", "del"],
    },
    Names {
        language: Language::Dutch,
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: [
            "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
        ],
        weekdays: [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
        ],
        short_weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"],
        between: &["op"],
    },
    Names {
        language: Language::Portuguese,
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        short_months: [
            "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez",
        ],
        weekdays: [
            "segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo",
        ],
        short_weekdays: ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"],
        between: &["de", "do", "em"],
    },
];

fn names(language: Language) -> &'static Names {
    let found = ALL.iter().find(|n| n.language == language);
    found.unwrap_or(&ALL[0])
}

/// Whether `word` names a month in any language.
pub(super) fn month_in_any(word: &str) -> bool {
    ALL.iter().any(|n| month(n.language, word).is_some())
}

/// The language in which every one of `words` occurs in dates. `dotted` says that the day is
/// followed by a full stop, as Germans write it.
pub(super) fn language(words: &[&str], dotted: bool) -> Option<Language> {
    let fits = |n: &&Names| {
        words.iter().all(|word| {
            n.between.contains(&word.to_lowercase().as_str())
                || month(n.language, word).is_some()
                || weekday(n.language, word).is_some()
        })
    };
    let mut fitting = ALL.iter().filter(fits).map(|n| n.language);
    if dotted && fitting.clone().any(|l| l == Language::German) {
        return Some(Language::German);
    }
    fitting.next()
}

/// The number of a month, from 1, and how its name was written.
pub(super) fn month(language: Language, word: &str) -> Option<(i8, Length)> {
    let names = names(language);
    let word = if word.eq_ignore_ascii_case("sept") && language == Language::English {
        "sep"
    } else {
        word
    };
    place(&names.months, &names.short_months, word)
}

/// The number of a weekday, Monday being 1, and how its name was written.
pub(super) fn weekday(language: Language, word: &str) -> Option<(i8, Length)> {
    let names = names(language);
    place(&names.weekdays, &names.short_weekdays, word)
}

fn place(full: &[&str], short: &[&str], word: &str) -> Option<(i8, Length)> {
    let lower = word.to_lowercase();
    let at = |list: &[&str]| list.iter().position(|name| *name == lower);
    let (index, length) = at(full)
        .map(|index| (index, Length::Full))
        .or_else(|| at(short).map(|index| (index, Length::Short)))?;
    Some((i8::try_from(index + 1).ok()?, length))
}

/// The name of month `number` (from 1).
pub(super) fn month_name(language: Language, length: Length, number: i8) -> &'static str {
    let names = names(language);
    nth(&names.months, &names.short_months, length, number)
}

/// The name of weekday `number` (Monday is 1).
pub(super) fn weekday_name(language: Language, length: Length, number: i8) -> &'static str {
    let names = names(language);
    nth(&names.weekdays, &names.short_weekdays, length, number)
}

fn nth(full: &[&'static str], short: &[&'static str], length: Length, number: i8) -> &'static str {
    let index = usize::try_from(number - 1).unwrap_or(0);
    match length {
        Length::Full => full[index],
        Length::Short => short[index],
    }
}

impl Case {
    /// How `word` uses capitals.
    pub(super) fn of(word: &str) -> Self {
        if word.chars().all(char::is_uppercase) {
            Self::Upper
        } else if word.chars().next().is_some_and(char::is_uppercase) {
            Self::Capital
        } else {
            Self::Lower
        }
    }

    /// `name` (in lower case) written so.
    pub(super) fn apply(self, name: &str) -> String {
        let mut letters = name.chars();
        match self {
            Self::Lower => name.to_owned(),
            Self::Upper => name.to_uppercase(),
            Self::Capital => letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(letters)
                .collect(),
        }
    }
}
