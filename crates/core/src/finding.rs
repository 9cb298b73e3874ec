//! What is shown for review.

use crate::{EntityType, Evidence, Extent};

/// Identifies a finding inside its document for as long as the project lives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct FindingId(pub i64);

/// Candidates that are about the same stretch of text, merged.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Finding {
    /// Where, in the canonical text.
    pub extent: Extent,
    /// The type that the evidence speaks for most.
    pub entity: EntityType,
    /// Combined confidence from 0 to 1.
    pub score: f32,
    /// Below the policy's threshold for its type: shown in a group of its own, never redacted
    /// unless a reviewer accepts it.
    pub near_miss: bool,
    /// Everything that spoke for it, strongest first; at least one.
    pub evidence: Vec<Evidence>,
}
