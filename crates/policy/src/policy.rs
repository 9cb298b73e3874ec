//! What a policy is and what it says.

use std::collections::{BTreeMap, BTreeSet};

use tacenda_core::{Area, EntityType, Finding, Page, Replacement};

use crate::apply::{DateOrder, Subject, apply, stays};
use crate::{LabelRegistry, ListEntry, Operator, Region};

/// What to find and what to do with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    /// What lists call it.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub description: String,
    /// The law, rule or standard it follows; empty when none.
    pub rule: String,
    /// Whose national identifiers are looked for.
    pub countries: Countries,
    /// How `3/4/2021` is read when dates are shifted.
    pub date_order: DateOrder,
    /// What holds for types without an entry of their own.
    pub default: TypeRule,
    /// What holds for single types.
    pub types: BTreeMap<EntityType, TypeRule>,
    /// What is always found.
    pub always: Vec<ListEntry>,
    /// What is never found.
    pub never: Vec<ListEntry>,
    /// Parts of pages that go whatever stands there.
    pub regions: Vec<Region>,
    /// Exemption codes and reasons to choose from.
    pub codes: Vec<Code>,
    /// How the categories of the rule are covered.
    pub categories: Vec<Category>,
}

/// Countries by their ISO 3166-1 alpha-2 code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Countries {
    /// Every country there is a recogniser for.
    All,
    /// These only; recognisers of no country run always.
    Only(BTreeSet<String>),
}

/// What holds for one type.
#[derive(Clone, PartialEq, Debug)]
pub struct TypeRule {
    /// Whether it is looked for.
    pub find: Search,
    /// Score from 0 to 1 from which on a finding is more than a near-miss.
    pub threshold: f32,
    /// What stands in its place.
    pub operator: Operator,
    /// What becomes of findings that nobody decided, where the policy decides.
    pub undecided: Undecided,
    /// Exemption code or reason that goes with its removal.
    pub reason: Option<String>,
}

/// Whether a type is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Search {
    /// It is.
    On,
    /// It is not; other findings take no notice of it.
    Off,
}

/// What becomes of findings that nobody decided, where the policy decides. Written in a policy
/// file as the name in quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undecided {
    /// `accept`: removed.
    Accept,
    /// `leave`: left in the document.
    Leave,
    /// `ask`: no export until a reviewer has decided.
    Ask,
}

/// What a policy says on one finding that nobody has decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Remove it.
    Accept,
    /// Leave it in the document.
    Leave,
    /// A reviewer has to decide.
    Ask,
}

/// An exemption code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// What stands on the mark, such as `(b)(6)`.
    pub code: String,
    /// What it means.
    pub meaning: String,
}

/// One category of what a rule protects, and how it is covered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Its letter or number in the rule.
    pub id: String,
    /// Its name in the rule.
    pub name: String,
    /// The types that stand for it.
    pub types: BTreeSet<EntityType>,
    /// How far they go.
    pub coverage: Coverage,
    /// What a reviewer has to know or do.
    pub note: String,
}

/// How far a category can be covered without a person. Written in a policy file as the name in
/// quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coverage {
    /// `automatic`: detectors look for it; review is still advised.
    Automatic,
    /// `partly`: detectors look for some of it.
    Partly,
    /// `manual`: not automatically coverable; a person has to mark it.
    Manual,
}

impl Policy {
    /// The rule for a type: its own, else that of the general type it belongs to, else the
    /// default.
    #[must_use]
    pub fn rule_for(&self, entity: &EntityType) -> &TypeRule {
        let general = || {
            entity
                .general()
                .and_then(|general| self.types.get(&general))
        };
        self.types
            .get(entity)
            .or_else(general)
            .unwrap_or(&self.default)
    }

    /// Whether the type is looked for.
    #[must_use]
    pub fn finds(&self, entity: &EntityType) -> bool {
        self.rule_for(entity).find == Search::On
    }

    /// Score from which on a finding of the type is more than a near-miss.
    #[must_use]
    pub fn threshold(&self, entity: &EntityType) -> f32 {
        self.rule_for(entity).threshold
    }

    /// What stands in the place of a value of the type.
    #[must_use]
    pub fn operator(&self, entity: &EntityType) -> Operator {
        self.rule_for(entity).operator
    }

    /// The exemption code or reason that goes with the type.
    #[must_use]
    pub fn reason(&self, entity: &EntityType) -> Option<&str> {
        self.rule_for(entity).reason.as_deref()
    }

    /// Whether recognisers of `country` run: ISO 3166-1 alpha-2, or `UK` for the United Kingdom
    /// as its own authorities write it.
    #[must_use]
    pub fn covers_country(&self, country: &str) -> bool {
        let iso = |code: &str| match code.to_ascii_uppercase().as_str() {
            "UK" => "GB".to_owned(),
            code => code.to_owned(),
        };
        match &self.countries {
            Countries::All => true,
            Countries::Only(codes) => codes.iter().any(|c| iso(c) == iso(country)),
        }
    }

    /// What the policy says on a finding that nobody has decided. `value` is the text found.
    ///
    /// Near-misses are left, and so is what the operator would not change: an age under 90 under
    /// `age90`, a bare year under `year`. Listed terms are always accepted.
    #[must_use]
    pub fn verdict(&self, finding: &Finding, value: &str) -> Verdict {
        let listed = finding
            .evidence
            .iter()
            .any(|e| e.source.starts_with("list:"));
        if listed {
            return Verdict::Accept;
        }
        let rule = self.rule_for(&finding.entity);
        if finding.near_miss || rule.find == Search::Off || stays(rule.operator, value) {
            return Verdict::Leave;
        }
        match rule.undecided {
            Undecided::Accept => Verdict::Accept,
            Undecided::Leave => Verdict::Leave,
            Undecided::Ask => Verdict::Ask,
        }
    }

    /// Whether the policy removes a finding that nobody has decided.
    #[must_use]
    pub fn accepts(&self, finding: &Finding, value: &str) -> bool {
        self.verdict(finding, value) == Verdict::Accept
    }

    /// What stands in the place of an accepted value.
    pub fn replacement(&self, subject: &Subject<'_>, labels: &mut LabelRegistry) -> Replacement {
        apply(
            self.operator(subject.entity),
            subject,
            self.date_order,
            labels,
        )
    }

    /// The areas of the fixed regions on the pages of a document.
    #[must_use]
    pub fn areas(&self, pages: &[Page]) -> Vec<Area> {
        self.regions.iter().flat_map(|r| r.areas(pages)).collect()
    }

    /// The same policy with `style` in the place of boxes, labels and pseudonyms. What shows a
    /// part of a value (masks, years, shifted dates) or keeps it stays as it is.
    #[must_use]
    pub fn styled(mut self, style: Operator) -> Self {
        for rule in self.types.values_mut().chain([&mut self.default]) {
            if matches!(
                rule.operator,
                Operator::Box | Operator::Label | Operator::Pseudonym
            ) {
                rule.operator = style;
            }
        }
        self
    }
}
