//! The check of a written text file. Shares nothing with the writer: it decodes whole buffers
//! and compares whole texts.

use encoding_rs::Encoding;
use tacenda_core::{Check, Leak, NeedleSet, Place, RedactionPlan, Replacement, VerifyError};

/// Checks `output` against `plan`.
pub(crate) fn verify(
    source: &[u8],
    output: &[u8],
    plan: &RedactionPlan,
) -> Result<Vec<Check>, VerifyError> {
    let encoding = encoding_of(source);
    let before = decode(encoding, source);
    let after = decode(encoding, output);
    let mut leaks = Vec::new();
    let needles = NeedleSet::new(plan.terms.iter().map(|t| t.text.as_str()));
    for (index, (found, term)) in needles
        .count(&after)
        .into_iter()
        .zip(&plan.terms)
        .enumerate()
    {
        if found > term.remaining {
            leaks.push(leak(
                "text",
                Some(index),
                format!("stands {found} times, {} allowed", term.remaining),
            ));
        }
    }
    for index in needles.raw_hits(output) {
        if plan.terms[index].remaining == 0 {
            leaks.push(leak("raw_bytes", Some(index), "stands in the bytes".into()));
        }
    }
    if !rest_is_untouched(&before, &after, plan) {
        leaks.push(leak(
            "structure",
            None,
            "the text outside the redactions has changed".into(),
        ));
    }
    if !leaks.is_empty() {
        return Err(VerifyError::Leaks(leaks));
    }
    Ok(vec![
        check(
            "text",
            format!(
                "{} values, {} characters",
                plan.terms.len(),
                after.chars().count()
            ),
        ),
        check("raw_bytes", format!("{} bytes", output.len())),
        check(
            "structure",
            "the text outside the redactions is the same".into(),
        ),
    ])
}

/// Searches a finished file for `terms`.
pub(crate) fn search(output: &[u8], terms: &[String]) -> Result<Vec<Check>, VerifyError> {
    let text = decode(encoding_of(output), output);
    let needles = NeedleSet::new(terms.iter().map(String::as_str));
    let mut leaks = Vec::new();
    for (index, found) in needles
        .count(&text)
        .into_iter()
        .enumerate()
        .filter(|(_, n)| *n > 0)
    {
        leaks.push(leak("text", Some(index), format!("stands {found} times")));
    }
    for index in needles.raw_hits(output) {
        leaks.push(leak("raw_bytes", Some(index), "stands in the bytes".into()));
    }
    if !leaks.is_empty() {
        return Err(VerifyError::Leaks(leaks));
    }
    let detail = format!(
        "{} values, {} characters",
        terms.len(),
        text.chars().count()
    );
    Ok(vec![
        check("text", detail),
        check("raw_bytes", format!("{} bytes", output.len())),
    ])
}

/// Walks both texts side by side: what stands between two redactions must be the same in both,
/// in the same order, from the first byte to the last.
fn rest_is_untouched(before: &str, after: &str, plan: &RedactionPlan) -> bool {
    let mut cuts: Vec<_> = plan
        .redactions
        .iter()
        .flat_map(|r| {
            let first = r.extent.hull().start();
            r.extent
                .parts()
                .iter()
                .map(move |p| (*p, (p.start() == first).then_some(&r.replacement)))
        })
        .collect();
    cuts.sort_by_key(|(part, _)| *part);
    let mut at = 0;
    let mut rest = after;
    for (part, replacement) in cuts {
        let Some(kept) = before.get(at..part.start()) else {
            return false;
        };
        let Some(tail) = rest.strip_prefix(kept) else {
            return false;
        };
        rest = match replacement {
            None => tail,
            Some(replacement) => match strip_replacement(tail, replacement) {
                Some(tail) => tail,
                None => return false,
            },
        };
        at = part.end();
    }
    before.get(at..) == Some(rest)
}

fn strip_replacement<'a>(text: &'a str, replacement: &Replacement) -> Option<&'a str> {
    match replacement {
        Replacement::Box => ["████████", "########"]
            .iter()
            .find_map(|b| text.strip_prefix(b)),
        Replacement::Text(label) => label.chars().try_fold(text, |rest, c| {
            rest.strip_prefix(c).or_else(|| rest.strip_prefix('?'))
        }),
    }
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    crate::decode::decode(bytes).encoding
}

fn decode(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// A leak, of value `index` (from 0) if of one.
fn leak(check: &str, index: Option<usize>, detail: String) -> Leak {
    Leak {
        check: check.into(),
        place: Place::file(),
        value: index.map(|i| i + 1),
        detail,
    }
}

fn check(name: &str, detail: String) -> Check {
    Check {
        name: name.into(),
        detail,
    }
}
