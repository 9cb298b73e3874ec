//! Whether a device finds what the processor finds.

use tacenda_core::{Candidate, DetectError, Detector as _};

use crate::{DeviceChoice, DeviceOptions, ModelPack, NerDetector, NerError, Provider, Runtime};

/// What the comparison showed.
#[derive(Clone, PartialEq, Debug)]
pub struct SelfTest {
    /// Entities that both found with the same bounds and type.
    pub same: usize,
    /// Entities that only the processor found.
    pub missed: usize,
    /// Entities that only the device found.
    pub added: usize,
    /// Largest difference of a score among the same entities, from 0 to 1.
    pub score_difference: f32,
}

impl SelfTest {
    /// Whether both found the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.missed == 0 && self.added == 0
    }
}

/// Sentences with entities of many kinds, and one without.
const SENTENCES: [&str; 6] = [
    "My name is Sarah Johnson and my email is sarah.johnson@example.com.",
    "Please send it to Maria Fernandez, 482 Oakwood Avenue, Springfield, IL 62704.",
    "You can reach Daniel O'Connor on (217) 555-0143 after five.",
    "Angela Merkel met executives of Siemens AG in Berlin and Munich.",
    "Patient: Priya Natarajan, passport 512345678, account 9876543210.",
    "The tenant shall pay the rent on the first day of each month.",
];

/// Compares a loaded detector with the same pack on the processor, on sentences that are built
/// in.
///
/// # Errors
/// As [`NerError`] says, when either cannot run.
pub fn self_test(runtime: &Runtime, detector: &NerDetector) -> Result<SelfTest, NerError> {
    let pack = ModelPack::open(&detector.pipeline().pack().folder)?;
    let cpu = DeviceOptions {
        device: DeviceChoice::On(Provider::Cpu, 0),
        ..DeviceOptions::default()
    };
    let reference = NerDetector::open(runtime, pack, &cpu)?;
    let text = SENTENCES.join("\n\n");
    let (theirs, ours) = (found(&reference, &text)?, found(detector, &text)?);
    let mut test = SelfTest {
        same: 0,
        missed: 0,
        added: 0,
        score_difference: 0.0,
    };
    for candidate in &ours {
        match theirs
            .iter()
            .find(|c| c.extent == candidate.extent && c.entity == candidate.entity)
        {
            Some(twin) => {
                test.same += 1;
                let difference = (twin.score - candidate.score).abs();
                test.score_difference = test.score_difference.max(difference);
            }
            None => test.added += 1,
        }
    }
    test.missed = theirs.len() - test.same;
    Ok(test)
}

fn found(detector: &NerDetector, text: &str) -> Result<Vec<Candidate>, NerError> {
    let mut all = Vec::new();
    let read = detector.detect(text, &mut all);
    read.map(|()| all).map_err(|error| NerError::Inference {
        path: detector.pipeline().pack().model.clone(),
        reason: match error {
            DetectError::Stopped => "the comparison was stopped".to_owned(),
            DetectError::Failed { reason, .. } => reason,
        },
    })
}
