//! Label schemes: what a model's output number says about a token.

/// Where a token stands in an entity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Not in any.
    Outside,
    /// It starts one, whatever came before.
    Begin,
    /// It goes on with one of the same kind, or starts one where there is none.
    Inside,
    /// It ends one (BILOU's L, BIOES's E).
    Last,
    /// It is one alone (BILOU's U, BIOES's S).
    Single,
}

/// One output of the model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// As the model's configuration writes it, such as `B-PER`.
    pub raw: String,
    /// Its place part.
    pub place: Place,
    /// Its kind part, such as `PER`; empty for the outside tag.
    pub kind: String,
}

/// The outputs of a model in order of their number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagSet {
    tags: Vec<Tag>,
    scheme: Scheme,
}

/// How labels are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// `B-`/`I-` prefixes. IOB1 and IOB2 are read alike: `B-` always starts an entity, `I-` goes on
    /// with one of its kind or starts one.
    Bio,
    /// `B- I- L-/E- U-/S-` prefixes, `L-`/`E-` ends an entity and `U-`/`S-` is one alone.
    Bilou,
    /// Bare kinds: neighbours of one kind are one entity.
    Io,
}

impl Scheme {
    /// The name users know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bio => "BIO",
            Self::Bilou => "BILOU/BIOES",
            Self::Io => "IO",
        }
    }
}

impl TagSet {
    /// Reads the labels of a model, in order of their number.
    #[must_use]
    pub fn new(labels: &[String]) -> Self {
        let prefixed = |with: &[&str]| labels.iter().any(|l| with.iter().any(|p| l.starts_with(p)));
        let scheme = if prefixed(&["L-", "E-", "U-", "S-"]) && prefixed(&["B-", "I-"]) {
            Scheme::Bilou
        } else if prefixed(&["B-", "I-"]) {
            Scheme::Bio
        } else {
            Scheme::Io
        };
        let tags = labels.iter().map(|label| tag(label, scheme)).collect();
        Self { tags, scheme }
    }

    /// How they are written.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The tags by number.
    #[must_use]
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The kinds, each once, in order of first appearance.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds = Vec::new();
        for tag in self.tags.iter().filter(|t| t.place != Place::Outside) {
            if !kinds.contains(&tag.kind.as_str()) {
                kinds.push(tag.kind.as_str());
            }
        }
        kinds
    }
}

fn tag(label: &str, scheme: Scheme) -> Tag {
    let (place, kind) = match (scheme, label.split_once('-')) {
        _ if label == "O" => (Place::Outside, ""),
        (_, Some(("B", kind))) => (Place::Begin, kind),
        (_, Some(("I", kind))) => (Place::Inside, kind),
        (Scheme::Bilou, Some(("L" | "E", kind))) => (Place::Last, kind),
        (Scheme::Bilou, Some(("U" | "S", kind))) => (Place::Single, kind),
        _ => (Place::Inside, label),
    };
    Tag {
        raw: label.to_owned(),
        place,
        kind: kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(labels: &[&str]) -> TagSet {
        TagSet::new(&labels.iter().map(|&l| l.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn each_scheme_is_told_by_its_prefixes() {
        for (labels, scheme, kinds) in [
            (
                &["O", "B-PER", "I-PER", "B-MIS"][..],
                Scheme::Bio,
                &["PER", "MIS"][..],
            ),
            (&["O", "I-PER", "I-LOC"], Scheme::Bio, &["PER", "LOC"]),
            (&["O", "PER", "X-RAY"], Scheme::Io, &["PER", "X-RAY"]),
            (&["O", "B-A", "I-A", "L-A", "U-A"], Scheme::Bilou, &["A"]),
            (&["O", "B-A", "I-A", "E-A", "S-A"], Scheme::Bilou, &["A"]),
            (&["LABEL_0", "LABEL_1"], Scheme::Io, &["LABEL_0", "LABEL_1"]),
        ] {
            let set = set(labels);
            assert_eq!(
                (set.scheme(), set.kinds()),
                (scheme, kinds.to_vec()),
                "{labels:?}"
            );
        }
    }

    #[test]
    fn a_kind_keeps_its_own_hyphens() {
        let tags = set(&["B-DATE-TIME", "O"]);
        assert_eq!(tags.tags()[0].kind, "DATE-TIME");
        assert_eq!(tags.tags()[1].place, Place::Outside);
    }
}
