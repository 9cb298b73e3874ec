use std::collections::BTreeSet;

use tacenda_core::{EntityType, Evidence, Finding, Span};

use super::*;
use crate::*;

#[test]
fn every_preset_is_valid_and_has_its_own_name() {
    let mut names = BTreeSet::new();
    for preset in Preset::ALL {
        let policy = match Policy::parse(preset.source) {
            Ok(policy) => policy,
            Err(error) => panic!("{}: {error}", preset.id),
        };
        assert!(names.insert(policy.name.clone()), "{}", preset.id);
        assert!(!policy.description.is_empty(), "{}", preset.id);
        assert_eq!(
            Policy::parse(&policy.to_toml()),
            Ok(policy),
            "{}",
            preset.id
        );
    }
    assert!(Preset::named("hipaa").is_none());
}

#[test]
fn safe_harbor_says_how_each_of_the_eighteen_is_covered() {
    // 45 CFR 164.514(b)(2)(i)(A) to (R).
    let policy = Preset::named("hipaa-safe-harbor").expect("there").policy();
    let ids: String = policy.categories.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, "ABCDEFGHIJKLMNOPQR");
    for category in &policy.categories {
        for entity in &category.types {
            let rule = policy.rule_for(entity);
            assert_eq!(rule.find, Search::On, "{entity}");
            assert_eq!(rule.undecided, Undecided::Accept, "{entity}");
            assert_ne!(rule.operator, Operator::Keep, "{entity}");
        }
        let explained = category.coverage == Coverage::Automatic || !category.note.is_empty();
        assert!(explained, "{}", category.id);
        let empty = category.types.is_empty();
        assert!(
            !empty || category.coverage == Coverage::Manual,
            "{}",
            category.id
        );
    }
    let mentioned: BTreeSet<_> = policy.categories.iter().flat_map(|c| &c.types).collect();
    let kept = [EntityType::NRP, EntityType::PROFESSION, EntityType::MANUAL];
    for entity in EntityType::GENERAL {
        assert!(
            mentioned.contains(entity) || kept.contains(entity),
            "{entity}"
        );
    }
}

#[test]
fn verdicts() {
    let finding = |entity: &str, near_miss| Finding {
        extent: Span::new(0, 1).expect("one").into(),
        entity: EntityType::named(entity).expect("a name"),
        score: 0.9,
        near_miss,
        evidence: vec![Evidence {
            source: "ner:m".into(),
            label: String::new(),
            score: 0.9,
            validated: false,
            context: None,
            explanation: String::new(),
        }],
    };
    use Verdict::{Accept, Ask, Leave};
    for (preset, entity, value, expected) in [
        ("everything", "PERSON", "Jane Roe", Accept),
        ("everything", "UK_NHS", "943 476 5919", Accept),
        ("hipaa-safe-harbor", "AGE", "45", Leave),
        ("hipaa-safe-harbor", "AGE", "93", Accept),
        ("hipaa-safe-harbor", "DATE", "2021", Leave),
        ("hipaa-safe-harbor", "DATE", "12 May 2021", Accept),
        ("hipaa-safe-harbor", "US_NPI", "1234567893", Accept),
        ("hipaa-safe-harbor", "PROFESSION", "nurse", Leave),
        ("frcp-5.2", "PERSON", "Jane Roe", Ask),
        ("frcp-5.2", "SSN", "123-45-6789", Accept),
        ("frcp-5.2", "US_ITIN", "912-70-1234", Accept),
        ("frcp-5.2", "EMAIL", "a@example.org", Leave),
        ("gdpr-pseudonymisation", "ORGANIZATION", "Acme", Leave),
        ("foia", "PERSON", "Jane Roe", Ask),
        ("foia", "ADDRESS", "1 Elm St", Accept),
        ("open-analysis", "LOCATION", "Paris", Leave),
    ] {
        let policy = Preset::named(preset).expect(preset).policy();
        let verdict = policy.verdict(&finding(entity, false), value);
        assert_eq!(verdict, expected, "{preset}: {entity} {value}");
        assert_eq!(policy.verdict(&finding(entity, true), value), Leave);
        let mut listed = finding(entity, false);
        listed.evidence[0].source = "list:terms".into();
        assert!(policy.accepts(&listed, value));
    }
}

#[test]
fn a_style_changes_boxes_and_labels_only() {
    let policy = Preset::named("frcp-5.2").expect("there").policy();
    let boxed = policy.styled(Operator::Box);
    assert_eq!(boxed.operator(&EntityType::SSN), Operator::Last(4));
    assert_eq!(boxed.default.operator, Operator::Box);
}
