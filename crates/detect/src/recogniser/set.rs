use super::Recogniser;
use crate::recognisers;

/// The recognisers that a detector uses, each at most once, in a fixed order.
#[derive(Clone, Debug)]
pub struct RecogniserSet(Vec<&'static Recogniser>);

impl RecogniserSet {
    /// Every recogniser there is.
    #[must_use]
    pub fn all() -> Self {
        Self(recognisers::all())
    }

    /// Those of the given countries (as in [`Recogniser::country`]) and those of no country.
    #[must_use]
    pub fn countries(countries: &[&str]) -> Self {
        Self::all().only(|r| r.country.is_none_or(|c| countries.contains(&c)))
    }

    /// Those that `keep` wants.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(&Recogniser) -> bool) -> Self {
        self.0.retain(|r| keep(r));
        self
    }

    /// A recogniser of this set by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Recogniser> {
        self.iter().find(|r| r.name == name)
    }

    /// The recognisers in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static Recogniser> + '_ {
        self.0.iter().copied()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
