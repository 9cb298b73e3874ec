//! Paths and shadings, for areas that a reviewer draws by hand.

use std::ops::Range;

use hayro_font::kurbo::{Affine, Point, Rect};

use super::machine::{Frame, Machine};
use crate::lexer::Op;
use crate::{PathUse, Subpath};

/// Most parts kept of one path; further ones are added to the last.
const MAX_SUBPATHS: usize = 65_536;

/// The path under construction.
#[derive(Debug, Default)]
pub struct PathBuilder {
    op: Option<Range<usize>>,
    subpaths: Vec<Subpath>,
    clip: bool,
}

impl PathBuilder {
    fn add(&mut self, op: &Range<usize>, points: &[Point], ctm: Affine, starts: bool) {
        let Some(&first) = points.first() else {
            return;
        };
        let bounds = points
            .iter()
            .fold(Rect::from_points(ctm * first, ctm * first), |r, &p| {
                r.union_pt(ctm * p)
            });
        self.extend(op);
        let full = self.subpaths.len() >= MAX_SUBPATHS;
        match self.subpaths.last_mut() {
            Some(last) if !starts || full => {
                last.op.end = op.end;
                last.bounds = last.bounds.union(bounds);
                last.segments += 1;
            }
            _ => self.subpaths.push(Subpath {
                op: op.clone(),
                bounds,
                segments: 1,
            }),
        }
    }

    fn extend(&mut self, op: &Range<usize>) {
        match &mut self.op {
            Some(whole) => whole.end = op.end,
            None => self.op = Some(op.clone()),
        }
    }
}

impl<'d> Machine<'d, '_> {
    /// Executes a path operator, if it is one.
    pub fn path_operator(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let ctm = f.state.ctm;
        let path = &mut f.path;
        let point = |[x, y]: [f64; 2]| Point::new(x, y);
        match op.name {
            b"m" => {
                if let Some(p) = op.numbers::<2>() {
                    path.add(&op.range, &[point(p)], ctm, true);
                }
            }
            b"l" => {
                if let Some(p) = op.numbers::<2>() {
                    path.add(&op.range, &[point(p)], ctm, false);
                }
            }
            b"c" => {
                if let Some([a, b, c, d, e, g]) = op.numbers::<6>() {
                    let points = [[a, b], [c, d], [e, g]].map(point);
                    path.add(&op.range, &points, ctm, false);
                }
            }
            b"v" | b"y" => {
                if let Some([a, b, c, d]) = op.numbers::<4>() {
                    path.add(&op.range, &[[a, b], [c, d]].map(point), ctm, false);
                }
            }
            b"re" => {
                if let Some([x, y, w, h]) = op.numbers::<4>() {
                    let corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(point);
                    path.add(&op.range, &corners, ctm, true);
                }
            }
            b"h" => {
                if let Some(last) = path.subpaths.last_mut() {
                    last.op.end = op.range.end;
                    path.extend(&op.range);
                }
            }
            b"W" | b"W*" => {
                path.clip = true;
                path.extend(&op.range);
            }
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n" => {
                self.paint_path(f, op);
            }
            b"sh" => self.table.paths.push(PathUse {
                run: f.run,
                op: op.range.clone(),
                paint: op.name.into(),
                clip: false,
                subpaths: Vec::new(),
                bounds: Rect::new(-1e9, -1e9, 1e9, 1e9),
                line_width: 0.0,
            }),
            _ => {}
        }
    }

    fn paint_path(&mut self, f: &mut Frame<'d>, op: &Op<'_>) {
        let path = std::mem::take(&mut f.path);
        let (Some(whole), [first, ..]) = (path.op, path.subpaths.as_slice()) else {
            return;
        };
        // An `n` without a clip paints nothing and removes nothing.
        if op.name == b"n" && !path.clip {
            return;
        }
        let stroked = matches!(op.name, b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s");
        let line_width = if stroked {
            f.state.line_width.abs() * f.state.ctm.determinant().abs().sqrt()
        } else {
            0.0
        };
        let bounds = path
            .subpaths
            .iter()
            .fold(first.bounds, |all, s| all.union(s.bounds))
            .inflate(line_width / 2.0, line_width / 2.0);
        self.table.paths.push(PathUse {
            run: f.run,
            op: whole.start..op.range.end,
            paint: op.name.into(),
            clip: path.clip,
            subpaths: path.subpaths,
            bounds,
            line_width,
        });
    }
}
