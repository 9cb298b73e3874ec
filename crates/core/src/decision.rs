//! What a reviewer said.

use crate::EntityType;

/// A reviewer's word on a finding. Decisions are only ever added; the newest counts, and taking
/// one back adds `Undecided`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Remove it, as this type.
    Accept {
        /// The type it is labelled as: the finding's own, or the one the reviewer chose.
        entity: EntityType,
        /// Exemption code or reason, where one was given.
        reason: Option<String>,
    },
    /// Leave it in the document.
    Reject {
        /// Why, where given.
        reason: Option<String>,
    },
    /// No decision any more.
    Undecided,
}

/// Who decided, as recorded: a name the user chose on this machine, or `policy`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reviewer(pub String);
