//! Pictures that show more than one sees, or what an embedded file says.

use super::scanner::{Frame, Scanner};
use crate::xml::{Element, Ns};

impl<'a> Scanner<'a> {
    /// Notes a picture that is shown in part: what is cut off is still in its part.
    pub(super) fn crop(&mut self, e: &Element<'a>) {
        let id = e.attrs.iter().find(|a| a.ns == Ns::Relation);
        if matches!(e.local, "blip" | "imagedata") {
            self.picture = id.map(|a| a.value.to_owned());
        }
        let crops = |local: &str| match e.local {
            "srcRect" => matches!(local, "l" | "t" | "r" | "b"),
            "imagedata" => local.starts_with("crop"),
            _ => false,
        };
        let mut values = e.attrs.iter().filter(|a| crops(a.local));
        if values.any(|a| a.value.contains(|c| matches!(c, '1'..='9'))) {
            self.out.cropped.extend(self.picture.clone());
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
