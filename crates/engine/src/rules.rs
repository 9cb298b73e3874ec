//! The policy as the engine applies it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tacenda_core::{
    Candidate, CanonicalText, Detector, EntityType, Evidence, Extent, Finding, Redaction, Sha256,
};
use tacenda_detect::RecogniserSet;
use tacenda_detect::link::{DocumentText, groups};
use tacenda_detect::lists::{self, ListDetector, ListError, NeverList, Sorted, Term};
use tacenda_detect::merge::{Interest, MergeRules, merge};
use tacenda_policy::{
    DayShift, LabelRegistry, ListEntry, Operator, Policy, Preset, Search, Subject, TypeRule,
};

use crate::EngineError;
use crate::occurrences::alike;

/// A policy with its text: what to find and what to do with it.
#[derive(Clone)]
pub struct Rules {
    policy: Policy,
    toml: String,
    merging: MergeRules,
    lists: Lists,
    /// Recognisers of countries that the policy does not cover, by name.
    elsewhere: BTreeSet<&'static str>,
}

/// What is always and what is never found.
#[derive(Clone, Default)]
struct Lists {
    always: Option<Arc<ListDetector>>,
    never: Option<Arc<NeverList>>,
}

impl Default for Rules {
    /// The preset `everything`.
    fn default() -> Self {
        let preset = Preset::named("everything").unwrap_or(Preset::ALL[0]);
        Self::with(preset.policy(), Lists::default())
    }
}

impl Rules {
    /// Applies `policy`.
    ///
    /// # Errors
    /// [`EngineError::Policy`] when an entry of a list cannot be looked for.
    pub fn of(policy: Policy) -> Result<Self, EngineError> {
        let failed = |list: &str, e: ListError| EngineError::Policy(format!("{list} list, {e}"));
        let lists = Lists {
            always: terms(&policy.always)
                .map(|terms| ListDetector::new("policy", terms).map(Arc::new))
                .transpose()
                .map_err(|e| failed("always", e))?,
            never: terms(&policy.never)
                .map(|terms| NeverList::new(terms).map(Arc::new))
                .transpose()
                .map_err(|e| failed("never", e))?,
        };
        Ok(Self::with(policy, lists))
    }

    fn with(policy: Policy, lists: Lists) -> Self {
        let interest = |rule: &TypeRule| match rule.find {
            Search::On => Interest::From(rule.threshold),
            Search::Off => Interest::None,
        };
        let merging = MergeRules {
            types: policy
                .types
                .iter()
                .map(|(e, rule)| (e.clone(), interest(rule)))
                .collect(),
            default: interest(&policy.default),
        };
        let abroad = |country: Option<&str>| country.is_some_and(|c| !policy.covers_country(c));
        let all = RecogniserSet::all();
        let elsewhere = all.iter().filter(|r| abroad(r.country)).map(|r| r.name);
        Self {
            toml: policy.to_toml(),
            elsewhere: elsewhere.collect(),
            policy,
            merging,
            lists,
        }
    }

    /// Reads a policy file, or takes the preset of that name.
    ///
    /// # Errors
    /// [`EngineError::Policy`] with line, column and reason.
    pub fn parse(text: &str) -> Result<Self, EngineError> {
        if let Some(preset) = Preset::named(text.trim()) {
            return Self::of(preset.policy());
        }
        let policy = Policy::parse(text).map_err(|e| EngineError::Policy(e.to_string()))?;
        Self::of(policy)
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The policy's name, as it stands in records.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.policy.name
    }

    /// The policy as a file.
    #[must_use]
    pub fn toml(&self) -> &str {
        &self.toml
    }

    /// SHA-256 of the policy as a file.
    #[must_use]
    pub fn digest(&self) -> Sha256 {
        Sha256::of(self.toml.as_bytes())
    }

    /// The same with `style` in the place of boxes, labels and pseudonyms.
    #[must_use]
    pub fn styled(&self, style: Operator) -> Self {
        Self::with(self.policy.clone().styled(style), self.lists.clone())
    }

    /// The same with every threshold at `score`.
    #[must_use]
    pub fn with_threshold(&self, score: f32) -> Self {
        let mut policy = self.policy.clone();
        let rules: BTreeMap<_, _> = std::mem::take(&mut policy.types);
        policy.types = rules
            .into_iter()
            .map(|(e, rule)| {
                (
                    e,
                    TypeRule {
                        threshold: score,
                        ..rule
                    },
                )
            })
            .collect();
        policy.default.threshold = score;
        Self::with(policy, self.lists.clone())
    }

    /// The same with the threshold of one type at `score`.
    #[must_use]
    pub fn with_type_threshold(&self, entity: &EntityType, score: f32) -> Self {
        let mut policy = self.policy.clone();
        let rule = policy.rule_for(entity).clone();
        policy.types.insert(
            entity.clone(),
            TypeRule {
                threshold: score,
                ..rule
            },
        );
        Self::with(policy, self.lists.clone())
    }

    /// Finds what the policy always wants found; `None` when it lists nothing.
    #[must_use]
    pub fn always(&self) -> Option<Arc<dyn Detector>> {
        let list = self.lists.always.as_ref()?;
        Some(Arc::clone(list) as Arc<dyn Detector>)
    }

    /// Leaves out what recognisers of countries that the policy does not cover propose, and parts
    /// the others by the policy's never list.
    #[must_use]
    pub fn sort(&self, text: &str, mut candidates: Vec<Candidate>) -> Sorted {
        candidates.retain(|c| {
            let recogniser = c.evidence.source.strip_prefix("pattern:");
            recogniser.is_none_or(|name| !self.elsewhere.contains(name))
        });
        match &self.lists.never {
            Some(never) => never.sort(text, candidates),
            None => Sorted {
                kept: candidates,
                suppressed: Vec::new(),
            },
        }
    }

    /// Findings of one text (see [`merge`]), in order of their place. What the never list speaks
    /// against is a near-miss that says so, where no finding stands.
    #[must_use]
    pub fn merge(&self, text: &str, sorted: Sorted) -> Vec<Finding> {
        let mut findings = merge(text, sorted.kept, &self.merging);
        let hulls: Vec<_> = findings.iter().map(|f| f.extent.hull()).collect();
        let apart = |f: &Finding| {
            let hull = f.extent.hull();
            let from = hulls.partition_point(|span| span.end() <= hull.start());
            hulls[from..]
                .first()
                .is_none_or(|span| span.start() >= hull.end())
        };
        let suppressed = merge(text, sorted.suppressed, &self.merging).into_iter();
        let suppressed: Vec<_> = suppressed.filter(apart).map(never).collect();
        findings.extend(suppressed);
        findings.sort_by_key(|f| f.extent.hull());
        findings
    }

    /// Whether a finding of this type, score and evidence is less than a finding by this policy.
    #[must_use]
    pub fn is_near_miss(&self, entity: &EntityType, score: f32, evidence: &[Evidence]) -> bool {
        evidence.iter().any(|e| e.source == NEVER)
            || !self.policy.finds(entity)
            || score < self.policy.threshold(entity)
    }

    /// Turns chosen stretches of one document into redactions.
    pub(crate) fn redactions(
        &self,
        text: &CanonicalText,
        chosen: impl IntoIterator<Item = (Extent, EntityType)>,
        shift: Option<DayShift>,
        labels: &mut LabelRegistry,
    ) -> Vec<Redaction> {
        let mut chosen: Vec<_> = chosen.into_iter().collect();
        // Numbers follow the order of the text.
        chosen.sort();
        let keys = keys(text, &chosen);
        let redaction = |((extent, entity), key): ((Extent, EntityType), String)| {
            let value = value(text, &extent);
            let subject = Subject {
                entity: &entity,
                value: &value,
                key: &key,
                shift,
            };
            Redaction {
                replacement: self.policy.replacement(&subject, labels),
                extent,
                entity,
            }
        };
        chosen.into_iter().zip(keys).map(redaction).collect()
    }
}

/// Source of the evidence of what a never list took away.
const NEVER: &str = "never:policy";

/// A finding that a never list speaks against.
fn never(mut finding: Finding) -> Finding {
    finding.near_miss = true;
    let evidence = Evidence {
        source: NEVER.into(),
        label: finding.entity.to_string(),
        score: finding.score,
        validated: false,
        context: None,
        explanation: "The never list of the policy names it, so it is not asked about.".into(),
    };
    finding.evidence.insert(0, evidence);
    finding
}

/// Whose each of the chosen stretches is: the same for all spellings of one person or thing.
fn keys(text: &CanonicalText, chosen: &[(Extent, EntityType)]) -> Vec<String> {
    let finding = |(extent, entity): &(Extent, EntityType)| Finding {
        extent: extent.clone(),
        entity: entity.clone(),
        score: 1.0,
        near_miss: false,
        evidence: vec![Evidence {
            source: "manual".into(),
            label: entity.to_string(),
            score: 1.0,
            validated: false,
            context: None,
            explanation: String::new(),
        }],
    };
    let findings: Vec<Finding> = chosen.iter().map(finding).collect();
    let document = DocumentText {
        name: "",
        text: text.as_str(),
        findings: &findings,
    };
    let mut grouped = groups(&[document]).pop().unwrap_or_default().into_iter();
    let own = chosen.iter().map(|(extent, _)| alike(&value(text, extent)));
    own.map(|own| grouped.next().filter(|key| !key.is_empty()).unwrap_or(own))
        .collect()
}

fn terms(entries: &[ListEntry]) -> Option<Vec<Term>> {
    let term = |entry: &ListEntry| Term {
        text: entry.text.clone(),
        matching: match entry.matching {
            tacenda_policy::Matching::Literal => lists::Matching::Literal,
            tacenda_policy::Matching::Fuzzy(letters) => lists::Matching::Fuzzy(letters),
            tacenda_policy::Matching::Regex => lists::Matching::Regex,
        },
        entity: entry.entity.clone(),
    };
    (!entries.is_empty()).then(|| entries.iter().map(term).collect())
}

/// By how many days the dates of a document are moved.
pub(crate) fn day_shift(secret: Option<&[u8; 32]>, document: Sha256) -> Option<DayShift> {
    secret.map(|secret| DayShift::derive(secret, &document.to_string()))
}

/// The text under `extent`, its parts joined.
pub(crate) fn value(text: &CanonicalText, extent: &Extent) -> String {
    extent
        .parts()
        .iter()
        .filter_map(|&part| text.get(part))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tacenda_core::Span;

    const POLICY: &str = r#"
version = 1
name = "test"
countries = ["GB"]
[default]
find = true
threshold = 0.5
operator = "label"
undecided = "accept"
[[never]]
text = "Anna Muster"
"#;

    fn candidate(text: &str, value: &str, entity: EntityType, source: &str) -> Candidate {
        let at = text.find(value).expect("the value");
        Candidate {
            extent: Span::new(at, at + value.len()).expect("a span").into(),
            entity,
            score: 0.9,
            evidence: Evidence {
                source: source.into(),
                label: String::new(),
                score: 0.9,
                validated: false,
                context: None,
                explanation: "a name".into(),
            },
        }
    }

    #[test]
    fn what_is_never_wanted_stays_in_sight_and_other_countries_are_left_out() {
        let rules = Rules::parse(POLICY).expect("a policy");
        let text = "Anna Muster, Bob Bright, 943 476 5919, 078-05-1120";
        let found = rules.merge(
            text,
            rules.sort(
                text,
                vec![
                    candidate(text, "Anna Muster", EntityType::PERSON, "ner:m"),
                    candidate(text, "Bob Bright", EntityType::PERSON, "ner:m"),
                    candidate(
                        text,
                        "943 476 5919",
                        EntityType::named("UK_NHS").expect("a type"),
                        "pattern:uk_nhs",
                    ),
                    candidate(text, "078-05-1120", EntityType::SSN, "pattern:us_ssn"),
                ],
            ),
        );
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|f| (&text[f.extent.hull().range()], f.near_miss))
            .collect();
        assert_eq!(
            shown,
            [
                ("Anna Muster", true),
                ("Bob Bright", false),
                ("943 476 5919", false)
            ]
        );
        assert_eq!(found[0].evidence[0].source, NEVER);
    }
}
