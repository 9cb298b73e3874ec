//! What holds for any candidates.

use proptest::prelude::*;
use tacenda_core::{Candidate, EntityType, Extent, Finding, Span};

use super::tests::candidate;
use super::{MergeRules, extend, merge};
use crate::link::is_function_word;

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let entity = prop::sample::select(vec![
        "PERSON", "DATE", "ADDRESS", "LOCATION", "EMAIL", "MISC",
    ]);
    let source = prop::sample::select(vec!["ner:a", "ner:b", "pattern:x!", "pattern:y", "list:l"]);
    let label = prop::sample::select(vec!["GIVEN_NAME", "SURNAME", ""]);
    let second = prop::option::weighted(0.3, (0usize..50, 1usize..5));
    (
        0usize..50,
        1usize..12,
        second,
        entity,
        0u8..=10,
        source,
        label,
    )
        .prop_map(|(start, len, second, entity, score, source, label)| {
            let mut c = candidate(start, start + len, entity, f32::from(score) / 10.0, source);
            c.evidence.label = label.into();
            let second = second.and_then(|(start, len)| Span::new(start, start + len));
            let parts = c.extent.parts().iter().copied().chain(second).collect();
            c.extent = Extent::new(parts).expect("a part");
            c
        })
}

proptest! {
    #[test]
    fn the_order_of_candidates_does_not_matter(
        (one, other) in prop::collection::vec(any_candidate(), 0..14)
            .prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
        text in "[A-Za-z0-9é ,.\n]{55}",
    ) {
        let rules = MergeRules::default();
        prop_assert_eq!(merge(&text, one, &rules), merge(&text, other, &rules));
    }

    #[test]
    fn nothing_is_lost_and_findings_never_overlap(
        candidates in prop::collection::vec(any_candidate(), 0..14),
        // Without the letters of "v." and of titles, which are left out between two names.
        text in "[ABCE-LNOQ-Za-uw-z0-9é ,.\n]{55}",
    ) {
        let rules = MergeRules::default();
        let findings = merge(&text, candidates.clone(), &rules);
        let parts = || findings.iter().flat_map(|f| f.extent.parts());
        let together = Extent::new(parts().copied().collect());
        let bytes = |e: &Extent| e.parts().iter().map(|p| p.len()).sum::<usize>();
        prop_assert_eq!(
            parts().map(|p| p.len()).sum::<usize>(),
            together.as_ref().map_or(0, bytes)
        );
        for c in &candidates {
            let whole = |p: &Span| &text[text.floor_char_boundary(p.start())..text.ceil_char_boundary(p.end())];
            if c.extent.parts().iter().all(|p| whole(p).trim().is_empty()) {
                continue;
            }
            // Its word stands with a finding that it touches …
            let told = findings
                .iter()
                .filter(|f| c.extent.parts().iter().any(|p| f.extent.overlaps(*p)))
                .any(|f| f.evidence.contains(&c.evidence));
            prop_assert!(told, "{c:?} in {findings:?}");
            // … and what was above its threshold is covered to the last letter, unless a model
            // calls an e-mail address what has nothing of one, an organisation or thing what is
            // an everyday word, or an entity what is only "of" or one letter, alone or between empty lines.
            let guess = c.evidence.source.starts_with("ner:");
            let empty = |piece: &str| {
                let mut words = piece.split([' ', ',', '.', '\n']);
                words.all(|w| w.len() < 2 || is_function_word(&w.to_lowercase()))
            };
            let piece = |at: usize| {
                let part = c.extent.parts().iter().find(|p| p.range().contains(&at));
                let from = part.map_or(0, |p| text.floor_char_boundary(p.start()));
                let inside = part.map_or("", whole);
                let line = inside.split_inclusive('\n').scan(from, |end, l| {
                    *end += l.len();
                    Some((*end, l))
                });
                let lines: Vec<_> = line.collect();
                let own = lines.iter().position(|(end, _)| at < *end).unwrap_or(0);
                let blank = |(_, l): &&(usize, &str)| l.trim().is_empty();
                let start = lines[..own].iter().rposition(|l| blank(&l)).map_or(0, |i| i + 1);
                let stop = lines[own..].iter().position(|l| blank(&l)).map_or(lines.len(), |i| own + i);
                lines[start..stop].iter().map(|(_, l)| *l).collect::<String>()
            };
            let doubtful = [EntityType::EMAIL, EntityType::MISC];
            if c.score >= 0.5 && !(guess && doubtful.contains(&c.entity)) {
                for (at, letter) in text.char_indices().filter(|(_, l)| l.is_alphanumeric()) {
                    let point = Span::new(at, at + letter.len_utf8()).expect("a character");
                    let whole = c.extent.parts().len() > 1 && c.extent.parts().iter().all(|p| empty(whole(p)));
                    let doubted = guess && (whole || c.extent.parts().len() == 1 && empty(&piece(at)));
                    if c.extent.overlaps(point) && !doubted {
                        let covered = findings.iter().any(|f| !f.near_miss && f.extent.overlaps(point));
                        prop_assert!(covered, "{at} of {c:?} in {findings:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn extending_keeps_what_was_found(
        first in prop::collection::vec(any_candidate(), 0..10),
        further in prop::collection::vec(any_candidate(), 0..6),
        text in "[A-Za-z0-9é ,.\n]{55}",
    ) {
        let rules = MergeRules::default();
        let findings = merge(&text, first, &rules);
        let place = |f: &Finding| (f.extent.clone(), f.entity.clone(), f.near_miss);
        let same = extend(&text, findings.clone(), vec![], &rules);
        prop_assert_eq!(
            same.iter().map(place).collect::<Vec<_>>(),
            findings.iter().map(place).collect::<Vec<_>>()
        );
        let extended = extend(&text, findings.clone(), further, &rules);
        for part in findings.iter().filter(|f| !f.near_miss).flat_map(|f| f.extent.parts()) {
            let held = extended.iter().filter(|f| !f.near_miss).flat_map(|f| f.extent.parts());
            prop_assert!(held.clone().any(|h| h.contains(*part)), "{part:?} of {findings:?}");
        }
    }
}
