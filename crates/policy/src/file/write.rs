//! Writing a policy file.

use std::fmt::{self, Write as _};

use toml::Value;

use super::read::{COVERAGES, DATE_ORDERS, UNDECIDED, VERSION, name_of};
use crate::{Countries, ListEntry, Matching, Policy, Region, Search, TypeRule};

impl Policy {
    /// The policy as a file that [`Policy::parse`] reads back to the same policy.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out)
            .expect("writing to a string cannot fail");
        out
    }

    fn write(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "version = {VERSION}")?;
        text(out, "name", &self.name)?;
        text(out, "description", &self.description)?;
        text(out, "rule", &self.rule)?;
        if let Countries::Only(codes) = &self.countries {
            writeln!(
                out,
                "countries = {}",
                list(codes.iter().map(String::as_str))
            )?;
        }
        writeln!(
            out,
            "date_order = \"{}\"",
            name_of(DATE_ORDERS, &self.date_order)
        )?;
        writeln!(out, "\n[default]")?;
        rule(out, &self.default)?;
        for (entity, type_rule) in &self.types {
            writeln!(out, "\n[types.{entity}]")?;
            rule(out, type_rule)?;
        }
        for (table, entries) in [("always", &self.always), ("never", &self.never)] {
            for list_entry in entries {
                writeln!(out, "\n[[{table}]]")?;
                entry(out, list_entry)?;
            }
        }
        for one in &self.regions {
            writeln!(out, "\n[[region]]")?;
            region(out, one)?;
        }
        for code in &self.codes {
            writeln!(out, "\n[[code]]")?;
            text(out, "code", &code.code)?;
            text(out, "meaning", &code.meaning)?;
        }
        for category in &self.categories {
            writeln!(out, "\n[[category]]")?;
            text(out, "id", &category.id)?;
            text(out, "name", &category.name)?;
            let types = category.types.iter().map(|t| t.as_str());
            writeln!(out, "types = {}", list(types))?;
            writeln!(
                out,
                "coverage = \"{}\"",
                name_of(COVERAGES, &category.coverage)
            )?;
            text(out, "note", &category.note)?;
        }
        Ok(())
    }
}

fn rule(out: &mut String, rule: &TypeRule) -> fmt::Result {
    writeln!(out, "find = {}", rule.find == Search::On)?;
    writeln!(out, "threshold = {:?}", rule.threshold)?;
    writeln!(out, "operator = \"{}\"", rule.operator)?;
    writeln!(
        out,
        "undecided = \"{}\"",
        name_of(UNDECIDED, &rule.undecided)
    )?;
    optional(out, "reason", rule.reason.as_ref())
}

fn entry(out: &mut String, entry: &ListEntry) -> fmt::Result {
    text(out, "text", &entry.text)?;
    match entry.matching {
        Matching::Literal => writeln!(out, "match = \"literal\"")?,
        Matching::Regex => writeln!(out, "match = \"regex\"")?,
        Matching::Fuzzy(distance) => writeln!(out, "match = \"fuzzy\"\ndistance = {distance}")?,
    }
    optional(
        out,
        "entity",
        entry.entity.as_ref().map(ToString::to_string).as_ref(),
    )
}

fn region(out: &mut String, region: &Region) -> fmt::Result {
    text(out, "pages", &region.pages.to_string())?;
    if let Some(r) = region.rect {
        writeln!(
            out,
            "box = [{:?}, {:?}, {:?}, {:?}]",
            r.x0, r.y0, r.x1, r.y1
        )?;
    }
    optional(out, "reason", region.reason.as_ref())
}

fn text(out: &mut String, key: &str, value: &str) -> fmt::Result {
    writeln!(out, "{key} = {}", Value::from(value))
}

fn optional(out: &mut String, key: &str, value: Option<&String>) -> fmt::Result {
    value.map_or(Ok(()), |value| text(out, key, value))
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> Value {
    Value::Array(items.map(Value::from).collect())
}
