//! The ways in which one mention leads to another.

/// How a mention was recognised as that of something found elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkRule {
    /// The same value again.
    Repeat,
    /// A given name or two with the surname.
    FullName,
    /// Initials with the surname.
    Initials,
    /// Surname, comma, given name.
    SurnameFirst,
    /// Surname and given name in the other order.
    Swapped,
    /// A title and the surname.
    Title,
    /// The surname alone.
    Surname,
    /// The surname with a possessive ending.
    Possessive,
    /// The surname in lower case.
    Case,
    /// One half of a double name.
    Half,
    /// Letters that a scanner takes for one another.
    LookAlike,
    /// Cut by a hyphen at the end of a line.
    LineBroken,
    /// The given name alone, in a document that has the full name.
    GivenName,
    /// A name that shares the surname only: somebody else, not grouped with the first.
    SharedSurname,
    /// An e-mail address made from the name.
    EmailName,
    /// A user name made from the name.
    UserName,
    /// A company without its legal form.
    ShortName,
    /// A short name that the text defines in brackets.
    Alias,
}

impl LinkRule {
    /// The name that stands in the evidence, after `link:`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.facts().0
    }

    /// How sure a mention found in this way is, from 0 to 1.
    #[must_use]
    pub fn score(self) -> f32 {
        self.facts().1
    }

    /// The rule in a sentence for reviewers.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.facts().2
    }

    fn facts(self) -> (&'static str, f32, &'static str) {
        match self {
            Self::Repeat => (
                "repeat",
                0.95,
                "The same value was found elsewhere in the project.",
            ),
            Self::FullName => (
                "full-name",
                0.95,
                "Given name and surname of somebody named elsewhere in the project.",
            ),
            Self::Initials => (
                "initials",
                0.85,
                "Initials and surname of somebody named elsewhere in the project.",
            ),
            Self::SurnameFirst => (
                "surname-first",
                0.9,
                "Surname, then given name, of somebody named elsewhere in the project.",
            ),
            Self::Swapped => (
                "swapped",
                0.85,
                "Surname and given name in the other order.",
            ),
            Self::Title => (
                "title",
                0.9,
                "A title before the surname of somebody named elsewhere in the project.",
            ),
            Self::Surname => (
                "surname",
                0.75,
                "The surname of somebody named elsewhere in the project.",
            ),
            Self::Possessive => (
                "possessive",
                0.8,
                "The surname of somebody named elsewhere, with a possessive ending.",
            ),
            Self::Case => (
                "case",
                0.55,
                "The surname of somebody named elsewhere, in lower case.",
            ),
            Self::Half => (
                "half",
                0.65,
                "One half of the double name of somebody named elsewhere.",
            ),
            Self::LookAlike => (
                "look-alike",
                0.6,
                "A name found elsewhere but for letters that a scanner takes for one another.",
            ),
            Self::LineBroken => (
                "line-broken",
                0.8,
                "The surname of somebody named elsewhere, hyphenated at the end of a line.",
            ),
            Self::GivenName => (
                "given-name",
                0.6,
                "The given name of the only one so called in this document.",
            ),
            Self::SharedSurname => (
                "shared-surname",
                0.45,
                "Another name with the surname of somebody named elsewhere.",
            ),
            Self::EmailName => (
                "email-name",
                0.9,
                "An e-mail address made from the name of somebody named elsewhere.",
            ),
            Self::UserName => (
                "user-name",
                0.6,
                "A user name made from the name of somebody named elsewhere.",
            ),
            Self::ShortName => (
                "short-name",
                0.75,
                "A company named elsewhere, without its legal form.",
            ),
            Self::Alias => (
                "alias",
                0.8,
                "A short name that the text defines in brackets after the full one.",
            ),
        }
    }
}
