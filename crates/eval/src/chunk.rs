//! Entities in a sequence of tags, by the rules of `conlleval` (Tjong Kim Sang and Buchholz,
//! CoNLL-2000 shared task): one set of rules for IOB1, IOB2 and IOE.

/// An entity over the tokens `start..end`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Chunk {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its type.
    pub kind: String,
}

/// The entities that `tags` (`B-PER`, `I-PER`, `E-PER`, `O`) describe.
#[must_use]
pub fn chunks<S: AsRef<str>>(tags: &[S]) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut before = ("O", "");
    for (at, tag) in tags.iter().enumerate() {
        let now = split(tag.as_ref());
        if let Some((start, kind)) = open
            && ends(before, now)
        {
            out.push(Chunk {
                start,
                end: at,
                kind: kind.to_owned(),
            });
            open = None;
        }
        if starts(before, now) {
            open = Some((at, now.1));
        }
        before = now;
    }
    if let Some((start, kind)) = open {
        out.push(Chunk {
            start,
            end: tags.len(),
            kind: kind.to_owned(),
        });
    }
    out
}

fn split(tag: &str) -> (&str, &str) {
    match tag.split_once('-') {
        Some((place, kind)) => (place, kind),
        None => (tag, ""),
    }
}

fn ends(before: (&str, &str), now: (&str, &str)) -> bool {
    let by_place = matches!(
        (before.0, now.0),
        ("B" | "I", "B" | "O") | ("E", "E" | "I" | "O")
    );
    by_place || (before.0 != "O" && before.1 != now.1)
}

fn starts(before: (&str, &str), now: (&str, &str)) -> bool {
    let by_place = matches!(
        (before.0, now.0),
        ("B" | "I" | "O", "B") | ("O", "I") | ("E", "E" | "I") | ("O", "E")
    );
    by_place || (now.0 != "O" && before.1 != now.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(tags: &str) -> Vec<(usize, usize, String)> {
        let tags: Vec<&str> = tags.split_whitespace().collect();
        chunks(&tags)
            .into_iter()
            .map(|c| (c.start, c.end, c.kind))
            .collect()
    }

    #[test]
    fn the_rules_of_the_scorer_hold() {
        for (tags, expected) in [
            ("O O", &[][..]),
            // IOB2
            ("B-PER I-PER O B-LOC", &[(0, 2, "PER"), (3, 4, "LOC")]),
            // IOB1: I- starts an entity, B- only parts neighbours
            ("I-PER I-PER B-PER O", &[(0, 2, "PER"), (2, 3, "PER")]),
            // a change of type starts another, also inside
            ("B-PER I-LOC", &[(0, 1, "PER"), (1, 2, "LOC")]),
            ("I-PER I-LOC I-LOC", &[(0, 1, "PER"), (1, 3, "LOC")]),
            // IOE: E- ends one
            ("I-PER E-PER I-PER O", &[(0, 2, "PER"), (2, 3, "PER")]),
            ("B-A B-A", &[(0, 1, "A"), (1, 2, "A")]),
            ("O I-A", &[(1, 2, "A")]),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|&(s, e, k)| (s, e, k.to_owned()))
                .collect();
            assert_eq!(found(tags), expected, "{tags}");
        }
    }
}
