//! The graphics state, as far as it bears on text.

use std::sync::Arc;

use hayro_font::kurbo::Affine;

use crate::FontId;

/// What `q` saves and `Q` restores.
#[derive(Clone, Debug)]
pub struct State {
    /// User space of the stream to page space.
    pub ctm: Affine,
    /// Text state.
    pub text: TextState,
    /// In user space units.
    pub line_width: f64,
    /// Constant alpha for filling, 0 to 1.
    pub fill_alpha: f64,
    /// Constant alpha for stroking, 0 to 1.
    pub stroke_alpha: f64,
}

/// ISO 32000-1, 9.3.
#[derive(Clone, Debug)]
pub struct TextState {
    /// `Tc`
    pub char_spacing: f64,
    /// `Tw`
    pub word_spacing: f64,
    /// `Tz` as a factor
    pub scale: f64,
    /// `TL`
    pub leading: f64,
    /// `Ts`
    pub rise: f64,
    /// `Tr`
    pub mode: u8,
    /// `Tf`; `None` until one is set.
    pub font: Option<FontId>,
    /// The name `Tf` used.
    pub font_name: Arc<[u8]>,
    /// The size `Tf` set.
    pub size: f64,
}

impl State {
    /// The state at the start of a page.
    pub fn new(ctm: Affine) -> Self {
        Self {
            ctm,
            text: TextState {
                char_spacing: 0.0,
                word_spacing: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
                font: None,
                font_name: Arc::from([]),
                size: 0.0,
            },
            line_width: 1.0,
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
        }
    }

    /// Whether text in this state leaves no mark.
    pub fn paints_no_text(&self) -> bool {
        match self.text.mode {
            0 => self.fill_alpha <= 0.0,
            1 => self.stroke_alpha <= 0.0,
            2 => self.fill_alpha <= 0.0 && self.stroke_alpha <= 0.0,
            3 => true,
            _ => false,
        }
    }
}
