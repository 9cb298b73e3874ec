//! The text state (ISO 32000-1, 9.3), set only where a text-showing operator needs it.

use crate::label::number;

/// Text state parameters, leading apart.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct TextState {
    /// Operand bytes of `Tf`; `None` before the first, or after a graphics state has set it.
    pub(super) font: Option<Vec<u8>>,
    pub(super) character: f64,
    pub(super) word: f64,
    /// In percent.
    pub(super) scale: f64,
    pub(super) rise: f64,
    pub(super) mode: f64,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            font: None,
            character: 0.0,
            word: 0.0,
            scale: 100.0,
            rise: 0.0,
            mode: 0.0,
        }
    }
}

impl TextState {
    /// Appends the operators that lead from `self` to `wanted`.
    pub(super) fn lead_to(&mut self, wanted: &Self, out: &mut Vec<u8>) {
        if self.font != wanted.font
            && let Some(font) = &wanted.font
        {
            out.extend_from_slice(font);
            out.extend_from_slice(b" Tf\n");
        }
        for (have, want, name) in [
            (self.character, wanted.character, "Tc"),
            (self.word, wanted.word, "Tw"),
            (self.scale, wanted.scale, "Tz"),
            (self.rise, wanted.rise, "Ts"),
            (self.mode, wanted.mode, "Tr"),
        ] {
            // The number as the source has it, or one of ours: equal means the same bytes.
            if have.to_bits() != want.to_bits() {
                out.extend_from_slice(format!("{} {name}\n", precise(want)).as_bytes());
            }
        }
        self.clone_from(wanted);
    }
}

/// A number with up to six decimals: the source's own values must come out as they were.
pub(super) fn precise(n: f64) -> String {
    let rounded = (n * 1000.0).round() / 1000.0;
    if (rounded - n).abs() < 1e-9 {
        return number(n);
    }
    let s = format!("{n:.6}");
    s.trim_end_matches('0').trim_end_matches('.').to_owned()
}
