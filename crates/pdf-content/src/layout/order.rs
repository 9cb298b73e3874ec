//! Lines in the order in which they are read.

use std::collections::BTreeMap;

use super::Line;

/// Puts stray parts into the line they stand on and orders pages that jump about.
pub fn ordered(lines: Vec<Line>) -> Vec<Line> {
    let mut lines = joined(lines);
    if jumps_about(&lines) {
        by_place(&mut lines);
        lines = joined(lines);
    }
    for line in &mut lines {
        line.pieces.sort_by(|a, b| a.u.0.total_cmp(&b.u.0));
    }
    lines
}

/// Widest gap, in ems, across which a part written later still belongs to a line: less than any
/// gutter between columns.
const STRAY_GAP: f64 = 1.0;

/// Joins lines that stand on one baseline with no more than a word's gap between them.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let heads: Vec<bool> = (0..lines.len())
        .map(|index| heads_block(&lines[index..]))
        .collect();
    for (line, heads) in lines.into_iter().zip(heads) {
        let row = row(line.v);
        let neighbours = (row - 1..=row + 1).filter_map(|r| rows.get(&r)).flatten();
        let home = neighbours
            .copied()
            .filter(|&i| adjoin(&out[i], &line))
            // The cell of a table beside one that has been written to its end.
            .filter(|&i| !heads || i + 1 == out.len())
            .min();
        if let Some(home) = home {
            let host = &mut out[home];
            host.u = (host.u.0.min(line.u.0), host.u.1.max(line.u.1));
            host.pieces.extend(line.pieces);
        } else {
            rows.entry(row).or_default().push(out.len());
            out.push(line);
        }
    }
    out
}

/// Whether the first of `lines` is the first of several that begin below each other.
fn heads_block(lines: &[Line]) -> bool {
    let [first, second, ..] = lines else {
        return false;
    };
    let em = first.em.max(second.em);
    let down = second.v - first.v;
    (first.u.0 - second.u.0).abs() < 0.3 * em && down > 0.5 * em && down < 2.0 * em
}

fn row(v: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let row = (v / 4.0).floor() as i64;
    row
}

fn adjoin(host: &Line, part: &Line) -> bool {
    let em = host.em.max(part.em);
    let gap = (part.u.0 - host.u.1).max(host.u.0 - part.u.1);
    (host.v - part.v).abs() < 0.2 * em && gap > -0.3 * em && gap < STRAY_GAP * em
}

/// Whether lines often go up where they should go down. Going up to another column is no
/// disorder.
fn jumps_about(lines: &[Line]) -> bool {
    let up = lines
        .windows(2)
        .filter(|pair| {
            let (a, b) = (&pair[0], &pair[1]);
            let shared = a.u.1.min(b.u.1) - a.u.0.max(b.u.0);
            let narrow = (a.u.1 - a.u.0).min(b.u.1 - b.u.0);
            b.v < a.v - 0.5 * a.em && shared > 0.5 * narrow
        })
        .count();
    up > 3 && up * 6 > lines.len()
}

/// Rows from the top, each from the left.
fn by_place(lines: &mut [Line]) {
    lines.sort_by(|a, b| a.v.total_cmp(&b.v));
    let mut start = 0;
    while start < lines.len() {
        let first = &lines[start];
        let limit = first.v + 0.4 * first.em;
        let length = lines[start..].iter().take_while(|l| l.v <= limit).count();
        let row = &mut lines[start..start + length];
        row.sort_by(|a, b| a.u.0.total_cmp(&b.u.0));
        start += length;
    }
}
