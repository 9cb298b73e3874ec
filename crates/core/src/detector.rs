//! What proposes entities.

use std::ops::ControlFlow;

use crate::{EntityType, Extent};

/// Something that proposes entities in a text: a recogniser set, a model, a list of terms.
///
/// The same text must give the same candidates each time, whatever ran before or beside it.
pub trait Detector: Send + Sync {
    /// Stable name with what decides its results (version, model hash): stamped into records.
    fn id(&self) -> String;

    /// Proposes candidates in `text`, whose extents are byte offsets into it, in any order.
    ///
    /// The sink is told of progress at least every few tens of kilobytes, and the detector stops
    /// within 200 ms of a `Break`.
    ///
    /// # Errors
    /// [`DetectError`] when the detector cannot do its work on this text; what was proposed until
    /// then must not be taken for the whole.
    fn detect(&self, text: &str, sink: &mut dyn ScanSink) -> Result<(), DetectError>;
}

/// Receives what a detector finds, as it finds it.
pub trait ScanSink {
    /// One candidate. `Break` asks the detector to stop.
    fn candidate(&mut self, candidate: Candidate) -> ControlFlow<()>;

    /// How many bytes of the text are done. `Break` asks the detector to stop.
    fn progress(&mut self, bytes_done: usize) -> ControlFlow<()>;
}

/// Collects everything and never stops.
impl ScanSink for Vec<Candidate> {
    fn candidate(&mut self, candidate: Candidate) -> ControlFlow<()> {
        self.push(candidate);
        ControlFlow::Continue(())
    }

    fn progress(&mut self, _: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// One detector's proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// Where, in the text the detector was given.
    pub extent: Extent,
    /// What it is taken for.
    pub entity: EntityType,
    /// Confidence from 0 to 1.
    pub score: f32,
    /// Why.
    pub evidence: Evidence,
}

/// One reason why something was flagged, in words a reviewer can check. Holds no document text
/// but a context word.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// Who says so: `ner:<model id>`, `pattern:<recogniser>`, `list:<name>`, `link:<rule>`,
    /// `manual`.
    pub source: String,
    /// What that source itself called it: a model's raw label, a pattern's name.
    pub label: String,
    /// The source's own score from 0 to 1.
    pub score: f32,
    /// Whether a checksum or other validation was applied and passed.
    pub validated: bool,
    /// The word nearby that raised the score.
    pub context: Option<String>,
    /// The rule in one sentence, with its authority where it has one.
    pub explanation: String,
}

/// Why a detector could not do its work.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DetectError {
    /// The sink asked to stop.
    #[error("the scan was stopped")]
    Stopped,
    /// The detector failed; the message names the file concerned and the remedy.
    #[error("{detector} failed: {reason}")]
    Failed {
        /// The detector's id.
        detector: String,
        /// What happened and what to do about it.
        reason: String,
    },
}
