//! From a model's own scores to how often it is right.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How the scores of one kind become probabilities: `σ(slope · ln(s / (1 − s)) + offset)`, Platt's
/// scaling of the log odds (J. Platt, 1999). Fitted on texts that the model was not trained on.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platt {
    /// Factor of the log odds; above 0, so that the order of scores stays.
    pub slope: f32,
    /// What is added to the log odds.
    pub offset: f32,
}

/// The scaling of each kind of a model (`PER`, `GIVEN_NAME`); scores of other kinds stay.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Calibration(pub BTreeMap<String, Platt>);

impl Calibration {
    /// The probability, from 0 to 1, that an entity of `kind` with the model's `score` is one.
    #[must_use]
    pub fn score(&self, kind: &str, score: f32) -> f32 {
        let Some(Platt { slope, offset }) = self.0.get(kind) else {
            return score;
        };
        let score = score.clamp(1e-6, 1.0 - 1e-6);
        let odds = (score / (1.0 - score)).ln();
        1.0 / (1.0 + (-(slope * odds + offset)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(slope: f32, offset: f32) -> Calibration {
        Calibration(BTreeMap::from([(
            "PER".to_owned(),
            Platt { slope, offset },
        )]))
    }

    #[test]
    fn known_points_and_kinds_without_a_scaling() {
        // σ(0) is a half; σ(ln 3) is three quarters.
        assert!((one(2.0, 0.0).score("PER", 0.5) - 0.5).abs() < 1e-6);
        assert!((one(1.0, 3f32.ln()).score("PER", 0.5) - 0.75).abs() < 1e-6);
        assert!((one(1.0, 0.0).score("PER", 0.9) - 0.9).abs() < 1e-5);
        assert_eq!(one(0.1, 5.0).score("LOC", 0.9), 0.9);
    }

    proptest! {
        #[test]
        fn scores_stay_probabilities_in_their_order(
            a in 0f32..=1.0, b in 0f32..=1.0, slope in 0.05f32..5.0, offset in -5f32..5.0
        ) {
            let scaled = one(slope, offset);
            let (low, high) = (scaled.score("PER", a.min(b)), scaled.score("PER", a.max(b)));
            prop_assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0);
        }
    }
}
