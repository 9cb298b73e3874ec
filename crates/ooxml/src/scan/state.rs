//! The standing of text inside nested elements.

use tacenda_core::MarkKind;

/// Which standings hold here; inherited by everything inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Standing(u16);

const ALL: [MarkKind; 9] = [
    MarkKind::Inserted,
    MarkKind::Deleted,
    MarkKind::MovedFrom,
    MarkKind::MovedTo,
    MarkKind::Hidden,
    MarkKind::FieldCode,
    MarkKind::Link,
    MarkKind::Bold,
    MarkKind::Italic,
];

impl Standing {
    /// The same with `kind` added.
    pub(crate) fn with(self, kind: MarkKind) -> Self {
        Self(self.0 | bit(kind))
    }

    /// The kinds that hold.
    pub(crate) fn kinds(self) -> impl Iterator<Item = MarkKind> {
        ALL.into_iter().filter(move |k| self.0 & bit(*k) != 0)
    }
}

fn bit(kind: MarkKind) -> u16 {
    let index = ALL.iter().position(|k| *k == kind).unwrap_or_default();
    1 << index
}
