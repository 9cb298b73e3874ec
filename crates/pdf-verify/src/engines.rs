//! Three ways to read the text of a file.

pub mod content;
pub mod extract;
pub mod fontmap;
pub mod printed;
pub mod render;

/// Text in the order in which it was read, with the places where it stops running on.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub text: String,
    /// Ascending byte offsets at which a new stretch begins.
    pub breaks: Vec<usize>,
}

impl Text {
    /// Begins a new stretch.
    pub fn stretch(&mut self) {
        if self.breaks.last() != Some(&self.text.len()) {
            self.breaks.push(self.text.len());
        }
    }
}
