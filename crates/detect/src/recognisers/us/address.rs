use crate::recogniser::{Pattern, Recogniser, Verdict};

/// How a street is called, in full and as the Postal Service abbreviates it.
macro_rules! street {
    () => {
        concat!(
            r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Pl|",
            r"Parkway|Pkwy|Highway|Hwy|Way|Circle|Cir|Terrace|Ter|Square|Sq|Plaza|Plz|Trail|Trl|",
            r"Turnpike|Tpke|Expressway|Expy|Freeway|Fwy|Loop|Alley|Aly|Crossing|Xing|Row|Run|",
            r"Broadway|Esplanade|Center|Centre|Ridge|Pike|Path|Commons|Common|Park|Crescent|Cres|",
            r"Close|Gardens|Gate|Grove|Hill|Mews|Quay|Walk|Wharf|Rise|View|Green|Bend|Cove|Glen|",
            r"Heights|Hollow|Landing|Manor|Meadow|Meadows|Oval|Point|Ridge|Spring|Springs|Station|Valley|Vista)\.?"
        )
    };
}

/// What may follow the street: a unit, a town, a state and a ZIP code.
macro_rules! tail {
    () => {
        concat!(
            r"(?:,? (?:N\.W\.|N\.E\.|S\.W\.|S\.E\.|(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.?))?",
            r"(?:,?[ \n](?:Suite|Ste\.?|Apt\.?|Apartment|Unit|Floor|Fl\.?|Room|Rm\.?|Building|Bldg\.?|#) ?#?[A-Z0-9][A-Za-z0-9-]{0,6}(?: (?:North|South|East|West))?|,? \d{1,3}(?:st|nd|rd|th)? {1,2}(?:Floor|Fl\.?))?",
            r"(?:,?[ \n]{1,2}[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,2},? {1,2}(?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?),? {1,2}\d{5}(?:-\d{4})?)?"
        )
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_address",
    entity: "ADDRESS",
    country: Some("us"),
    patterns: &[
        Pattern::new(
            "street",
            0.65,
            concat!(
                r"(?-i:\d{1,6}(?:-\d{1,4})?[A-Z]?,? (?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.? )?",
                r"(?:[A-Z][A-Za-z.'\x80-\xff-]+ |\d{1,3}(?:st|nd|rd|th) |[A-Z]\. ){1,4}",
                street!(),
                tail!(),
                ")"
            ),
        ),
        Pattern::new(
            "numbered avenue",
            0.65,
            concat!(
                r"(?-i:(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) (?:[A-Z][A-Za-z.'-]+ ){1,3}",
                street!(),
                tail!(),
                ")"
            ),
        ),
        Pattern::new(
            "street named Broadway",
            0.6,
            concat!(
                r"(?-i:\d{1,5} (?:[NSEW]\.? )?(?:Broadway|Avenue of the Americas)",
                tail!(),
                ")"
            ),
        ),
        Pattern::new(
            "post box",
            0.8,
            concat!(r"P\.? ?O\.? ?(?:Box|Drawer) \d{1,6}(?-i:", tail!(), ")"),
        ),
        Pattern::new("post box", 0.8, r"Post Office Box \d{1,6}"),
        Pattern::new(
            "military",
            0.8,
            r"(?-i:(?:PSC|CMR|Unit|USS [A-Z][a-z]+|USNS [A-Z][a-z]+|USCGC [A-Z][a-z]+)(?: \d{1,5})?,?(?: Box \d{1,5})?,?[ \n]{1,2}(?:APO|FPO|DPO),? A[AEP] \d{5}(?:-\d{4})?)",
        ),
        Pattern::new("rural route", 0.7, r"R\.?R\.? ?\d{1,3},? Box \d{1,6}"),
    ],
    check,
    context: &[
        "address",
        "located at",
        "residing at",
        "lives at",
        "resident of",
        "mail to",
        "offices at",
    ],
    context_score: 0.85,
    explanation: "US street address: number, street name and street word, with what follows it \
                  (US Postal Service, Publication 28).",
    ..Recogniser::BASE
};

/// A calendar year before a capitalised word is not a house number (`2019 Annual Plan View`).
fn check(text: &str) -> Verdict {
    let words = ["Annual", "Fiscal", "Plan", "Section", "Form", "Exhibit"];
    let second = text.split_whitespace().nth(1).unwrap_or_default();
    Verdict::possible(!words.contains(&second))
}
