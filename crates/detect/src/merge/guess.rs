//! What a model's guess can mean: models take along what stands beside a name, and call a stray
//! word a number.

use std::sync::LazyLock;

use regex::Regex;
use tacenda_core::{Candidate, EntityType, Span};

/// What parts two names: a table cell, a page, an empty line, the `v.` of a case.
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\t|\x0b|\x0c|\n[ \r]*\n|\s(?:v|vs)\.?\s").expect("a constant"));

/// A title that belongs to whoever is named next: at the end, or where a space was lost.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\s((?:Dr|Mr|Mrs|Ms|Miss|Prof)\.?)$|\p{Ll}((?:Dr|Mr|Mrs|Ms|Miss|Prof)(?:\.?$|\.?\s))",
    )
    .expect("a constant")
});

/// The score of a guess without the shape of what it is said to be: shown as a near-miss only.
const SHAPELESS: f32 = 0.2;

/// Longer guesses, in characters, may be an address or a number written in words.
const SHORT: usize = 12;

/// `candidate` as it can be meant: a name for each of several persons or parties, and no great
/// score for an e-mail address, web address or number that does not look like one, nor for the
/// number of a section that is called a date.
pub(super) fn read(text: &str, mut candidate: Candidate) -> Vec<Candidate> {
    let &[span] = candidate.extent.parts() else {
        return vec![candidate];
    };
    let Some(written) = text.get(span.range()) else {
        return vec![candidate];
    };
    if shapeless(&candidate.entity, written.trim()) {
        candidate.score = candidate.score.min(SHAPELESS);
        return vec![candidate];
    }
    let named = [
        EntityType::PERSON,
        EntityType::ORGANIZATION,
        EntityType::LOCATION,
    ];
    if !named.contains(&candidate.entity) {
        return vec![candidate];
    }
    // The parties to a case are no places.
    let is_case = BETWEEN.find_iter(written).any(|m| m.as_str().contains('v'));
    if is_case && candidate.entity == EntityType::LOCATION {
        candidate.entity = EntityType::PERSON;
    }
    let pieces = pieces(written, candidate.entity == EntityType::PERSON);
    if pieces.len() == 1 && pieces[0] == (0, written.len()) || pieces.is_empty() {
        return vec![candidate];
    }
    let at = span.start();
    let spans = pieces.into_iter();
    spans
        .filter_map(|(from, to)| Span::new(at + from, at + to))
        .map(|piece| Candidate {
            extent: piece.into(),
            ..candidate.clone()
        })
        .collect()
}

/// The pieces of `written` that say something, as byte ranges.
fn pieces(written: &str, person: bool) -> Vec<(usize, usize)> {
    let mut cuts: Vec<(usize, usize)> = BETWEEN
        .find_iter(written)
        .map(|m| (m.start(), m.end()))
        .collect();
    if person {
        let titles = TITLE.captures_iter(written);
        cuts.extend(titles.filter_map(|c| {
            let title = c.get(1).or_else(|| c.get(2))?;
            Some((title.start(), title.end()))
        }));
        cuts.sort_unstable();
    }
    cuts.push((written.len(), written.len()));
    let mut out = Vec::new();
    let mut from = 0;
    for (start, end) in cuts {
        if from < start && written[from..start].contains(char::is_alphanumeric) {
            out.push((from, start));
        }
        from = from.max(end);
    }
    out
}

/// Whether a guess has nothing of what it is said to be.
fn shapeless(entity: &EntityType, written: &str) -> bool {
    const NUMBERS: &[EntityType] = &[
        EntityType::PHONE,
        EntityType::FAX,
        EntityType::SSN,
        EntityType::MRN,
        EntityType::HEALTH_PLAN_ID,
        EntityType::ACCOUNT,
        EntityType::CREDIT_CARD,
        EntityType::IBAN,
        EntityType::IP_ADDRESS,
        EntityType::GOVERNMENT_ID,
    ];
    let has = |marks: &[char]| written.contains(marks);
    let number = NUMBERS.contains(entity);
    let shaped = written.chars().any(char::is_numeric)
        || match entity {
            e if *e == EntityType::EMAIL => has(&['@', '.', '_']),
            e if *e == EntityType::URL => has(&['.', '/', ':']),
            e if *e == EntityType::IP_ADDRESS => has(&[':']),
            _ => !number,
        };
    let short = written.chars().count() <= SHORT || number && !has(&[' ', '\n']);
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    let day = *entity == EntityType::DATE && digits && written.len() < 4;
    !shaped && short || day || *entity == EntityType::GOVERNMENT_ID && is_plain_number(written)
}

/// Whether a number is a year or of three digits at most: it identifies nobody by itself.
fn is_plain_number(written: &str) -> bool {
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    digits && (written.len() < 4 || year)
}
