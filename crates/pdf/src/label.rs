//! What stands in the place of removed text: a label in Helvetica, or a solid box.

use std::fmt::Write as _;
use std::ops::Range;

use lopdf::{Dictionary, Object, dictionary};
use tacenda_core::Replacement;
use tacenda_pdf_content::helvetica;
use tacenda_pdf_content::kurbo::{Point, Rect, Vec2};

/// Name of the label font in page resources.
pub(crate) const FONT_NAME: &str = "TacendaLabel";

/// Size of a label's letters, of the em of the text it stands in.
const LETTERS: f64 = 0.85;

/// Space beside a label inside its frame, in ems.
const PADDING: f64 = 0.12;

/// Width of a solid box, in ems. Always the same, so that it says nothing of what it covers.
const BOX_WIDTH: f64 = 4.0;

/// Upper and lower edge of frames and boxes from the baseline, in ems.
const TOP: f64 = 0.82;
const BOTTOM: f64 = -0.22;

/// Labels whose frames share less height than this, in ems, cover nothing of each other.
const TOUCH: f64 = 0.2;

/// A label that has less room than this, in ems, is not drawn.
const LEAST: f64 = 0.3;

/// A replacement in its place.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Label {
    /// The page, from 1.
    pub(crate) page: u32,
    /// Left end of the baseline in page space.
    pub(crate) origin: Point,
    /// Direction of writing, of length 1.
    pub(crate) direction: Vec2,
    /// The em of the text around it, in points.
    pub(crate) em: f64,
    /// Width along the direction, in points, before squeezing.
    pub(crate) width: f64,
    /// Horizontal factor with which the whole line is set.
    pub(crate) squeeze: f64,
    /// What to draw.
    pub(crate) replacement: Replacement,
}

/// The width of a replacement in ems of the text it stands in.
pub(crate) fn width(replacement: &Replacement) -> f64 {
    match replacement {
        Replacement::Box => BOX_WIDTH,
        Replacement::Text(text) if text.is_empty() => 0.0,
        Replacement::Text(text) => helvetica::width(text) * LETTERS + 2.0 * PADDING,
    }
}

/// Narrows the labels of a page so that they end before any other letter or label, and takes out
/// those that would lie upon one from the start. `letters` are the boxes of what stays, in their new
/// places. Labels that run another way are no hindrance.
pub(crate) fn make_room(labels: &mut Vec<Label>, letters: &[Rect]) {
    let places: Vec<Place> = labels.iter().map(Place::of).collect();
    let mut next = 0;
    labels.retain_mut(|label| {
        let index = next;
        next += 1;
        let Place { x, rows, .. } = &places[index];
        let most = label.width * label.squeeze;
        let free = letters
            .iter()
            .map(|letter| turned(*letter, label.direction))
            .filter(|r| rows.contains(&r.center().y) && r.center().x > *x && r.x0 < x + most)
            .map(|r| r.x0 - x)
            .fold(most, f64::min);
        // Neighbours meet; labels of the lines above and below may touch.
        let beside = |other: &Range<f64>| {
            other.end.min(rows.end) - other.start.max(rows.start) > TOUCH * label.em
        };
        let later = |other: usize, at: f64| at.total_cmp(x).then(other.cmp(&index)).is_gt();
        let free = (0..)
            .zip(&places)
            .filter(|(other, place)| {
                same_way(place.direction, label.direction)
                    && beside(&place.rows)
                    && later(*other, place.x)
            })
            .map(|(_, place)| place.x - x)
            .fold(free, f64::min);
        if free < most {
            label.squeeze *= free / most;
        }
        label.squeeze * label.width > LEAST * label.em
    });
}

/// Where a label stands, seen along its direction.
struct Place {
    direction: Vec2,
    x: f64,
    /// Lower and upper edge of its frame.
    rows: Range<f64>,
}

impl Place {
    fn of(label: &Label) -> Self {
        let at = seen_along(label.origin, label.direction);
        Self {
            direction: label.direction,
            x: at.x,
            rows: at.y + BOTTOM * label.em..at.y + TOP * label.em,
        }
    }
}

fn same_way(a: Vec2, b: Vec2) -> bool {
    (a - b).hypot() < 0.01
}

/// A point in axes of which the first runs along `direction` (of length 1).
fn seen_along(point: Point, direction: Vec2) -> Point {
    let v = point.to_vec2();
    Point::new(v.dot(direction), direction.cross(v))
}

/// The box around a box, seen along `direction`.
fn turned(rect: Rect, direction: Vec2) -> Rect {
    let corner = |x, y| seen_along(Point::new(x, y), direction);
    Rect::from_points(corner(rect.x0, rect.y0), corner(rect.x1, rect.y1))
        .union_pt(corner(rect.x0, rect.y1))
        .union_pt(corner(rect.x1, rect.y0))
}

/// Appends the operators that draw `label` in page space.
pub(crate) fn draw(out: &mut Vec<u8>, label: &Label) {
    let Label {
        origin,
        direction,
        em,
        width,
        squeeze,
        ..
    } = label;
    let mut s = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        s,
        "q {} {} {} {} {} {} cm",
        number(direction.x),
        number(direction.y),
        number(-direction.y),
        number(direction.x),
        number(origin.x),
        number(origin.y)
    );
    let (low, height) = (number(BOTTOM * em), number((TOP - BOTTOM) * em));
    let across = number(width * squeeze);
    match &label.replacement {
        Replacement::Box => {
            let _ = writeln!(s, "0 g 0 {low} {across} {height} re f");
        }
        Replacement::Text(text) => {
            let line = 0.04 * em;
            let _ = writeln!(
                s,
                "1 g 0 G {} w 0 {low} {across} {height} re B",
                number(line)
            );
            let _ = write!(
                s,
                "BT /{FONT_NAME} {} Tf {} Tz 0 g {} 0 Td <",
                number(LETTERS * em),
                number(100.0 * squeeze),
                number(PADDING * em * squeeze)
            );
            for byte in helvetica::encode(text) {
                let _ = write!(s, "{byte:02X}");
            }
            s.push_str("> Tj ET\n");
        }
    }
    s.push_str("Q\n");
    out.extend_from_slice(s.as_bytes());
}

/// Appends the operators that black out a marked area in page space.
pub(crate) fn draw_area(out: &mut Vec<u8>, area: Rect) {
    let operators = format!(
        "q 0 g {} {} {} {} re f Q\n",
        number(area.x0),
        number(area.y0),
        number(area.width()),
        number(area.height())
    );
    out.extend_from_slice(operators.as_bytes());
}

/// The resources that [`draw`] needs.
pub(crate) fn resources() -> Dictionary {
    let font = dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    };
    dictionary! { "Font" => dictionary! { FONT_NAME => Object::Dictionary(font) } }
}

/// A number with at most three decimals and no exponent.
pub(crate) fn number(n: f64) -> String {
    if !n.is_finite() {
        return "0".into();
    }
    let mut s = format!("{n:.3}");
    let kept = s.trim_end_matches('0').trim_end_matches('.').len();
    s.truncate(kept);
    if s == "-0" { "0".into() } else { s }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_wide_as_its_letters() {
        // Helvetica: [ 278, A 667, ] 278.
        let text = Replacement::Text("[A]".into());
        let expected = (278.0 + 667.0 + 278.0) / 1000.0 * LETTERS + 2.0 * PADDING;
        assert!((width(&text) - expected).abs() < 1e-9);
        assert!((width(&Replacement::Box) - BOX_WIDTH).abs() < 1e-9);
    }

    fn label(x: f64, y: f64, width: f64) -> Label {
        Label {
            page: 1,
            origin: Point::new(x, y),
            direction: Vec2::new(1.0, 0.0),
            em: 10.0,
            width,
            squeeze: 1.0,
            replacement: Replacement::Box,
        }
    }

    #[test]
    fn a_label_ends_where_the_next_begins() {
        // The third stands in the next line; the fourth would leave the fifth no room to be read.
        let mut labels = vec![
            label(0.0, 100.0, 40.0),
            label(25.0, 101.0, 20.0),
            label(30.0, 88.0, 40.0),
            label(60.0, 100.0, 40.0),
            label(61.0, 100.0, 40.0),
        ];
        make_room(&mut labels, &[]);
        let widths: Vec<(f64, f64)> = labels
            .iter()
            .map(|l| (l.origin.x, l.width * l.squeeze))
            .collect();
        assert_eq!(
            widths,
            [(0.0, 25.0), (25.0, 20.0), (30.0, 40.0), (61.0, 40.0)]
        );
    }

    /// Text that runs up the page: the letter stands 25 points behind the label's start.
    #[test]
    fn a_label_that_runs_up_the_page_ends_before_the_next_letter() {
        let mut labels = vec![Label {
            direction: Vec2::new(0.0, 1.0),
            ..label(100.0, 50.0, 40.0)
        }];
        make_room(&mut labels, &[Rect::new(94.0, 75.0, 102.0, 80.0)]);
        let width = labels[0].width * labels[0].squeeze;
        assert!((width - 25.0).abs() < 1e-9, "{width}");
    }

    #[test]
    fn numbers_are_short_and_plain() {
        for (n, text) in [
            (0.0, "0"),
            (-0.0001, "0"),
            (12.0, "12"),
            (-1.5, "-1.5"),
            (1e7, "10000000"),
            (0.1239, "0.124"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(number(n), text);
        }
    }
}
