//! Policies as the window shows and changes them.

use std::collections::BTreeSet;

use tacenda_core::{EntityType, Rect};
use tacenda_policy::{
    Code, Coverage, ListEntry, Matching, Operator, Policy, Region, Search, TypeRule, Undecided,
};

use crate::convert::percent;
use crate::dto::*;
use crate::error::CommandError;

/// A policy for the window.
pub fn view(policy: &Policy) -> PolicyView {
    let general = EntityType::GENERAL.iter().cloned();
    let types: BTreeSet<EntityType> = general.chain(policy.types.keys().cloned()).collect();
    let types = types.into_iter().map(|entity| TypeRuleView {
        own: policy.types.contains_key(&entity),
        rule: rule_view(policy.rule_for(&entity)),
        entity: entity.as_str().into(),
    });
    let categories = policy.categories.iter().map(|c| CategoryView {
        id: c.id.clone(),
        name: c.name.clone(),
        types: c.types.iter().map(|t| t.as_str().to_owned()).collect(),
        coverage: match c.coverage {
            Coverage::Automatic => CoverageView::Automatic,
            Coverage::Partly => CoverageView::Partly,
            Coverage::Manual => CoverageView::Manual,
        },
        note: c.note.clone(),
    });
    PolicyView {
        name: policy.name.clone(),
        description: policy.description.clone(),
        rule: policy.rule.clone(),
        default: rule_view(&policy.default),
        types: types.collect(),
        always: policy.always.iter().map(entry_view).collect(),
        never: policy.never.iter().map(entry_view).collect(),
        regions: policy.regions.iter().map(region_view).collect(),
        codes: codes(&policy.codes),
        categories: categories.collect(),
        toml: policy.to_toml(),
    }
}

/// Exemption codes for the window.
pub fn codes(codes: &[Code]) -> Vec<CodeView> {
    let view = |c: &Code| CodeView {
        code: c.code.clone(),
        meaning: c.meaning.clone(),
    };
    codes.iter().map(view).collect()
}

/// The policy that an edit gives.
///
/// # Errors
/// When the file or a word of the edit is not understood.
pub fn edited(edit: &PolicyEdit) -> Result<Policy, CommandError> {
    let mut policy = Policy::parse(&edit.toml)?;
    policy.name.clone_from(&edit.name);
    policy.default = rule(&edit.default)?;
    policy.types.clear();
    for one in edit.types.iter().filter(|one| one.own) {
        policy.types.insert(entity(&one.entity)?, rule(&one.rule)?);
    }
    policy.always = edit.always.iter().map(entry).collect::<Result<_, _>>()?;
    policy.never = edit.never.iter().map(entry).collect::<Result<_, _>>()?;
    policy.regions = edit.regions.iter().map(region).collect::<Result<_, _>>()?;
    let code = |view: &CodeView| Code {
        code: view.code.clone(),
        meaning: view.meaning.clone(),
    };
    policy.codes = edit.codes.iter().map(code).collect();
    Ok(policy)
}

fn wrong(reason: impl Into<String>) -> CommandError {
    CommandError::new("policy", reason)
}

fn entity(name: &str) -> Result<EntityType, CommandError> {
    EntityType::named(name).ok_or_else(|| wrong(format!("{name} is no type")))
}

fn rule(view: &RuleView) -> Result<TypeRule, CommandError> {
    Ok(TypeRule {
        find: if view.find { Search::On } else { Search::Off },
        threshold: f32::from(view.threshold.min(100)) / 100.0,
        operator: view.operator.parse::<Operator>().map_err(wrong)?,
        undecided: match view.undecided.as_str() {
            "accept" => Undecided::Accept,
            "leave" => Undecided::Leave,
            "ask" => Undecided::Ask,
            other => return Err(wrong(format!("{other} is none of accept, leave and ask"))),
        },
        reason: given(view.reason.as_deref()),
    })
}

fn given(reason: Option<&str>) -> Option<String> {
    reason.filter(|r| !r.trim().is_empty()).map(str::to_owned)
}

fn rule_view(rule: &TypeRule) -> RuleView {
    RuleView {
        find: rule.find == Search::On,
        threshold: percent(rule.threshold),
        operator: rule.operator.to_string(),
        undecided: match rule.undecided {
            Undecided::Accept => "accept",
            Undecided::Leave => "leave",
            Undecided::Ask => "ask",
        }
        .into(),
        reason: rule.reason.clone(),
    }
}

fn entry(view: &EntryView) -> Result<ListEntry, CommandError> {
    Ok(ListEntry {
        text: view.text.clone(),
        matching: match view.matching {
            EntryMatching::Literal => Matching::Literal,
            EntryMatching::Fuzzy1 => Matching::Fuzzy(1),
            EntryMatching::Fuzzy2 => Matching::Fuzzy(2),
            EntryMatching::Fuzzy3 => Matching::Fuzzy(3),
            EntryMatching::Regex => Matching::Regex,
        },
        entity: view.entity.as_deref().map(entity).transpose()?,
    })
}

fn entry_view(entry: &ListEntry) -> EntryView {
    EntryView {
        text: entry.text.clone(),
        matching: match entry.matching {
            Matching::Literal => EntryMatching::Literal,
            Matching::Fuzzy(0 | 1) => EntryMatching::Fuzzy1,
            Matching::Fuzzy(2) => EntryMatching::Fuzzy2,
            Matching::Fuzzy(_) => EntryMatching::Fuzzy3,
            Matching::Regex => EntryMatching::Regex,
        },
        entity: entry.entity.as_ref().map(|e| e.as_str().to_owned()),
    }
}

fn region(view: &RegionView) -> Result<Region, CommandError> {
    Ok(Region {
        pages: view.pages.trim().parse().map_err(wrong)?,
        rect: view.edges.map(|[x0, y0, x1, y1]| Rect { x0, y0, x1, y1 }),
        reason: given(view.reason.as_deref()),
    })
}

fn region_view(region: &Region) -> RegionView {
    RegionView {
        pages: region.pages.to_string(),
        edges: region.rect.map(|r| [r.x0, r.y0, r.x1, r.y1]),
        reason: region.reason.clone(),
    }
}

#[cfg(test)]
mod tests {
    use tacenda_policy::Preset;

    use super::*;

    fn unchanged(view: &PolicyView) -> PolicyEdit {
        PolicyEdit {
            toml: view.toml.clone(),
            name: view.name.clone(),
            default: view.default.clone(),
            types: view.types.clone(),
            always: view.always.clone(),
            never: view.never.clone(),
            regions: view.regions.clone(),
            codes: view.codes.clone(),
        }
    }

    #[test]
    fn an_edit_that_changes_nothing_gives_the_same_policy() {
        for preset in Preset::ALL {
            let policy = preset.policy();
            let again = edited(&unchanged(&view(&policy))).expect("understood");
            assert_eq!(again, policy, "{}", preset.id);
        }
    }

    #[test]
    fn safe_harbor_shows_its_eighteen_categories_and_which_a_person_has_to_mark() {
        let preset = Preset::named("hipaa-safe-harbor").expect("there is one");
        let shown = view(&preset.policy());
        assert_eq!(shown.categories.len(), 18);
        let by_hand = shown
            .categories
            .iter()
            .filter(|c| c.coverage == CoverageView::Manual);
        assert!(by_hand.clone().count() > 0);
        assert!(by_hand.clone().all(|c| !c.note.is_empty()));
    }

    #[test]
    fn pages_regions_and_codes_come_back_from_the_form_as_the_file_has_them() {
        let file = "version = 1\nname = \"x\"\n[default]\n\
                    [[region]]\npages = \"2-\"\nbox = [36, 36.5, 300, 90]\nreason = \"Seal\"\n\
                    [[region]]\npages = \"last\"\n\
                    [[code]]\ncode = \"(b)(6)\"\nmeaning = \"Personal privacy\"\n";
        let policy = Policy::parse(file).expect("valid");
        let mut edit = unchanged(&view(&policy));
        assert_eq!(edited(&edit).expect("understood"), policy);

        edit.regions.remove(0);
        edit.codes.push(CodeView {
            code: "(b)(5)".into(),
            meaning: String::new(),
        });
        let changed = edited(&edit).expect("understood");
        assert_eq!(changed.regions.len(), 1);
        assert_eq!(changed.regions[0].rect, None);
        assert_eq!(changed.codes[1].code, "(b)(5)");

        edit.regions[0].pages = "the last".into();
        let error = edited(&edit).expect_err("refused");
        assert!(
            error.message.contains("names no pages"),
            "{}",
            error.message
        );
    }

    #[test]
    fn a_box_without_width_is_refused() {
        let preset = Preset::named("everything").expect("there is one");
        let mut edit = unchanged(&view(&preset.policy()));
        edit.regions.push(RegionView {
            pages: "all".into(),
            edges: Some([100.0, 10.0, 100.0, 20.0]),
            reason: None,
        });
        // What a form gives is read again as a file.
        let written = edited(&edit).expect("understood").to_toml();
        let error = Policy::parse(&written).expect_err("refused");
        assert!(
            error.reason.contains("left less than right"),
            "{}",
            error.reason
        );
    }

    #[test]
    fn a_word_that_is_no_operator_is_refused() {
        let preset = Preset::named("everything").expect("there is one");
        let mut edit = unchanged(&view(&preset.policy()));
        edit.default.operator = "shred".into();
        let error = edited(&edit).expect_err("refused");
        assert_eq!(error.code, "policy");
    }
}
