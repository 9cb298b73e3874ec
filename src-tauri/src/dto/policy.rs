//! A policy as it is shown and edited.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A policy.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct PolicyView {
    /// What lists call it.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The law or standard it follows; empty when none.
    pub rule: String,
    /// What holds for types without a rule of their own.
    pub default: RuleView,
    /// The types that can be given a rule, and those that have one.
    pub types: Vec<TypeRuleView>,
    /// What is always found.
    pub always: Vec<EntryView>,
    /// What is never asked about.
    pub never: Vec<EntryView>,
    /// Pages, and regions of pages, that go whatever stands there.
    pub regions: Vec<RegionView>,
    /// Exemption codes.
    pub codes: Vec<CodeView>,
    /// How the categories of the rule are covered.
    pub categories: Vec<CategoryView>,
    /// The policy as a file.
    pub toml: String,
}

/// What the window changes of a policy; everything else stays as it is in the file.
#[derive(Deserialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct PolicyEdit {
    /// The file that is changed.
    pub toml: String,
    /// What lists call it.
    pub name: String,
    /// What holds for types without a rule of their own.
    pub default: RuleView,
    /// Rules of single types; only those that are `own` are written.
    pub types: Vec<TypeRuleView>,
    /// What is always found.
    pub always: Vec<EntryView>,
    /// What is never asked about.
    pub never: Vec<EntryView>,
    /// Pages, and regions of pages, that go whatever stands there.
    pub regions: Vec<RegionView>,
    /// Exemption codes.
    pub codes: Vec<CodeView>,
}

/// Pages, or one region of them, that go whatever stands there.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct RegionView {
    /// Which pages: `all`, `first`, `last`, `3`, `2-5` or `2-`, as in a policy file.
    pub pages: String,
    /// Left, top, right and bottom in points from the upper left corner; the whole page without.
    pub edges: Option<[f32; 4]>,
    /// Exemption code or reason.
    pub reason: Option<String>,
}

/// What holds for a type.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// Whether it is looked for.
    pub find: bool,
    /// Score in percent from which on it is more than a near-miss.
    pub threshold: u8,
    /// What stands in its place: `box`, `label`, `last-4` and so on, as in a policy file.
    pub operator: String,
    /// `accept`, `leave` or `ask`, where nobody decided.
    pub undecided: String,
    /// Exemption code or reason on the mark.
    pub reason: Option<String>,
}

/// The rule of one type.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct TypeRuleView {
    /// Entity type.
    pub entity: String,
    /// Whether it has a rule of its own.
    pub own: bool,
    /// What holds for it.
    pub rule: RuleView,
}

/// An entry of the always or never list.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    /// The words, or the expression.
    pub text: String,
    /// How it is compared.
    pub matching: EntryMatching,
    /// What it is taken for; on a never list the only type that it is never.
    pub entity: Option<String>,
}

/// How an entry is compared.
#[derive(Serialize, Deserialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum EntryMatching {
    /// The same words.
    Literal,
    /// But for one letter.
    Fuzzy1,
    /// But for two letters.
    Fuzzy2,
    /// But for three letters.
    Fuzzy3,
    /// A regular expression.
    Regex,
}

/// An exemption code.
#[derive(Serialize, Deserialize, TS, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// What stands on the mark.
    pub code: String,
    /// What it means.
    pub meaning: String,
}

/// A category of what a rule protects.
#[derive(Serialize, TS, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct CategoryView {
    /// Its letter or number in the rule.
    pub id: String,
    /// Its name in the rule.
    pub name: String,
    /// The types that stand for it.
    pub types: Vec<String>,
    /// How far detectors cover it.
    pub coverage: CoverageView,
    /// What a reviewer has to know or do.
    pub note: String,
}

/// How far a category is covered without a person.
#[derive(Serialize, TS, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum CoverageView {
    /// Detectors look for it.
    Automatic,
    /// Detectors look for some of it.
    Partly,
    /// A person has to mark it.
    Manual,
}
