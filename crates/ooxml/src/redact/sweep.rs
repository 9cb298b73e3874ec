//! Removed values in places that are not shown: attributes, field codes, links.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use tacenda_core::{RedactionPlan, Replacement};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Edits, spans};
use crate::inventory::{Role, removed};
use crate::opened::Opened;
use crate::scan::Host;
use crate::xml::{Edit, escape, unescape};

/// What stands for each of the plan's values in the text.
pub(super) fn labels(opened: &Opened, plan: &RedactionPlan) -> Vec<Replacement> {
    let text = &opened.document.text;
    let mut labels: BTreeMap<String, &Replacement> = BTreeMap::new();
    for redaction in &plan.redactions {
        let parts = redaction.extent.parts().iter();
        let value: String = parts.filter_map(|&p| text.get(p)).collect();
        labels.entry(value).or_insert(&redaction.replacement);
    }
    let label = |value: &String| labels.get(value).map_or(Replacement::Box, |r| (*r).clone());
    plan.terms.iter().map(|t| label(&t.text)).collect()
}

/// Adds edits for every removed value in unlisted places, with the replacement that the value
/// has in the text, and for every link that holds one or leads into somebody's files.
pub(super) fn edits(
    opened: &Opened,
    plan: &RedactionPlan,
    labels: &[Replacement],
    roles: &[Role],
    edits: &mut Edits,
) {
    let sweep = Sweep::new(plan, labels);
    links(opened, sweep.as_ref(), roles, edits);
    let Some(sweep) = sweep else {
        return;
    };
    for (&part, scan) in &opened.scans {
        let text = &opened.sources[&part].text;
        for place in &scan.unlisted {
            let raw = text.get(place.from..place.to).unwrap_or_default();
            if let Some(with) = sweep.replaced(raw) {
                let with = match place.host {
                    Host::Cdata => with,
                    _ => escape(&with),
                };
                let edit = Edit::put(place.from, place.to, with);
                edits.entry(part).or_default().push(edit);
            }
        }
    }
}

/// Links outside the package: a path on a disk or in a network tells users' and machines' names.
fn links(opened: &Opened, sweep: Option<&Sweep>, roles: &[Role], edits: &mut Edits) {
    for relation in &opened.graph.relations {
        let gone = matches!(roles[relation.rels], Role::Removed(_));
        if !relation.external || gone || removed(&relation.kind).is_some() {
            continue;
        }
        let target = &relation.target;
        let path = target.starts_with("\\\\")
            || target
                .get(..5)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
        if path || sweep.is_some_and(|s| s.holds(&percent_decoded(target))) {
            let (from, to) = relation.value;
            let edit = Edit::put(from, to, "about:blank#redacted");
            edits.entry(relation.rels).or_default().push(edit);
        }
    }
}

/// The first kept part whose name spells a removed value of more than one word.
pub(super) fn named<'a>(
    opened: &'a Opened,
    plan: &RedactionPlan,
    roles: &[Role],
) -> Option<&'a str> {
    let spelled = |text: &str| {
        text.to_lowercase()
            .replace("%20", " ")
            .replace(['_', '-', '.', '+'], " ")
    };
    let values: Vec<String> = plan
        .terms
        .iter()
        .map(|t| spelled(t.text.trim()))
        .filter(|v| v.contains(' ') && fold(v).chars().count() >= 6)
        .collect();
    let kept = opened.package.parts.iter().zip(roles);
    kept.filter(|(_, role)| !matches!(role, Role::Removed(_)))
        .map(|(part, _)| part.name.as_str())
        .find(|name| values.iter().any(|v| spelled(name).contains(v.as_str())))
}

/// The removed values, ready to be searched for in short strings.
struct Sweep {
    terms: Vec<Value>,
    folded: AhoCorasick,
}

struct Value {
    text: String,
    /// Folds to something that no program writes by itself: more than one word, or many digits.
    distinctive: bool,
    name: String,
}

impl Sweep {
    fn new(plan: &RedactionPlan, labels: &[Replacement]) -> Option<Self> {
        let mut terms = Vec::new();
        let mut folded = Vec::new();
        for (term, label) in plan.terms.iter().zip(labels) {
            let plain = fold(&term.text);
            let digits = plain.chars().all(|c| c.is_ascii_digit());
            let length = plain.chars().count();
            if length < 4 || (digits && length < 7) {
                continue;
            }
            let name = spans::name(label);
            let inside = term.text.trim();
            let several = inside.chars().any(|c| !c.is_alphanumeric());
            let distinctive = length >= 6 && (digits || several);
            terms.push(Value {
                text: inside.to_owned(),
                distinctive,
                name,
            });
            folded.push(plain);
        }
        let folded = AhoCorasick::new(&folded).ok()?;
        (!terms.is_empty()).then_some(Self { terms, folded })
    }

    /// Whether `value` holds any removed value.
    fn holds(&self, value: &str) -> bool {
        self.hit(value).is_some()
    }

    /// `raw` without references and removed values, if it holds any. A value that is spelled
    /// otherwise than in the text goes as a whole.
    fn replaced(&self, raw: &str) -> Option<String> {
        let mut value = String::with_capacity(raw.len());
        unescape(raw, |_, _, piece| match piece {
            Ok(text) => value.push_str(text),
            Err(c) => value.push(c),
        });
        let mut changed = false;
        // Each round removes one value; names never hold one, so that it ends.
        for _ in 0..=self.terms.len() {
            let Some(term) = self.hit(&value) else {
                break;
            };
            changed = true;
            let name = &self.terms[term].name;
            let text = &self.terms[term].text;
            value = if value.contains(text.as_str()) {
                value.replace(text.as_str(), name)
            } else {
                name.clone()
            };
        }
        changed.then_some(value)
    }

    /// A removed value that stands in `value` beyond chance.
    fn hit(&self, value: &str) -> Option<usize> {
        if schema(value) {
            return None;
        }
        let plain = fold(value);
        self.folded
            .find_overlapping_iter(&plain)
            .map(|m| m.pattern().as_usize())
            .find(|&i| {
                let term = &self.terms[i];
                term.distinctive || stands(&term.text, value)
            })
    }
}

/// Whether a single word stands in `value` in its own spelling and, if short, on its own. A word
/// in small letters that is the whole value is vocabulary (`center`).
fn stands(word: &str, value: &str) -> bool {
    if word == value && word.chars().all(|c| c.is_ascii_lowercase()) {
        return false;
    }
    value.match_indices(word).any(|(at, found)| {
        let before = value[..at].chars().next_back();
        let after = value[at + found.len()..].chars().next();
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        word.chars().count() >= 8 || (free(before) && free(after))
    })
}

/// Addresses of schemas are vocabulary, not text.
fn schema(value: &str) -> bool {
    [
        "http://schemas.",
        "urn:schemas-",
        "http://purl.oclc.org/ooxml/",
        "http://www.w3.org/",
    ]
    .iter()
    .any(|p| value.starts_with(p))
}

/// Letters and digits alone, decomposed, without marks, in lower case.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn percent_decoded(target: &str) -> String {
    crate::package::resolve_target("", &target.replace(['#', '?', '/', '\\'], " "))
}
