//! The glyph table: every glyph, picture and path of a document with its place in the bytes.
//!
//! All byte ranges index the content of the stream object as [`crate::normalise`] left it, that
//! is decoded: `document.get_object(stream)?.as_stream()?.content[op.clone()]`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use hayro_font::kurbo::{Affine, Point, Rect};
use lopdf::ObjectId;

/// Index into [`GlyphTable::glyphs`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GlyphId(pub u32);

/// Index into [`GlyphTable::shows`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ShowId(pub u32);

/// Index into [`GlyphTable::runs`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RunId(pub u32);

/// Index into [`GlyphTable::fonts`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FontId(pub u32);

/// Index into [`GlyphTable::texts`]; 0 is "unknown".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct TextId(pub u32);

/// Everything that was executed, in order of execution, page after page.
#[derive(Clone, Debug, Default)]
pub struct GlyphTable {
    /// One record for each code shown, each time it is shown.
    pub glyphs: Vec<Glyph>,
    /// One record for each text-showing operator, each time it is executed.
    pub shows: Vec<Show>,
    /// One record for each execution of a content stream.
    pub runs: Vec<Run>,
    /// Fonts in order of first use.
    pub fonts: Vec<FontInfo>,
    /// Distinct texts of glyphs. The first is empty and stands for "unknown".
    pub texts: Vec<Box<str>>,
    /// Pictures, each time they are painted.
    pub images: Vec<ImageUse>,
    /// Paths painted or clipped with, and shadings, each time.
    pub paths: Vec<PathUse>,
    /// Marked-content operators with properties that may hold text.
    pub marked: Vec<MarkedUse>,
    /// Pages (from 1) whose content was not executed to its end because a limit was reached.
    pub incomplete: BTreeSet<u32>,
}

impl GlyphTable {
    /// The glyph.
    #[must_use]
    pub fn glyph(&self, id: GlyphId) -> &Glyph {
        &self.glyphs[id.0 as usize]
    }

    /// The operator that shows the glyph.
    #[must_use]
    pub fn show(&self, id: ShowId) -> &Show {
        &self.shows[id.0 as usize]
    }

    /// The execution of a content stream.
    #[must_use]
    pub fn run(&self, id: RunId) -> &Run {
        &self.runs[id.0 as usize]
    }

    /// The font.
    #[must_use]
    pub fn font(&self, id: FontId) -> &FontInfo {
        &self.fonts[id.0 as usize]
    }

    /// The Unicode text of a glyph; empty when unknown.
    #[must_use]
    pub fn text(&self, glyph: &Glyph) -> &str {
        &self.texts[glyph.text.0 as usize]
    }

    /// The page (from 1) the glyph stands on.
    #[must_use]
    pub fn page_of(&self, glyph: &Glyph) -> u32 {
        self.run(self.show(glyph.show).run).page
    }
}

/// One shown code.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    /// The operator that shows it.
    pub show: ShowId,
    /// Which element of the operand array of `TJ` holds it, numbers counted too; 0 for the other
    /// operators.
    pub element: u32,
    /// First byte of its code in the decoded string of that element.
    pub start: u32,
    /// Bytes of its code, 1 to 4.
    pub len: u8,
    /// The character code.
    pub code: u32,
    /// Its Unicode text, see [`GlyphTable::text`].
    pub text: TextId,
    /// Advance by the font alone, in text space units (1/1000 of a glyph-space unit; multiply by
    /// the font size). Along y for vertical fonts, where it is negative.
    pub width: f32,
    /// Origin in page space.
    pub origin: [f32; 2],
    /// Box in page space.
    pub quad: Quad,
}

impl Glyph {
    /// The bytes of its code in the decoded string of its element.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.start as usize + usize::from(self.len)
    }
}

/// A quadrilateral in *page space*: default user space of the page in points, y up, before
/// rotation and CropBox. Corners in the glyph's own orientation: lower left, lower right, upper
/// right, upper left.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Quad(pub [[f32; 2]; 4]);

impl Quad {
    /// The image of `rect` under `transform`.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "points need no more than f32"
    )]
    pub fn of(rect: Rect, transform: Affine) -> Self {
        let corner = |x, y| {
            let p = transform * Point::new(x, y);
            [p.x as f32, p.y as f32]
        };
        Self([
            corner(rect.x0, rect.y0),
            corner(rect.x1, rect.y0),
            corner(rect.x1, rect.y1),
            corner(rect.x0, rect.y1),
        ])
    }

    /// The smallest upright rectangle around it.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let [first, rest @ ..] = self.0.map(|[x, y]| Point::new(x.into(), y.into()));
        rest.iter()
            .fold(Rect::from_points(first, first), |r, &p| r.union_pt(p))
    }

    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        let [a, _, c, _] = self.0;
        Point::new(f64::from(a[0] + c[0]) / 2.0, f64::from(a[1] + c[1]) / 2.0)
    }
}

/// Which operator shows text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShowKind {
    /// `Tj`
    Tj,
    /// `TJ`
    TJ,
    /// `'`
    Quote,
    /// `"`
    DoubleQuote,
}

/// One execution of a text-showing operator, with the text state at that moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Show {
    /// The execution of the stream it stands in.
    pub run: RunId,
    /// Which operator.
    pub kind: ShowKind,
    /// From the first byte of the first operand to one past the operator.
    pub op: Range<usize>,
    /// Its glyphs: indices into [`GlyphTable::glyphs`].
    pub glyphs: Range<u32>,
    /// The font, if it could be loaded.
    pub font: FontId,
    /// The name under which the resources hold the font, without the slash; empty when a
    /// graphics state set it.
    pub font_name: Arc<[u8]>,
    /// Font size (`Tf`).
    pub size: f64,
    /// Character spacing (`Tc`), after `"` has set it.
    pub char_spacing: f64,
    /// Word spacing (`Tw`), after `"` has set it.
    pub word_spacing: f64,
    /// Horizontal scaling (`Tz`) as a factor: 1.0 is 100 %.
    pub scale: f64,
    /// Leading (`TL`).
    pub leading: f64,
    /// Rise (`Ts`).
    pub rise: f64,
    /// Rendering mode (`Tr`), 0 to 7.
    pub mode: u8,
    /// Matrix from user space of the stream to page space.
    pub ctm: Affine,
    /// Text matrix before the first glyph (after the line move of `'` and `"`).
    pub tm: Affine,
    /// Text matrix after the last glyph.
    pub tm_end: Affine,
    /// Text line matrix (after the line move of `'` and `"`).
    pub line: Affine,
    /// Whether a viewer shows it.
    pub visible: Visibility,
    /// Marked-content identifier of the innermost sequence that has one.
    pub mcid: Option<i64>,
}

/// Whether and why not a viewer shows something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// It is painted.
    Shown,
    /// Rendering mode 3, or no opacity.
    Invisible,
    /// It belongs to optional content that is off by default.
    LayerOff,
}

/// One execution of a content stream.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// The page (from 1) on which it has its effect.
    pub page: u32,
    /// The stream object.
    pub stream: ObjectId,
    /// What executed it.
    pub via: Via,
    /// Whose resources are in force; [`crate::resources`] gets the dictionary itself.
    pub resources: ResourcesOf,
    /// Matrix from user space of the stream at its start to page space.
    pub ctm: Affine,
}

/// Whose `Resources` are in force in a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourcesOf {
    /// The page with this object id.
    Page(ObjectId),
    /// The stream (form, pattern) with this object id.
    Stream(ObjectId),
    /// The Type 3 font with this object id.
    Font(ObjectId),
}

/// What executed a content stream.
#[derive(Clone, PartialEq, Debug)]
pub enum Via {
    /// The page itself.
    Page,
    /// `Do` of a form; annotation appearances too, once normalised.
    Form {
        /// The execution that holds the `Do`.
        parent: RunId,
        /// From the name to one past `Do`, in the parent's stream.
        op: Range<usize>,
        /// The name, without the slash.
        name: Box<[u8]>,
    },
    /// A tiling pattern, executed once for all its tiles.
    Pattern {
        /// The execution that selects it.
        parent: RunId,
        /// The `scn` or `SCN` with its operands, in the parent's stream.
        op: Range<usize>,
        /// The name in the parent's resources.
        name: Box<[u8]>,
    },
    /// The group of a soft mask.
    SoftMask {
        /// The execution that sets it.
        parent: RunId,
        /// The `gs` with its operand, in the parent's stream.
        op: Range<usize>,
        /// The name of the graphics state in the parent's resources.
        name: Box<[u8]>,
    },
    /// A glyph procedure of a Type 3 font; executed for the first showing on each page only.
    CharProc {
        /// The execution that shows it.
        parent: RunId,
        /// The font.
        font: FontId,
        /// The character code.
        code: u32,
    },
}

impl Via {
    /// The execution this one was started from.
    #[must_use]
    pub fn parent(&self) -> Option<RunId> {
        match self {
            Self::Page => None,
            Self::Form { parent, .. }
            | Self::Pattern { parent, .. }
            | Self::SoftMask { parent, .. }
            | Self::CharProc { parent, .. } => Some(*parent),
        }
    }
}

/// What is known of a font.
#[derive(Clone, PartialEq, Debug)]
pub struct FontInfo {
    /// The font dictionary. `None` when the resources name none.
    pub object: Option<ObjectId>,
    /// `BaseFont`, or empty.
    pub name: String,
    /// `Subtype`, such as `Type0`.
    pub subtype: String,
    /// Whether codes are longer than one byte.
    pub composite: bool,
    /// Whether it is written downwards.
    pub vertical: bool,
    /// Whether the font could be loaded; otherwise widths and texts are guesses.
    pub loaded: bool,
    /// Ascent in text space units (1.0 is one em), used for boxes.
    pub ascent: f32,
    /// Descent in text space units, negative.
    pub descent: f32,
    /// The glyph of the font program that each shown code draws. Empty where the font has none of
    /// its own.
    pub drawn: BTreeMap<u32, u32>,
}

/// One painting of a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct ImageUse {
    /// The execution that paints it.
    pub run: RunId,
    /// From the name to one past `Do`, or from `BI` to one past `EI`.
    pub op: Range<usize>,
    /// What is painted.
    pub source: ImageSource,
    /// Matrix from the unit square to page space.
    pub ctm: Affine,
    /// Columns of samples.
    pub width: u32,
    /// Rows of samples.
    pub height: u32,
}

impl ImageUse {
    /// Where it stands in page space.
    #[must_use]
    pub fn quad(&self) -> Quad {
        Quad::of(Rect::new(0.0, 0.0, 1.0, 1.0), self.ctm)
    }
}

/// Where the samples of a picture are.
#[derive(Clone, PartialEq, Debug)]
pub enum ImageSource {
    /// An image XObject.
    XObject {
        /// The stream object.
        object: ObjectId,
        /// Its name in the resources, without the slash.
        name: Box<[u8]>,
    },
    /// An inline image.
    Inline {
        /// The key-value pairs between `BI` and `ID`, in the stream.
        dict: Range<usize>,
        /// The sample data between `ID` and `EI`, in the stream.
        data: Range<usize>,
    },
}

/// One path with the operator that ends it, or one shading.
#[derive(Clone, PartialEq, Debug)]
pub struct PathUse {
    /// The execution.
    pub run: RunId,
    /// From the first operand of the first construction operator to one past the painting
    /// operator.
    pub op: Range<usize>,
    /// The painting operator with its bytes, such as `f` or `n`.
    pub paint: Box<[u8]>,
    /// Whether the path also becomes a clip (`W` or `W*`).
    pub clip: bool,
    /// Its subpaths in order; empty for a shading.
    pub subpaths: Vec<Subpath>,
    /// Box in page space with half the line width around it if stroked; for a shading the whole
    /// plane.
    pub bounds: Rect,
    /// Line width in page space, if stroked.
    pub line_width: f64,
}

/// A part of a path that starts with `m` or `re`.
#[derive(Clone, PartialEq, Debug)]
pub struct Subpath {
    /// From its first operand to one past its last construction operator.
    pub op: Range<usize>,
    /// Box in page space, without line width.
    pub bounds: Rect,
    /// Number of construction operators.
    pub segments: u32,
}

/// A `BDC`, `BMC`, `DP` or `MP` operator.
#[derive(Clone, PartialEq, Debug)]
pub struct MarkedUse {
    /// The execution.
    pub run: RunId,
    /// From the first operand to one past the operator.
    pub op: Range<usize>,
    /// Whether its properties hold replacement text (`ActualText`, `Alt` or `E`).
    pub text: bool,
}
