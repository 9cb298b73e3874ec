//! Pictures that show more than one sees, or what an embedded file says.

use super::scanner::{Frame, Scanner};
use crate::xml::{Element, Ns};

/// The part of a picture that is shown, in shares of its width and height from its upper left
/// corner. What lies outside is still in the picture's part.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Shown {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Shown {
    /// All of it.
    pub(crate) const WHOLE: Self = Self {
        left: 0.0,
        top: 0.0,
        right: 1.0,
        bottom: 1.0,
    };

    /// Cuts at the sides as the attributes of `a:srcRect` (ECMA-376 part 1, 20.1.8.55) and
    /// `v:imagedata` (part 4, 19.1.2.11) say; a value below zero adds room and cuts nothing.
    fn cut(&mut self, side: &str, share: f64) {
        let share = share.clamp(0.0, 1.0);
        match side {
            "l" | "cropleft" => self.left = share,
            "t" | "croptop" => self.top = share,
            "r" | "cropright" => self.right = 1.0 - share,
            "b" | "cropbottom" => self.bottom = 1.0 - share,
            _ => {}
        }
    }
}

/// The share that an attribute names: in thousandths of a percent, in percent, or, for
/// `v:imagedata`, in parts of 65,536 or of one. What is no number cuts nothing.
fn share(element: &str, value: &str) -> f64 {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let (digits, unit) = match (value.strip_suffix('%'), value.strip_suffix('f')) {
        (Some(percent), _) => (percent, 100.0),
        (None, Some(parts)) => (parts, 65_536.0),
        (None, None) if element == "srcRect" => (value, 100_000.0),
        (None, None) => (value, 1.0),
    };
    number(digits).map_or(0.0, |n| n / unit)
}

impl<'a> Scanner<'a> {
    /// Notes a picture and how much of it is shown.
    pub(super) fn crop(&mut self, e: &Element<'a>) {
        if matches!(e.local, "blip" | "imagedata") {
            // A frame without a picture has a rectangle of its own too.
            let id = e.attrs.iter().find(|a| a.ns == Ns::Relation);
            let id = id.map_or_else(String::new, |id| id.value.to_owned());
            self.out.shown.push((id, Shown::WHOLE));
        }
        if matches!(e.local, "srcRect" | "imagedata")
            && let Some((_, shown)) = self.out.shown.last_mut()
        {
            for attribute in &e.attrs {
                shown.cut(attribute.local, share(e.local, attribute.value));
            }
        }
    }

    /// Whether `e` shows what an embedded file looks like.
    pub(super) fn is_preview(&self, e: &Element<'a>) -> bool {
        let object = |f: &Frame<'a>| {
            matches!(
                (f.ns, f.local),
                (Ns::Word, "object") | (Ns::Slide, "oleObj") | (Ns::Sheet, "oleObject")
            )
        };
        matches!(e.local, "imagedata" | "blip" | "objectPr") && self.frames.iter().any(object)
    }
}
