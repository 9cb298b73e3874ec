import type { BoxView } from '../../backend/backend';
import type { Standing } from '../../state/review.svelte';

export type Corners = [number, number, number, number];

/** The rectangles of a box. */
export function rectsOf(box: BoxView): Corners[] {
  const out: Corners[] = [];
  for (let i = 0; i + 3 < box.rects.length; i += 4) {
    out.push(box.rects.slice(i, i + 4) as Corners);
  }
  return out;
}

/** Outline of rectangles as one path, so that a page needs a handful of elements for any number. */
export function outline(rects: Corners[], grow = 0): string {
  return rects
    .map(([x0, y0, x1, y1]) => {
      const [a, b, c, d] = [x0 - grow, y0 - grow, x1 + grow, y1 + grow].map(tenth);
      return `M${a} ${b}H${c}V${d}H${a}Z`;
    })
    .join('');
}

/** A line through the middle (rejected) or under the text (near-misses). */
export function lines(rects: Corners[], where: 'middle' | 'under'): string {
  return rects
    .map(([x0, y0, x1, y1]) => {
      const y = tenth(where === 'middle' ? (y0 + y1) / 2 : y1);
      return `M${tenth(x0)} ${y}H${tenth(x1)}`;
    })
    .join('');
}

/** Boxes by the standing of their findings. */
export function byStanding(
  boxes: BoxView[],
  standing: (id: number) => Standing | undefined,
): Record<Standing, Corners[]> {
  const out: Record<Standing, Corners[]> = { undecided: [], accepted: [], rejected: [], near: [] };
  for (const box of boxes) {
    const now = standing(box.id);
    if (now) out[now].push(...rectsOf(box));
  }
  return out;
}

/** The smallest box under a point. */
export function hit(boxes: BoxView[], x: number, y: number): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (const box of boxes) {
    for (const [x0, y0, x1, y1] of rectsOf(box)) {
      const area = (x1 - x0) * (y1 - y0);
      if (x >= x0 - 1 && x <= x1 + 1 && y >= y0 - 1 && y <= y1 + 1 && area < least) {
        [best, least] = [box.id, area];
      }
    }
  }
  return best;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Tops of stacked leaves, and the height of all as the last entry. */
export function stack(heights: number[], gap: number): number[] {
  const tops = [gap];
  for (const height of heights) tops.push((tops[tops.length - 1] ?? 0) + height + gap);
  return tops;
}

/** Index of the leaf at `y`, from the tops of `stack`. */
export function leafAt(tops: number[], y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
