//! Reading a policy file, with the place of whatever is wrong in it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use serde::Deserialize;
use tacenda_core::{EntityType, Rect};
use toml::Spanned;

use crate::apply::DateOrder;
use crate::{
    Category, Code, Countries, Coverage, ListEntry, Matching, Operator, Policy, PolicyError,
    Region, Search, TypeRule, Undecided,
};

/// The version of the file format that is written, and the newest that is read.
pub(super) const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<u32>,
    name: Spanned<String>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    rule: String,
    countries: Option<Vec<Spanned<String>>>,
    date_order: Option<Spanned<String>>,
    default: Rule,
    #[serde(default)]
    types: BTreeMap<Spanned<String>, Rule>,
    #[serde(default)]
    always: Vec<Entry>,
    #[serde(default)]
    never: Vec<Entry>,
    #[serde(default)]
    region: Vec<RawRegion>,
    #[serde(default)]
    code: Vec<RawCode>,
    #[serde(default)]
    category: Vec<RawCategory>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Rule {
    find: Option<bool>,
    threshold: Option<Spanned<f64>>,
    operator: Option<Spanned<String>>,
    undecided: Option<Spanned<String>>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: Spanned<String>,
    #[serde(rename = "match")]
    matching: Option<Spanned<String>>,
    distance: Option<Spanned<u8>>,
    entity: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegion {
    pages: Spanned<String>,
    #[serde(rename = "box")]
    rect: Option<Spanned<[f32; 4]>>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCode {
    code: Spanned<String>,
    #[serde(default)]
    meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    id: String,
    name: String,
    #[serde(default)]
    types: Vec<Spanned<String>>,
    coverage: Spanned<String>,
    #[serde(default)]
    note: String,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// [`PolicyError`] with the place of the first thing that is not understood: no key is
    /// passed over.
    pub fn parse(source: &str) -> Result<Self, PolicyError> {
        let file: File = toml::from_str(source).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            PolicyError::at(source, at, error.message())
        })?;
        Reader { source }.policy(file)
    }
}

/// Turns what stands in the file into what it means.
struct Reader<'a> {
    source: &'a str,
}

impl Reader<'_> {
    fn error<T>(&self, place: &Spanned<T>, reason: impl Into<String>) -> PolicyError {
        PolicyError::at(self.source, place.span().start, reason)
    }

    fn policy(&self, file: File) -> Result<Policy, PolicyError> {
        if *file.version.get_ref() != VERSION {
            let reason = format!(
                "this program reads policy version {VERSION}; the file has version {}",
                file.version.get_ref()
            );
            return Err(self.error(&file.version, reason));
        }
        if file.name.get_ref().trim().is_empty() {
            return Err(self.error(&file.name, "a policy needs a name"));
        }
        let default = self.rule(&file.default, &BUILT_IN)?;
        let mut types = BTreeMap::new();
        for (name, rule) in &file.types {
            types.insert(self.entity(name)?, self.rule(rule, &default)?);
        }
        Ok(Policy {
            name: file.name.into_inner(),
            description: file.description,
            rule: file.rule,
            countries: self.countries(file.countries)?,
            date_order: self.word(file.date_order.as_ref(), DATE_ORDERS, DateOrder::MonthFirst)?,
            default,
            types,
            always: self.entries(file.always)?,
            never: self.entries(file.never)?,
            regions: self.all(file.region, Self::region)?,
            codes: self.all(file.code, Self::code)?,
            categories: self.all(file.category, Self::category)?,
        })
    }

    fn all<T, U>(
        &self,
        items: Vec<T>,
        one: fn(&Self, T) -> Result<U, PolicyError>,
    ) -> Result<Vec<U>, PolicyError> {
        items.into_iter().map(|item| one(self, item)).collect()
    }

    fn rule(&self, rule: &Rule, base: &TypeRule) -> Result<TypeRule, PolicyError> {
        let threshold = match &rule.threshold {
            None => base.threshold,
            Some(place) => {
                let value = *place.get_ref();
                if !(0.0..=1.0).contains(&value) {
                    return Err(self.error(place, "a threshold is a number from 0 to 1"));
                }
                #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
                let threshold = value as f32;
                threshold
            }
        };
        Ok(TypeRule {
            find: match rule.find {
                None => base.find,
                Some(true) => Search::On,
                Some(false) => Search::Off,
            },
            threshold,
            operator: match &rule.operator {
                None => base.operator,
                Some(place) => self.parsed::<Operator>(place)?,
            },
            undecided: self.word(rule.undecided.as_ref(), UNDECIDED, base.undecided)?,
            reason: rule.reason.clone().or_else(|| base.reason.clone()),
        })
    }

    fn countries(&self, codes: Option<Vec<Spanned<String>>>) -> Result<Countries, PolicyError> {
        let Some(codes) = codes else {
            return Ok(Countries::All);
        };
        let checked = codes.into_iter().map(|code| {
            let text = code.get_ref();
            if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
                Ok(text.clone())
            } else {
                Err(self.error(&code, "a country is two capital letters, such as \"US\""))
            }
        });
        Ok(Countries::Only(checked.collect::<Result<_, _>>()?))
    }

    fn entity(&self, name: &Spanned<String>) -> Result<EntityType, PolicyError> {
        EntityType::named(name.get_ref()).ok_or_else(|| {
            self.error(
                name,
                "a type is written in capital letters, digits and underscores, such as PERSON",
            )
        })
    }

    fn entries(&self, entries: Vec<Entry>) -> Result<Vec<ListEntry>, PolicyError> {
        self.all(entries, Self::entry)
    }

    fn entry(&self, entry: Entry) -> Result<ListEntry, PolicyError> {
        let default = if entry.distance.is_some() {
            "fuzzy"
        } else {
            "literal"
        };
        let word = entry.matching.as_ref().map_or(default, |m| m.get_ref());
        let distance = entry.distance.as_ref().map(|d| *d.get_ref());
        let matching = match (word, distance) {
            ("literal", None) => Matching::Literal,
            ("regex", None) => Matching::Regex,
            ("fuzzy", distance) => Matching::Fuzzy(distance.unwrap_or(1)),
            (known @ ("literal" | "regex"), Some(_)) => {
                let reason = format!("a {known} entry has no distance");
                return Err(self.error(&entry.text, reason));
            }
            (other, _) => {
                let reason = format!("\"{other}\" is no way to match; use literal, fuzzy or regex");
                return Err(match &entry.matching {
                    Some(place) => self.error(place, reason),
                    None => self.error(&entry.text, reason),
                });
            }
        };
        let entity = entry.entity.as_ref().map(|e| self.entity(e)).transpose()?;
        let place = entry.text;
        let entry = ListEntry {
            text: place.get_ref().clone(),
            matching,
            entity,
        };
        match entry.check() {
            Ok(()) => Ok(entry),
            Err(reason) => Err(self.error(&place, reason)),
        }
    }

    fn region(&self, region: RawRegion) -> Result<Region, PolicyError> {
        let rect = match &region.rect {
            None => None,
            Some(place) => {
                let [x0, y0, x1, y1] = *place.get_ref();
                let ordered = x0 < x1 && y0 < y1;
                if !ordered || [x0, y0, x1, y1].iter().any(|v| !v.is_finite()) {
                    let reason = "a box is [left, top, right, bottom] in points, \
                                  left less than right and top less than bottom";
                    return Err(self.error(place, reason));
                }
                Some(Rect { x0, y0, x1, y1 })
            }
        };
        Ok(Region {
            pages: self.parsed(&region.pages)?,
            rect,
            reason: region.reason,
        })
    }

    fn code(&self, code: RawCode) -> Result<Code, PolicyError> {
        if code.code.get_ref().trim().is_empty() {
            return Err(self.error(&code.code, "an exemption code needs a text"));
        }
        Ok(Code {
            code: code.code.into_inner(),
            meaning: code.meaning,
        })
    }

    fn category(&self, category: RawCategory) -> Result<Category, PolicyError> {
        let coverage = self.word(Some(&category.coverage), COVERAGES, Coverage::Manual)?;
        let types = category.types.iter().map(|name| self.entity(name));
        Ok(Category {
            id: category.id,
            name: category.name,
            types: types.collect::<Result<_, _>>()?,
            coverage,
            note: category.note,
        })
    }

    fn parsed<T: FromStr<Err = String>>(&self, place: &Spanned<String>) -> Result<T, PolicyError> {
        let parsed = place.get_ref().parse();
        parsed.map_err(|reason: String| self.error(place, reason))
    }

    fn word<T: Copy>(
        &self,
        place: Option<&Spanned<String>>,
        words: &[(&str, T)],
        default: T,
    ) -> Result<T, PolicyError> {
        let Some(place) = place else {
            return Ok(default);
        };
        let found = words.iter().find(|(word, _)| word == place.get_ref());
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let reason = format!("\"{}\" is none of {}", place.get_ref(), known.join(", "));
            self.error(place, reason)
        })
    }
}

/// What holds where a file says nothing.
const BUILT_IN: TypeRule = TypeRule {
    find: Search::On,
    threshold: 0.5,
    operator: Operator::Label,
    undecided: Undecided::Ask,
    reason: None,
};

pub(super) const DATE_ORDERS: &[(&str, DateOrder)] = &[
    ("month-first", DateOrder::MonthFirst),
    ("day-first", DateOrder::DayFirst),
];

pub(super) const UNDECIDED: &[(&str, Undecided)] = &[
    ("accept", Undecided::Accept),
    ("leave", Undecided::Leave),
    ("ask", Undecided::Ask),
];

pub(super) const COVERAGES: &[(&str, Coverage)] = &[
    ("automatic", Coverage::Automatic),
    ("partly", Coverage::Partly),
    ("manual", Coverage::Manual),
];

/// The word for a meaning.
pub(super) fn name_of<T: PartialEq>(words: &'static [(&str, T)], meaning: &T) -> impl Display {
    let found = words.iter().find(|(_, known)| known == meaning);
    found.map_or("", |(word, _)| word)
}
